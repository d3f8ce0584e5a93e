//! Which files of a working tree git tracks, and which of the others it ignores.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use rustc_hash::FxHashSet;

use super::entries::{self, IndexEntry, LIST};
use super::{GitError, Repository, details, first_error_line, path, run};
use crate::project::root::is_repository;

/// A question to git that is on its way.
#[derive(Debug)]
pub struct TrackedQuery {
    git: Child,
    repository: Repository,
    folder: PathBuf,
}

/// What git tracks below a folder.
#[derive(Debug)]
pub struct Tracked {
    /// Sorted by name; names are relative to the folder.
    pub entries: Vec<IndexEntry>,
    repository: Repository,
    folder: PathBuf,
}

impl TrackedQuery {
    /// Asks git what it tracks below `folder`, without waiting for the answer; `None` where there is no repository, or no
    /// git.
    pub fn about(folder: &Path) -> Option<Self> {
        let repository = if std::env::var_os("GIT_DIR").is_some() {
            Repository::of(folder).ok().filter(|repository| folder.starts_with(&repository.top))?
        } else {
            let top = folder.ancestors().find(|above| is_repository(above))?;
            Repository { top: top.to_owned(), git_dir: None, inherits: false }
        };
        let mut command = repository.offline(folder);
        // A folder that only looks like a repository is not taken for one further up.
        command.env("GIT_CEILING_DIRECTORIES", repository.top.parent().unwrap_or(&repository.top));
        command.args(LIST).stdout(Stdio::piped()).stderr(Stdio::piped());
        Some(Self { git: command.spawn().ok()?, repository, folder: folder.to_owned() })
    }

    /// The answer.
    ///
    /// # Errors
    /// What keeps git from answering: it may refuse a repository that belongs to somebody else.
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
    /// Those of `paths` (relative to the folder), none of which git tracks, that git ignores: by a `.gitignore`, by
    /// `.git/info/exclude` or by what `core.excludesFile` names. None where git can't say it.
    pub fn ignored(&self, paths: &[&Path]) -> FxHashSet<PathBuf> {
        if paths.is_empty() {
            return FxHashSet::default();
        }
        let mut input = OsString::new();
        for path in paths {
            // A name that begins with `:` would say more than a path.
            input.push("./");
            input.push(path);
            input.push("\0");
        }
        let command = self.repository.offline(&self.folder);
        match run(command, ["check-ignore", "-z", "--stdin"], Some(input.as_encoded_bytes())) {
            Ok(out) => out.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(name).collect(),
            // So it says that it ignores none.
            Err(_) => FxHashSet::default(),
        }
    }

    /// What the objects `ids` hold; see [`Repository::contents`].
    ///
    /// # Errors
    /// Those of git.
    pub fn contents(&self, ids: &[&str]) -> Result<Vec<Option<Vec<u8>>>, GitError> {
        self.repository.contents(ids)
    }
}

fn name(bytes: &[u8]) -> PathBuf {
    path(bytes.strip_prefix(b"./").unwrap_or(bytes))
}
