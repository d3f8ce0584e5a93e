//! What people install: the archive of a release and the npm packages (for the wheel, see `tests/wheel.rs`). Each is built as in
//! a release, installed in an empty folder, and run.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::tools::{self, code_and_stderr, folder, succeed, tool};

const MUSL: &str = "x86_64-unknown-linux-musl";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The binary under test, instead of the one that a release builds.
fn binary() -> &'static str {
    env!("CARGO_BIN_EXE_notelint")
}

fn version() -> String {
    format!("notelint {}\n", env!("CARGO_PKG_VERSION"))
}

/// A script of `.github/release`.
fn release(script: &str) -> Command {
    Command::new(root().join(".github/release").join(script))
}

/// A folder with the archive of a release.
fn archive() -> tempfile::TempDir {
    let dist = tempfile::tempdir().unwrap();
    succeed(release("archive").args([MUSL, binary()]).arg(dist.path()));
    dist
}

#[cfg(unix)]
#[test]
fn the_archive_has_the_program_its_manual_and_its_completions() {
    let dist = archive();
    let at = dist.path();
    let name = format!("notelint-{MUSL}.tar.gz");
    succeed(Command::new("sha256sum").args(["--check", &format!("{name}.sha256")]).current_dir(at));
    succeed(Command::new("tar").args(["-xzf", &name]).current_dir(at));
    assert_eq!(succeed(Command::new(at.join("notelint")).arg("--version")), version());
    for file in ["README.md", "LICENSE-MIT", "man/ja/man1/notelint.1", "completions/notelint.zsh"] {
        assert!(at.join(file).is_file(), "{file}");
    }
    let manual = fs::read_to_string(at.join("man/man1/notelint-links.1")).unwrap();
    assert!(
        manual.contains("Check only links, including external ones") && manual.contains(r"\-\-allow\-private"),
        "{manual}"
    );
    let commands = fs::read_dir(at.join("man/man1")).unwrap().count();
    assert_eq!(commands, fs::read_dir(at.join("man/ja/man1")).unwrap().count());
}

#[cfg(unix)]
#[test]
fn man_renders_the_manual_without_warnings() {
    let Some(man) = tool("man") else { return };
    let dist = tempfile::tempdir().unwrap();
    succeed(Command::new(binary()).arg("man").arg(dist.path()));
    let mut command = Command::new(man);
    command.args(["--warnings", "--local-file"]).arg(dist.path().join("notelint-check.1"));
    let output = command.env("MANWIDTH", "80").env("LC_ALL", "C.UTF-8").output().unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert!(page.contains("NAME") && page.contains("--unsafe-fixes"), "{page}");
}

#[test]
fn npm_installs_the_program_for_this_platform() {
    let (Some(npm), Some(_)) = (tool("npm"), tool("node")) else { return };
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        tools::skip("linux-x86_64", "the test builds packages for it");
        return;
    }
    let dist = archive();
    let packages = dist.path().join("packages");
    succeed(release("npm-packages").arg(dist.path()).arg(&packages));
    // Two packages as npm packs them, installed without a registry.
    let pack = |package: &str| {
        let mut command = Command::new(&npm);
        command.args(["pack", "--silent", "--pack-destination"]).arg(dist.path()).arg(packages.join(package));
        dist.path().join(succeed(&mut command).trim())
    };
    let packed = [pack("@notelint/linux-x64"), pack("notelint")];
    let user = folder(&[("package.json", "{}"), ("メモ.md", "# メモ\n\n・項目\n・別の項目\n")]);
    let mut install = Command::new(&npm);
    install.args(["install", "--offline", "--no-audit", "--no-fund", "--silent"]).args(packed);
    succeed(install.current_dir(user.path()));
    let npx = |args: &[&str]| {
        let mut command = Command::new(&npm);
        command.args(["exec", "--offline", "--", "notelint"]).args(args).current_dir(user.path()).env("LC_ALL", "C");
        command
    };
    assert_eq!(succeed(&mut npx(&["--version"])), version());
    let (code, printed) = code_and_stderr(&npx(&["--format", "concise", "メモ.md"]).output().unwrap());
    assert!(code == 1 && printed.contains("メモ.md:3:1: warning[pseudo-bullet]"), "{code} {printed}");
    fs::remove_dir_all(user.path().join("node_modules/@notelint")).unwrap();
    let (code, printed) = code_and_stderr(&npx(&["--version"]).output().unwrap());
    assert!(code == 2 && printed.contains("the package @notelint/linux-x64 is not installed"), "{code} {printed}");
}
