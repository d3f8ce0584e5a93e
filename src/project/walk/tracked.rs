//! Adjusts a walk over the disk by what git tracks: gitignore(5) applies only to untracked files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{Argument, Walk, WalkResult};
use crate::facts::files::is_left_out;
use crate::finding::Localized as _;
use crate::message;
use crate::project::disk::Disk;
use crate::project::git::GitError;
use crate::project::git::entries::{IndexEntry, Mode};
use crate::project::git::tracked::{Tracked, TrackedQuery};
use crate::project::run::NotePath;
use crate::text::disk;
use crate::text::paths;
use crate::text::read;

impl Walk<'_> {
    /// The notes of the project: those on the disk without those that git ignores, and those that git tracks although a
    /// `.gitignore` matches them. Without git or a repository, only those on the disk.
    pub(super) fn tracked(&mut self, named: &[Argument]) -> WalkResult {
        // Git runs while the disk is walked.
        let asked = TrackedQuery::about(self.root);
        let mut found = self.walk(self.root, false, named);
        match asked.map(TrackedQuery::answer) {
            Some(Ok(tracked)) => {
                self.drop_ignored(&tracked, named, &mut found);
                self.add_tracked(&tracked, &mut found);
            }
            Some(Err(error @ GitError::NoRepository(_, Some(_)))) => {
                let wrong = error.text(self.configs.lang);
                let text = message!(
                    "{wrong}; only `.gitignore` files decide which files are notes",
                    "{wrong}。どのファイルをノートとするかは `.gitignore` だけで決める"
                );
                self.configs.notice(text.text(self.configs.lang));
            }
            Some(Err(_)) | None => {}
        }
        found
    }

    /// Removes untracked files that git ignores from `found`, and `named` folders that are ignored.
    fn drop_ignored(&self, tracked: &Tracked, named: &[Argument], found: &mut WalkResult) {
        let names: FxHashSet<&[u8]> = tracked.entries.iter().map(|entry| &*entry.name).collect();
        let is_tracked = |path: &Path| names.contains(paths::bytes(path).as_slice());
        let mut untracked: Vec<&Path> = found.notes.iter().filter_map(|file| self.below(file)).collect();
        untracked.retain(|path| !is_tracked(path));
        if untracked.is_empty() {
            return;
        }
        let folders = named.iter().filter_map(|named| match named {
            Argument::Folder(folder) => self.below(folder).filter(|path| !path.as_os_str().is_empty()),
            _ => None,
        });
        untracked.extend(folders);
        let ignored = tracked.ignored(&untracked);
        let is_ignored = |file: &PathBuf| self.below(file).is_some_and(|path| ignored.contains(path));
        found.notes.retain(|file| !is_ignored(file));
        found.folders.retain(|folder| !is_ignored(folder));
    }

    /// Adds to `found` the tracked notes that the walk left out: ignored files, and files outside a sparse checkout.
    fn add_tracked(&self, tracked: &Tracked, found: &mut WalkResult) {
        let known: FxHashSet<PathBuf> = found.notes.iter().cloned().collect();
        let mut absent: Vec<(&str, &IndexEntry)> = Vec::new();
        let mut submodules = Vec::new();
        for (path, entry) in tracked.entries.iter().filter_map(|entry| Some((entry.path()?, entry))) {
            let file = self.root.join(path);
            match entry.mode {
                Mode::Submodule => submodules.push(path.to_owned()),
                _ if entry.skipped && file.symlink_metadata().is_err() => absent.push((path, entry)),
                Mode::File if !known.contains(&file) && self.is_regular(path, &file) && is_there(&file) => {
                    found.notes.push(file);
                }
                Mode::File | Mode::Link => {}
            }
        }
        if absent.is_empty() && submodules.is_empty() {
            return;
        }
        let files = absent.iter().map(|(path, _)| (*path).to_owned()).collect();
        found.files = Some(Arc::new(Disk::new(self.root.to_owned()).with_absent(files, &submodules)));
        absent.retain(|(path, entry)| entry.mode == Mode::File && self.is_regular(path, &self.root.join(path)));
        let ids: Vec<&str> = absent.iter().map(|(_, entry)| &*entry.id).collect();
        let contents = tracked.contents(&ids).unwrap_or_default();
        for ((path, _), content) in absent.iter().zip(contents) {
            // The content may be missing in a partial clone. Then the file exists, but is not checked.
            if let Some(source) = content.and_then(|content| read::decode(content).ok()) {
                let text = Some(source.text().to_owned());
                let (path, file) = ((*path).to_owned(), self.root.join(path));
                found.absent.push(NotePath { path, file, text, ..NotePath::default() });
            }
        }
    }

    /// Whether the file at `path`, relative to the root, is a note of the project in every checkout.
    fn is_regular(&self, path: &str, file: &Path) -> bool {
        self.is_note(file) && !is_left_out(path) && !self.configs.excludes(self.root, file)
    }

    fn below<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        path.strip_prefix(self.root).ok()
    }
}

/// Whether a file exists with exactly this name. A file system may ignore case.
fn is_there(file: &Path) -> bool {
    let is_file = file.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
    is_file && disk::canonical(file).is_ok_and(|real| real.file_name() == file.file_name())
}
