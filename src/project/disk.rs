//! The files of a project on the disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use crate::facts::file_moves::FileMoves;
use crate::facts::files::{FileKind, Folder, Listing, Lock, ProjectFiles, is_left_out};
use crate::project::file_moves;
use crate::project::run::{NotePath, Project};
use crate::text::disk;
use crate::text::file_stat::FileStat;
use crate::text::paths;
use crate::text::read::ReadError;
use crate::text::source::Source;

/// The files on the disk below a project's root, and files that git tracks but has not checked out.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
    /// Files that a sparse checkout leaves out, and submodules.
    absent: Listing,
    /// The files in `absent`.
    absent_files: Vec<String>,
}

impl Disk {
    /// The files on the disk below `root`.
    pub fn new(root: PathBuf) -> Self {
        Self { root, absent: Listing::default(), absent_files: Vec::new() }
    }

    /// Adds files that git tracks: `files` that a sparse checkout leaves out, and `submodules`, which may not be
    /// checked out. Paths are relative to the root, with `/`. Files on the disk take precedence.
    #[must_use]
    pub fn with_absent(mut self, files: Vec<String>, submodules: &[String]) -> Self {
        let submodules = submodules.iter().map(|path| (path, FileKind::Submodule));
        for (path, kind) in files.iter().map(|path| (path, FileKind::File)).chain(submodules) {
            self.absent.insert(path, kind);
        }
        self.absent_files = files;
        self
    }
}

impl ProjectFiles for Disk {
    fn folder(&self, path: &str) -> Arc<Folder> {
        let place = self.root.join(path);
        let mut folder = read(&place);
        for (name, kind) in self.absent.folder(path).into_iter().flat_map(|absent| absent.names()) {
            let is_empty = |kind| {
                kind == FileKind::Folder
                    && std::fs::read_dir(place.join(name)).is_ok_and(|mut names| names.next().is_none())
            };
            if folder.get(name).is_none_or(|there| kind == FileKind::Submodule && is_empty(there)) {
                folder.insert(name, kind);
            }
        }
        Arc::new(folder)
    }

    fn paths(&self) -> Vec<String> {
        let mut walk = WalkBuilder::new(&self.root);
        walk.standard_filters(false).hidden(true).filter_entry(|entry| entry.file_name() != "node_modules");
        let files = walk.build().flatten().filter(|entry| entry.file_type().is_some_and(|kind| !kind.is_dir()));
        let here = files.filter_map(|entry| {
            let path = entry.path().strip_prefix(&self.root).ok()?;
            path.to_str().map(|_| paths::with_slashes(path))
        });
        let mut paths: Vec<String> = here.collect();
        paths.extend(self.absent_files.iter().filter(|path| !is_left_out(path)).cloned());
        paths
    }

    fn moves(&self) -> FileMoves {
        file_moves::in_history(&self.root)
    }

    fn note(&self, _path: &str, place: &Path) -> Result<Source, ReadError> {
        disk::source(place)
    }

    fn note_with_stat(&self, _path: &str, place: &Path) -> Result<(Source, Option<FileStat>), ReadError> {
        disk::source_with_stat(place)
    }

    fn stat(&self, place: &Path) -> Option<FileStat> {
        disk::stat(place)
    }

    fn lock(&self, place: &Path) -> Option<Lock> {
        lock(place)
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        std::fs::read(self.root.join(path)).ok()
    }
}

impl Project {
    /// The project at `root` with these notes, sorted by path, and the files on the disk.
    pub fn on_disk(root: PathBuf, notes: Vec<NotePath>) -> Self {
        Self { files: Arc::new(Disk::new(root.clone())), root, notes }
    }
}

/// What prevents the file at `path` from being written.
pub(super) fn lock(path: &Path) -> Option<Lock> {
    let is_locked = |path: &Path| path.metadata().is_ok_and(|metadata| metadata.permissions().readonly());
    if is_locked(path) {
        return Some(Lock::File);
    }
    path.parent().is_some_and(is_locked).then_some(Lock::Folder)
}

/// The entries of the folder at `path`. Names that are not Unicode are left out, because no link can refer to them.
fn read(path: &Path) -> Folder {
    let mut folder = Folder::default();
    for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
        let Ok(name) = entry.file_name().into_string() else { continue };
        // The directory entry has the type already, except for a symbolic link.
        let is_folder = match entry.file_type() {
            Ok(kind) if !kind.is_symlink() => kind.is_dir(),
            _ => std::fs::metadata(entry.path()).is_ok_and(|metadata| metadata.is_dir()),
        };
        folder.insert(&name, if is_folder { FileKind::Folder } else { FileKind::File });
    }
    folder
}
