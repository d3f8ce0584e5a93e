//! The entries of git's index, as `git ls-files` lists them.

use std::process::Command;

use super::{GitError, run};

/// With these arguments `git` lists the entries of the index that are below its working directory, with names relative
/// to it.
pub(super) const LIST: [&str; 4] = ["ls-files", "-t", "--stage", "-z"];

/// One entry of the index: a file that git tracks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexEntry {
    /// With `/`. Git's names are bytes; these are mostly UTF-8.
    pub name: Vec<u8>,
    /// What it is.
    pub mode: Mode,
    /// The object that has its content.
    pub id: String,
    /// Whether a merge left more than one version of it.
    pub unmerged: bool,
    /// Whether git does not expect it in the working tree (`skip-worktree`), as outside of a sparse checkout.
    pub skipped: bool,
}

/// What git tracks under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A file.
    File,
    /// A symbolic link; its object holds where it leads.
    Link,
    /// A commit of another repository: a submodule.
    Submodule,
}

impl IndexEntry {
    /// Its name, where that is Unicode.
    pub fn path(&self) -> Option<&str> {
        std::str::from_utf8(&self.name).ok()
    }

    /// Reads `<tag> <mode> <object> <stage>\t<name>`.
    fn read(row: &[u8]) -> Option<Self> {
        let at = memchr::memchr(b'\t', row)?;
        let mut words = std::str::from_utf8(&row[..at]).ok()?.split(' ');
        let (tag, mode, id, stage) = (words.next()?, words.next()?, words.next()?, words.next()?);
        let mode = match mode {
            "120000" => Mode::Link,
            "160000" => Mode::Submodule,
            _ => Mode::File,
        };
        let name = row[at + 1..].to_owned();
        Some(Self { name, mode, id: id.to_owned(), unmerged: stage != "0", skipped: tag == "S" })
    }
}

/// The entries that `command`, a git without a subcommand, lists, sorted by name. Of an unmerged file the first version
/// stands for all.
pub(super) fn list(command: Command) -> Result<Vec<IndexEntry>, GitError> {
    Ok(read(&run(command, LIST, None)?))
}

/// The entries in what `git ls-files` printed.
pub(super) fn read(out: &[u8]) -> Vec<IndexEntry> {
    let mut entries: Vec<_> = out.split(|byte| *byte == 0).filter_map(IndexEntry::read).collect();
    entries.dedup_by(|later, first| later.name == first.name);
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_whatever_their_names() {
        let out = b"H 100644 aa 0\t1:a b.md\0S 100755 bb 0\ta\n\xff.md\0M 100644 cc 1\tc.md\0M 100644 dd 3\tc.md\0\
            H 120000 ee 0\td\0H 160000 ff 0\te\0";
        let entries = read(out);
        let names: Vec<_> = entries.iter().map(|entry| entry.name.escape_ascii().to_string()).collect();
        assert_eq!(names, ["1:a b.md", "a\\n\\xff.md", "c.md", "d", "e"]);
        let which = |is: fn(&IndexEntry) -> bool| entries.iter().map(is).collect::<Vec<_>>();
        assert_eq!(which(|entry| entry.skipped), [false, true, false, false, false]);
        assert_eq!(which(|entry| entry.unmerged), [false, false, true, false, false]);
        assert_eq!(entries[3].mode, Mode::Link);
        assert_eq!(entries[4].mode, Mode::Submodule);
    }
}
