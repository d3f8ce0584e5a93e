//! Runs notelint, git, and other programs that read its output.
pub mod shell;
mod skip;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub use skip::{note, skip};

/// The folder in which `.ci/setup` installs tools for tests.
pub fn tools() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("tools")
}

/// The path of the program `name`, from `.ci/setup` or this machine.
pub fn find(name: &str) -> Option<PathBuf> {
    let installed = ["python/bin", "node_modules/.bin"].map(|folder| tools().join(folder).join(name));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).map(|folder| folder.join(name));
    installed.into_iter().chain(on_path).find(|path| path.is_file())
}

/// Node.js: the one that `.ci/setup` installed because this machine's is too old, or else this machine's.
pub fn node() -> PathBuf {
    let packages = fs::read_dir(tools().join("node_modules")).into_iter().flatten().flatten();
    let of_node = packages.filter(|package| package.file_name().to_string_lossy().starts_with("node-"));
    let mut programs = of_node.map(|package| package.path().join("bin/node"));
    programs.find(|program| program.is_file()).unwrap_or_else(|| "node".into())
}

/// Like [`find`], with a message if the program is missing.
pub fn tool(name: &str) -> Option<PathBuf> {
    let found = find(name);
    if found.is_none() {
        skip(name, "install it, or run .ci/setup");
    }
    found
}

/// A Python that can import `module`; `None`, with a message, if there is none.
pub fn python(module: &str) -> Option<PathBuf> {
    let python = tools().join("python/bin/python");
    let imports = |python: &Path| {
        let output = Command::new(python).args(["-c", &format!("import {module}")]).output();
        output.is_ok_and(|output| output.status.success())
    };
    let found = [python, "python3".into()].into_iter().find(|python| imports(python));
    if found.is_none() {
        skip(module, "a Python package: install it, or run .ci/setup");
    }
    found
}

/// Runs `script`, a Python script in `tests` that checks `folders` with the binary under test. Fails with what it printed if
/// it fails.
pub fn run_script(script: &str, options: &[&str], folders: &[&Path]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(script);
    let mut python = Command::new("python3");
    python.arg(script).args(options).arg(env!("CARGO_BIN_EXE_notelint")).args(folders);
    match python.output() {
        Ok(output) => assert!(output.status.success(), "{}", code_and_stderr(&output).1),
        Err(_) => skip("python3", "install Python 3"),
    }
}

/// Runs `notelint` in `folder`, in English.
pub fn notelint(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.args(args).current_dir(folder).env("LC_ALL", "C").env("COLUMNS", "100");
    command.output().unwrap()
}

/// The exit code, standard output and standard error.
pub fn code_and_stderr(output: &Output) -> (i32, String) {
    let printed = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap(), printed)
}

/// Runs `command`, which must succeed, and returns its standard output.
#[track_caller]
pub fn succeed(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", code_and_stderr(&output).1);
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Git with these arguments, without any user's configuration.
pub fn git<A: AsRef<OsStr>>(folder: &Path, args: &[A]) -> Command {
    let mut command = Command::new("git");
    let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgSign=false"];
    command.args(identity).args(args).current_dir(folder);
    command.env("GIT_CONFIG_GLOBAL", folder.join("no-such-file")).env("GIT_CONFIG_NOSYSTEM", "1").env("LC_ALL", "C");
    command.env("PATH", with_notelint());
    command
}

/// The search path with the binary under test in front.
pub fn with_notelint() -> std::ffi::OsString {
    let own = Path::new(env!("CARGO_BIN_EXE_notelint")).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&path))).unwrap()
}

/// A new folder with `files` (path and content).
pub fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), files);
    folder
}

/// Writes `files` below `folder`.
pub fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// A git repository with `files`, committed.
pub fn repository(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = folder(files);
    succeed(&mut git(folder.path(), &["init", "--quiet", "--initial-branch=main"]));
    commit(folder.path(), "first");
    folder
}

/// Commits all files, without hooks.
#[track_caller]
pub fn commit(folder: &Path, message: &str) {
    succeed(&mut git(folder, &["add", "--all"]));
    succeed(&mut git(folder, &["commit", "--quiet", "--no-verify", "--allow-empty", "-m", message]));
}

/// The code blocks of `docs/ci.md` in `language` that contain `part`.
pub fn snippets(language: &str, part: &str) -> Vec<String> {
    use notelint::markdown::document::{Document, Kind, Node};
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ci.md")).unwrap();
    let source = notelint::text::source::Source::new(text).unwrap();
    let document = Document::parse(&source);
    let blocks = document.of_kind(Kind::CodeBlock).filter(|block| block.literal() == language);
    let blocks = blocks.map(|block| block.children().map(Node::literal).collect::<String>());
    blocks.filter(|text| text.contains(part)).collect()
}
