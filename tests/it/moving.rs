//! Runs the commands that the pages of `docs/` show, and compares what they print. `UPDATE=1` writes it anew, to be read.

use std::path::Path;

use crate::tools;
use notelint::markdown::document::{Document, Kind, Node};
use notelint::text::source::Source;

/// In each section its own folder: the blocks `file=NAME` are files there, the console blocks are run in turn.
fn check(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    let source = Source::new(text.clone()).unwrap();
    let document = Document::parse(&source);
    let mut folder = tools::repository(&[]);
    let (mut updated, mut rest, mut commands) = (String::new(), 0, 0);
    for node in document.root().children() {
        match node.kind() {
            Kind::Heading => folder = tools::repository(&[]),
            Kind::CodeBlock => {
                let content: String = node.children().map(Node::literal).collect();
                if let Some((_, name)) = node.literal().split_once("file=") {
                    tools::write(folder.path(), &[(name, &content)]);
                }
                let Some((command, shown)) = content.split_once('\n').filter(|_| node.literal() == "console") else {
                    continue;
                };
                let words: Vec<_> = command.strip_prefix("$ notelint ").unwrap().split(' ').collect();
                let output = tools::notelint(folder.path(), &words);
                assert_ne!(output.status.code(), Some(2), "{command}: {}", tools::told(&output).1);
                let printed = tools::told(&output).1;
                commands += 1;
                if !crate::common::is_updating() {
                    assert_eq!(shown, printed, "{name}: `{command}`");
                }
                let before = &text[rest..node.span().start as usize];
                updated.extend([before, "```console\n", command, "\n", &printed, "```"]);
                rest = node.span().end as usize;
            }
            _ => {}
        }
    }
    assert!(commands > 0, "{name} shows no commands");
    if crate::common::is_updating() {
        std::fs::write(path, updated + &text[rest..]).unwrap();
    }
}

#[test]
fn the_page_on_moving_is_true() {
    check("moving.md");
}

#[test]
fn the_japanese_page_on_moving_is_true() {
    check("moving.ja.md");
}

#[test]
fn the_page_on_architecture_is_true() {
    check("architecture.md");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let is_rust = |name: &str| Path::new(name).extension().is_some_and(|extension| extension == "rs");
    let text = std::fs::read_to_string(root.join("docs/architecture.md")).unwrap();
    let files: Vec<_> = text.split('`').filter(|name| is_rust(name) && name.contains('/')).collect();
    assert!(files.len() > 30, "{files:?}");
    for file in files {
        let is_there = file.starts_with("../") || root.join(file).is_file();
        assert!(is_there, "docs/architecture.md names {file}, which is not there");
    }
}
