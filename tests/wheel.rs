//! The wheel: built as the release builds it, installed into a clean environment, run by itself and by pre-commit.
//!
//! Not a module of `it`: maturin makes cargo build `notelint` again, which temporarily removes the program that other
//! tests run. `cargo test` runs test programs one after the other; `.config/nextest.toml` makes nextest do the same for
//! this one.

#[path = "it/tools/mod.rs"]
#[allow(dead_code, unreachable_pub, unused_imports, reason = "shared with `it`")]
mod tools;

use std::path::{Path, PathBuf};
use std::process::Command;

use tools::{code_and_stderr, folder, git, succeed, tool};

/// A wheel of the program, and the environment it was installed into; `None` if there is no maturin.
fn wheel() -> Option<(tempfile::TempDir, PathBuf)> {
    let (maturin, python) = (tool("maturin")?, tool("python")?);
    let at = tempfile::tempdir().unwrap();
    // With the profile of this test, because the program is already built.
    let target = Path::new(env!("CARGO_BIN_EXE_notelint")).ancestors().nth(2).unwrap();
    let mut build = Command::new(maturin);
    build.args(["build", "--quiet", "--offline", "--profile", "dev", "--out"]).arg(at.path().join("wheels"));
    // Cargo's variables for tests would make some crates build again.
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CARGO_") && name != "CARGO_HOME") {
        build.env_remove(name);
    }
    succeed(build.current_dir(env!("CARGO_MANIFEST_DIR")).env("CARGO_TARGET_DIR", target));
    let user = at.path().join("user");
    succeed(Command::new(python).args(["-m", "venv"]).arg(&user));
    let mut install = Command::new(user.join("bin/pip"));
    install.args(["install", "--quiet", "--disable-pip-version-check", "--no-index", "--find-links"]);
    succeed(install.arg(at.path().join("wheels")).arg("notelint"));
    Some((at, user))
}

#[cfg(unix)]
#[test]
fn pip_installs_the_wheel_and_pre_commit_runs_it_as_python() {
    let Some((at, user)) = wheel() else { return };
    assert_eq!(
        succeed(Command::new(user.join("bin/notelint")).arg("--version")),
        format!("notelint {}\n", env!("CARGO_PKG_VERSION"))
    );

    let (Some(pre_commit), wheels) = (tool("pre-commit"), tools::tools().join("wheels")) else { return };
    if !wheels.is_dir() {
        tools::skip("setuptools", "pre-commit needs its wheel, which .ci/setup fetches");
        return;
    }
    let shown = tools::snippets("yaml", "language: python");
    let [hook] = &shown[..] else { panic!("one snippet of the README has the wheel: {shown:#?}") };
    let note = "# メモ\n\n・項目\n・別の項目\n";
    let user = folder(&[(".pre-commit-config.yaml", hook), ("メモ.md", note)]);
    succeed(&mut git(user.path(), &["init", "--quiet"]));
    succeed(&mut git(user.path(), &["add", "."]));
    let mut run = Command::new(pre_commit);
    run.arg("run").current_dir(user.path()).env("LC_ALL", "C.UTF-8").env("PRE_COMMIT_HOME", at.path().join("home"));
    let links = format!("{} {}", at.path().join("wheels").display(), wheels.display());
    run.env("PIP_NO_INDEX", "1").env("PIP_FIND_LINKS", links);
    let (code, printed) = code_and_stderr(&run.output().unwrap());
    assert!(code == 1 && printed.contains("メモ.md\n  3:1 ") && printed.contains("pseudo-bullet"), "{printed}");
}
