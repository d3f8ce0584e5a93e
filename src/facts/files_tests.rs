//! Tests of path lookups and of `.gitignore`.

use std::sync::Arc;

use super::files::{FileTree, Ignored, Presence};
use super::memory::MemoryFiles;

fn tree(files: &[(&str, &str)]) -> FileTree {
    FileTree::new(Arc::new(MemoryFiles::new(files.iter().map(|(path, text)| (*path, *text)))))
}

#[test]
fn paths_are_looked_up() {
    let tree = tree(&[("a/b/C.md", ""), ("a/b/c.MD", ""), ("x", "")]);
    assert_eq!(tree.entry(""), Presence::Folder);
    assert_eq!(tree.entry("a/b/"), Presence::Folder);
    assert_eq!(tree.entry("a/b/C.md"), Presence::File);
    assert_eq!(tree.entry("A/b/c.md"), Presence::OtherCase("a/b/C.md".into()));
    assert_eq!(tree.spellings("a/b/C.md"), 2);
    assert_eq!(tree.entry("x/y"), Presence::Missing);
    assert_eq!(tree.named("C.MD"), ["a/b/C.md", "a/b/c.MD"]);
}

#[test]
fn a_file_is_ignored_itself_or_with_its_folder() {
    let tree = tree(&[
        (".gitignore", "*.png\n/dist/\n!keep.png\nout/*\n/m.md\n/deep/**\n"),
        ("sub/.gitignore", "\u{feff}!m.png\nall/\n"),
        ("made/.gitignore", "*\n!.gitignore\n"),
    ]);
    let ignored = |path: &str| tree.ignored(path);
    for path in ["a.png", "x/y/b.png", "m.md"] {
        assert_eq!(ignored(path), Ignored::File, "{path}");
    }
    for path in ["dist", "dist/a.html", "dist/keep.png", "out/a.md", "deep/x/y.md", "made/x.md", "sub/all/x/y.png"] {
        assert_eq!(ignored(path), Ignored::Folder, "{path}");
    }
    for path in ["", "keep.png", "x/m.md", "sub/m.png", "sub/dist/a.html", "all/x.md"] {
        assert_eq!(ignored(path), Ignored::No, "{path}");
    }
}
