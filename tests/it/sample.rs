//! The default run has a finding of every rule of the default preset in the sample notes.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use notelint::finding::Preset;
use notelint::lint::rule::Needs;
use notelint::rules::RULES;

#[test]
fn the_sample_notes_have_a_finding_for_every_default_rule() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let args = ["--format", "json", "notes"];
    let output = Command::new(env!("CARGO_BIN_EXE_notelint")).args(args).current_dir(root).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let found: BTreeSet<_> = findings.iter().filter_map(|finding| finding["rule"].as_str()).collect();
    // The sample notes are for GitHub. The pages of the rules about other hosts have notes for those.
    let defaults = RULES
        .iter()
        .filter(|entry| entry.meta.group != "hosts" && entry.meta.membership(Preset::Recommended).is_some());
    // The default run stays offline.
    let online = |name: &str| {
        let entry = RULES.iter().find(|entry| entry.meta.name == name);
        entry.is_some_and(|entry| {
            (entry.build)(toml::Table::new()).is_ok_and(|check| check.needs().contain(Needs::LINK_STATUSES))
        })
    };
    // A file in another encoding would not be shown by GitHub, a project's own dictionary would be one for this whole
    // repository, a conflict would keep `--fix` from the note, and on GitHub no prices pair up to mathematics: their pages
    // have them. No note is known that makes notelint fail.
    let elsewhere = ["unreadable-file", "unpreferred-term", "merge-conflict", "internal-error", "accidental-math"];
    let missing: Vec<_> = defaults
        .map(|entry| entry.meta.name)
        .filter(|name| !found.contains(name) && !elsewhere.contains(name) && !online(name))
        .collect();
    assert_eq!(missing, [""; 0]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn our_own_documents_are_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let documents =
        ["README.md", "README.ja.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs", "findings", "rules"];
    let test_documents =
        ["tests/faults.md", "tests/markdownlint.md", "tests/prh.md", "tests/textlint.md", "tests/bench"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    let output =
        command.args(["--format", "concise"]).args(documents).args(test_documents).current_dir(root).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}
