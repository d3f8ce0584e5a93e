//! Runs the commands in the READMEs, and checks their badges.

use std::fs;
use std::path::Path;

use crate::docs::runner::{Start, check};

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn the_readme_is_current() {
    check("README.md", Start::SampleNotes);
}

#[test]
fn the_japanese_readme_is_current() {
    check("README.ja.md", Start::SampleNotes);
}

#[test]
fn each_readme_is_short_and_starts_with_the_run_and_the_tests() {
    for name in ["README.md", "README.ja.md"] {
        let text = read(name);
        assert!(text.lines().count() <= 250, "{name} has {} lines", text.lines().count());
        let commands: Vec<_> = text.lines().filter(|line| line.starts_with("$ ")).collect();
        assert_eq!(commands[..2], ["$ cargo run --release -- notes", "$ cargo test"], "{name}");
    }
}

#[test]
fn the_badges_are_correct() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (readme, manifest) = (read("README.md"), read("Cargo.toml"));
    let version = format!("[![Rust {} or later]", env!("CARGO_PKG_RUST_VERSION"));
    let badges: Vec<_> = readme.lines().filter(|line| line.starts_with("[![")).collect();
    assert_eq!(badges.len(), 3, "each badge has a line below: {badges:#?}");
    assert!(
        badges[0].contains("/actions/workflows/ci.yml/badge.svg") && own.join(".github/workflows/ci.yml").is_file()
    );
    let picture = format!("/rust-{}%2B-", env!("CARGO_PKG_RUST_VERSION"));
    assert!(badges[1].starts_with(&version) && badges[1].contains(&picture), "{}", badges[1]);
    assert!(
        badges[2].starts_with("[![License: MIT OR Apache-2.0]") && manifest.contains("license = \"MIT OR Apache-2.0\"")
    );
}
