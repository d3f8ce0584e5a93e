//! The file system of the machine.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::file_system::FileSystem;
use super::paths::{PathError, relative};
use super::read::{CHUNK, ReadError, bytes, decode};
use super::source::Source;

/// The files of the machine.
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

/// `path` without symbolic links, `.` and `..`. On Windows without the verbatim prefix (`\\?\`) too, where that can be: git and
/// other programs do not take it, and a path has to be compared with others that are made here.
///
/// # Errors
/// Where it is not there.
pub fn canonical(path: &Path) -> io::Result<PathBuf> {
    dunce::canonicalize(path)
}

/// `path` without `.`, `..` and symbolic links, as far as it is there.
pub fn absolute(path: &Path) -> PathBuf {
    let mut there = path;
    let mut rest = Vec::new();
    loop {
        if let Ok(found) = canonical(there) {
            return rest.iter().rev().fold(found, |path, name| path.join(name));
        }
        let (Some(folder), Some(name)) = (there.parent(), there.file_name()) else { return path.to_owned() };
        rest.push(name);
        there = folder;
    }
}

/// Makes the folder of the file at `path`, if need be, and gives it. It has to lie below `root`: a repository may hold a
/// symbolic link by its name.
///
/// # Errors
/// Where the folder can't be made, or is outside of `root`.
pub fn folder_for(root: &Path, path: &Path) -> Result<PathBuf, PathError> {
    let folder = path.parent().unwrap_or(root);
    std::fs::create_dir_all(folder).map_err(PathError::NoFolder)?;
    OsFileSystem.within(root, folder, &relative(root, folder))
}

/// Reads the note at `path`.
///
/// # Errors
/// A [`ReadError`] where it is not a regular file of UTF-8 text.
pub fn source(path: &Path) -> Result<Source, ReadError> {
    let io = |error: io::Error| ReadError::Io(error.kind(), error.to_string());
    // Opening a pipe would wait for its writer: look first.
    let metadata = std::fs::metadata(path).map_err(io)?;
    if !metadata.is_file() {
        return Err(ReadError::NotAFile);
    }
    if metadata.len() > CHUNK {
        return std::fs::File::open(path).and_then(bytes).map_err(io).and_then(decode);
    }
    std::fs::read(path).map_err(io).and_then(decode)
}
