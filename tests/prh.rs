//! Holds what notelint makes of real prh dictionaries against what prh itself makes of them, over real notes. Needs
//! node, and a folder with the packages that `tests/prh.md` names, given as `NOTELINT_PRH`.

mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use notelint::document::Document;
use notelint::read;
use notelint::terms::prh::{Change, Prh};
use serde_json::{Value, json};

/// The dictionaries, below `node_modules`; the two of the first package lie within its code.
const DICTIONARIES: &[&str] = &[
    "textlint-rule-aws-service-name/auto.yml",
    "textlint-rule-aws-service-name/manual.yml",
    "textlint-rule-ja-no-abusage/dict/prh.yml",
    "textlint-rule-preset-jtf-style/dict/2.1.5.yml",
    "textlint-rule-preset-jtf-style/dict/2.1.6.yml",
    "textlint-rule-preset-jtf-style/dict/2.2.1.yml",
    "textlint-rule-preset-jtf-style/dict/2.2.3.yml",
    "prh/misc/prh.yml",
    "prh/misc/test.yml",
    "prh/prh-rules/media/WEB+DB_PRESS.yml",
    "prh/prh-rules/media/techbooster.yml",
    "prh/prh-rules/languages/ja/typo.yml",
    "prh/prh-rules/terms/javascript.yml",
];

/// What prh changes within a wording that the same dictionary asks for, without end; notelint leaves it alone.
const STANDING: &[(&str, &str)] = &[];

/// Writes the dictionaries of the code of textlint-rule-aws-service-name beside it.
const EXTRACT: &str = r#"
const fs = require("fs"), root = process.argv[1], out = process.argv[2];
const code = fs.readFileSync(root + "/textlint-rule-aws-service-name/lib/index.js", "utf8");
for (const [name, kind] of [["auto", "autoCreatedRule"], ["manual", "manualCreatedRule"]]) {
  const text = code.match(new RegExp("var " + kind + " = (\"(?:[^\"\\\\]|\\\\.)*\")"))[1];
  fs.writeFileSync(out + "/" + name + ".yml", eval(text));
}
"#;

/// Reads a dictionary and a list of texts, and prints what prh makes of each: the changes that are left when it
/// applies them, and how many rules there are.
const PRH: &str = r#"
const prh = require(process.argv[1] + "/prh"), fs = require("fs");
const engine = prh.fromYAMLFilePath(process.argv[2]);
const texts = JSON.parse(fs.readFileSync(0, "utf8"));
const changes = texts.map(text => {
  const set = engine.makeChangeSet("", text);
  set.applyChangeSets(text);
  return set.diffs.map(diff => [diff.index, diff.matches[0], diff.newText]);
});
console.log(JSON.stringify({ rules: engine.rules.map(rule => [rule.expected, String(rule.pattern)]), changes }));
"#;

fn node(script: &str, args: &[&Path], input: &str) -> Option<String> {
    let mut command = Command::new("node");
    command.arg("-e").arg(script).args(args);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    std::io::Write::write_all(&mut child.stdin.take()?, input.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

/// The folder with the packages, `node_modules`; `None`, with a message, where this machine has none.
fn packages() -> Option<PathBuf> {
    let folder = std::env::var_os("NOTELINT_PRH").map(|folder| PathBuf::from(folder).join("node_modules"));
    let folder = folder.and_then(|folder| folder.canonicalize().ok());
    if folder.is_none() || node("", &[], "").is_none() {
        eprintln!("skipped: node, and a folder with prh's packages as NOTELINT_PRH, are not here");
        return None;
    }
    folder
}

/// Each dictionary: the folder that it may read from, and its path in there.
fn dictionaries(packages: &Path, extracted: &Path) -> Vec<(PathBuf, String)> {
    node(EXTRACT, &[packages, extracted], "").expect("textlint-rule-aws-service-name has another form");
    let place = |name: &&str| match name.strip_prefix("textlint-rule-aws-service-name/") {
        Some(name) => (extracted.to_owned(), name.to_owned()),
        None => (packages.to_owned(), (*name).to_owned()),
    };
    DICTIONARIES.iter().map(place).collect()
}

/// The prose of 300 Japanese notes, block by block.
fn blocks(corpora: &Path) -> Vec<String> {
    let project = common::project(&corpora.join("corpora/notes"));
    let mut notes = Vec::new();
    for note in &project.notes {
        let Ok(source) = read::source(&note.file) else { continue };
        let document = Document::parse(&source);
        let prose = document.prose();
        if prose.is_japanese() {
            notes.push(prose.blocks().iter().map(|block| prose.block_text(block).to_owned()).collect::<Vec<_>>());
        }
    }
    let step = (notes.len() / 300).max(1);
    let chosen: Vec<_> = notes.into_iter().step_by(step).take(300).collect();
    assert_eq!(chosen.len(), 300);
    chosen.concat()
}

/// `changes` as prh gives them: the place in units of UTF-16, the old words, the new ones.
fn as_theirs(text: &str, changes: &[Change]) -> Value {
    let at = |byte: usize| text[..byte].encode_utf16().count();
    changes.iter().map(|change| json!([at(change.range.start), text[change.range.clone()], change.right])).collect()
}

/// prh's rules, and its changes for each of `blocks`.
fn theirs(packages: &Path, path: &Path, blocks: &[String]) -> (Value, Vec<Value>) {
    let output = node(PRH, &[packages, path], &serde_json::to_string(blocks).unwrap());
    let mut output: Value = serde_json::from_str(&output.unwrap_or_else(|| panic!("prh fails: {path:?}"))).unwrap();
    let Value::Array(changes) = output["changes"].take() else { panic!("{path:?}") };
    (output["rules"].take(), changes)
}

#[test]
fn real_dictionaries_say_what_prh_says() {
    let Some(packages) = packages() else { return };
    let Some(corpora) = common::corpora() else { return };
    let extracted = tempfile::tempdir().unwrap();
    let blocks = blocks(corpora.path());
    let mut differences = Vec::new();
    println!("{} blocks", blocks.len());
    for (within, name) in dictionaries(&packages, extracted.path()) {
        let prh: Prh = common::prh(&within, &name);
        let (rules, theirs) = theirs(&packages, &within.join(&name), &blocks);
        let ours: Value = prh.rules().iter().map(|rule| json!([rule.expected, rule.pattern])).collect();
        assert_eq!(ours, rules, "{name}");
        let (mut same, mut all, mut stands) = (0, 0, 0);
        for (text, theirs) in blocks.iter().zip(&theirs) {
            let found = prh.changes(text);
            assert!(found.given_up.is_empty(), "{name}: {text}");
            let ours = as_theirs(text, &found.changes);
            all += theirs.as_array().map_or(0, Vec::len);
            let differs = |theirs: &&Value| !ours.as_array().is_some_and(|ours| ours.contains(theirs));
            let missing: Vec<&Value> = theirs.as_array().into_iter().flatten().filter(differs).collect();
            same += theirs.as_array().map_or(0, Vec::len) - missing.len();
            let more = ours.as_array().map_or(0, Vec::len) + missing.len() > theirs.as_array().map_or(0, Vec::len);
            stands += missing.len();
            if more
                || !missing.iter().all(|change| STANDING.contains(&(&*name, change[1].as_str().unwrap_or_default())))
            {
                differences.push(format!("{name}: {text}\n  ours   {ours}\n  theirs {theirs}"));
            }
        }
        println!("{name}: {} rules, {same} of {all} changes, {stands} wordings stand", prh.rules().len());
    }
    assert!(
        differences.is_empty(),
        "{} blocks differ\n{}",
        differences.len(),
        differences[..differences.len().min(20)].join("\n")
    );
}
