//! Walks over the disk.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use ignore::{DirEntry, WalkBuilder};

use super::{Argument, Walk, WalkResult};
use crate::config::Configs;
use crate::config::globs::NESTED;
use crate::facts::files::is_left_out;
use crate::finding::Lang;
use crate::project::root;
use crate::text::braces::is_too_deep;
use crate::text::paths;
use crate::text::sync::lock;

impl Walk<'_> {
    /// Finds the notes below `folder`. If `named`, the folder does not belong to its project, and a `.gitignore` above
    /// it may ignore it.
    pub(super) fn walk(&mut self, folder: &Path, named: bool, asked: &[Argument]) -> WalkResult {
        let mut found = WalkResult::default();
        let mut walk = WalkBuilder::new(folder);
        // Ignore what git would ignore on every machine, in a repository or not; no settings of this machine.
        walk.standard_filters(false).hidden(true).git_ignore(true).require_git(false).parents(named);
        let enter = WalkFilter { root: self.root.to_owned(), configs: self.configs.clone(), skipped: Arc::default() };
        let left = enter.skipped.clone();
        if folder
            .ancestors()
            .take_while(|above| above.starts_with(self.root))
            .any(|above| enter.has_bad_gitignore(above))
        {
            self.problems.append(&mut lock(&left).problems);
            return found;
        }
        walk.filter_entry(move |entry| enter.includes(entry));
        for entry in walk.build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {
                    found.folders.insert(entry.into_path());
                }
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                    found.notes.push(entry.into_path());
                }
                Ok(_) => {}
                Err(error) => self.problem(&error, named, asked),
            }
        }
        let left = std::mem::take(&mut *lock(&left));
        found.repositories = left.repositories;
        self.problems.extend(left.problems);
        found
    }

    /// Adds a message about a folder that can't be read, if it was named.
    fn problem(&mut self, error: &ignore::Error, named: bool, asked: &[Argument]) {
        let path = match error {
            ignore::Error::WithPath { path, .. } => path.as_path(),
            ignore::Error::WithDepth { err, .. } => match &**err {
                ignore::Error::WithPath { path, .. } => path.as_path(),
                _ => self.root,
            },
            _ => self.root,
        };
        let below = |named: &Argument| matches!(named, Argument::Folder(folder) if path.starts_with(folder));
        if named || asked.iter().any(below) {
            let shown = paths::relative(&self.configs.cwd, path);
            let error = error.io_error().map_or_else(|| std::io::Error::other(error.to_string()), clone);
            self.problems.push(crate::finding::unreadable(&shown, &error, self.configs.lang));
        }
    }
}

fn clone(error: &std::io::Error) -> std::io::Error {
    error.raw_os_error().map_or_else(|| std::io::Error::other(error.to_string()), std::io::Error::from_raw_os_error)
}

/// Decides which folders a walk enters.
struct WalkFilter {
    root: PathBuf,
    configs: Arc<Configs>,
    skipped: Arc<Mutex<Skipped>>,
}

/// What a walk did not enter.
#[derive(Default)]
struct Skipped {
    repositories: Vec<PathBuf>,
    /// Messages about problems that are not caused by the project's own content.
    problems: Vec<String>,
}

impl WalkFilter {
    fn includes(&self, entry: &DirEntry) -> bool {
        if entry.depth() == 0 {
            return true;
        }
        if entry.file_name().to_str().is_some_and(is_left_out) {
            return false;
        }
        let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        if !folder && !self.configs.is_note(&self.root, entry.path()) || self.configs.excludes(&self.root, entry.path())
        {
            return false;
        }
        if folder && root::is_repository(entry.path()) {
            lock(&self.skipped).repositories.push(entry.path().to_owned());
            return false;
        }
        !folder || !self.has_bad_gitignore(entry.path())
    }

    /// Whether `folder` has a `.gitignore` that can't be read. Adds a message if so.
    fn has_bad_gitignore(&self, folder: &Path) -> bool {
        let Some(wrong) = bad_gitignore(folder, self.configs.lang) else { return false };
        let shown = paths::relative(&self.configs.cwd, &folder.join(".gitignore"));
        let wrong = std::io::Error::other(wrong);
        lock(&self.skipped).problems.push(crate::finding::unreadable(&shown, &wrong, self.configs.lang));
        true
    }
}

/// Why the `.gitignore` in `folder` can't be read. Git reads it whatever it contains.
fn bad_gitignore(folder: &Path, lang: Lang) -> Option<&'static str> {
    let text = std::fs::read(folder.join(".gitignore")).ok()?;
    is_too_deep(&text).then(|| NESTED.get(lang))
}
