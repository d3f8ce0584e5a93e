//! Git: changed lines, staged notes, hooks. The `git` command is used, so that git's configuration, worktrees and
//! partial clones work.

pub mod blobs;
pub mod changes;
pub mod entries;
pub mod hooks;
pub mod index;
pub mod lines;
pub mod moves;
pub mod tracked;

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::finding::{Lang, Localized, reason};
use crate::message;
use crate::text::disk;
use crate::text::paths;
use crate::text::whitespace::Whitespace as _;

/// Options before every command. With them, git runs no program from the repository's configuration, and ignores bare
/// repositories that were committed as files, whose configuration comes from somebody else.
pub(crate) const HARMLESS: [&str; 6] =
    ["-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "safe.bareRepository=explicit"];

/// Environment variables that apply to one repository only (`git rev-parse --local-env-vars`).
const OF_ONE_REPOSITORY: [&str; 9] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// Why a git command failed.
#[derive(Debug)]
pub enum GitError {
    /// `git` can't be run.
    NoGit(io::Error),
    /// The folder is not in a repository with a working tree. With git's own message if that has more details.
    NoRepository(PathBuf, Option<String>),
    /// There is no commit with this name.
    UnknownRevision(String),
    /// A command failed: the command, and git's own message.
    Failed(String, String),
}

impl Localized for GitError {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::NoGit(error) if error.kind() == io::ErrorKind::NotFound => {
                message!("git is not installed", "git がインストールされていない").text(lang)
            }
            Self::NoGit(error) => {
                let reason = reason(error, lang);
                message!("can't run git: {reason}", "git を実行できない: {reason}").text(lang)
            }
            Self::NoRepository(folder, None) => {
                let folder = folder.display();
                message!("`{folder}` is not in a git repository", "`{folder}` は git リポジトリの中にない").text(lang)
            }
            Self::NoRepository(folder, Some(stderr_line)) => {
                let folder = folder.display();
                message!(
                    "git can't use the repository of `{folder}`: {stderr_line}",
                    "`{folder}` のリポジトリを git が扱えない: {stderr_line}"
                )
                .text(lang)
            }
            Self::UnknownRevision(name) => message!(
                "unknown git revision `{name}`; in a shallow clone, fetch it first",
                "git に `{name}` というリビジョンがない。シャロークローンでは先に fetch する"
            )
            .text(lang),
            Self::Failed(command, stderr_line) => {
                message!("`git {command}` failed: {stderr_line}", "`git {command}` が失敗した: {stderr_line}")
                    .text(lang)
            }
        }
    }
}

/// A repository with its working tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// The root of the working tree.
    top: PathBuf,
    /// The absolute path of the git folder, if the environment sets it (`GIT_DIR`). Such a working tree need not
    /// contain `.git`.
    git_dir: Option<PathBuf>,
    /// Whether variables that apply to one repository (`GIT_INDEX_FILE`) apply to this one.
    inherits: bool,
}

impl Repository {
    /// The repository that contains `folder` (absolute, without symbolic links): the nearest one, or the one that the
    /// environment sets if its working tree contains `folder` or is inside it.
    ///
    /// # Errors
    /// If there is no git, or no repository.
    pub fn of(folder: &Path) -> Result<Self, GitError> {
        let found = locate(git(folder, &OF_ONE_REPOSITORY));
        let Some(named) = named_by_environment() else {
            return match found {
                Ok(Located { top, .. }) => Ok(Self { top, git_dir: None, inherits: false }),
                Err(GitError::Failed(_, stderr_line)) => {
                    Err(GitError::NoRepository(folder.to_owned(), details(stderr_line)))
                }
                Err(error) => Err(error),
            };
        };
        match found {
            Ok(found) if found.git_dir == named.git_dir => Ok(Self { top: found.top, git_dir: None, inherits: true }),
            Ok(found) if found.top.starts_with(&named.top) && found.top != named.top || !named.is_around(folder) => {
                Ok(Self { top: found.top, git_dir: None, inherits: false })
            }
            Err(GitError::Failed(_, stderr_line)) if !named.is_around(folder) => {
                Err(GitError::NoRepository(folder.to_owned(), details(stderr_line)))
            }
            Err(error @ GitError::NoGit(_)) => Err(error),
            _ => Ok(Self { top: named.top, git_dir: Some(named.git_dir), inherits: true }),
        }
    }

    /// The root of the working tree, without symbolic links.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// The hash of the commit that `revision` refers to.
    fn commit(&self, revision: &str) -> Result<String, GitError> {
        let named = format!("{revision}^{{commit}}");
        match self.run(["rev-parse", "--verify", "--quiet", "--end-of-options", &named]) {
            Ok(out) => Ok(String::from_utf8_lossy(line(&out)).into_owned()),
            Err(GitError::Failed(..)) => Err(GitError::UnknownRevision(revision.to_owned())),
            Err(error) => Err(error),
        }
    }

    /// The content of the file at `path`, relative to the top of the working tree, in `commit`.
    fn blob(&self, commit: &str, path: &str) -> Result<Vec<u8>, GitError> {
        self.run(["cat-file", "blob", &format!("{commit}:{path}")])
    }

    /// The path of `file` relative to the top of the working tree, with `/`; `None` if it is outside.
    fn name(&self, file: &Path) -> Option<String> {
        file.strip_prefix(&self.top).ok().map(paths::with_slashes)
    }

    /// The output of git with `args`. In a partial clone, git may fetch missing objects of the older commit.
    fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Result<Vec<u8>, GitError> {
        run(self.command(&self.top), args, None)
    }

    /// Like [`Repository::command`], but git fetches nothing, so that objects may be missing in a partial clone.
    ///
    /// Unlike `-c protocol.allow=never`, the environment variable takes precedence over `protocol.<name>.allow` in the
    /// repository's configuration.
    fn offline(&self, folder: &Path) -> Command {
        let mut command = self.command(folder);
        command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "").env("GIT_TERMINAL_PROMPT", "0");
        command
    }

    /// A `git` command that runs in `folder`, which is the top of the working tree or below it.
    fn command(&self, folder: &Path) -> Command {
        let leave: &[&str] =
            if self.inherits { &["GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX"] } else { &OF_ONE_REPOSITORY };
        let mut command = git(folder, leave);
        if let Some(git_dir) = &self.git_dir {
            command.env("GIT_DIR", git_dir).env("GIT_WORK_TREE", &self.top);
        }
        command
    }
}

/// A repository's location, as git reports it.
struct Located {
    /// The absolute path of the git folder.
    git_dir: PathBuf,
    /// The root of the working tree, without symbolic links.
    top: PathBuf,
}

impl Located {
    /// Whether one of `folder` and the working tree contains the other.
    fn is_around(&self, folder: &Path) -> bool {
        folder.starts_with(&self.top) || self.top.starts_with(folder)
    }
}

fn locate(command: Command) -> Result<Located, GitError> {
    let out = run(command, ["rev-parse", "--absolute-git-dir", "--show-toplevel"], None)?;
    let real = |path: PathBuf| disk::canonical(&path).unwrap_or(path);
    let git_dir = line(&out);
    let top = line(out.get(git_dir.len() + 1..).unwrap_or_default());
    Ok(Located { git_dir: real(path(git_dir)), top: real(path(top)) })
}

/// The repository that the environment sets, as git resolves it from the working directory. Git sets these variables
/// for hooks, and a repository that is kept apart from its working tree can only be found through them.
fn named_by_environment() -> Option<Located> {
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"].iter().find(|name| std::env::var_os(name).is_some())?;
    locate(git(Path::new("."), &[])).ok()
}

/// Git's message, unless it only says that there is no repository.
fn details(stderr_line: String) -> Option<String> {
    (!stderr_line.is_empty() && !stderr_line.starts_with("not a git repository (or any")).then_some(stderr_line)
}

/// A `git` command that runs in `folder`, without the environment variables in `leave`. It runs no program from the
/// repository's configuration.
fn git(folder: &Path, leave: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(HARMLESS).args(["-c", "core.quotePath=false", "--no-pager"]);
    for name in leave {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null());
    command
}

/// The output of `command`, which is git without a subcommand, with `args` and `input`.
fn run<A: AsRef<OsStr>>(
    mut command: Command,
    args: impl IntoIterator<Item = A>,
    input: Option<&[u8]>,
) -> Result<Vec<u8>, GitError> {
    let given = command.get_args().len();
    command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
    let output = match input {
        None => command.output().map_err(GitError::NoGit)?,
        Some(input) => run_with_input(&mut command, input).map_err(GitError::NoGit)?,
    };
    if output.status.success() {
        return Ok(output.stdout);
    }
    let words: Vec<_> = command.get_args().skip(given).map(OsStr::to_string_lossy).collect();
    Err(GitError::Failed(words.join(" "), first_error_line(&output.stderr)))
}

/// The first line of git's standard error, without the prefix `fatal:`.
fn first_error_line(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    text.unicode_trim().printed_lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned()
}

/// Runs `command` and writes `input` while reading its output. Doing one after the other could deadlock.
fn run_with_input(command: &mut Command, input: &[u8]) -> io::Result<Output> {
    let mut child = command.stdin(Stdio::piped()).spawn()?;
    let stdin = child.stdin.take();
    std::thread::scope(|scope| {
        // If git stops early, its own message says why.
        let write = move || stdin.map(|mut stdin| stdin.write_all(input));
        match std::thread::Builder::new().spawn_scoped(scope, write) {
            Ok(_) => child.wait_with_output(),
            Err(error) => Err(error),
        }
    })
}

/// The first line of git's output.
fn line(out: &[u8]) -> &[u8] {
    let end = memchr::memchr2(b'\n', b'\r', out).unwrap_or(out.len());
    &out[..end]
}

/// The names in git's output with `-z`.
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
