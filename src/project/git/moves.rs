//! Moves files with git.

use std::ffi::OsStr;
use std::path::Path;

use super::{GitError, Repository};

impl Repository {
    /// Whether git tracks the file at `path`, or a file in the folder at `path`.
    ///
    /// # Errors
    /// If git fails.
    pub fn tracks(&self, path: &Path) -> Result<bool, GitError> {
        let args = ["--literal-pathspecs", "ls-files", "-z", "--"].map(OsStr::new);
        Ok(!self.run(args.into_iter().chain([path.as_os_str()]))?.is_empty())
    }

    /// Moves the file or folder at `from` to `to`, which must not exist, in the working tree and in the index.
    ///
    /// # Errors
    /// If git fails. Nothing is moved then.
    pub fn rename(&self, from: &Path, to: &Path) -> Result<(), GitError> {
        self.run([OsStr::new("mv"), OsStr::new("--"), from.as_os_str(), to.as_os_str()]).map(drop)
    }
}
