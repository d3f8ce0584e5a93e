//! The notes of a project in a git repository: tracked files that are ignored, untracked files that are ignored, sparse
//! checkouts, submodules.
#![cfg(unix)]

use std::path::Path;

use crate::tools::code_and_stderr;
use crate::tools::shell::{self, succeed};

/// Runs `script`. Returns the exit code and the output.
fn shell(folder: &Path, script: &str) -> (i32, String) {
    code_and_stderr(&shell::shell(folder, script))
}

/// The notes that have findings in `script`.
#[track_caller]
fn notes(folder: &Path, script: &str) -> Vec<String> {
    let (code, printed) = shell(folder, script);
    assert!(code < 2, "{script}: {printed}");
    let notes = printed.lines().filter(|line| line.contains("[empty-section]"));
    notes.map(|line| line.split(':').next().unwrap().to_owned()).collect()
}

fn repository(script: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    succeed(folder.path(), &format!("git init -q -b main .; {script}"));
    folder
}

#[test]
fn tracked_files_are_notes_even_if_ignored() {
    let ways = [
        ("a folder", "printf 'drafts/\\n' > .gitignore"),
        ("a name", "printf 'd.md\\n' > .gitignore"),
        ("a name in its folder", "printf '*\\n!.gitignore\\n' > drafts/.gitignore"),
        ("everything", "printf '*\\n' > .git/info/exclude"),
        ("a file of the user's", "printf '*.md\\n' > .git/mine; git config core.excludesFile .git/mine"),
    ];
    for (name, ignore) in ways {
        let folder = repository(&format!(
            "mkdir -p drafts/deep; {ignore}; bad > drafts/d.md; git add -f drafts/d.md; bad > drafts/deep/d.md"
        ));
        let at = folder.path();
        for args in ["", ".", "--changed", "--staged", "drafts/d.md", "--staged drafts/d.md", "--staged drafts"] {
            assert_eq!(notes(at, &format!("n {args}")), ["drafts/d.md"], "{name}: {args}");
        }
        // Named files are checked even if ignored.
        assert_eq!(notes(at, "n drafts/deep/d.md"), ["drafts/deep/d.md"], "{name}");
        assert_eq!(notes(at, "git add -f .; n"), ["drafts/d.md", "drafts/deep/d.md"], "{name}");
        let (code, printed) = shell(at, "git rm -rq --cached .; n");
        assert!(code == 2 && printed.contains("no notes (*.md, *.markdown) in `.`"), "{name}: {printed}");
    }
}

#[test]
fn ignored_files_are_not_notes_and_the_others_are() {
    let folder = repository(
        "mkdir -p priv sub/p; printf 'priv/\\n' > .git/info/exclude; printf '*.tmp.md\\n!keep.tmp.md\\n' > mine; \
         git config core.excludesFile ../mine; mv mine ..; for f in priv/a x.tmp keep.tmp sub/p/y; do bad > $f.md; done",
    );
    let at = folder.path();
    // The path of `core.excludesFile` is relative to where git runs.
    std::fs::rename(at.parent().unwrap().join("mine"), at.join(".git/mine")).unwrap();
    shell(at, "git config core.excludesFile .git/mine");
    assert_eq!(notes(at, "n"), ["keep.tmp.md", "sub/p/y.md"]);
    assert_eq!(notes(at, "n priv"), ["priv/a.md"], "named");
    // Git also reads a `.gitignore` above the project's root.
    shell(at, "printf 'p/\\n' > .gitignore; : > sub/notelint.toml; bad > sub/z.md");
    assert_eq!(notes(at, "cd sub; n"), ["z.md"]);
    // Without a repository, only `.gitignore` files apply.
    assert_eq!(notes(at, "rm -r .git; n"), ["keep.tmp.md", "priv/a.md", "sub/z.md", "x.tmp.md"]);
}

#[test]
fn a_folder_that_only_looks_like_a_repository_is_not_one() {
    let folder = repository("mkdir -p in/.git; printf 'a.md\\n' > .gitignore; bad > in/a.md; git add -f .gitignore");
    assert_eq!(notes(folder.path(), "cd in; n"), ["a.md"]);
}

#[test]
fn a_sparse_checkout_has_the_files_that_it_leaves_out() {
    let folder = repository(
        "mkdir a b; printf '# B\\n\\n## Part\\n\\nx\\n' > b/b.md; bad > b/c.md; echo x > b/i.png; \
         printf '# A\\n\\n[x](../b/b.md#part) ![i](../b/i.png) [f](../b)\\n[y](../b/b.md#no)\\n[z](../b/z.md)\\n[B](../b/B.md)\\n' > a/a.md; \
         git add .; git commit -qm x; bad > d.md",
    );
    let at = folder.path();
    let run = "n --select links a";
    let (code, whole) = shell(at, run);
    assert_eq!((code, whole.lines().count()), (1, 5), "{whole}");
    for sparse in ["set a", "set --sparse-index a", "set --no-cone /a/", "disable"] {
        let (code, printed) = shell(at, &format!("git sparse-checkout {sparse} 2>/dev/null && {run}"));
        assert_eq!((code, &printed), (1, &whole), "{sparse}");
    }
    // Their findings are not reported.
    assert_eq!(notes(at, "git sparse-checkout set a; n"), ["d.md"]);
    // A file that is skipped by hand exists too.
    let (_, printed) =
        shell(at, &format!("git sparse-checkout disable; git update-index --skip-worktree b/b.md; rm b/b.md; {run}"));
    assert_eq!(printed, whole);
}

#[test]
fn links_into_a_missing_submodule_are_not_checked() {
    let folder = repository(
        "git init -q m; cd m; printf '# M\\n\\nx\\n' > m.md; git add .; git commit -qm m; cd ..; git add m 2>/dev/null; \
         printf '# A\\n\\n[m](m/m.md)\\n[n](m/no.md)\\n[m](m)\\n[o](o/m.md)\\n' > a.md; git add a.md; git commit -qm x; \
         git clone -q . clone",
    );
    let dead = |script: &str| -> Vec<String> {
        let (_, printed) = shell(folder.path(), script);
        printed.lines().filter(|line| line.contains("[dead-link]")).map(|line| line[..6].to_owned()).collect()
    };
    assert_eq!(dead("n a.md"), ["a.md:4", "a.md:6"]);
    assert_eq!(dead("cd clone; n a.md"), ["a.md:6"]);
    assert_eq!(dead("cd clone; rmdir m; n a.md"), ["a.md:6"]);
    assert_eq!(dead("echo >> a.md; git add a.md; n --staged"), ["a.md:6"]);
}

#[test]
fn a_repository_that_git_refuses_is_reported_and_walked() {
    // An unknown repository format: git refuses it, as it refuses a repository of another owner.
    let folder = repository("bad > a.md; git add a.md; git config core.repositoryformatversion 999");
    let (code, printed) = shell(folder.path(), "n .");
    assert!(printed.contains("a.md:3:1: warning[empty-section]"), "{printed}");
    assert!(printed.contains("git can't use the repository of"), "{printed}");
    assert!(printed.contains("only `.gitignore` files decide which files are notes"), "{printed}");
    assert_eq!(code, 1, "{printed}");
}
