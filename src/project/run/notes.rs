//! The notes of a project, and their texts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::facts::files::ProjectFiles;
use crate::text::read::{self, ReadError};
use crate::text::source::Source;

/// A note to run over.
#[derive(Clone, Debug, Default)]
pub struct NotePath {
    /// Relative to the project, with `/`.
    pub path: String,
    /// Where to read it.
    pub file: PathBuf,
    /// Where `file` led when the notes were gathered, if it is a symbolic link; no link that comes later is followed.
    pub target: Option<PathBuf>,
    /// Whether its findings are asked for; the others give their Facts alone.
    pub selected: bool,
    /// What to take for the file's text, where it comes from elsewhere than the disk.
    pub text: Option<String>,
    /// Why it can't be read, where that is known already.
    pub unreadable: Option<ReadError>,
    /// Whether its text is what standard input gave: then no other note may be changed.
    pub from_input: bool,
}

impl NotePath {
    /// Where its text is: where `file` led, if it is a symbolic link that was named.
    pub fn place(&self) -> &Path {
        self.target.as_deref().unwrap_or(&self.file)
    }
}

/// A project as a run sees it.
#[derive(Debug)]
pub struct Project {
    /// The folder that the paths are relative to.
    pub root: PathBuf,
    /// The notes, sorted by path.
    pub notes: Vec<NotePath>,
    /// The files that links may lead to, notes and others.
    pub files: Arc<dyn ProjectFiles>,
}

impl Project {
    /// The text of `note`, one of its notes.
    ///
    /// # Errors
    /// Where it can't be read, or is not UTF-8.
    pub fn read(&self, note: &NotePath) -> Result<Source, ReadError> {
        match (&note.unreadable, &note.text) {
            (Some(error), _) => Err(error.clone()),
            (None, Some(text)) => read::decode(text.clone().into_bytes()),
            (None, None) => self.files.note(&note.path, note.place()),
        }
    }

    /// The paths of the selected notes.
    pub fn selected(&self) -> impl Iterator<Item = &str> {
        self.notes.iter().filter(|note| note.selected).map(|note| &*note.path)
    }
}
