//! Compares `--preset markdownlint` with markdownlint itself on real notes, with a table for each rule. Skipped if
//! markdownlint-cli2 (npm) is not installed; `NOTELINT_MARKDOWNLINT` can name its `.mjs`. `markdownlint.md` lists the
//! differences and their reasons.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use crate::common::notes;
use crate::tools;

type Positions = BTreeMap<String, BTreeSet<(String, u64)>>;

/// The findings of markdownlint in the notes below `root`, with every rule on; `None` if it is not installed.
fn theirs(root: &Path) -> Option<Positions> {
    let settings = tempfile::Builder::new().suffix(".markdownlint-cli2.jsonc").tempfile().unwrap();
    std::fs::write(settings.path(), r#"{"config": {"default": true}}"#).unwrap();
    let script = match std::env::var_os("NOTELINT_MARKDOWNLINT") {
        Some(script) => script.into(),
        None => tools::find("markdownlint-cli2")?,
    };
    let mut command = Command::new(tools::node());
    command.arg(script).arg("--config").arg(settings.path()).arg("**/*.md").current_dir(root);
    let output = command.output().ok()?;
    let mut places = Positions::new();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    for line in text.lines() {
        // `path:line[:column] error MD001/heading-increment …`
        let Some((place, rule)) = line.split_once(" error ") else { continue };
        let rule: String = rule.chars().take_while(char::is_ascii_alphanumeric).collect();
        let Some((path, numbers)) = place.split_once(".md:") else { continue };
        let number = numbers.split(':').next().and_then(|number| number.parse().ok());
        let path = format!("{path}.md");
        if let (Some(number), false) = (number, root.join(&path).is_symlink()) {
            places.entry(rule).or_default().insert((path, number));
        }
    }
    Some(places)
}

fn ours(root: &Path) -> Positions {
    let args = ["--no-config", "--preset", "markdownlint", "--format", "json", "."];
    let output = Command::new(env!("CARGO_BIN_EXE_notelint")).args(args).current_dir(root).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut places = Positions::new();
    for finding in report["findings"].as_array().unwrap() {
        let (Some(rule), Some(file)) = (finding["alias"].as_str(), finding["file"].as_str()) else { continue };
        let line = finding["line"].as_u64().unwrap();
        places.entry(rule.to_owned()).or_default().insert((file.to_owned(), line));
    }
    places
}

/// The findings that both report, and those that at least one reports, in the files that `counts`.
fn agreement(ours: &Positions, theirs: &Positions, counts: impl Fn(&str) -> bool) -> (usize, usize) {
    let none = BTreeSet::new();
    let rules: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
    let of = |rule: &String| {
        let (our, their) = (ours.get(rule).unwrap_or(&none), theirs.get(rule).unwrap_or(&none));
        let both = our.intersection(their).filter(|(file, _)| counts(file)).count();
        (both, our.union(their).filter(|(file, _)| counts(file)).count())
    };
    rules.into_iter().map(of).fold((0, 0), |sum, (both, all)| (sum.0 + both, sum.1 + all))
}

/// Generated notes with options of rules in comments, with and without the constructs that the parsers read differently.
/// `tests/parity/compare.py` compares more of them, and prints the smallest notes on which the two differ.
#[test]
fn generated_notes_agree_with_markdownlint() {
    let Some(python) = tools::tool("python3") else { return };
    let folder = tempfile::tempdir().unwrap();
    let script = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parity").join(name);
    let generate = script("generate.py");
    tools::succeed(Command::new(&python).arg(generate).arg(folder.path()).args(["300", "1"]));
    let Some(theirs) = theirs(folder.path()).filter(|places| !places.is_empty()) else {
        return tools::skip("markdownlint-cli2", ".ci/setup installs it; NOTELINT_MARKDOWNLINT may name its .mjs");
    };
    let named = Command::new(&python).arg(script("constructs.py")).arg(folder.path()).output().unwrap();
    let named = String::from_utf8(named.stdout).unwrap();
    let named: BTreeSet<&str> = named.lines().collect();
    assert!(!named.is_empty() && named.len() < 100, "{} of 300 notes contain a named construct", named.len());
    let ours = ours(folder.path());
    for (least, with) in [(985, true), (993, false)] {
        let (both, all) = agreement(&ours, &theirs, |file| with || !named.contains(file));
        assert!(both * 1000 >= all * least, "markdownlint and notelint agree on {both} of {all} findings");
    }
}

/// `cases.json` has notes on which the two once differed, reduced, with the lines that markdownlint 0.42.1 reports.
#[test]
fn reduced_notes_agree_with_markdownlint() {
    let cases: serde_json::Value = serde_json::from_str(include_str!("../parity/cases.json")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let cases: Vec<_> = cases.as_array().unwrap().iter().enumerate().collect();
    for (index, case) in &cases {
        std::fs::write(folder.path().join(format!("{index}.md")), case["note"].as_str().unwrap()).unwrap();
    }
    let check = |found: &Positions, who: &str| {
        for (index, case) in &cases {
            let (rule, file) = (case["rule"].as_str().unwrap(), format!("{index}.md"));
            let places = found.get(rule).into_iter().flatten().filter(|(path, _)| *path == file);
            let lines: Vec<u64> = places.map(|(_, line)| *line).collect();
            assert_eq!(serde_json::json!(lines), case["lines"], "{who}, {rule}: {:?}", case["note"]);
        }
    };
    check(&ours(folder.path()), "notelint");
    match theirs(folder.path()).filter(|places| !places.is_empty()) {
        Some(theirs) => check(&theirs, "markdownlint"),
        None => tools::skip("markdownlint-cli2", ".ci/setup installs it; NOTELINT_MARKDOWNLINT may name its .mjs"),
    }
}

#[test]
fn the_markdownlint_preset_agrees_with_markdownlint() {
    let folder = notes::notes();
    let root = folder.root();
    let Some(theirs) = theirs(&root).filter(|places| !places.is_empty()) else {
        return tools::skip("markdownlint-cli2", ".ci/setup installs it; NOTELINT_MARKDOWNLINT may name its .mjs");
    };
    let ours = ours(&root);
    let none = BTreeSet::new();
    let mut off = Vec::new();
    println!("rule   theirs  ours  both  agreement");
    for (rule, their) in &theirs {
        let our = ours.get(rule).unwrap_or(&none);
        let both = their.intersection(our).count();
        let all = their.union(our).count();
        let percent = both * 10_000 / all;
        println!("{rule}  {}  {}  {both}  {}.{:02}%", their.len(), our.len(), percent / 100, percent % 100);
        // The sample has few findings of each rule, mostly edge cases.
        let (enough, least) = if folder.is_sample() { (4, 9_000) } else { (50, 9_900) };
        if their.len() >= enough && percent < least {
            off.push(rule);
        }
    }
    assert!(off.is_empty(), "agreement below 99%: {off:?}");
}
