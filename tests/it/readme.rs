//! Runs the commands that the READMEs show and compares what they print. `UPDATE=1` writes it anew, to be read.

use std::path::Path;
use std::process::Command;

use crate::tools;
use notelint::markdown::document::{Document, Kind, Node};
use notelint::text::source::Source;

/// Where commands run that write, or that ask git: a repository with the sample notes, in which the page's commands
/// follow each other.
fn scratch() -> tempfile::TempDir {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let repository = tools::repository(&[]);
    for entry in std::fs::read_dir(own.join("notes")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            std::fs::copy(&path, repository.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    tools::commit(repository.path(), "notes");
    repository
}

/// Whether `command` belongs into [`scratch`].
fn needs_scratch(command: &str) -> bool {
    let parts = ["baseline", "hook", "--since", "--changed", "--staged"];
    let words: Vec<_> = command.split_whitespace().collect();
    matches!(words[..], ["notelint"] | ["notelint", "--lang", "ja"]) || words.iter().any(|word| parts.contains(word))
}

/// What a command of the README prints, run in the repository; `None` for one that this very test is part of.
fn output(command: &str, scratch: &Path) -> Option<String> {
    // `"…"` is one word.
    let parts = command.split('"').enumerate();
    let words: Vec<&str> = parts
        .flat_map(|(index, part)| if index % 2 == 1 { vec![part] } else { part.split_whitespace().collect() })
        .collect();
    let mut words = words.into_iter();
    match words.next() {
        Some("notelint") => {}
        // The same binary, built already.
        Some("cargo") if command.starts_with("cargo run --release -- ") => drop(words.by_ref().nth(2)),
        _ => {
            assert_eq!(command, "cargo test", "a command that no test knows how to run");
            return None;
        }
    }
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = if needs_scratch(command) { scratch } else { own };
    let output = Command::new(env!("CARGO_BIN_EXE_notelint"))
        .args(words)
        .current_dir(root)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "en_US.UTF-8")
        .env("COLUMNS", "100")
        .output()
        .unwrap();
    assert_ne!(output.status.code(), Some(2), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

/// Each console block begins with a command; what it shows below has to be what the command prints, or nothing.
fn check(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    let source = Source::new(text.clone()).unwrap();
    let document = Document::parse(&source);
    let mut updated = String::new();
    let scratch = scratch();
    let (mut rest, mut commands) = (0, 0);
    for block in document.of_kind(Kind::CodeBlock).filter(|block| block.literal() == "console") {
        let content: String = block.children().map(Node::literal).collect();
        let (command, shown) = content.split_once('\n').unwrap();
        let command = command.strip_prefix("$ ").expect("a console block begins with `$ `");
        commands += 1;
        // The first command is a whole run: its output is too long to show.
        let printed = output(command, scratch.path()).filter(|_| commands > 1).unwrap_or_default();
        if crate::common::is_updating() {
            let span = block.span();
            updated.push_str(&text[rest..span.start as usize]);
            updated = updated + "```console\n$ " + command + "\n" + &printed + "```";
            rest = span.end as usize;
        } else {
            assert_eq!(shown, printed, "{name}: `{command}`");
        }
    }
    assert!(commands >= 2, "{name} shows no commands");
    if rest > 0 {
        updated.push_str(&text[rest..]);
        std::fs::write(path, updated).unwrap();
    }
}

#[test]
fn the_readme_is_true() {
    check("README.md");
}

#[test]
fn the_japanese_readme_is_true() {
    check("README.ja.md");
}

#[test]
fn the_badges_are_true() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(own.join(name)).unwrap();
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
