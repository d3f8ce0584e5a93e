//! A fact is one finding per note, at its first place; suppression and the baseline work by place.

use std::fs;
use std::path::Path;
use std::process::Command;

const NOTE: &str = "# a\n\nUse AWS SSO.\n\nWith AWS SSO, sign in.\n\nOpen AWS SSO.\n";

/// Runs notelint on the note `n.md` in `folder`, and returns what it prints.
fn run(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.args(args).args(["--lang", "en"]).current_dir(folder);
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

/// A folder with the note `n.md`.
fn note(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notelint.toml"), "").unwrap();
    fs::write(folder.path().join("n.md"), text).unwrap();
    folder
}

/// The first line of the concise report on `text`.
fn report(text: &str) -> String {
    run(note(text).path(), &["--format", "concise"]).split('\n').next().unwrap().to_owned()
}

const MESSAGE: &str = "warning[former-name] `AWS SSO` is now called `AWS IAM Identity Center`";

#[test]
fn the_first_place_lists_the_others() {
    assert_eq!(report(NOTE), format!("n.md:3:5: {MESSAGE}, and 2 more, lines 5, 7 (unsafe fix)"));
}

#[test]
fn a_table_of_contents_is_not_the_place() {
    let text = "# a\n\n- [AWS SSO](#aws-sso)\n- [b](#b)\n\n## AWS SSO\n\nx\n\n## b\n\nx\n";
    assert_eq!(report(text), format!("n.md:6:4: {MESSAGE}, and 1 more, line 3 (unsafe fix)"));
}

#[test]
fn a_suppressed_place_is_not_listed_and_stays() {
    let comment = "<!-- notelint-disable-next-line former-name -->\n";
    let text = NOTE.replace("Use", &format!("{comment}Use"));
    assert_eq!(report(&text), format!("n.md:6:6: {MESSAGE}, and 1 more, line 8 (unsafe fix)"));
    let folder = note(&text);
    let printed = run(folder.path(), &["--fix", "--unsafe-fixes"]);
    assert_eq!(printed, "fixed 1 in 1 file: former-name 1\nno findings left in 1 file\n");
    let fixed = fs::read_to_string(folder.path().join("n.md")).unwrap();
    assert!(fixed.contains("Use AWS SSO.") && fixed.contains("Open AWS IAM Identity Center."), "{fixed}");
}

#[test]
fn a_new_place_is_reported_beside_those_in_the_baseline() {
    let folder = note(NOTE);
    run(folder.path(), &["baseline"]);
    let concise = || run(folder.path(), &["--format", "concise"]);
    assert_eq!(concise(), "no findings in 1 file; not shown: 3 in the baseline\n");
    fs::write(folder.path().join("n.md"), format!("{NOTE}\nAlso AWS SSO here.\n")).unwrap();
    let printed = concise();
    assert!(printed.starts_with(&format!("n.md:9:6: {MESSAGE} (unsafe fix)\n")), "{printed}");
}

#[test]
fn callouts_with_titles_throughout_a_project_are_told_once() {
    let found = |titled: usize, other: &str| {
        let folder = note(other);
        for index in 0..titled {
            fs::write(folder.path().join(format!("{index}.md")), "> [!tip] CKA Exam\n> - 時間を測る\n").unwrap();
        }
        let report = run(folder.path(), &["--format", "concise", "--no-cache"]);
        report.lines().filter(|line| line.contains("[unknown-alert]")).map(str::to_owned).collect::<Vec<_>>()
    };
    let vault = "0.md:1:3: advice[unknown-alert] this project looks like an Obsidian vault; GitHub shows its callouts as quotes";
    assert_eq!(found(5, "# 一覧\n"), [vault]);
    assert_eq!(found(4, "# 一覧\n").len(), 4);
    // The author knows the alerts of GitHub.
    assert_eq!(found(5, "> [!NOTE]\n> 補足\n").len(), 5);
}
