//! The file system of the machine.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::file_system::FileSystem;
use super::paths::{PathError, relative};
use super::read::{CHUNK, ReadError, bytes, decode};
use super::source::Source;

/// [`FileSystem`] of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsFileSystem;

impl FileSystem for OsFileSystem {
    fn read(&self, path: &Path) -> io::Result<String> {
        std::fs::read_to_string(path)
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        canonical(path)
    }

    fn names_in(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        Ok(std::fs::read_dir(folder)?.flatten().map(|entry| entry.file_name()).collect())
    }
}

/// `path` as an absolute path without symbolic links, `.` and `..`. On Windows also without the verbatim prefix
/// (`\\?\`) where possible: git and other programs do not accept it, and paths with and without it would not compare as
/// equal.
///
/// # Errors
/// If `path` does not exist.
pub fn canonical(path: &Path) -> io::Result<PathBuf> {
    dunce::canonicalize(path)
}

/// `path` as an absolute path. The part that exists is resolved as in [`canonical`]; the rest is appended unchanged.
pub fn absolute(path: &Path) -> PathBuf {
    let mut existing = path;
    let mut rest = Vec::new();
    loop {
        if let Ok(found) = canonical(existing) {
            return rest.iter().rev().fold(found, |path, name| path.join(name));
        }
        let (Some(folder), Some(name)) = (existing.parent(), existing.file_name()) else { return path.to_owned() };
        rest.push(name);
        existing = folder;
    }
}

/// Creates the folder for the file at `path` if necessary and returns it. It must be below `root`: the folder could be
/// a symbolic link in the repository.
///
/// # Errors
/// If the folder can't be created or is outside `root`.
pub fn folder_for(root: &Path, path: &Path) -> Result<PathBuf, PathError> {
    let folder = path.parent().unwrap_or(root);
    std::fs::create_dir_all(folder).map_err(PathError::NoFolder)?;
    OsFileSystem.within(root, folder, &relative(root, folder))
}

/// Reads the note at `path`.
///
/// # Errors
/// A [`ReadError`] if it is not a regular file of UTF-8 text.
pub fn source(path: &Path) -> Result<Source, ReadError> {
    let io = |error: io::Error| ReadError::Io(error.kind(), error.to_string());
    // Opening a pipe would block until something writes to it, so check the type first.
    let metadata = std::fs::metadata(path).map_err(io)?;
    if !metadata.is_file() {
        return Err(ReadError::NotAFile);
    }
    if metadata.len() > CHUNK {
        return std::fs::File::open(path).and_then(bytes).map_err(io).and_then(decode);
    }
    std::fs::read(path).map_err(io).and_then(decode)
}
