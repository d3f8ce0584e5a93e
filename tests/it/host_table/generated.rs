//! The committed tables are what the renderers of the hosts make of the constructs.

use std::path::Path;
use std::process::Command;

use crate::tools::{code_and_stderr, tool};

/// Renders all constructs where `NOTELINT_HOSTS` names a folder that has the packages of the renderers, or gets them.
#[test]
fn tables_are_what_the_renderers_make() {
    let Some(packages) = std::env::var_os("NOTELINT_HOSTS") else { return };
    let programs = ["python3", "npm", "ruby", "cmark-gfm"];
    if programs.map(tool).iter().any(Option::is_none) {
        return;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hosts/generate.py");
    let output = Command::new("python3").arg(script).arg("--check").arg("--packages").arg(packages).output().unwrap();
    let (code, printed) = code_and_stderr(&output);
    assert_eq!(code, 0, "{printed}");
}
