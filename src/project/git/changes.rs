//! Changes since a revision.

use rustc_hash::{FxHashMap, FxHashSet};

use super::lines::ChangedLines;
use super::{GitError, Repository, names};
use crate::project::run::NotePath;
use crate::text::source::Source;

/// Changes in the working tree since a commit.
#[derive(Debug)]
pub struct GitChanges {
    repository: Repository,
    /// The commit; `None` in a repository without commits, where everything is new.
    base: Option<String>,
    /// The changed files, with their path in that commit; `None` for a new file.
    files: FxHashMap<String, Option<String>>,
    /// The files that git tracks.
    tracked: FxHashSet<String>,
}

impl GitChanges {
    /// Changes since the last commit.
    ///
    /// # Errors
    /// Errors of git.
    pub fn uncommitted(repository: &Repository) -> Result<Self, GitError> {
        match repository.commit("HEAD") {
            Ok(head) => Self::since_commit(repository, head),
            Err(GitError::UnknownRevision(_)) => Ok(Self {
                repository: repository.clone(),
                base: None,
                files: FxHashMap::default(),
                tracked: FxHashSet::default(),
            }),
            Err(error) => Err(error),
        }
    }

    /// Changes since the merge base of `revision` and `HEAD`, so that later commits on the other branch do not count.
    ///
    /// # Errors
    /// Errors of git; an unknown revision.
    pub fn since(repository: &Repository, revision: &str) -> Result<Self, GitError> {
        let named = repository.commit(revision)?;
        // The merge base may be missing in a shallow clone.
        let fork = repository.run(["merge-base", &named, "HEAD"]).ok();
        let fork = fork.map(|out| String::from_utf8_lossy(super::line(&out)).into_owned());
        Self::since_commit(repository, fork.filter(|commit| !commit.is_empty()).unwrap_or(named))
    }

    fn since_commit(repository: &Repository, base: String) -> Result<Self, GitError> {
        let diff = ["diff", "--name-status", "-z", "-M", "--no-ext-diff", "--no-relative", "--ignore-submodules=all"];
        let out = repository.run(diff.into_iter().chain([&*base, "--"]))?;
        let mut files = FxHashMap::default();
        let mut fields = names(&out);
        while let Some(status) = fields.next() {
            let Some(name) = fields.next() else { break };
            match status.as_bytes().first() {
                Some(b'M') => drop(files.insert(name.clone(), Some(name))),
                Some(b'R' | b'C') => drop(fields.next().and_then(|new| files.insert(new, Some(name)))),
                Some(b'D') => {}
                _ => drop(files.insert(name, None)),
            }
        }
        let tracked = names(&repository.run(["ls-files", "-z"])?).collect();
        Ok(Self { repository: repository.clone(), base: Some(base), files, tracked })
    }

    /// The changed lines of `note`, whose text is `source`.
    ///
    /// # Errors
    /// Errors of git.
    pub fn lines(&self, note: &NotePath, source: Option<&Source>) -> Result<ChangedLines, GitError> {
        let Some((base, name)) = self.base.as_ref().zip(self.repository.name(&note.file)) else {
            return Ok(ChangedLines::All);
        };
        let old = match self.files.get(&name) {
            Some(None) => return Ok(ChangedLines::All),
            Some(Some(old)) => old,
            None if !self.tracked.contains(&name) => return Ok(ChangedLines::All),
            // The file on the disk did not change, but the note's text may come from elsewhere.
            None if note.text.is_none() => return Ok(ChangedLines::None),
            None => &name,
        };
        let Some(source) = source else { return Ok(ChangedLines::All) };
        let blob = self.repository.blob(base, old)?;
        let old = Source::new(String::from_utf8_lossy(&blob).into_owned());
        Ok(old.map_or(ChangedLines::All, |old| ChangedLines::between(&old, source)))
    }
}
