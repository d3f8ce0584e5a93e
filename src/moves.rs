//! Where files went: the moves in git's history.

use std::path::Path;
use std::process::{Command, Stdio};

use rustc_hash::FxHashMap;

use crate::git::HARMLESS;

/// So many commits are looked at, the newest first: detecting moves costs git some milliseconds for each.
const COMMITS: &str = "--max-count=2000";

/// So often a file is followed from one name to the next.
const STEPS: usize = 20;

/// The moves of files below a folder.
#[derive(Debug, Default)]
pub struct Moves {
    /// From each old path to the newest one that it was moved to; relative to the folder, with `/`.
    to: FxHashMap<String, String>,
}

impl Moves {
    /// Those in the history of the repository around `root`; none where there is no repository or no git.
    pub fn of(root: &Path) -> Self {
        let mut git = Command::new("git");
        // Nothing is fetched (a partial clone would), no lock taken, no program run that the repository names.
        git.args(HARMLESS).args(["-c", "protocol.allow=never"]);
        git.env("GIT_NO_LAZY_FETCH", "1").env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
        git.args(["log", "--diff-filter=R", "--find-renames", "--name-status", "-z", "--format=", "--relative"]);
        git.args(["--no-ext-diff", "--no-textconv", COMMITS]).current_dir(root);
        let output = git.stdin(Stdio::null()).stderr(Stdio::null()).output();
        let log = output.ok().filter(|output| output.status.success()).map(|output| output.stdout);
        Self::read(&String::from_utf8_lossy(&log.unwrap_or_default()))
    }

    /// Reads `R<likeness>`, old path, new path, each ended by a NUL.
    fn read(log: &str) -> Self {
        let mut moves = Self::default();
        let mut words = log.split('\0').filter(|word| !word.is_empty());
        while let (Some(_), Some(old), Some(new)) = (words.next(), words.next(), words.next()) {
            moves.to.entry(old.to_owned()).or_insert_with(|| new.to_owned());
        }
        moves
    }

    /// The place where the file from `path` `is_there` now.
    pub fn follow(&self, path: &str, is_there: impl Fn(&str) -> bool) -> Option<String> {
        let mut at = self.to.get(path)?;
        for _ in 0..STEPS {
            if is_there(at) {
                return Some(at.clone());
            }
            at = self.to.get(at)?;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Moves;

    #[test]
    fn moves_are_followed_to_the_end() {
        let moves = Moves::read("R100\0b.md\0c/d.md\0\0R090\0a.md\0b.md\0R100\0x\0y\0R100\0y\0x\0");
        let follow = |path: &str| moves.follow(path, |path| path == "c/d.md");
        assert_eq!(follow("a.md").as_deref(), Some("c/d.md"));
        assert_eq!(follow("b.md").as_deref(), Some("c/d.md"));
        assert_eq!(follow("x"), None, "round in a circle");
        assert_eq!(follow("z.md"), None);
    }
}
