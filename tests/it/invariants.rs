//! Invariants of every note that notelint fixes; `tests/invariants.py` lists and checks them. For many notes:
//!
//! ```sh
//! tests/invariants.py target/release/notelint FOLDER...
//! ```

use std::path::Path;
use std::process::Command;

use crate::common::notes;
use crate::tools::skip;

/// Runs the script over `folders`, and fails with what it printed if an invariant is broken.
fn check(folders: &[&Path]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invariants.py");
    let mut python = Command::new("python3");
    python.arg(script).args(["--verbose", env!("CARGO_BIN_EXE_notelint")]).args(folders);
    for preset in ["recommended", "markdownlint", "strict"] {
        python.args(["--preset", preset]);
    }
    match python.output() {
        Ok(output) => {
            let printed = [output.stdout, output.stderr].concat();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&printed));
        }
        Err(_) => skip("python3", "install Python 3"),
    }
}

#[test]
fn fixes_keep_the_invariants() {
    let sample = notes::sample();
    // A fix that creates the intended link may lead nowhere, because these notes are without their other files.
    for rule in ["reversed-link", "pseudo-link"] {
        std::fs::remove_dir_all(sample.root().join("links").join(rule)).unwrap();
    }
    check(&[&sample.root()]);
}

#[test]
fn fixes_of_a_repository_with_many_links_to_headings_keep_the_invariants() {
    let real = notes::notes();
    if real.is_sample() {
        return;
    }
    check(&[&real.root().join("TomoyukiSugiyama+aws-exam")]);
}
