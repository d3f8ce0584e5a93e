//! Borders between Japanese characters and Latin words, numbers or code spans, with or without a space.

use crate::japanese::sentences::letters::{is_hiragana, is_japanese};
use crate::markdown::document::{self, Document};
use crate::text::characters::OBJECT;
use crate::text::source::Span;

/// What is next to the Japanese character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BorderKind {
    /// A run of ASCII characters with at least one letter: `EC2`, `S3`.
    Word,
    /// A run of ASCII characters with digits but no letters: `10`, `1,000`.
    Number,
    /// A code span.
    Code,
}

/// A border between a Japanese character and something else.
#[derive(Clone, Debug)]
pub struct Border {
    /// What is next to the Japanese character.
    pub kind: BorderKind,
    /// The single space between the two, or an empty span if they touch.
    pub span: Span,
    /// Whether the Japanese character is hiragana. Next to a noun, a space may separate two names: `EC2 概要`.
    pub hiragana: bool,
}

/// The borders in `document`, in text order. Borders at markup such as `**` and at line endings are left out.
pub fn of(document: &Document<'_>) -> Vec<Border> {
    let text = document.prose().text();
    let mut borders = Vec::new();
    let mut previous: Option<(usize, char)> = None;
    let mut spaces = 0;
    for (at, char) in text.char_indices() {
        if char == ' ' {
            spaces += 1;
            continue;
        }
        if let Some((before, last)) = previous.filter(|_| spaces <= 1)
            && is_japanese(last) != is_japanese(char)
        {
            borders.extend(border(document, (before, last), (at, char)));
        }
        previous = Some((at, char));
        spaces = 0;
    }
    borders
}

fn border(document: &Document<'_>, left: (usize, char), right: (usize, char)) -> Option<Border> {
    let (japanese, other) = if is_japanese(left.1) { (left, right) } else { (right, left) };
    if !(other.1.is_ascii_alphanumeric() || other.1 == OBJECT) {
        return None;
    }
    let prose = document.prose();
    let span = |(at, char): (usize, char)| prose.span(at..at + char.len_utf8());
    let (start, end) = (span(left).end, span(right).start);
    let span = Span { start, end: end.max(start) };
    if !matches!(document.source().slice(span), "" | " ") {
        return None;
    }
    let kind = kind(document, other, other.0 > japanese.0)?;
    Some(Border { kind, span, hiragana: is_hiragana(japanese.1) })
}

/// The kind of the run that starts with the character at `at` if it `follows` the Japanese character, or ends with it
/// otherwise. `None` for an object that is not a code span.
fn kind(document: &Document<'_>, (at, char): (usize, char), follows: bool) -> Option<BorderKind> {
    let prose = document.prose();
    if char == OBJECT {
        let node = document.node_at(prose.span(at..at + char.len_utf8()).start as usize);
        return (node.kind() == document::Kind::Code).then_some(BorderKind::Code);
    }
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b',' | b'-' | b'_' | b'/' | b'%');
    let bytes = prose.text().as_bytes();
    let word = |mut run: &mut dyn Iterator<Item = &u8>| (&mut run).any(u8::is_ascii_alphabetic);
    let has_letter = if follows {
        word(&mut bytes[at..].iter().take_while(|byte| is_part(byte)))
    } else {
        word(&mut bytes[..=at].iter().rev().take_while(|byte| is_part(byte)))
    };
    Some(if has_letter { BorderKind::Word } else { BorderKind::Number })
}
