//! Where files went.

use rustc_hash::FxHashMap;

/// How many times a file is followed from one name to the next.
const MAX_STEPS: usize = 20;

/// The moves of files below the root of a project.
#[derive(Debug, Default)]
pub struct FileMoves {
    /// From each old path to the newest one that it was moved to; relative to the root, with `/`.
    to: FxHashMap<String, String>,
}

impl FileMoves {
    /// The place where the file from `path` `is_there` now.
    pub fn follow(&self, path: &str, is_there: impl Fn(&str) -> bool) -> Option<String> {
        let mut at = self.to.get(path)?;
        for _ in 0..MAX_STEPS {
            if is_there(at) {
                return Some(at.clone());
            }
            at = self.to.get(at)?;
        }
        None
    }
}

impl<'p> FromIterator<(&'p str, &'p str)> for FileMoves {
    /// From old and new paths, the newest move first.
    fn from_iter<I: IntoIterator<Item = (&'p str, &'p str)>>(moves: I) -> Self {
        let mut to = FxHashMap::default();
        for (old, new) in moves {
            to.entry(old.to_owned()).or_insert_with(|| new.to_owned());
        }
        Self { to }
    }
}
