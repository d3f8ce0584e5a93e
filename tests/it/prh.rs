//! Compares notelint's use of real prh dictionaries with prh itself, on real notes. Needs node and the packages that
//! `tests/prh.md` lists.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::common;
use crate::common::notes;
use crate::tools;
use notelint::markdown::document::Document;
use notelint::project::run::NotePath;
use notelint::terms::prh::{Prh, PrhChange};
use notelint::text::disk;
use notelint::text::source::Source;
use serde_json::{Value, json};

/// The dictionaries, below `node_modules`. Two of the first package are inside its code.
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

/// Text that prh would expand endlessly, because the result contains the pattern again; notelint does not change it.
const STANDING: &[(&str, &str)] =
    &[("prh/prh-rules/media/WEB+DB_PRESS.yml", "はじめ"), ("prh/prh-rules/media/WEB+DB_PRESS.yml", "ユーザビ")];

/// Extracts the dictionaries from the code of textlint-rule-aws-service-name.
const EXTRACT: &str = r#"
const fs = require("fs"), root = process.argv[1], out = process.argv[2];
const code = fs.readFileSync(root + "/textlint-rule-aws-service-name/lib/index.js", "utf8");
for (const [name, kind] of [["auto", "autoCreatedRule"], ["manual", "manualCreatedRule"]]) {
  const text = code.match(new RegExp("var " + kind + " = (\"(?:[^\"\\\\]|\\\\.)*\")"))[1];
  fs.writeFileSync(out + "/" + name + ".yml", eval(text));
}
"#;

/// Reads a dictionary and a list of texts, and prints prh's changes to each, and the number of rules.
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

/// The folder with the packages, `node_modules`; `None`, with a message, if it is missing.
fn packages() -> Option<PathBuf> {
    let folder = std::env::var_os("NOTELINT_PRH").map_or_else(tools::tools, PathBuf::from);
    let folder = folder.join("node_modules").canonicalize().ok().filter(|folder| folder.join("prh").is_dir());
    if folder.is_none() || node("", &[], "").is_none() {
        tools::skip("prh", "node and the packages that tests/prh.md names, by .ci/setup or in the folder NOTELINT_PRH");
        return None;
    }
    folder
}

/// For each dictionary, the folder that it may read from, and its path there.
fn dictionaries(packages: &Path, extracted: &Path) -> Vec<(PathBuf, String)> {
    node(EXTRACT, &[packages, extracted], "").expect("textlint-rule-aws-service-name has another form");
    let place = |name: &&str| match name.strip_prefix("textlint-rule-aws-service-name/") {
        Some(name) => (extracted.to_owned(), name.to_owned()),
        None => (packages.to_owned(), (*name).to_owned()),
    };
    DICTIONARIES.iter().map(place).collect()
}

/// 300 Japanese notes, or fewer from the sample.
fn japanese() -> Vec<Source> {
    let folder = notes::notes();
    let project = common::project(&folder.root());
    let read = |note: &NotePath| {
        let source = disk::source(&note.file).ok()?;
        Document::parse(&source).prose().is_japanese().then_some(source)
    };
    let notes: Vec<Source> = project.notes.iter().filter_map(read).collect();
    let step = (notes.len() / 300).max(1);
    let chosen: Vec<_> = notes.into_iter().step_by(step).take(300).collect();
    assert!(chosen.len() == 300 || folder.is_sample() && chosen.len() > 100, "{}", chosen.len());
    chosen
}

/// The prose of `notes`, block by block.
fn blocks(notes: &[Source]) -> Vec<String> {
    let of_note = |note: &Source| {
        let document = Document::parse(note);
        let prose = document.prose();
        prose.blocks().iter().map(|block| prose.block_text(block).to_owned()).collect::<Vec<_>>()
    };
    notes.iter().flat_map(of_note).collect()
}

/// `changes` in prh's format: position in UTF-16 code units, old text, new text.
fn as_theirs(text: &str, changes: &[PrhChange]) -> Value {
    let at = |byte: usize| text[..byte].encode_utf16().count();
    changes.iter().map(|change| json!([at(change.range.start), text[change.range.clone()], change.right])).collect()
}

/// prh's rules, and its changes for each of `blocks`.
fn theirs(packages: &Path, path: &Path, blocks: &[String]) -> (Value, Vec<Value>) {
    let output = node(PRH, &[packages, path], &serde_json::to_string(blocks).unwrap());
    let mut output: Value =
        serde_json::from_str(&output.unwrap_or_else(|| panic!("prh fails: {}", path.display()))).unwrap();
    let Value::Array(changes) = output["changes"].take() else { panic!("{}", path.display()) };
    (output["rules"].take(), changes)
}

#[test]
fn real_dictionaries_have_the_results_of_prh() {
    let Some(packages) = packages() else { return };
    let extracted = tempfile::tempdir().unwrap();
    let blocks = blocks(&japanese());
    let mut differences = Vec::new();
    println!("{} blocks", blocks.len());
    for (within, name) in dictionaries(&packages, extracted.path()) {
        let prh: Prh = common::prh(&within, &name);
        let (rules, theirs) = theirs(&packages, &within.join(&name), &blocks);
        let ours: Value = prh.rules().iter().map(|rule| json!([rule.expected, rule.pattern])).collect();
        assert_eq!(ours, rules, "{name}");
        let (mut same, mut all, mut unchanged) = (0, 0, 0);
        for (text, theirs) in blocks.iter().zip(&theirs) {
            let found = prh.changes(text);
            assert!(found.given_up.is_empty(), "{name}: {text}");
            let ours = as_theirs(text, &found.changes);
            all += theirs.as_array().map_or(0, Vec::len);
            let differs = |theirs: &&Value| !ours.as_array().is_some_and(|ours| ours.contains(theirs));
            let missing: Vec<&Value> = theirs.as_array().into_iter().flatten().filter(differs).collect();
            same += theirs.as_array().map_or(0, Vec::len) - missing.len();
            let more = ours.as_array().map_or(0, Vec::len) + missing.len() > theirs.as_array().map_or(0, Vec::len);
            unchanged += missing.len();
            if more
                || !missing.iter().all(|change| STANDING.contains(&(&*name, change[1].as_str().unwrap_or_default())))
            {
                differences.push(format!("{name}: {text}\n  ours   {ours}\n  theirs {theirs}"));
            }
        }
        println!("{name}: {} rules, {same} of {all} changes, {unchanged} not applied", prh.rules().len());
    }
    assert!(
        differences.is_empty(),
        "{} blocks differ\n{}",
        differences.len(),
        differences[..differences.len().min(20)].join("\n")
    );
}

/// The position of each byte of `source` in its prose, for text that is the same in both.
fn places(document: &Document<'_>, length: usize) -> Vec<Option<usize>> {
    let prose = document.prose();
    let mut places = vec![None; length + 1];
    for (at, char) in prose.text().char_indices() {
        if let Some(span) = prose.verbatim(at..at + char.len_utf8()) {
            for offset in 0..char.len_utf8() {
                places[span.start as usize + offset] = Some(at + offset);
            }
        }
    }
    places
}

/// prh's changes to a whole file, in prose that is in one piece: the range in the prose, and the new text.
fn theirs_in_prose(text: &str, document: &Document<'_>, theirs: &Value) -> Vec<(Range<usize>, String)> {
    let places = places(document, text.len());
    let mut byte_of_unit = Vec::new();
    for (at, char) in text.char_indices() {
        byte_of_unit.extend(std::iter::repeat_n(at, char.len_utf16()));
    }
    let mut found = Vec::new();
    for change in theirs.as_array().unwrap() {
        let start = byte_of_unit[usize::try_from(change[0].as_u64().unwrap()).unwrap()];
        let (old, new) = (change[1].as_str().unwrap(), change[2].as_str().unwrap());
        let Some(first) = places[start] else { continue };
        if (0..old.len()).all(|offset| places[start + offset] == Some(first + offset)) {
            found.push((first..first + old.len(), new.to_owned()));
        }
    }
    found
}

/// Compares the results for whole notes with those of prh. `tests/prh.md` counts the differences by reason.
#[test]
fn prose_in_whole_files_is_changed_as_by_prh() {
    let Some(packages) = packages() else { return };
    let extracted = tempfile::tempdir().unwrap();
    let notes = japanese();
    let texts: Vec<String> = notes.iter().map(|note| note.text().to_owned()).collect();
    let (mut all, mut same, mut different) = (0, 0, Vec::new());
    for (within, name) in dictionaries(&packages, extracted.path()) {
        let prh = common::prh(&within, &name);
        let (_, theirs) = theirs(&packages, &within.join(&name), &texts);
        for (note, theirs) in notes.iter().zip(&theirs) {
            let document = Document::parse(note);
            let prose = document.prose();
            let theirs = theirs_in_prose(note.text(), &document, theirs);
            let ours: Vec<(Range<usize>, String)> = (prose.blocks().iter())
                .flat_map(|block| {
                    let changes = prh.changes(prose.block_text(block)).changes;
                    let at = block.range.start;
                    changes
                        .into_iter()
                        .map(move |change| (at + change.range.start..at + change.range.end, change.right))
                })
                .collect();
            all += theirs.len();
            same += theirs.iter().filter(|change| ours.contains(change)).count();
            for (range, right) in theirs.iter().filter(|change| !ours.contains(change)) {
                let text = prose.text();
                let start = text.floor_char_boundary(range.start.saturating_sub(30));
                let end = text.floor_char_boundary((range.end + 30).min(text.len()));
                different.push(format!("{name}: `{}` → `{right}` in `{}`", &text[range.clone()], &text[start..end]));
            }
        }
    }
    println!("{same} of {all} changes in prose");
    for line in &different {
        println!("{}", line.replace('\n', "⏎"));
    }
    assert!(different.len() * 100 <= all, "{} of {all} differ", different.len());
}
