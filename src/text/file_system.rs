//! The file system that configurations and dictionaries are read from.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::paths::PathError;

/// Access to files by absolute path: on the machine or in memory.
pub trait FileSystem: Send + Sync {
    /// The text of the file at `path`.
    ///
    /// # Errors
    /// If it does not exist, can't be read, or is not UTF-8.
    fn read(&self, path: &Path) -> io::Result<String>;

    /// Whether `path` is a file or a symbolic link to one.
    fn is_file(&self, path: &Path) -> bool;

    /// `path` without symbolic links, `.` and `..`.
    ///
    /// # Errors
    /// If `path` does not exist.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;

    /// The names of the entries in `folder`, unordered.
    ///
    /// # Errors
    /// If it is not a folder or can't be read.
    fn names_in(&self, folder: &Path) -> io::Result<Vec<OsString>>;

    /// `path` without symbolic links. The result must be below `root`. Errors show `path` as `name`.
    ///
    /// # Errors
    /// If `path` does not exist or is outside `root`.
    fn within(&self, root: &Path, path: &Path, name: &str) -> Result<PathBuf, PathError> {
        let real =
            |path: &Path| self.canonical(path).map_err(|error| PathError::Unreadable { name: name.to_owned(), error });
        let found = real(path)?;
        if found.starts_with(real(root)?) {
            return Ok(found);
        }
        Err(PathError::Outside { name: name.to_owned() })
    }
}
