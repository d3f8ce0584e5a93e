//! Runs the commands on the pages of `docs/` and compares their output. `UPDATE=1` rewrites the output; read the
//! result.

pub mod runner;
mod tables;

use std::fs;
use std::path::Path;

use notelint::markdown::document::{Document, Kind, Node};
use notelint::text::source::Source;
use runner::{Start, check};

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)).unwrap()
}

/// Checks a page in English and Japanese. `commands` is whether it shows any commands with output.
fn check_both(name: &str, start: Start, commands: bool) {
    for suffix in ["md", "ja.md"] {
        let count = check(&format!("docs/{name}.{suffix}"), start);
        assert_eq!(count > 0, commands, "docs/{name}.{suffix} shows {count} commands");
    }
}

#[test]
fn the_page_on_the_command_line_is_current() {
    check_both("cli", Start::SampleNotes, true);
}

#[test]
fn the_page_on_hooks_and_ci_is_current() {
    check_both("ci", Start::SampleNotes, true);
}

#[test]
fn the_page_on_configuration_is_current() {
    check_both("configuration", Start::Empty, true);
}

#[test]
fn the_page_on_links_is_current() {
    check_both("links", Start::Empty, true);
}

#[test]
fn the_page_on_terms_is_current() {
    check_both("terms", Start::Empty, true);
}

#[test]
fn the_page_on_editors_is_current() {
    check_both("editors", Start::SampleNotes, true);
}

#[test]
fn the_page_on_moving_is_current() {
    check_both("moving", Start::Empty, true);
}

#[test]
fn the_page_on_architecture_is_current() {
    assert_eq!(check("docs/architecture.md", Start::Empty), 1);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let is_rust = |name: &str| Path::new(name).extension().is_some_and(|extension| extension == "rs");
    let text = read("architecture.md");
    let files: Vec<_> = text.split('`').filter(|name| is_rust(name) && name.contains('/')).collect();
    assert!(files.len() > 30, "{files:?}");
    for file in files {
        let exists = file.starts_with("../") || root.join(file).is_file();
        assert!(exists, "docs/architecture.md names {file}, which does not exist");
    }
}

/// The level of each heading and the info string of each code block, in order.
fn outline(name: &str) -> Vec<String> {
    let source = Source::new(read(name)).unwrap();
    let document = Document::parse(&source);
    let part = |node: Node<'_>| match node.kind() {
        Kind::Heading => Some(format!("heading {}", node.level())),
        Kind::CodeBlock => Some(format!("block {}", node.literal())),
        _ => None,
    };
    document.root().children().filter_map(part).collect()
}

#[test]
fn each_japanese_page_has_the_sections_and_examples_of_the_english_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let japanese: Vec<_> = names.filter_map(|name| Some(name.strip_suffix(".ja.md")?.to_owned())).collect();
    assert_eq!(japanese.len(), 8, "{japanese:?}");
    for name in japanese {
        assert_eq!(outline(&format!("{name}.ja.md")), outline(&format!("{name}.md")), "{name}");
    }
}
