//! Compares `--staged` with git: a note and its link targets in many states of the index, the working tree and the last
//! commit. The expected findings are computed from git's description of the next commit, and also checked in a fresh
//! clone of that commit.
#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::tools::shell::{first_commit, found, shell, succeed};

/// A state: its name, and the commands that create it. `link FILE…` writes a note with these links, `page TITLE` writes
/// one with the section `Part`. An initial `:` sets the folder in which notelint runs.
const STATES: [(&str, &str); 45] = [
    ("untracked", "page New > new.md; link new.md > from.md; git add from.md"),
    (
        "ignored by its name",
        "echo new.md > .gitignore; page New > new.md; link new.md > from.md; git add from.md .gitignore",
    ),
    ("ignored image", "echo '*.png' > .gitignore; echo x > n.png; link n.png img/i.png > from.md; git add from.md"),
    ("ignored and added by force", "echo new.md > .gitignore; page N > new.md; link new.md > from.md; git add -f ."),
    (
        "ignored by .git/info/exclude",
        "echo new.md > .git/info/exclude; page N > new.md; link new.md > from.md; git add .",
    ),
    ("staged, new", "page New > new.md; link new.md#part new.md#no > from.md; git add ."),
    (
        "staged, changed",
        "printf '# T\\n\\n## New\\n\\nx\\n' > target.md; link target.md#part target.md#new > from.md; git add .",
    ),
    (
        "changed only on the disk",
        "link target.md#part target.md#new > from.md; git add .; printf '# T\\n\\n## New\\n' > target.md",
    ),
    (
        "staged, then changed back",
        "link target.md#part target.md#new > from.md; printf '## New\\n\\nx\\n' > target.md; git add .; page T > target.md",
    ),
    (
        "note staged with a finding, fixed on the disk",
        "printf '## Empty\\n\\n## Next\\n\\nx\\n' > from.md; git add .; link other.md > from.md",
    ),
    (
        "note staged, with a finding only on the disk",
        "link target.md > from.md; git add .; printf '## Empty\\n\\n## Next\\n' > from.md",
    ),
    ("note unstaged", "printf '## Empty\\n\\n## Next\\n\\nx\\n' > from.md"),
    (
        "note as in HEAD in the index, new on the disk",
        "printf '## Empty\\n\\n## Next\\n' > from.md; git add .; git reset -q from.md",
    ),
    ("deleted in the index and on the disk", "git rm -q target.md; link target.md > from.md; git add from.md"),
    ("deleted only in the index", "git rm -q --cached target.md; link target.md > from.md; git add from.md"),
    (
        "deleted only on the disk",
        "link target.md#part target.md#no img/i.png > from.md; git add .; rm target.md img/i.png",
    ),
    ("folder deleted only on the disk", "link docs/deep.md docs > from.md; git add .; rm -r docs"),
    ("note deleted only on the disk", "printf '## Empty\\n\\n## Next\\n\\nx\\n' > from.md; git add .; rm from.md"),
    ("note deleted only in the index", "printf '## Empty\\n\\n## Next\\n' > from.md; git rm -q --cached from.md"),
    ("renamed in the index", "git mv target.md moved.md; link target.md moved.md#part > from.md; git add ."),
    ("renamed only on the disk", "mv target.md moved.md; link target.md moved.md > from.md; git add from.md"),
    ("note renamed in the index", "printf '## Empty\\n\\n## Next\\n\\nx\\n' > old.md; git add .; git mv old.md new.md"),
    ("renamed only in case, in the index", "git mv target.md Target.md; link target.md Target.md > from.md; git add ."),
    (
        "renamed only in case, on the disk",
        "mv target.md Target.md; link target.md Target.md > from.md; git add from.md",
    ),
    ("intent to add", "page New > new.md; git add -N new.md; link new.md > from.md; git add from.md"),
    (
        "intent to add, committed before",
        "git rm -q --cached target.md; git add -N target.md; link target.md > from.md; git add from.md",
    ),
    ("empty, and staged", ": > new.md; : > new.png; link new.md new.png > from.md; git add ."),
    ("note intended to be added", "printf '## Empty\\n\\n## Next\\n' > new.md; git add -N new.md"),
    (
        "skip-worktree, gone",
        "git update-index --skip-worktree target.md; rm target.md; link target.md#part target.md#no > from.md; git add from.md",
    ),
    (
        "assume-unchanged, changed",
        "git update-index --assume-unchanged target.md; echo '# T' > target.md; link target.md#part > from.md; git add from.md",
    ),
    (
        "sparse checkout",
        "git sparse-checkout set img; link docs/deep.md#part docs/deep.md#no docs/no.md > from.md; git add from.md",
    ),
    (
        "submodule",
        "git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),sub; link sub sub/a.md sub2/a.md > from.md; git add from.md",
    ),
    ("symbolic link to a file", "ln -s target.md link.md; link link.md > from.md; git add ."),
    ("symbolic link to a folder", "ln -s docs linked; link linked/deep.md linked/no.md linked > from.md; git add ."),
    ("symbolic link that leads nowhere", "ln -s no.md link.md; link link.md > from.md; git add ."),
    ("symbolic link, unstaged", "ln -s target.md link.md; link link.md > from.md; git add from.md"),
    ("a file became a symbolic link", "rm target.md; ln -s other.md target.md; link target.md > from.md; git add ."),
    ("a folder became a file", "git rm -rq docs; echo x > docs; link docs docs/deep.md > from.md; git add ."),
    (
        "unmerged target",
        "git switch -qc o; page O > target.md; git commit -qam o; git switch -q main; page M > target.md; git commit -qam m; \
        git merge -q o >&2 || :; link target.md#part target.md#no no.md > from.md; git add from.md",
    ),
    (
        "unmerged note",
        "git switch -qc o; link a.md > from.md; git commit -qam o; git switch -q main; link b.md > from.md; git commit -qam m; \
        git merge -q o >&2 || :; link c.md > old.md; git add old.md",
    ),
    (
        "project below the top",
        ":docs cd docs; : > notelint.toml; link deep.md#part no.md sub/x.png > a.md; git add .; mkdir sub; echo x > sub/x.png",
    ),
    (
        "names with special meaning for git",
        "page N > 1:n.md; page N > :q.md; link 1:n.md#no '<:q.md#no>' './1:n.md#no' > '0:a b.md'; git add .; echo x > 1:n.md; echo x > '0:a b.md'",
    ),
    (
        "line endings of the disk",
        "git config core.autocrlf true; printf '# N\\r\\n\\r\\n## Empty\\r\\n\\r\\n## Part\\r\\n\\r\\nx\\r\\n' > new.md; link new.md#part > from.md; git add .",
    ),
    ("before the first commit", "rm -rf .git; git init -q .; link target.md no.md > from.md; git add from.md"),
    ("first commit with everything", "rm -rf .git; git init -q .; link target.md no.md img/i.png > from.md; git add ."),
];

/// The next commit, according to git.
struct Truth<'a> {
    top: &'a Path,
    /// The tree of that commit.
    tree: String,
    /// Its files.
    files: BTreeSet<String>,
    submodules: BTreeSet<String>,
    unmerged: BTreeSet<String>,
}

impl<'a> Truth<'a> {
    fn of(top: &'a Path) -> Self {
        let index = "cp \"${GIT_INDEX_FILE:-$(git rev-parse --git-path index)}\" .git/truth; export GIT_INDEX_FILE=.git/truth; ";
        let names = |args: &str| -> BTreeSet<String> {
            let out = succeed(top, &format!("{index}{args}"));
            out.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect()
        };
        let unmerged = names("git ls-files -u -z | sed -z 's/.*\\t//'");
        // A tree has one version of each file, so `git write-tree` fails for unmerged files.
        let tree = succeed(
            top,
            &format!(
                "{index}git ls-files -u -z | sed -z 's/.*\\t//' | git update-index -z --force-remove --stdin; git write-tree"
            ),
        );
        let tree = tree.trim().to_owned();
        // Files added with `git add -N` are listed, but are not in the tree.
        let mut files = names("git ls-files -z");
        files.retain(|name| !succeed(top, &format!("git ls-tree '{tree}' -- './{name}'")).is_empty());
        let submodules = names("git ls-files --stage -z | sed -zn '/^160000/s/.*\\t//p'");
        Self { top, tree, files, submodules, unmerged }
    }

    fn content(&self, name: &str) -> Option<String> {
        let object = format!("{}:{name}", self.tree);
        let is_file = succeed(self.top, &format!("git ls-tree '{}' -- './{name}'", self.tree)).starts_with("100");
        is_file.then(|| succeed(self.top, &format!("git cat-file blob '{object}'")))
    }

    /// Whether the note `name` differs from the last commit.
    fn is_staged(&self, name: &str) -> bool {
        let id = |commit: &str| shell(self.top, &format!("git rev-parse --verify -q '{commit}:{name}'")).stdout;
        self.files.contains(name) && id(&self.tree) != id("HEAD")
    }

    /// The staged notes.
    fn staged(&self) -> impl Iterator<Item = &String> {
        self.files.iter().filter(|name| is_note(name) && self.is_staged(name))
    }

    /// The expected findings in staged notes, as `file:line rule`.
    fn findings(&self) -> Vec<String> {
        let mut findings = Vec::new();
        for note in self.staged() {
            for (index, line) in self.content(note).into_iter().flat_map(|text| lines(&text)).enumerate() {
                let rule = match line.split_once("](") {
                    Some((_, link)) => self.of_link(note, link.trim_end_matches(')').trim_matches(['<', '>'])),
                    None => (line == "## Empty").then_some("empty-section"),
                };
                findings.extend(rule.map(|rule| format!("{note}:{} {rule}", index + 1)));
            }
        }
        findings.sort();
        findings
    }

    fn of_link(&self, note: &str, link: &str) -> Option<&'static str> {
        let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
        let path = path.trim_start_matches("./");
        let name = note.rsplit_once('/').map_or(path.to_owned(), |(folder, _)| format!("{folder}/{path}"));
        let in_submodule = self.submodules.iter().any(|module| format!("{name}/").starts_with(&format!("{module}/")));
        if in_submodule || self.unmerged.contains(&name) {
            return None;
        }
        if !self.files.contains(&name) && !git_has(self.top, &format!("{}:{name}", self.tree)) {
            let other = self.files.iter().any(|file| file.to_lowercase() == name.to_lowercase());
            return Some(if other { "case-mismatched-link" } else { "dead-link" });
        }
        let has = |text: String| lines(&text).iter().any(|line| line.to_lowercase() == format!("## {anchor}"));
        let dead = !anchor.is_empty() && self.content(&name).is_some_and(|text| !has(text));
        dead.then_some("dead-anchor")
    }
}

fn is_note(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "md")
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// Whether git has `object` (a tree and a path in it), following symbolic links.
fn git_has(top: &Path, object: &str) -> bool {
    let printed = succeed(top, &format!("printf '%s\\n' '{object}' | git cat-file --batch-check --follow-symlinks"));
    // Otherwise git prints `missing`, `dangling`, `notdir` or `loop`.
    printed.split_whitespace().nth(1).is_some_and(|kind| ["blob", "tree"].contains(&kind))
}

/// Runs `script` in a new repository and compares notelint's findings with the expected ones, which are returned.
fn compare(name: &str, script: &str) -> Vec<String> {
    let (below, script) = match script.strip_prefix(":docs ") {
        Some(rest) => ("docs/", rest),
        None => ("", script),
    };
    let folder = first_commit();
    let top = folder.path().join("r");
    succeed(&top, script);
    let truth = Truth::of(&top);
    let expected = truth.findings();
    let (findings, printed) = found(&top.join(below), below, &["--staged"]);
    assert_eq!(findings, expected, "{name}: {printed}");
    let named: Vec<_> = printed.lines().collect();
    let unmerged = truth.unmerged.iter().filter(|name| is_note(name));
    let unmerged = unmerged
        .map(|note| format!("error: {note} has unresolved conflicts: resolve them, then `git add` or `git rm` it"));
    assert_eq!(named, unmerged.collect::<Vec<_>>(), "{name}");
    let notes: Vec<&str> = truth.staged().filter_map(|note| note.strip_prefix(below)).collect();
    if truth.unmerged.is_empty() && !notes.is_empty() {
        // A clone of the commit has the same findings in these notes.
        succeed(&top, "git commit -q --allow-empty --no-verify -m next; git clone -q . ../clone");
        let clone = folder.path().join("clone").join(below);
        let (findings, printed) = found(&clone, below, &[&["--"], &notes[..]].concat());
        assert_eq!(findings, expected, "{name}, cloned: {printed}");
    }
    expected
}

#[test]
fn results_are_those_of_the_next_commit() {
    let mut rules: BTreeMap<String, usize> = BTreeMap::new();
    for (name, script) in STATES {
        for row in compare(name, script) {
            *rules.entry(row.split(' ').next_back().unwrap().to_owned()).or_default() += 1;
        }
    }
    // The expected findings themselves are not all empty.
    assert!(rules.len() == 4 && rules.values().all(|count| *count > 1), "{rules:?}");
}
