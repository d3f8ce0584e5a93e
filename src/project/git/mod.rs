//! What git knows of the notes: which lines changed, what is staged, where hooks stand. It is asked through its own
//! command, so that its configuration, worktrees and partial clones hold here too.

pub mod blobs;
pub mod changes;
pub mod entries;
pub mod hooks;
pub mod index;
pub mod lines;
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

/// In front of every command: git runs no program that the repository's configuration names, and takes no folder for a
/// repository that was committed as files, with a configuration of others in it.
pub(crate) const HARMLESS: [&str; 6] =
    ["-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "safe.bareRepository=explicit"];

/// Variables by which git is told of one repository: they hold for no other (`git rev-parse --local-env-vars`).
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

/// Why git could not say it.
#[derive(Debug)]
pub enum GitError {
    /// There is no `git` to ask.
    NoGit(io::Error),
    /// The folder is not in a repository with a working tree; git's own words, where they say more than that.
    NoRepository(PathBuf, Option<String>),
    /// No commit is called so.
    UnknownRevision(String),
    /// A command that failed, and git's own words.
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
    /// Git's own folder, absolute, where the environment names it: the working tree has none (`GIT_DIR`).
    git_dir: Option<PathBuf>,
    /// Whether what the environment says of one repository (`GIT_INDEX_FILE`) is said of this one.
    inherits: bool,
}

impl Repository {
    /// The repository that `folder` (absolute, without symbolic links) is in: the nearest one around it, or the one that
    /// the environment names, if that one's working tree holds `folder`, or lies in it.
    ///
    /// # Errors
    /// Where there is no git, or no repository.
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

    /// The name of the commit that `revision` stands for.
    fn commit(&self, revision: &str) -> Result<String, GitError> {
        let named = format!("{revision}^{{commit}}");
        match self.run(["rev-parse", "--verify", "--quiet", "--end-of-options", &named]) {
            Ok(out) => Ok(String::from_utf8_lossy(line(&out)).into_owned()),
            Err(GitError::Failed(..)) => Err(GitError::UnknownRevision(revision.to_owned())),
            Err(error) => Err(error),
        }
    }

    /// What the commit `commit` has at `path`, relative to the top of the working tree.
    fn blob(&self, commit: &str, path: &str) -> Result<Vec<u8>, GitError> {
        self.run(["cat-file", "blob", &format!("{commit}:{path}")])
    }

    /// The name of `file` within the working tree, with `/`; `None` for what lies outside.
    fn name(&self, file: &Path) -> Option<String> {
        file.strip_prefix(&self.top).ok().map(paths::with_slashes)
    }

    /// What git prints with `args`; a partial clone may fetch what it lacks of the older commit that is asked about.
    fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Result<Vec<u8>, GitError> {
        run(self.command(&self.top), args, None)
    }

    /// The same as [`Repository::command`] of a git that fetches nothing: what a partial clone lacks is missing.
    ///
    /// The variable without a protocol in it counts more than any `protocol.<name>.allow` of the repository's
    /// configuration, other than `-c protocol.allow=never`.
    fn offline(&self, folder: &Path) -> Command {
        let mut command = self.command(folder);
        command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "").env("GIT_TERMINAL_PROMPT", "0");
        command
    }

    /// `git` in `folder`, which is the top of the working tree or below it.
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

/// What git says of where it is.
struct Located {
    /// Git's own folder, absolute.
    git_dir: PathBuf,
    /// The root of the working tree, without symbolic links.
    top: PathBuf,
}

impl Located {
    /// Whether `folder` is in the working tree, or around it.
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

/// The repository that the environment is about, as git sees it from the working directory: a hook is told of its own,
/// and a repository that is kept apart from its working tree is found by nothing else.
fn named_by_environment() -> Option<Located> {
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"].iter().find(|name| std::env::var_os(name).is_some())?;
    locate(git(Path::new("."), &[])).ok()
}

/// What git says beyond there being no repository.
fn details(stderr_line: String) -> Option<String> {
    (!stderr_line.is_empty() && !stderr_line.starts_with("not a git repository (or any")).then_some(stderr_line)
}

/// `git` in `folder`, without the variables that are in `leave`. It runs no program that the repository names.
fn git(folder: &Path, leave: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(HARMLESS).args(["-c", "core.quotePath=false", "--no-pager"]);
    for name in leave {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null());
    command
}

/// What `command`, a git without a subcommand, prints with `args`, where it is told `input`.
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

/// The first line of what git printed on standard error, without git's own `fatal:`.
fn first_error_line(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    text.unicode_trim().printed_lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned()
}

/// Runs `command` and writes `input` to it while it answers: either would wait for the other.
fn run_with_input(command: &mut Command, input: &[u8]) -> io::Result<Output> {
    let mut child = command.stdin(Stdio::piped()).spawn()?;
    let stdin = child.stdin.take();
    std::thread::scope(|scope| {
        // A git that stops early says why itself.
        let write = move || stdin.map(|mut stdin| stdin.write_all(input));
        match std::thread::Builder::new().spawn_scoped(scope, write) {
            Ok(_) => child.wait_with_output(),
            Err(error) => Err(error),
        }
    })
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
