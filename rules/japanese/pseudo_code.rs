//! `pseudo-code`: code between full-width backquotes.

use crate::engine::Note;
use crate::finding::{Severity, Text, excerpt};
use crate::message;
use crate::rule::{Check, Meta, NoOptions, Preset, Rule, Sink};

/// See the page.
pub struct PseudoCode;

impl Rule for PseudoCode {
    const META: Meta = Meta {
        name: "pseudo-code",
        group: "japanese",
        summary: Text {
            en: "code between full-width backquotes",
            ja: "全角のバッククォートで囲まれ、コードにならない部分",
        },
        aliases: &[],
        severity: Severity::Warning,
        presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
        fix: None,
        since: "0.1.0",
        page: include_str!("pseudo_code.md"),
    };

    type Options = NoOptions;

    fn check(_options: NoOptions) -> Box<dyn Check> {
        Box::new(PseudoCode)
    }
}

impl Check for PseudoCode {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        if !prose.text().contains('｀') {
            return;
        }
        for block in prose.blocks() {
            let text = prose.block_text(block);
            let marks: Vec<usize> = text.match_indices(['｀', '`']).map(|(at, _)| at).collect();
            // Faces such as (´・ω・｀) have one, text about the sign cites it.
            let drawn = text.contains(['´', 'ω', '∀', 'Д', '「']);
            let full = |at: usize| text[at..].starts_with('｀');
            let end = |at: usize| at + if full(at) { '｀'.len_utf8() } else { 1 };
            let (pairs, []) = marks.as_chunks::<2>() else { continue };
            for &[open, close] in pairs.iter().filter(|_| !drawn) {
                let code = &text[end(open)..close];
                if !(full(open) || full(close)) || !is_code(code) {
                    continue;
                }
                let start = block.range.start;
                let shown = excerpt(&text[open..end(close)]);
                sink.report(
                    prose.span(start + open..start + end(close)),
                    message!(
                        "{shown} is no code: `｀` is full-width (U+FF40)",
                        "{shown} がコードにならない。`｀`（U+FF40）が全角"
                    ),
                )
                .note(message!("write a half-width backquote on both sides", "両側を半角のバッククォートに直す"));
            }
        }
    }
}

/// Whether `text` is like code: letters, digits and signs of ASCII, or a word.
fn is_code(text: &str) -> bool {
    text.chars().any(|char| char.is_ascii_alphanumeric()) && !text.starts_with(char::is_whitespace)
}
