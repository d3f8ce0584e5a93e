//! Runs the examples of a document: the commands in `console` and `sh` blocks, with the files in `file=NAME` blocks.

use std::fs;
use std::path::Path;

use crate::tools;
use notelint::markdown::document::{Document, Kind, Node};
use notelint::text::source::Source;
use tempfile::TempDir;

/// The content of the folder in which a section's commands run.
#[derive(Clone, Copy)]
pub enum Start {
    /// Only the section's own files.
    Empty,
    /// This repository's sample notes, in `notes/`, committed.
    SampleNotes,
}

impl Start {
    fn folder(self) -> TempDir {
        let repository = tools::repository(&[]);
        if matches!(self, Self::SampleNotes) {
            let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("notes");
            fs::create_dir(repository.path().join("notes")).unwrap();
            for entry in fs::read_dir(own).unwrap() {
                let path = entry.unwrap().path();
                fs::copy(&path, repository.path().join("notes").join(path.file_name().unwrap())).unwrap();
            }
            tools::commit(repository.path(), "notes");
        }
        repository
    }
}

/// Checks the document at `name`, relative to the repository. Each section has a git repository of its own, in which
/// its blocks take effect in order:
///
/// - The block `LANGUAGE file=NAME` is the file `NAME`. If `notelint.toml` is one of them, notelint has to accept it.
/// - The block `console` is a command and exactly what it prints. `UPDATE=1` rewrites what it prints.
/// - In the block `sh`, each line that starts with `notelint` is run and must not fail with exit code 2.
///
/// Returns how many commands were compared.
#[track_caller]
pub fn check(name: &str, start: Start) -> usize {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let text = fs::read_to_string(&path).unwrap();
    let source = Source::new(text.clone()).unwrap();
    let document = Document::parse(&source);
    let blocks = document.root().children().filter(|node| node.kind() == Kind::CodeBlock).count();
    assert_eq!(blocks, document.of_kind(Kind::CodeBlock).count(), "{name}: a code block in a list or quote is not run");
    let mut folder = start.folder();
    let (mut updated, mut rest, mut commands) = (String::new(), 0, 0);
    for node in document.root().children() {
        match node.kind() {
            Kind::Heading => {
                accept_configuration(name, folder.path());
                folder = start.folder();
            }
            Kind::CodeBlock => {
                let content: String = node.children().map(Node::literal).collect();
                if let Some((_, file)) = node.literal().split_once("file=") {
                    tools::write(folder.path(), &[(file, &content)]);
                } else if node.literal() == "sh" {
                    run_script(name, folder.path(), &content);
                } else if node.literal() == "console" {
                    let (command, shown) = content.split_once('\n').unwrap();
                    let printed = run(name, folder.path(), command.strip_prefix("$ ").expect("`$ ` and a command"));
                    commands += 1;
                    if !crate::common::is_updating() {
                        assert_eq!(shown, printed, "{name}: `{command}`");
                    }
                    let span = node.span();
                    let (before, block) = (&text[rest..span.start as usize], &text[span.start as usize..]);
                    let fence: String = block.chars().take_while(|char| *char == '`').collect();
                    updated.extend([before, &fence, "console\n", command, "\n", &printed, &fence]);
                    rest = span.end as usize;
                }
            }
            _ => {}
        }
    }
    accept_configuration(name, folder.path());
    if crate::common::is_updating() {
        fs::write(path, updated + &text[rest..]).unwrap();
    }
    commands
}

/// What `command` prints, run in `folder`.
fn run(page: &str, folder: &Path, command: &str) -> String {
    match words(command).as_slice() {
        ["notelint", args @ ..] => {
            let (code, printed) = tools::code_and_stderr(&tools::notelint(folder, args));
            assert_ne!(code, 2, "{page}: {command}: {printed}");
            printed
        }
        // The README's first command. The binary is already built, and its report is too long to show.
        ["cargo", "run", "--release", "--", args @ ..] => {
            let code = tools::notelint(folder, args).status.code();
            assert_eq!(code, Some(1), "{page}: the sample notes have findings");
            String::new()
        }
        // Its second command is this test.
        ["cargo", "test"] => String::new(),
        _ => panic!("{page}: no test knows how to run `{command}`"),
    }
}

/// Runs the lines of `script` that start with `notelint`.
fn run_script(page: &str, folder: &Path, script: &str) {
    for line in script.lines().filter(|line| line.starts_with("notelint ") || *line == "notelint") {
        let command = line.split(['#', '>', '<', '|']).next().unwrap_or(line);
        let mut words = words(command);
        // No test uses the network: such a line is only parsed.
        if words.iter().any(|word| matches!(*word, "links" | "--online")) {
            words.push("--help");
        }
        let (code, printed) = tools::code_and_stderr(&tools::notelint(folder, &words[1..]));
        assert_ne!(code, 2, "{page}: {line}: {printed}");
    }
}

/// The words of a command line; `"…"` is one word.
fn words(command: &str) -> Vec<&str> {
    let parts = command.split('"').enumerate();
    parts.flat_map(|(at, part)| if at % 2 == 1 { vec![part] } else { part.split_whitespace().collect() }).collect()
}

/// Asserts that notelint accepts the `notelint.toml` in `folder`, if a section wrote one.
fn accept_configuration(page: &str, folder: &Path) {
    if folder.join("notelint.toml").is_file() {
        tools::write(folder, &[("sample.md", "# Sample\n\nText.\n")]);
        let (code, printed) = tools::code_and_stderr(&tools::notelint(folder, &["sample.md"]));
        assert_ne!(code, 2, "{page}: {printed}");
    }
}
