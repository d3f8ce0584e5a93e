//! Where configurations and dictionaries are read from.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::paths::PathError;

/// Files by their absolute paths: those of the machine, or some in memory.
pub trait FileSystem: Send + Sync {
    /// The text of the file at `path`.
    ///
    /// # Errors
    /// Where it is not there, can't be read, or is not UTF-8.
    fn read(&self, path: &Path) -> io::Result<String>;

    /// Whether a file is at `path`, or a symbolic link to one.
    fn is_file(&self, path: &Path) -> bool;

    /// `path` without symbolic links, `.` and `..`.
    ///
    /// # Errors
    /// Where nothing is there.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;

    /// The names in `folder`, in no order.
    ///
    /// # Errors
    /// Where it is not a folder, or can't be read.
    fn names_in(&self, folder: &Path) -> io::Result<Vec<OsString>>;

    /// `path` without symbolic links, which has to lie below `root` then; it is called `name` in errors.
    ///
    /// # Errors
    /// Where it is not there, or lies outside.
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
