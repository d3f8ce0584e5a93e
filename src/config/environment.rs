//! What it takes to read configuration files.

use std::path::Path;

use super::select::Catalogue;
use crate::finding::config_error::ConfigError;
use crate::finding::{Lang, Localized as _};
use crate::text::file_system::FileSystem;

/// Errors of one or more files.
pub type Errors = Vec<ConfigError>;

/// File system, rules and language for reading configuration files.
#[derive(Clone, Copy)]
pub(super) struct Environment<'a> {
    /// The language of messages.
    pub(super) lang: Lang,
    /// Where files are read from.
    pub(super) files: &'a dyn FileSystem,
    /// The folder that paths in messages are relative to.
    pub(super) cwd: &'a Path,
    /// The rules that exist.
    pub(super) catalogue: Catalogue,
}

impl Environment<'_> {
    /// The text of the file at `path`, which messages call `name`. The file may be a symbolic link, but only to a file in `within`.
    ///
    /// # Errors
    /// If the file is outside `within`, or can't be read.
    pub(super) fn content(&self, within: &Path, path: &Path, name: &str) -> Result<String, ConfigError> {
        let path = self.files.within(within, path, name).map_err(|error| ConfigError::new(error.text(self.lang)))?;
        self.files.read(&path).map_err(|error| ConfigError::new(crate::finding::unreadable(name, &error, self.lang)))
    }
}
