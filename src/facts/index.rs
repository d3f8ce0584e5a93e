//! The notes of a project by their paths, with their Facts, and the files beside them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Facts;
use super::files::{FileTree, Presence};

/// The Facts of all notes, and which files there are.
#[derive(Debug)]
pub struct ProjectIndex<'a> {
    notes: FxHashMap<&'a str, &'a Facts>,
    /// Names of the notes without folder and extension.
    stems: FxHashSet<&'a str>,
    tree: &'a FileTree,
}

impl<'a> ProjectIndex<'a> {
    /// An index of `notes` (path relative to the project, Facts) among the files of `tree`.
    pub fn new(notes: impl Iterator<Item = (&'a str, &'a Facts)>, tree: &'a FileTree) -> Self {
        let notes: FxHashMap<_, _> = notes.collect();
        let stem = |path: &&'a str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            name.rsplit_once('.').map_or(name, |(stem, _)| stem)
        };
        let stems = notes.keys().map(stem).collect();
        Self { notes, stems, tree }
    }

    /// The Facts of the file at `path` (relative to the project, `/`, exact case), if it is a note of the project.
    pub fn facts(&self, path: &str) -> Option<&'a Facts> {
        self.notes.get(path).copied()
    }

    /// All notes (path, Facts), in no order.
    pub fn notes(&self) -> impl Iterator<Item = (&'a str, &'a Facts)> {
        self.notes.iter().map(|(path, facts)| (*path, *facts))
    }

    /// Whether a note of the project, in whatever folder, has this name without its extension.
    pub fn has_stem(&self, stem: &str) -> bool {
        self.stems.contains(stem)
    }

    /// The files below the project's root.
    pub fn tree(&self) -> &'a FileTree {
        self.tree
    }

    /// What is at `path` (relative to the project, `/`, normalized).
    pub fn entry(&self, path: &str) -> Presence {
        self.tree.entry(path)
    }

    /// The names in the folder at `path`; for "did you mean".
    pub fn names_in(&self, path: &str) -> Vec<String> {
        self.tree.names_in(path)
    }
}
