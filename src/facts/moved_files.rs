//! The files of a project as they are after some of them are moved.

use std::path::Path;
use std::sync::Arc;

use super::files::{FileKind, Folder, ProjectFiles};
use crate::text::read::ReadError;
use crate::text::source::Source;

/// A file or folder that moves. Paths are relative to the project, with `/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileMove {
    /// The path before.
    pub from: String,
    /// The path after.
    pub to: String,
}

/// Files and folders that move together.
#[derive(Clone, Debug, Default)]
pub struct PathMoves(Vec<FileMove>);

impl PathMoves {
    /// The moves `moves`. A file in a folder that moves may have a move of its own.
    pub fn new(moves: &[FileMove]) -> Self {
        let mut moves = moves.to_vec();
        // The innermost folder decides.
        moves.sort_by_key(|one| std::cmp::Reverse(one.from.len()));
        Self(moves)
    }

    /// The moves, as they were given.
    pub fn iter(&self) -> impl Iterator<Item = &FileMove> {
        self.0.iter()
    }

    /// The path after the moves of the file or folder at `path`.
    pub fn after(&self, path: &str) -> String {
        let found = self.0.iter().find_map(|one| Some((one, below(path, &one.from)?)));
        found.map_or_else(|| path.to_owned(), |(one, rest)| format!("{}{rest}", one.to))
    }

    /// The path before the moves of what is at `path` after them; `None` if nothing is left there.
    fn before(&self, path: &str) -> Option<String> {
        let moved = self.0.iter().filter_map(|one| Some(format!("{}{}", one.from, below(path, &one.to)?)));
        moved.chain([path.to_owned()]).find(|old| self.after(old) == path)
    }
}

/// What follows `folder` in `path`, from the `/` on; empty if they are equal. `None` if `path` is elsewhere.
fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    path.strip_prefix(folder).filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The files of a project after some of them are moved.
#[derive(Debug)]
pub struct MovedFiles {
    files: Arc<dyn ProjectFiles>,
    moves: PathMoves,
}

impl MovedFiles {
    /// `files` after `moves`.
    pub fn new(files: Arc<dyn ProjectFiles>, moves: PathMoves) -> Self {
        Self { files, moves }
    }

    /// Adds to `folder`, at `path`, the entries of the folder that is at `old` before the moves.
    fn add(&self, folder: &mut Folder, path: &str, old: &str) {
        for (name, kind) in self.files.folder(old).names() {
            if self.moves.after(&child(old, name)) == child(path, name) {
                folder.insert(name, kind);
            }
        }
    }

    /// The type of what is at `path` before the moves.
    fn kind(&self, path: &str) -> FileKind {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        self.files.folder(folder).get(name).unwrap_or(FileKind::File)
    }
}

fn child(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

impl ProjectFiles for MovedFiles {
    fn folder(&self, path: &str) -> Arc<Folder> {
        let mut folder = Folder::default();
        self.add(&mut folder, path, path);
        for one in self.moves.iter() {
            if let Some(rest) = below(path, &one.to) {
                self.add(&mut folder, path, &format!("{}{rest}", one.from));
            }
            let inside = if path.is_empty() {
                Some(&*one.to)
            } else {
                below(&one.to, path).and_then(|rest| rest.strip_prefix('/'))
            };
            match inside.map(|inside| inside.split_once('/').unwrap_or((inside, ""))) {
                Some((name, "")) => folder.insert(name, self.kind(&one.from)),
                Some((name, _)) => folder.insert(name, FileKind::Folder),
                None => {}
            }
        }
        Arc::new(folder)
    }

    fn paths(&self) -> Vec<String> {
        self.files.paths().iter().map(|path| self.moves.after(path)).collect()
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.files.read(&self.moves.before(path)?)
    }

    fn note(&self, path: &str, place: &Path) -> Result<Source, ReadError> {
        self.files.note(&self.moves.before(path).unwrap_or_else(|| path.to_owned()), place)
    }

    fn is_unstaged(&self, path: &str) -> bool {
        self.moves.before(path).is_some_and(|path| self.files.is_unstaged(&path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::files::{FileTree, Presence};
    use crate::facts::memory::MemoryFiles;

    fn moved(files: &[&str], moves: &[(&str, &str)]) -> FileTree {
        let files = Arc::new(MemoryFiles::new(files.iter().map(|path| (*path, *path))));
        let moves = moves.iter().map(|(from, to)| FileMove { from: (*from).into(), to: (*to).into() });
        FileTree::new(Arc::new(MovedFiles::new(files, PathMoves::new(&moves.collect::<Vec<_>>()))))
    }

    #[test]
    fn files_and_folders_are_where_they_moved_to() {
        let tree = moved(&["a/b/c.md", "a/d.md", "e.md"], &[("a", "x/y"), ("a/d.md", "d.md"), ("e.md", "x/E.md")]);
        for file in ["x/y/b/c.md", "d.md", "x/E.md"] {
            assert_eq!(tree.entry(file), Presence::File, "{file}");
        }
        for folder in ["x", "x/y", "x/y/b", ""] {
            assert_eq!(tree.entry(folder), Presence::Folder, "{folder}");
        }
        for gone in ["a", "a/b/c.md", "a/d.md", "x/y/d.md", "e.md"] {
            assert_eq!(tree.entry(gone), Presence::Missing, "{gone}");
        }
        assert_eq!(tree.entry("x/e.md"), Presence::OtherCase("x/E.md".into()));
        assert_eq!(tree.named("c.md"), ["x/y/b/c.md"]);
        assert_eq!(tree.files().read("x/y/b/c.md").as_deref(), Some(&b"a/b/c.md"[..]));
        assert_eq!(tree.files().read("e.md"), None);
    }

    #[test]
    fn two_files_can_change_places() {
        let tree = moved(&["a.md", "b.md"], &[("a.md", "b.md"), ("b.md", "a.md")]);
        assert_eq!(tree.files().read("a.md").as_deref(), Some(&b"b.md"[..]));
        assert_eq!(tree.names_in(""), ["a.md", "b.md"]);
    }
}
