//! `--staged` in hooks, and when the environment sets the repository and the index.
#![cfg(unix)]

use std::path::Path;

use crate::tools::code_and_stderr;
use crate::tools::shell::{first_commit, found, shell, succeed};

/// Runs `script` with notelint's hook installed. Returns whether git committed, and the output.
fn commits(top: &Path, script: &str) -> (bool, String) {
    let output = shell(
        top,
        &format!("bad() {{ link gone.md; }}; good() {{ link other.md; echo \"${{1:-}}\"; }}; set -e; {script}"),
    );
    (output.status.success(), code_and_stderr(&output).1)
}

#[test]
fn every_way_of_committing_is_checked() {
    // In each case, the last command commits a dead link that is not in the working tree, or the reverse.
    let ways = [
        (
            "git commit",
            "bad > from.md; git add .; good > from.md; git commit -qm x",
            "good > from.md; git add .; bad > from.md; git commit -qm x",
        ),
        ("git commit -a", "bad > from.md; git commit -qam x", "good > from.md; bad > new.md; git commit -qam x"),
        (
            "git commit PATH",
            "bad > from.md; git commit -qm x from.md",
            "bad > old.md; git add .; good > from.md; git commit -qm x from.md",
        ),
        (
            "git commit PATH, its target only in the other index",
            "page N > new.md; link new.md > from.md; git add new.md; git commit -qm x from.md",
            "page N > new.md; link new.md > from.md; git add new.md; git commit -qm x from.md new.md",
        ),
        (
            "git commit -i PATH",
            "bad > old.md; git add .; good > from.md; git commit -qm x -i from.md",
            "good > old.md; git add .; good > from.md; git commit -qm x -i from.md",
        ),
        (
            "git commit --amend",
            "bad > from.md; git add .; git commit -q --amend -m x",
            "good > from.md; git add .; git commit -q --amend -m x",
        ),
        (
            "a merge",
            "git switch -qc o; good o > from.md; git commit -qam o; git switch -q main; good m > from.md; git commit -qam m; \
            git merge -q o || :; bad > from.md; git commit -qam x",
            "git switch -qc o; good o > from.md; git commit -qam o; git switch -q main; good m > from.md; git commit -qam m; \
            git merge -q o || :; good x > from.md; git commit -qam x",
        ),
        (
            "a linked worktree",
            "git worktree add -q ../w; cd ../w; bad > from.md; git add .; good > from.md; git commit -qm x",
            "git worktree add -q ../w; cd ../w; good > from.md; git add .; bad > from.md; git commit -qm x",
        ),
        (
            "from a folder",
            "cd docs; bad > a.md; git add .; rm a.md; git commit -qm x",
            "cd docs; link deep.md > a.md; git add .; bad > a.md; git commit -qm x",
        ),
        (
            "a repository below",
            "git init -q in; bad > in/a.md; git -C in add .; bad > from.md; git add from.md; git commit -qm x",
            "git init -q in; bad > in/a.md; git -C in add .; good > from.md; git commit -qm x from.md",
        ),
    ];
    for (name, stopped, made) in ways {
        for (script, done) in [(stopped, false), (made, true)] {
            let folder = first_commit();
            let top = folder.path().join("r");
            succeed(&top, "notelint hook install");
            let (committed, printed) = commits(&top, script);
            assert_eq!((committed, printed.contains("dead-link")), (done, !done), "{name}: {script}: {printed}");
        }
    }
}

#[test]
fn the_repository_in_the_environment_is_used() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let expected = "3:5: error[dead-link] `gone.md` does not exist";
    let run =
        |script: &str| shell(at, &format!("n() {{ notelint --format concise --no-cache --staged \"$@\"; }}; {script}"));
    succeed(
        at,
        "git init -q --bare repo.git; mkdir -p wt/sub; link gone.md other.md > wt/sub/a.md; page O > wt/sub/other.md; \
        git --git-dir repo.git --work-tree wt add .; link gone.md > wt/sub/b.md; rm wt/sub/other.md",
    );
    for (script, file) in [
        ("GIT_DIR=repo.git GIT_WORK_TREE=wt n", "wt/sub/a.md"),
        ("GIT_DIR=repo.git GIT_WORK_TREE=wt n wt/sub", "wt/sub/a.md"),
        ("cd wt; GIT_DIR=../repo.git GIT_WORK_TREE=. n", "sub/a.md"),
        ("cd wt/sub; GIT_DIR=../../repo.git GIT_WORK_TREE=.. n a.md b.md", "a.md"),
        (
            "git --git-dir repo.git config core.bare false; git --git-dir repo.git config core.worktree ../wt; GIT_DIR=repo.git n",
            "wt/sub/a.md",
        ),
    ] {
        let (code, printed) = code_and_stderr(&run(script));
        assert_eq!(code, 1, "{script}: {printed}");
        assert!(
            printed.starts_with(&format!("{file}:{expected}")) && printed.lines().count() == 2,
            "{script}: {printed}"
        );
    }
    // Without these variables there is no repository, which is reported once.
    let (code, printed) = code_and_stderr(&run("cd wt; n"));
    assert_eq!(code, 2, "{printed}");
    assert!(printed.starts_with("error: `") && printed.ends_with("/wt` is not in a git repository\n"), "{printed}");
    // These variables do not apply to other repositories.
    succeed(at, "git init -q other; link gone.md > other/c.md; git -C other add .");
    for script in
        ["GIT_DIR=repo.git GIT_WORK_TREE=wt n other", "cd wt; GIT_INDEX_FILE=$PWD/../repo.git/index n ../other"]
    {
        let (code, printed) = code_and_stderr(&run(script));
        assert_eq!(code, 1, "{script}: {printed}");
        assert!(
            printed.contains(&format!("other/c.md:{expected}")) && !printed.contains("a.md"),
            "{script}: {printed}"
        );
    }
    // Another index of the same repository.
    succeed(at, "cd other; GIT_INDEX_FILE=$PWD/index git add c.md; link c.md > c.md; git add .");
    assert!(code_and_stderr(&run("cd other; GIT_INDEX_FILE=$PWD/index n")).1.contains("c.md"));
    assert_eq!(code_and_stderr(&run("cd other; n")), (0, "no findings in 1 file\n".to_owned()));
}

#[test]
fn names_that_are_not_unicode_are_reported_and_the_rest_is_checked() {
    let folder = first_commit();
    let top = folder.path().join("r");
    succeed(
        &top,
        "link gone.md > \"$(printf 'a\\377.md')\"; link gone.md > \"$(printf 'a\\376.md')\"; link gone.md > from.md; git add .",
    );
    for args in [&["--staged"][..], &[], &["--changed"]] {
        let (findings, printed) = found(&top, "", args);
        assert_eq!(findings, ["from.md:3 dead-link"], "{args:?}");
        for name in ["a\\xFE.md", "a\\xFF.md"] {
            let expected = format!("error: `{name}` can't be checked: its name is not Unicode; rename it\n");
            assert!(printed.contains(&expected), "{args:?}: {printed}");
        }
        assert_eq!(printed.lines().count(), 2, "{printed}");
    }
    assert_eq!(found(&top, "", &["--staged", "from.md"]).1, "", "not asked for");
    succeed(&top, "git commit -qm x");
    assert_eq!(found(&top, "", &["--staged"]).1, "", "not staged");
}
