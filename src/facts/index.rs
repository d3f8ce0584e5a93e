//! The notes of a project by path, with their facts, and the other files of the project.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::Facts;
use super::files::{FileTree, Presence};

/// The facts of all notes, and the file tree.
#[derive(Debug)]
pub struct ProjectIndex<'a> {
    /// Sorted by path.
    notes: Vec<(&'a str, &'a Facts)>,
    /// File names of the notes, without folder and extension. Collected on the first call of [`ProjectIndex::has_stem`].
    stems: OnceLock<FxHashSet<Box<str>>>,
    tree: &'a FileTree,
}

impl<'a> ProjectIndex<'a> {
    /// An index of `notes` (path relative to the project, facts) among the files of `tree`.
    pub fn new(notes: impl Iterator<Item = (&'a str, &'a Facts)>, tree: &'a FileTree) -> Self {
        let mut notes: Vec<_> = notes.collect();
        // Those of a run are sorted. Looking is cheap enough for an editor to do it after each change.
        if !notes.is_sorted_by_key(|(path, _)| *path) {
            notes.sort_unstable_by_key(|(path, _)| *path);
        }
        Self { notes, stems: OnceLock::new(), tree }
    }

    /// The facts of the note at `path` (relative to the project, with `/`, exact case); `None` if it is not a note of
    /// the project.
    pub fn facts(&self, path: &str) -> Option<&'a Facts> {
        let found = self.notes.binary_search_by_key(&path, |(path, _)| path).ok()?;
        Some(self.notes[found].1)
    }

    /// All notes (path, facts), sorted by path.
    pub fn notes(&self) -> impl Iterator<Item = (&'a str, &'a Facts)> {
        self.notes.iter().copied()
    }

    /// Whether a note in any folder of the project has this file name, without its extension.
    pub fn has_stem(&self, stem: &str) -> bool {
        let stem_of = |(path, _): &(&'a str, &'a Facts)| -> Box<str> {
            let name = path.rsplit('/').next().unwrap_or(path);
            name.rsplit_once('.').map_or(name, |(stem, _)| stem).into()
        };
        self.stems.get_or_init(|| self.notes.iter().map(stem_of).collect()).contains(stem)
    }

    /// The files below the project's root.
    pub fn tree(&self) -> &'a FileTree {
        self.tree
    }

    /// Looks up `path` (relative to the project, with `/`, normalized).
    pub fn entry(&self, path: &str) -> Presence {
        self.tree.entry(path)
    }

    /// The names in the folder at `path`, as candidates for "did you mean".
    pub fn names_in(&self, path: &str) -> Vec<String> {
        self.tree.names_in(path)
    }
}
