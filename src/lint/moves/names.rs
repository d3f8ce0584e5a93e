//! The names by which links may lead to something that moves.

use rustc_hash::FxHashSet;

use crate::facts::files::{FileTree, Presence, fold};
use crate::facts::moved_files::{FileMove, PathMoves};

/// The names of files and folders that move, before and after, in the form of [`fold`]. A link whose path ends in another
/// name leads to the same file before and after.
#[derive(Debug, Default)]
pub(super) struct MovedNames(FxHashSet<String>);

impl MovedNames {
    /// The names of what `moves` moves, including everything in folders.
    pub(super) fn of(tree: &FileTree, moves: &PathMoves) -> Self {
        let mut names = Self::default();
        for one in moves.iter() {
            names.add(&one.to);
            names.add_all(tree, &one.from);
        }
        names
    }

    fn add_all(&mut self, tree: &FileTree, path: &str) {
        self.add(path);
        if tree.entry(path) == Presence::Folder {
            for name in tree.names_in(path) {
                self.add_all(tree, &format!("{path}/{name}"));
            }
        }
    }

    fn add(&mut self, path: &str) {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = stem(name);
        self.0.extend([fold(name), fold(stem)]);
        // A link to a folder leads to its page.
        if ["index", "readme", "_index"].iter().any(|index| stem.eq_ignore_ascii_case(index)) {
            self.0.insert(fold(folder.rsplit('/').next().unwrap_or_default()));
        }
    }

    /// Whether a link with the path `path` may lead to something that moves.
    pub(super) fn may_be(&self, path: &str) -> bool {
        let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        matches!(name, "" | "." | "..") || self.0.contains(&fold(name)) || self.0.contains(&fold(stem(name)))
    }
}

/// The files that `one` moves, each with its path before and after: `one` itself, or everything in the folder.
pub fn moved_files(tree: &FileTree, one: &FileMove) -> Vec<FileMove> {
    if tree.entry(&one.from) != Presence::Folder {
        return vec![one.clone()];
    }
    let child = |name: String| FileMove { from: format!("{}/{name}", one.from), to: format!("{}/{name}", one.to) };
    tree.names_in(&one.from).into_iter().flat_map(|name| moved_files(tree, &child(name))).collect()
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
