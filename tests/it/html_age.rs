//! Ages of findings in the HTML report, with the real git.

use std::path::Path;
use std::process::Command;

use crate::tools::skip;
use serde_json::{Value, json};

fn git(folder: &Path, time: u64, args: &[&str]) {
    let date = format!("@{time} +0000");
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
    let output = Command::new("git")
        .args(identity)
        .args(args)
        .current_dir(folder)
        .env("GIT_AUTHOR_DATE", &date)
        .env("GIT_COMMITTER_DATE", &date)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// `ages` in the data of the report on `folder`.
fn ages(folder: &Path) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    let output = command.args(["--format", "html", "--select", "empty-section"]).current_dir(folder).output().unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    let data = page.split_once("id=\"data\">").unwrap().1.split_once("</script>").unwrap().0;
    let data: Value = serde_json::from_str(data).unwrap();
    data["tail"]["ages"].clone()
}

fn has_git() -> bool {
    let there = Command::new("git").arg("--version").output().is_ok();
    if !there {
        skip("git", "install it");
    }
    there
}

#[test]
fn a_finding_is_as_old_as_its_line() {
    if !has_git() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::create_dir(path.join("学習 ノート")).unwrap();
    std::fs::write(path.join("学習 ノート/-a.md"), "# A\n\n## old\r\n\n## 新しい\n").unwrap();
    git(path, 1_000_000, &["init", "-q"]);
    git(path, 1_000_000, &["add", "."]);
    git(path, 1_000_000, &["commit", "-qm", "one"]);
    std::fs::write(path.join("学習 ノート/-a.md"), "# A\n\ntext\n\n## old\r\n\n## 新しい EC2\n").unwrap();
    git(path, 2_000_000, &["commit", "-qam", "two"]);
    assert_eq!(ages(path), json!({"state": "known", "at": 2_000_000, "of": "line", "written": [1_000_000, 2_000_000]}));

    // Uncommitted lines are new; files that git does not track have no age.
    std::fs::write(
        path.join("学習 ノート/-a.md"),
        "# A\n\ntext\n\n## old\r\n\n## 新しい EC2\n\n## full\n\ntext\n\n## last",
    )
    .unwrap();
    std::fs::write(path.join("b.md"), "# B\n\n## c\n").unwrap();
    let expected = json!({"state": "known", "at": 2_000_000, "of": "line", "written": [null, 1_000_000, 2_000_000, 0]});
    assert_eq!(ages(path), expected);
}

#[test]
fn unknown_ages_are_not_invented() {
    if !has_git() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("whole");
    std::fs::create_dir(&path).unwrap();
    std::fs::write(path.join("a.md"), "# A\n\n## old\n").unwrap();
    assert_eq!(ages(&path), json!({"state": "unknown"}));
    git(&path, 1_000_000, &["init", "-q"]);
    assert_eq!(ages(&path), json!({"state": "unknown"}), "no commit yet");
    git(&path, 1_000_000, &["add", "."]);
    git(&path, 1_000_000, &["commit", "-qm", "one"]);
    git(&path, 2_000_000, &["commit", "-qm", "two", "--allow-empty"]);
    let url = format!("file://{}", path.display());
    git(folder.path(), 0, &["clone", "-q", "--depth", "1", &url, "part"]);
    assert_eq!(ages(&folder.path().join("part")), json!({"state": "shallow"}));
    std::fs::remove_dir_all(path.join(".git")).unwrap();
    assert_eq!(ages(&path), json!({"state": "unknown"}));
}

#[test]
fn with_many_files_ages_are_those_of_the_last_change() {
    if !has_git() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("学習");
    std::fs::create_dir(&path).unwrap();
    for number in 1000..1301 {
        std::fs::write(path.join(format!("ノート {number}.md")), "# A\n\n## old\n").unwrap();
    }
    git(folder.path(), 0, &["init", "-q"]);
    git(&path, 1_000_000, &["add", "."]);
    git(&path, 1_000_000, &["commit", "-qm", "one"]);
    std::fs::write(path.join("ノート 1001.md"), "# A\n\ntext\n\n## old\n").unwrap();
    git(&path, 2_000_000, &["commit", "-qam", "two"]);
    let mut written = vec![1_000_000; 301];
    written[1] = 2_000_000;
    assert_eq!(ages(&path), json!({"state": "known", "at": 2_000_000, "of": "file", "written": written}));
}
