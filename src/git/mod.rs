//! What git knows of the notes: which lines changed, what is staged, where hooks stand. It is asked through its own
//! command, so that its configuration, worktrees and partial clones hold here too.

pub mod changes;
pub mod hooks;
pub mod lines;
pub mod staged;

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::finding::Lang;
use crate::message;
use crate::paths;

/// In front of every command: git runs no program that the repository's configuration names, and takes no folder for a
/// repository that was committed as files, with a configuration of others in it.
pub(crate) const HARMLESS: [&str; 6] =
    ["-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "safe.bareRepository=explicit"];

/// Why git could not say it.
#[derive(Debug)]
pub enum GitError {
    /// There is no `git` to ask.
    NoGit(io::Error),
    /// The folder lies in no repository with a working tree; git's own words.
    NoRepository(PathBuf, String),
    /// No commit is called so.
    UnknownRevision(String),
    /// A command that failed, and git's own words.
    Failed(String, String),
}

impl GitError {
    /// In words, with what to do.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::NoGit(error) => message!(
                "git can't be run: {error}; is it installed?",
                "git を実行できない: {error}。インストールされているか確認する"
            )
            .text(lang),
            Self::NoRepository(folder, said) => {
                let folder = folder.display();
                message!(
                    "`{folder}` lies in no git repository: {said}",
                    "`{folder}` は git リポジトリーの中にない: {said}"
                )
                .text(lang)
            }
            Self::UnknownRevision(name) => message!(
                "git knows no revision `{name}` here; in a shallow clone, fetch it first",
                "git に `{name}` というリビジョンがない。浅いクローンでは先に fetch する"
            )
            .text(lang),
            Self::Failed(command, said) => {
                message!("`git {command}` failed: {said}", "`git {command}` が失敗した: {said}").text(lang)
            }
        }
    }
}

/// A repository with its working tree.
#[derive(Clone, Debug)]
pub struct Repository {
    /// The root of the working tree.
    top: PathBuf,
}

impl Repository {
    /// The repository that `folder` lies in.
    ///
    /// # Errors
    /// Where there is no git, or no repository.
    pub fn of(folder: &Path) -> Result<Self, GitError> {
        match run(folder, ["rev-parse", "--show-toplevel"]) {
            Ok(out) => {
                let top = path(line(&out));
                let top = crate::paths::canonical(&top).unwrap_or(top);
                Ok(Self { top })
            }
            Err(GitError::Failed(_, said)) => Err(GitError::NoRepository(folder.to_owned(), said)),
            Err(error) => Err(error),
        }
    }

    /// The root of the working tree, without symbolic links.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// The name of the commit that `revision` stands for.
    fn commit(&self, revision: &str) -> Result<String, GitError> {
        let named = format!("{revision}^{{commit}}");
        match self.run(["rev-parse", "--verify", "--quiet", "--end-of-options", &named]) {
            Ok(out) => Ok(String::from_utf8_lossy(line(&out)).into_owned()),
            Err(GitError::Failed(..)) => Err(GitError::UnknownRevision(revision.to_owned())),
            Err(error) => Err(error),
        }
    }

    /// What stands at `object` (`COMMIT:PATH`, or `:PATH` for the index).
    fn blob(&self, object: &str) -> Result<Vec<u8>, GitError> {
        self.run(["cat-file", "blob", object])
    }

    /// The name of `file` within the working tree, with `/`; `None` for what lies outside.
    fn name(&self, file: &Path) -> Option<String> {
        file.strip_prefix(&self.top).ok().map(paths::with_slashes)
    }

    fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Result<Vec<u8>, GitError> {
        run(&self.top, args)
    }
}

/// What `git` with these arguments prints in `folder`.
fn run<A: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = A>) -> Result<Vec<u8>, GitError> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(HARMLESS).args(["-c", "core.quotePath=false", "--no-pager"]).args(args);
    // Within a hook, git says by these where the commit is made; they are relative to another folder than ours.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null());
    let output = command.output().map_err(GitError::NoGit)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let words = command.get_args().skip(HARMLESS.len() + 5).map(|word| word.to_string_lossy().into_owned());
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.trim().lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned();
    Err(GitError::Failed(words.collect::<Vec<_>>().join(" "), said))
}

/// The first line of what git printed.
fn line(out: &[u8]) -> &[u8] {
    let end = memchr::memchr2(b'\n', b'\r', out).unwrap_or(out.len());
    &out[..end]
}

/// The names in what git printed with `-z`.
fn names(out: &[u8]) -> impl Iterator<Item = String> {
    out.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(|name| String::from_utf8_lossy(name).into_owned())
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}
