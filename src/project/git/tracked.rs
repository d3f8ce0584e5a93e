//! Which files of a working tree git tracks, and which it ignores.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use rustc_hash::FxHashSet;

use super::entries::{self, IndexEntry, LIST};
use super::{GitError, Repository, details, first_error_line, path, run};
use crate::project::root::is_repository;

/// A running `git ls-files`.
#[derive(Debug)]
pub struct TrackedQuery {
    git: Child,
    repository: Repository,
    folder: PathBuf,
}

/// The files that git tracks below a folder.
#[derive(Debug)]
pub struct Tracked {
    /// Sorted by path; paths are relative to the folder.
    pub entries: Vec<IndexEntry>,
    repository: Repository,
    folder: PathBuf,
}

impl TrackedQuery {
    /// Starts listing what git tracks below `folder`, without waiting for the result; `None` without a repository or
    /// git.
    pub fn about(folder: &Path) -> Option<Self> {
        let repository = if std::env::var_os("GIT_DIR").is_some() {
            Repository::of(folder).ok().filter(|repository| folder.starts_with(&repository.top))?
        } else {
            let top = folder.ancestors().find(|above| is_repository(above))?;
            Repository { top: top.to_owned(), git_dir: None, inherits: false }
        };
        let mut command = repository.offline(folder);
        // If a folder only looks like a repository, git must not use another one further up.
        command.env("GIT_CEILING_DIRECTORIES", repository.top.parent().unwrap_or(&repository.top));
        command.args(LIST).stdout(Stdio::piped()).stderr(Stdio::piped());
        Some(Self { git: command.spawn().ok()?, repository, folder: folder.to_owned() })
    }

    /// Waits for the result.
    ///
    /// # Errors
    /// Errors of git. It may refuse a repository that another user owns.
    pub fn answer(self) -> Result<Tracked, GitError> {
        let output = self.git.wait_with_output().map_err(GitError::NoGit)?;
        if !output.status.success() {
            return Err(GitError::NoRepository(self.folder, details(first_error_line(&output.stderr))));
        }
        let entries = entries::read(&output.stdout);
        Ok(Tracked { entries, repository: self.repository, folder: self.folder })
    }
}

impl Tracked {
    /// Returns which of `paths` git ignores because of a `.gitignore`, `.git/info/exclude` or `core.excludesFile`.
    /// Paths are relative to the folder and untracked. Empty if git fails.
    pub fn ignored(&self, paths: &[&Path]) -> FxHashSet<PathBuf> {
        if paths.is_empty() {
            return FxHashSet::default();
        }
        let mut input = OsString::new();
        for path in paths {
            // A path that starts with `:` would be a pathspec with magic.
            input.push("./");
            input.push(path);
            input.push("\0");
        }
        let command = self.repository.offline(&self.folder);
        match run(command, ["check-ignore", "-z", "--stdin"], Some(input.as_encoded_bytes())) {
            Ok(out) => out.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(name).collect(),
            // Exit status 1 means that it ignores none.
            Err(_) => FxHashSet::default(),
        }
    }

    /// The contents of the objects `ids`; see [`Repository::contents`].
    ///
    /// # Errors
    /// Errors of git.
    pub fn contents(&self, ids: &[&str]) -> Result<Vec<Option<Vec<u8>>>, GitError> {
        self.repository.contents(ids)
    }
}

fn name(bytes: &[u8]) -> PathBuf {
    path(bytes.strip_prefix(b"./").unwrap_or(bytes))
}
