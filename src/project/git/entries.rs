//! The entries of git's index, as `git ls-files` lists them.

use std::process::Command;

use super::{GitError, run};

/// Arguments of a `git` command that lists the index entries below its working directory, with names relative to it.
pub(super) const LIST: [&str; 4] = ["ls-files", "-t", "--stage", "-z"];

/// One entry of the index: a file that git tracks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexEntry {
    /// The path, with `/`. Paths in git are bytes, mostly UTF-8.
    pub name: Vec<u8>,
    /// The kind of file.
    pub mode: Mode,
    /// The object with its content.
    pub id: String,
    /// Whether it has several versions because of a merge conflict.
    pub unmerged: bool,
    /// Whether git does not expect it in the working tree (`skip-worktree`), as for files that a sparse checkout leaves
    /// out.
    pub skipped: bool,
}

/// The kind of an index entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A file.
    File,
    /// A symbolic link; the object contains its target.
    Link,
    /// A commit of another repository: a submodule.
    Submodule,
}

impl IndexEntry {
    /// The path; `None` if it is not Unicode.
    pub fn path(&self) -> Option<&str> {
        std::str::from_utf8(&self.name).ok()
    }

    /// Parses `<tag> <mode> <object> <stage>\t<name>`.
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

/// The index entries, sorted by path. `command` is git without a subcommand. An unmerged file has one entry, for its
/// first version.
pub(super) fn list(command: Command) -> Result<Vec<IndexEntry>, GitError> {
    Ok(read(&run(command, LIST, None)?))
}

/// Parses the output of [`LIST`].
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
