//! `pseudo-code`: code in full-width backquotes.

use crate::japanese::sentences::letters::is_japanese;
use crate::lint::prelude::*;
use crate::text::whitespace::is_unicode_space;

pub(crate) struct PseudoCode;

rule!(PseudoCode {
    summary: Text {
        en: "code in full-width backquotes",
        ja: "全角のバッククォートで囲まれ、コードスパンにならない部分",
    },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    about_text: true,
});

impl Check for PseudoCode {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Code])
    }

    /// Reports a code span that a full-width backquote was meant to close, and that therefore includes the sentence after it.
    fn node(&self, _note: &Note<'_>, code: Node<'_>, sink: &mut Sink<'_>) {
        let Some((meant, after)) = code.source().split_once('｀') else { return };
        let meant_as_code = meant.is_ascii() && is_code(meant.trim_start_matches('`'));
        if meant_as_code && after.starts_with(is_japanese) && !after.contains('｀') {
            let start = code.span().start as usize;
            let end = start + meant.len() + '｀'.len_utf8();
            report(Span::new(start, end), &code.source()[..end - start], sink);
        }
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        if !prose.text().contains('｀') {
            return;
        }
        for block in prose.blocks() {
            let text = prose.block_text(block);
            let marks: Vec<usize> = text.match_indices(['｀', '`']).map(|(at, _)| at).collect();
            // Emoticons such as (´・ω・｀) contain one, and text about the character quotes it.
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
                report(prose.span(start + open..start + end(close)), &text[open..end(close)], sink);
            }
        }
    }
}

fn report(span: Span, text: &str, sink: &mut Sink<'_>) {
    let shown = excerpt(text);
    let message = message!(
        "{shown} is not a code span: `｀` is full-width (U+FF40)",
        "{shown} がコードスパンにならない（`｀` は全角の U+FF40）"
    );
    let note = message!("use half-width backquotes on both sides", "両側を半角のバッククォートにする");
    sink.report(span, message).note(note);
}

/// Whether `text` can be meant as code: it has an ASCII letter or digit, and does not start with a space.
fn is_code(text: &str) -> bool {
    text.chars().any(|char| char.is_ascii_alphanumeric()) && !text.starts_with(is_unicode_space)
}
