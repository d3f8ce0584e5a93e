//! `changed-only`: the commit to compare with, for each event and each way to check out.

use std::path::{Path, PathBuf};

use super::{CLEAN, EMPTY, script};
use crate::tools::{code_and_stderr, commit, folder, git, succeed, write};

/// A repository in which `main` was merged into `topic`, and `topic` was then merged into `main` on the branch `merge`, as GitHub does
/// for a pull request. All notes have findings: `old.md` and `shared.md` since the first commit, `merged.md` on `main`, and `new.md` on
/// `topic`. After the merge into `topic`, `main` fixed `shared.md`.
struct History {
    folder: tempfile::TempDir,
}

impl History {
    fn new() -> Self {
        let history = Self { folder: folder(&[("up/old.md", EMPTY), ("up/shared.md", EMPTY)]) };
        let at = history.at();
        succeed(&mut git(&at, &["init", "--quiet", "--initial-branch=main"]));
        succeed(&mut git(&at, &["config", "uploadpack.allowAnySHA1InWant", "true"]));
        commit(&at, "first");
        history.switch(&["-c", "topic"]);
        write(&at, &[("new.md", EMPTY)]);
        commit(&at, "topic");
        history.switch(&["main"]);
        write(&at, &[("merged.md", EMPTY)]);
        commit(&at, "main goes on");
        history.switch(&["topic"]);
        history.merge("main");
        history.switch(&["main"]);
        write(&at, &[("shared.md", CLEAN)]);
        commit(&at, "main goes on, and changes what topic has");
        history.switch(&["-c", "merge"]);
        history.merge("topic");
        history
    }

    fn at(&self) -> PathBuf {
        self.folder.path().join("up")
    }

    fn switch(&self, to: &[&str]) {
        succeed(&mut git(&self.at(), &[&["switch", "--quiet"], to].concat()));
    }

    fn merge(&self, branch: &str) {
        succeed(&mut git(&self.at(), &["merge", "--quiet", "--no-ff", "-m", "merge", branch]));
    }

    fn commit(&self, revision: &str) -> String {
        succeed(&mut git(&self.at(), &["rev-parse", revision])).trim().to_owned()
    }

    /// A clone of `branch` as `actions/checkout` makes it, with this depth; 0 for all commits.
    fn checkout(&self, branch: &str, depth: usize) -> PathBuf {
        let to = self.folder.path().join(format!("{branch}{depth}"));
        let from = format!("file://{}", self.at().display());
        let (depth, to_text) = (format!("--depth={depth}"), to.to_str().unwrap());
        let mut args = vec!["clone", "--quiet", "--branch", branch, &from, to_text];
        if depth != "--depth=0" {
            args.extend(["--no-single-branch", &depth]);
        }
        succeed(&mut git(self.folder.path(), &args));
        to
    }
}

/// Runs the check in `at` for an event with these commits. Returns the exit code, the notes with findings, and the output.
#[track_caller]
fn reported(at: &Path, base: &str, head: &str) -> (i32, Vec<&'static str>, String) {
    let mut command = script("check", at);
    command.env("INPUT_CHANGED_ONLY", "true").env("BASE_SHA", base).env("HEAD_SHA", head);
    let (code, printed) = code_and_stderr(&command.output().unwrap());
    let notes = ["new.md", "merged.md", "old.md", "shared.md"];
    let found = notes.into_iter().filter(|note| printed.contains(&format!("file={note},"))).collect();
    (code, found, printed)
}

#[test]
fn a_pull_request_has_the_changes_of_its_branch() {
    let history = History::new();
    let (base, head) = (history.commit("main"), history.commit("topic"));
    // The default of actions/checkout: the merge commit. Its first parent counts, not the base of the event, which may be older.
    for depth in [0, 1, 2] {
        let merge = history.checkout("merge", depth);
        for base in [&*base, &history.commit("main~1")] {
            assert_eq!(reported(&merge, base, &head).1, ["new.md"], "depth {depth}, base {base}");
        }
    }
    // The branch itself, whose last commit is a merge too.
    let topic = history.checkout("topic", 0);
    assert_eq!(reported(&topic, &base, &head).1, ["new.md"]);
}

#[test]
fn a_push_has_the_changes_of_all_its_commits() {
    let history = History::new();
    let (first, head) = (history.commit("main~2"), history.commit("main"));
    let main = history.checkout("main", 1);
    assert_eq!(reported(&main, &first, "").1, ["merged.md"]);
    assert_eq!(reported(&main, &head, "").1, [""; 0]);
    // It ends in a merge commit: the commits of both parents are pushed.
    let topic = history.checkout("topic", 1);
    assert_eq!(reported(&topic, &first, "").1, ["new.md", "merged.md"]);
}

#[test]
fn without_a_base_commit_everything_is_reported_with_a_message() {
    let history = History::new();
    let main = history.checkout("main", 1);
    for base in ["", "0000000000000000000000000000000000000000"] {
        let (code, found, printed) = reported(&main, base, "");
        assert_eq!((code, &*found), (1, &["merged.md", "old.md"][..]), "{printed}");
        assert!(printed.contains("::notice title=notelint::there is no earlier commit to compare with"), "{printed}");
    }
}

#[test]
fn a_commit_that_can_not_be_fetched_is_an_error_with_advice() {
    let history = History::new();
    let (base, head) = (history.commit("main"), history.commit("topic"));
    let topic = history.checkout("topic", 1);
    let gone = "1234567890123456789012345678901234567890";
    for (at, base, head) in [(&topic, &*base, &*head), (&topic, gone, &head), (&topic, gone, "")] {
        let (code, _, printed) = reported(at, base, head);
        assert!(code == 2 && printed.contains("set `fetch-depth: 0` for actions/checkout"), "{printed}");
    }
    let none = folder(&[("a.md", CLEAN)]);
    let mut command = script("check", none.path());
    command.env("INPUT_CHANGED_ONLY", "true").env("GIT_CEILING_DIRECTORIES", none.path().parent().unwrap());
    let (code, printed) = code_and_stderr(&command.output().unwrap());
    assert!(code == 2 && printed.contains("`changed-only` needs a git repository"), "{printed}");
}
