//! Random renames and moves; `tests/edits.py` says what is checked. For many notes:
//!
//! ```sh
//! tests/edits.py target/release/notelint FOLDER...
//! ```

use std::path::Path;
use std::process::Command;

use crate::common::notes;
use crate::tools::skip;

/// Makes this number of renames and of moves in the projects below `root`; the rest of the script's checks as it has them.
fn check(count: &str, projects: &[&Path]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/edits.py");
    let mut python = Command::new("python3");
    python.arg(script).args(["--renames", count, "--moves", count]).arg(env!("CARGO_BIN_EXE_notelint")).args(projects);
    match python.output() {
        Ok(output) => {
            let printed = [output.stdout, output.stderr].concat();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&printed));
        }
        Err(_) => skip("python3", "install Python 3"),
    }
}

#[test]
fn links_survive_random_renames_and_moves() {
    let sample = notes::sample();
    check("8", &[&sample.root()]);
}

#[test]
fn links_survive_random_renames_and_moves_in_real_notes() {
    // This takes minutes: `NOTELINT_EDITS=200` asks for it.
    let Ok(count) = std::env::var("NOTELINT_EDITS") else { return };
    let real = notes::notes();
    let projects: Vec<_> = std::fs::read_dir(real.root()).unwrap().map(|entry| entry.unwrap().path()).collect();
    check(&count, &projects.iter().map(|path| &**path).collect::<Vec<_>>());
}
