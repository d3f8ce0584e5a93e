//! Notes with merge conflicts: every preset reports them, nothing else is reported between the markers, and fixes never
//! write to them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::common::FixedRules;
use notelint::finding::{Applicability, Lang, Preset};
use notelint::project::run::{self, FixMode, NotePath, Project};

/// Findings with every kind of fix before, inside and after a conflict.
const NOTE: &str = "# A\n\n- **「太字」**です\n\n<<<<<<< HEAD\n* b\n\n文\n=======\n-\t違う \n\n# 別の見出し\n>>>>>>> f\n\n\
                    **注意：**設定する\n\n\n\n[x](無い.md)\n";

fn notelint(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_notelint"))
        .env("COLUMNS", "100")
        .args(["--no-cache"])
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
}

#[test]
fn every_preset_reports_it_and_no_fix_touches_the_note() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.md");
    for ending in ["\n", "\r\n"] {
        let text = NOTE.replace('\n', ending);
        for preset in Preset::ALL {
            fs::write(&file, &text).unwrap();
            let output = notelint(
                folder.path(),
                &["--preset", preset.name(), "--fix", "--unsafe-fixes", "--format", "concise", "a.md"],
            );
            let shown = String::from_utf8(output.stdout).unwrap();
            assert_eq!(fs::read_to_string(&file).unwrap(), text, "{shown}");
            assert_eq!(output.status.code(), Some(1), "{shown}");
            assert!(shown.contains("a.md:5:1: error[merge-conflict]"), "{}: {shown}", preset.name());
            assert!(!shown.contains("fixable") && !shown.contains("would fix"), "{}: {shown}", preset.name());
            let between = |line: &&str| (6..=13).any(|at| line.starts_with(&format!("a.md:{at}:")));
            assert_eq!(shown.lines().find(between), None, "{}: {shown}", preset.name());
        }
    }
}

#[test]
fn every_format_has_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), NOTE).unwrap();
    for format in [
        "pretty",
        "concise",
        "json",
        "jsonl",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "checkstyle",
        "rdjson",
        "markdown",
        "html",
    ] {
        let output = notelint(folder.path(), &["--format", format, "a.md"]);
        let shown = String::from_utf8(output.stdout).unwrap();
        assert!(shown.contains("merge-conflict"), "{format}: {shown}");
    }
    assert_eq!(notelint(folder.path(), &["--preset", "style", "--diff", "a.md"]).stdout, b"");
}

#[test]
fn findings_around_it_stay_with_the_reason_for_no_fix() {
    let note = NotePath { path: "a.md".into(), selected: true, text: Some(NOTE.into()), ..NotePath::default() };
    let project = Project::on_disk(Path::new("nowhere").into(), vec![note]);
    let rules = FixedRules::every_rule();
    let mode = FixMode { allowed: Applicability::Manual, write: false };
    let outcome = run::fix(&project, &rules.options(Lang::En), mode).pop().unwrap();
    let of = |name: &str| outcome.findings.iter().filter(|finding| finding.rule.name == name).collect::<Vec<_>>();
    assert_eq!(of("broken-emphasis").len(), 2);
    for finding in of("broken-emphasis") {
        assert!(finding.fix.is_none());
        assert!(finding.notes.contains(&"no fix while the note has a merge conflict".to_owned()), "{finding:?}");
    }
    assert_eq!(of("dead-link").len(), 1);
}

#[test]
fn suppressing_the_finding_does_not_enable_fixes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.md");
    let text = format!("<!-- notelint-disable merge-conflict -->\n\n{NOTE}");
    fs::write(&file, &text).unwrap();
    let output = notelint(folder.path(), &["--fix", "a.md"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), text, "{}", String::from_utf8_lossy(&output.stdout));
}
