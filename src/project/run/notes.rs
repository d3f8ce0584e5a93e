//! The notes of a project, and how to read them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::facts::files::ProjectFiles;
use crate::text::file_stat::FileStat;
use crate::text::read::{self, ReadError};
use crate::text::source::Source;

/// A note of a project.
#[derive(Clone, Debug, Default)]
pub struct NotePath {
    /// Relative to the project, with `/`.
    pub path: String,
    /// The path of the file, absolute.
    pub file: PathBuf,
    /// The target of `file` if it was a symbolic link when notes were collected. Links created later are not followed.
    pub target: Option<PathBuf>,
    /// Whether findings are requested. Other notes only contribute facts.
    pub selected: bool,
    /// The text, if it does not come from the disk.
    pub text: Option<String>,
    /// Why it can't be read, if that is already known.
    pub unreadable: Option<ReadError>,
    /// Whether the text comes from standard input. No other note may be changed then.
    pub from_input: bool,
}

impl NotePath {
    /// The file to read and write: the target of `file` if that is a symbolic link.
    pub fn place(&self) -> &Path {
        self.target.as_deref().unwrap_or(&self.file)
    }

    /// Whether the text has to be read from the project's files.
    fn is_on_disk(&self) -> bool {
        self.text.is_none() && self.unreadable.is_none()
    }
}

/// The input of a run: a project with its notes and files.
#[derive(Debug)]
pub struct Project {
    /// The folder that paths are relative to.
    pub root: PathBuf,
    /// The notes, sorted by path.
    pub notes: Vec<NotePath>,
    /// The files that links may refer to, including notes.
    pub files: Arc<dyn ProjectFiles>,
}

impl Project {
    /// Reads the text of `note`.
    ///
    /// # Errors
    /// If it can't be read, or is not UTF-8.
    pub fn read(&self, note: &NotePath) -> Result<Source, ReadError> {
        if note.is_on_disk() { self.files.note(&note.path, note.place()) } else { given(note) }
    }

    /// Like [`Project::read`], with the stat of the file that was read; see [`ProjectFiles::note_with_stat`].
    ///
    /// # Errors
    /// See [`Project::read`].
    pub fn read_with_stat(&self, note: &NotePath) -> Result<(Source, Option<FileStat>), ReadError> {
        if note.is_on_disk() {
            return self.files.note_with_stat(&note.path, note.place());
        }
        given(note).map(|source| (source, None))
    }

    /// The stat of the file that [`Project::read`] reads; `None` if it does not read one.
    pub fn stat(&self, note: &NotePath) -> Option<FileStat> {
        if note.is_on_disk() { self.files.stat(note.place()) } else { None }
    }

    /// The paths of the selected notes.
    pub fn selected(&self) -> impl Iterator<Item = &str> {
        self.notes.iter().filter(|note| note.selected).map(|note| &*note.path)
    }
}

/// The text of `note` if it does not come from the disk.
fn given(note: &NotePath) -> Result<Source, ReadError> {
    match &note.unreadable {
        Some(error) => Err(error.clone()),
        None => read::decode(note.text.clone().unwrap_or_default().into_bytes()),
    }
}
