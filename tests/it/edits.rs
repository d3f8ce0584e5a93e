//! Random renames and moves; `tests/edits.py` says what is checked. For many notes:
//!
//! ```sh
//! tests/edits.py target/release/notelint FOLDER...
//! ```

use std::path::Path;

use crate::common::notes;
use crate::tools::run_script;

/// Makes this number of renames and of moves in `projects`.
fn check(count: &str, projects: &[&Path]) {
    run_script("edits.py", &["--renames", count, "--moves", count], projects);
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
