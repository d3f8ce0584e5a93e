//! Compares the rules about Japanese sentences with textlint's on 300 real notes: a table for each rule, and the time
//! that both take. Skipped without textlint and its two presets. `textlint.md` lists the differences and their reasons;
//! `NOTELINT_TEXTLINT_SHOW` can name a rule whose differences are printed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::common;
use crate::common::notes;
use crate::tools;
use notelint::markdown::document::Document;
use notelint::rules::RULES;
use notelint::text::source::Source;

/// File and line of each finding, by textlint's name for the rule.
type Positions = BTreeMap<String, BTreeSet<(String, u64)>>;

const PRESETS: &str = r#"{"rules": {"preset-ja-technical-writing": true, "preset-ja-spacing": true}}"#;

/// Copies 300 of the Japanese notes below `root`, evenly spread, to a folder.
fn sample(root: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let notes = common::project(root).notes;
    let japanese: Vec<_> = notes
        .iter()
        .filter(|note| {
            let source = std::fs::read_to_string(&note.file).ok().and_then(|text| Source::new(text).ok());
            source.is_some_and(|source| Document::parse(&source).prose().is_japanese())
        })
        .collect();
    for index in 0..300.min(japanese.len()) {
        let note = japanese[index * japanese.len() / 300.min(japanese.len())];
        let target = folder.path().join(&note.path);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(&note.file, target).unwrap();
    }
    folder
}

fn theirs(folder: &Path, notes: &Path) -> Option<(Positions, Duration)> {
    let settings = tempfile::Builder::new().suffix(".json").tempfile().unwrap();
    std::fs::write(settings.path(), PRESETS).unwrap();
    let start = Instant::now();
    let output = Command::new("node")
        .arg("node_modules/textlint/bin/textlint.js")
        .args(["-f", "json", "-c"])
        .arg(settings.path())
        .arg(format!("{}/**/*.md", notes.display()))
        .current_dir(folder)
        .output()
        .ok()?;
    let time = start.elapsed();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
    let mut places = Positions::new();
    for file in report.as_array()? {
        let path = Path::new(file["filePath"].as_str()?).strip_prefix(notes).ok()?.to_str()?.to_owned();
        for message in file["messages"].as_array()? {
            let rule = message["ruleId"].as_str()?.rsplit('/').next()?;
            places.entry(rule.to_owned()).or_default().insert((path.clone(), message["line"].as_u64()?));
        }
    }
    Some((places, time))
}

fn ours(notes: &Path) -> (Positions, Duration) {
    let start = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_notelint"))
        .args(["--no-config", "--preset", "strict", "--format", "json", "."])
        .current_dir(notes)
        .output()
        .unwrap();
    let time = start.elapsed();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut places = Positions::new();
    for finding in report["findings"].as_array().unwrap() {
        let rule = finding["rule"].as_str().unwrap().to_owned();
        let (first, last) = (finding["line"].as_u64().unwrap(), finding["end_line"].as_u64().unwrap());
        let file = finding["file"].as_str().unwrap().trim_start_matches("./");
        let of_rule = places.entry(rule).or_default();
        of_rule.extend((first..=last).map(|line| (file.to_owned(), line)));
    }
    (places, time)
}

#[test]
fn the_table_of_agreement_with_textlint() {
    let textlint = std::env::var_os("NOTELINT_TEXTLINT").map_or_else(tools::tools, PathBuf::from);
    if !textlint.join("node_modules/textlint").is_dir() {
        return tools::skip(
            "textlint",
            ".ci/setup installs it; NOTELINT_TEXTLINT may name the folder of its node_modules",
        );
    }
    let folder = notes::notes();
    let notes = sample(&folder.root());
    let notes = notes.path().canonicalize().unwrap();
    let (theirs, their_time) = theirs(&textlint, &notes).expect("textlint runs and reports");
    let (ours, our_time) = ours(&notes);
    let none = BTreeSet::new();
    println!("rule  textlint's  theirs  ours  lines in both");
    let mut both_anywhere = 0;
    for entry in RULES.iter().filter(|entry| entry.meta.group == "japanese") {
        let names = entry.meta.aliases;
        let their: BTreeSet<_> = names.iter().filter_map(|name| theirs.get(*name)).flatten().collect();
        let our = ours.get(entry.meta.name).unwrap_or(&none);
        let both = our.iter().filter(|place| their.contains(place)).count();
        both_anywhere += both;
        println!("{}  {}  {}  {}  {both}", entry.meta.name, names.join(", "), their.len(), our.len());
        if std::env::var("NOTELINT_TEXTLINT_SHOW").is_ok_and(|rule| rule == entry.meta.name) {
            let only_theirs = their.iter().filter(|place| !our.contains(**place)).map(|place| ("theirs", *place));
            let only_ours = our.iter().filter(|place| !their.contains(place)).map(|place| ("ours", place));
            only_theirs.chain(only_ours).for_each(|(whose, (file, line))| println!("    {whose}: {file}:{line}"));
        }
    }
    println!("textlint {their_time:.1?}, notelint {our_time:.2?}");
    assert!(both_anywhere > 0, "no agreement at all: the lines are counted differently");
    // Debug builds are about twenty times slower.
    let fast = cfg!(debug_assertions) || our_time * 50 < their_time;
    assert!(fast, "{our_time:?} is not fifty times faster than {their_time:?}");
}
