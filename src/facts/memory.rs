//! The files of a project in memory.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::files::{FileKind, Folder, Listing, ProjectFiles, is_left_out};
use crate::text::file_system::FileSystem;
use crate::text::paths;
use crate::text::read::{self, ReadError};
use crate::text::source::Source;

/// The root of a project in memory, in the paths of configurations and dictionaries.
pub const ROOT: &str = "/";

/// Files by path, with their content.
#[derive(Debug, Default)]
pub struct MemoryFiles {
    files: BTreeMap<String, Vec<u8>>,
    listing: Listing,
}

impl MemoryFiles {
    /// A project of `files` (path relative to the root, with `/`; content). If a path occurs twice, the last one is
    /// used.
    pub fn new<P: Into<String>, T: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        let files: BTreeMap<String, Vec<u8>> =
            files.into_iter().map(|(path, content)| (path.into(), content.into())).collect();
        let mut listing = Listing::default();
        for path in files.keys() {
            listing.insert(path, FileKind::File);
        }
        Self { files, listing }
    }

    /// The paths of all files, sorted.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    fn content(&self, path: &Path) -> Option<&[u8]> {
        self.files.get(&relative(path)?).map(Vec::as_slice)
    }
}

impl ProjectFiles for MemoryFiles {
    fn folder(&self, path: &str) -> Arc<Folder> {
        self.listing.folder(path).cloned().unwrap_or_default()
    }

    fn paths(&self) -> Vec<String> {
        self.files.keys().filter(|path| !is_left_out(path)).cloned().collect()
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.files.get(path).cloned()
    }

    fn note(&self, path: &str, _place: &Path) -> Result<Source, ReadError> {
        let content =
            self.files.get(path).ok_or_else(|| ReadError::Io(io::ErrorKind::NotFound, not_found().to_string()))?;
        read::decode(content.clone())
    }
}

impl FileSystem for MemoryFiles {
    fn read(&self, path: &Path) -> io::Result<String> {
        let content = self.content(path).ok_or_else(not_found)?;
        let text = String::from_utf8(content.to_vec());
        text.map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "stream did not contain valid UTF-8"))
    }

    fn is_file(&self, path: &Path) -> bool {
        self.content(path).is_some()
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let relative = relative(path).ok_or_else(not_found)?;
        let exists =
            relative.is_empty() || self.files.contains_key(&relative) || self.listing.folder(&relative).is_some();
        if exists { Ok(Path::new(ROOT).join(relative)) } else { Err(not_found()) }
    }

    fn names_in(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let relative = relative(folder).ok_or_else(not_found)?;
        let folder = self.listing.folder(&relative).ok_or_else(not_found)?;
        Ok(folder.names().map(|(name, _)| name.into()).collect())
    }
}

fn not_found() -> io::Error {
    io::ErrorKind::NotFound.into()
}

/// The absolute `path` relative to the root, without `.` and `..`. `None` if it leads out of the root.
fn relative(path: &Path) -> Option<String> {
    let mut below = PathBuf::new();
    for component in path.strip_prefix(ROOT).ok()?.components() {
        match component {
            Component::ParentDir => below.pop().then_some(())?,
            Component::CurDir => {}
            name => below.push(name),
        }
    }
    Some(paths::with_slashes(&below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_system_paths_are_absolute_and_may_contain_dots() {
        let files = MemoryFiles::new([("a/b.toml", "x"), ("c.md", "")]);
        assert_eq!(files.canonical(Path::new("/a/../a/./b.toml")).unwrap(), Path::new("/a/b.toml"));
        assert_eq!(FileSystem::read(&files, Path::new("/a/b.toml")).unwrap(), "x");
        assert_eq!(files.canonical(Path::new("/")).unwrap(), Path::new("/"));
        assert!(files.canonical(Path::new("/../c.md")).is_err() && files.canonical(Path::new("/d")).is_err());
        assert!(files.is_file(Path::new("/c.md")) && !files.is_file(Path::new("/a")));
        assert_eq!(files.names_in(Path::new("/")).unwrap(), ["a", "c.md"]);
    }
}
