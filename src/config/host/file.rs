//! A configuration file of a host.

use std::path::{Path, PathBuf};

use crate::text::file_system::FileSystem;

/// A configuration file can't be parsed.
pub(super) struct Unparsed;

/// A configuration file of a host.
pub(super) struct HostFile<'f> {
    pub(super) files: &'f dyn FileSystem,
    /// The root of the project; no file outside is read.
    pub(super) root: &'f Path,
    pub(super) path: PathBuf,
    pub(super) text: String,
    /// The other files that were read because of this one.
    pub(super) others: Vec<PathBuf>,
}

impl HostFile<'_> {
    /// The file's extension.
    pub(super) fn extension(&self) -> &str {
        self.path.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
    }

    /// The text of the file `name`, which is relative to the folder of this one.
    pub(super) fn other(&mut self, name: &str) -> Option<String> {
        let path = self.path.parent()?.join(name);
        let path = self.files.within(self.root, &path, name).ok()?;
        let text = self.files.read(&path).ok()?;
        self.others.push(path);
        Some(text)
    }
}
