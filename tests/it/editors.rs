//! The language server in real editors: Neovim, Emacs, and pytest-lsp's client. `tests/editors/README.md` describes them, and how to
//! run them in Visual Studio Code.

use std::path::Path;
use std::process::Command;

use crate::tools::{note, skip, tools};

/// Checks the editors `name` of `tests/editors/run.py`; `what` is the program that it needs.
fn check(name: &str, what: &str) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editors/run.py");
    let mut python = Command::new("python3");
    python.arg(script).args(["--notelint", env!("CARGO_BIN_EXE_notelint"), name]);
    python.env("CARGO_TARGET_DIR", tools().parent().unwrap()).env_remove("NOTELINT_EDITORS");
    let Ok(output) = python.output() else { return skip("python3", "install Python 3") };
    let printed = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{printed}");
    if let Some((_, why)) = printed.split_once(": skipped: ") {
        note(what, &format!("skipped; {}", why.trim_end()));
    }
}

#[cfg(unix)]
#[test]
fn neovim() {
    check("neovim", "nvim");
}

#[cfg(unix)]
#[test]
fn emacs() {
    check("emacs", "emacs");
}

#[cfg(unix)]
#[test]
fn pytest_lsp() {
    check("server", "pytest-lsp");
}
