use super::*;
use crate::config::Choice;
use crate::config::select::Catalogue;
use crate::finding::Lang;
use crate::text::disk::OsFileSystem;
use std::sync::Arc;

/// The selected notes, relative to the folder that holds `files` (`path` or `path=content`).
fn selected(files: &[&str], named: &[&str]) -> Vec<String> {
    let temp = tempfile::tempdir().unwrap();
    let folder = crate::text::disk::canonical(temp.path()).unwrap();
    for file in files {
        let (path, content) = file.split_once('=').unwrap_or((file, "x"));
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    let catalogue = Catalogue(crate::rules::RULES);
    let configs =
        Arc::new(Configs::new(Choice::default(), catalogue, folder.clone(), Lang::En, Arc::new(OsFileSystem)));
    let paths: Vec<PathBuf> = named.iter().map(PathBuf::from).collect();
    let selection = select(&paths, None, &configs);
    let notes = selection.projects.iter().flat_map(|project| &project.notes);
    let notes = notes.filter(|note| note.selected).map(|note| paths::relative(&folder, &note.file));
    let mut notes: Vec<_> = notes.chain(selection.problems.iter().cloned()).collect();
    notes.sort();
    notes
}

#[test]
fn notes_are_markdown_files_that_git_does_not_ignore() {
    let files = ["notelint.toml=", "a.md", "b/c.MARKDOWN", "b/d.txt", ".hidden/e.md", "out/f.md", ".gitignore=/out"];
    assert_eq!(selected(&files, &["."]), ["a.md", "b/c.MARKDOWN"]);
    assert_eq!(selected(&files, &["b"]), ["b/c.MARKDOWN"]);
}

#[test]
fn named_files_are_checked_even_if_ignored_hidden_or_with_another_extension() {
    let files = ["notelint.toml=", "b/d.txt", ".hidden/e.md", "out/f.md", ".gitignore=/out"];
    assert_eq!(selected(&files, &["b/d.txt", ".hidden", "out/f.md"]), [".hidden/e.md", "b/d.txt", "out/f.md"]);
    assert_eq!(selected(&files, &["out"]), ["out/f.md"]);
}

#[test]
fn packages_of_npm_are_only_checked_if_named() {
    let files = ["notelint.toml=", "a.md", "node_modules/x/README.md", "sub/node_modules/y/b.md"];
    assert_eq!(selected(&files, &["."]), ["a.md"]);
    assert_eq!(selected(&files, &["node_modules/x", "a.md"]), ["a.md", "node_modules/x/README.md"]);
}

#[test]
fn excluded_files_are_never_checked() {
    let files = ["notelint.toml=exclude = ['old/**']", "a.md", "old/b.md", "old/deep/c.md"];
    assert_eq!(selected(&files, &[".", "old/b.md", "old", "old/deep"]), ["a.md"]);
}

#[test]
fn a_nested_configuration_excludes_files_below_it() {
    let files = ["notelint.toml=", "a/notelint.toml=exclude = ['b.md']", "a/b.md", "a/c.md", "b.md"];
    assert_eq!(selected(&files, &["."]), ["a/c.md", "b.md"]);
}

#[test]
fn a_nested_repository_is_a_project_of_its_own() {
    let files = ["notelint.toml=exclude = ['old']", "a.md", "r/.git/HEAD", "r/old/b.md"];
    assert_eq!(selected(&files, &["."]), ["a.md", "r/old/b.md"]);
    assert_eq!(selected(&files, &["r", "."]), ["a.md", "r/old/b.md"]);
}

#[test]
fn a_file_named_twice_is_checked_once() {
    assert_eq!(selected(&["a/b.md"], &[".", "a", "a/b.md", "./a/../a/b.md"]), ["a/b.md"]);
}

#[test]
fn a_missing_file_is_reported_and_the_rest_checked() {
    assert_eq!(selected(&["a.md"], &["a.md", "gone.md"]), ["`gone.md`: no such file or folder", "a.md"]);
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_followed_only_if_named() {
    let temp = tempfile::tempdir().unwrap();
    let folder = crate::text::disk::canonical(temp.path()).unwrap();
    std::fs::create_dir(folder.join("d")).unwrap();
    std::fs::write(folder.join("d/a.md"), "x").unwrap();
    std::os::unix::fs::symlink("..", folder.join("d/loop")).unwrap();
    std::os::unix::fs::symlink("a.md", folder.join("d/b.md")).unwrap();
    let catalogue = Catalogue(crate::rules::RULES);
    let configs =
        Arc::new(Configs::new(Choice::default(), catalogue, folder.clone(), Lang::En, Arc::new(OsFileSystem)));
    let count = |named: &[&str]| {
        let named: Vec<PathBuf> = named.iter().map(PathBuf::from).collect();
        let selection = select(&named, None, &configs);
        selection.projects.iter().flat_map(|project| &project.notes).filter(|note| note.selected).count()
    };
    assert_eq!(count(&["."]), 1);
    assert_eq!(count(&[".", "d/b.md"]), 2);
}
