//! Invariants of every note that notelint fixes; `tests/invariants.py` lists and checks them. For many notes:
//!
//! ```sh
//! tests/invariants.py target/release/notelint FOLDER...
//! ```

use std::path::Path;

use crate::common::notes;
use crate::tools::run_script;

/// Checks the invariants under several presets.
fn check(folders: &[&Path]) {
    let presets = ["recommended", "markdownlint", "strict"].map(|preset| ["--preset", preset]);
    run_script("invariants.py", &[&["--verbose"], presets.as_flattened()].concat(), folders);
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
