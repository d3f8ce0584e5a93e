//! Renames and moves of files.

use rustc_hash::FxHashMap;

/// Maximum number of successive moves to follow for a file.
const MAX_STEPS: usize = 20;

/// The moves of files below the root of a project.
#[derive(Debug, Default)]
pub struct FileMoves {
    /// For each old path, the path that its newest move led to. Relative to the root, with `/`.
    to: FxHashMap<String, String>,
}

impl FileMoves {
    /// The current path of the file that was at `path`: the first one along its moves for which `exists` returns
    /// `true`.
    pub fn follow(&self, path: &str, exists: impl Fn(&str) -> bool) -> Option<String> {
        let mut at = self.to.get(path)?;
        for _ in 0..MAX_STEPS {
            if exists(at) {
                return Some(at.clone());
            }
            at = self.to.get(at)?;
        }
        None
    }
}

impl<'p> FromIterator<(&'p str, &'p str)> for FileMoves {
    /// `moves` are pairs of an old and a new path, the newest move first.
    fn from_iter<I: IntoIterator<Item = (&'p str, &'p str)>>(moves: I) -> Self {
        let mut to = FxHashMap::default();
        for (old, new) in moves {
            to.entry(old.to_owned()).or_insert_with(|| new.to_owned());
        }
        Self { to }
    }
}
