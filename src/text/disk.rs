//! The file system of the machine.

use std::ffi::OsString;
use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::file_stat::FileStat;
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
    source_with_stat(path).map(|(source, _)| source)
}

/// Reads the note at `path`. Also returns the file's [`stat`], unless the file changed while it was read.
///
/// # Errors
/// See [`source`].
pub fn source_with_stat(path: &Path) -> Result<(Source, Option<FileStat>), ReadError> {
    let io = |error: io::Error| ReadError::Io(error.kind(), error.to_string());
    // Opening a pipe would block until something writes to it, so check the type first.
    let before = std::fs::metadata(path).map_err(io)?;
    if !before.is_file() {
        return Err(ReadError::NotAFile);
    }
    let file = File::open(path).map_err(io)?;
    let content = if before.len() > CHUNK { bytes(&file) } else { all(&file, before.len()) };
    let source = decode(content.map_err(io)?)?;
    let after = file.metadata().map_err(io)?;
    Ok((source, stat_of(&before).filter(|before| stat_of(&after).as_ref() == Some(before))))
}

/// The bytes of `file`, which has `length` bytes unless it is being written.
fn all(file: &File, length: u64) -> io::Result<Vec<u8>> {
    // With one byte more, the read that finds the end needs no more space.
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    file.take(u64::MAX).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The stat of the regular file at `path`. `None` if there is none, and on systems where it does not tell whether the
/// content changed.
pub fn stat(path: &Path) -> Option<FileStat> {
    std::fs::metadata(path).ok().filter(Metadata::is_file).as_ref().and_then(stat_of)
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have no such stat")]
fn stat_of(metadata: &Metadata) -> Option<FileStat> {
    use std::os::unix::fs::MetadataExt as _;
    let time = |seconds: i64, nanoseconds: i64| i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds);
    Some(FileStat {
        size: metadata.size(),
        modified: time(metadata.mtime(), metadata.mtime_nsec()),
        changed: time(metadata.ctime(), metadata.ctime_nsec()),
        inode: metadata.ino(),
        device: metadata.dev(),
    })
}

/// The standard library gives neither the time of the last change nor the number of the file.
#[cfg(not(unix))]
fn stat_of(_: &Metadata) -> Option<FileStat> {
    None
}
