//! Commands in a block or a code span: words are inside it, in order, and have the characters of the note.
#![no_main]

mod blocks;

use libfuzzer_sys::fuzz_target;
use notelint::markdown::commands::{Command, Word};
use notelint::markdown::document::Document;
use notelint::text::read;

const LABELS: [&str; 6] = ["sh", "", "console", "powershell", "bat", "zsh notelint"];

fuzz_target!(|code: &str| {
    for note in [blocks::note(code, &LABELS), format!("a `{code}` b\n")] {
        let Ok(source) = read::decode(note.into_bytes()) else { return };
        let document = Document::parse(&source);
        let commands: Vec<_> = blocks::within_a_second(|| document.commands().collect());
        for command in commands {
            check(&document, command);
        }
    }
});

fn check(document: &Document<'_>, command: Command<'_>) {
    let text = document.source().text();
    let node = document.node(command.node).span();
    assert!(command.words().len() > 0 && node.covers(command.span()), "{command:?}");
    let mut end = node.start;
    for word in command.words() {
        let written = text.get(word.span.range()).expect("words are on character boundaries");
        assert!(end <= word.span.start && word.span.end <= node.end, "{word:?}");
        assert!(is_read_from(word, written), "{word:?} from {written:?}");
        end = word.span.end;
    }
}

/// Whether the text of `word` is `written`, in which quotes, escapes and the prefixes of lines may be left out.
fn is_read_from(word: Word<'_>, written: &str) -> bool {
    let mut characters = written.chars();
    let is = |char: char, other: char| char == other || (char, other) == ('\n', '\r');
    let is_part = word.text.chars().all(|char| characters.any(|other| is(char, other)));
    let is_plain = !word.quoted && !written.contains(['\\', '`', '^', '\n', '\r']);
    is_part && (!is_plain || word.text == written)
}
