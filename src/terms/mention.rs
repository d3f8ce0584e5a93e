//! Words that a text is about, and does not use: an erratum, a remark on spelling, what to type.

use std::ops::Range;

use crate::markdown::document::Document;
use crate::text::whitespace::Whitespace as _;
use crate::words;

use super::window;

/// Signs on a line with two spellings that it compares them.
const COMPARED: &[&str] = words!("../../rules/words/mentions.txt", "compared");

/// What follows a quotation that is to be typed, looked for or read: `「kubernetes」と入力`.
const TYPED: &[&str] = words!("../../rules/words/mentions.txt", "typed");

/// What is right before a name that the text introduces: `（以下Cloudwatch）`.
const DEFINED: &[&str] = words!("../../rules/words/mentions.txt", "defined");

const QUOTES: [(char, char); 5] = [('「', '」'), ('"', '"'), ('“', '”'), ('『', '』'), ('\'', '\'')];

/// Whether the words at `range`, which should be one of `right`, are mentioned.
pub(super) fn is_mentioned<'r>(
    document: &Document<'_>,
    range: &Range<usize>,
    mut right: impl Iterator<Item = &'r str>,
) -> bool {
    let text = document.prose().text();
    let (before, after) = (window::before(text, range.start), window::after(text, range.end));
    if is_typed(before, after) || DEFINED.iter().any(|word| before.trim_end_matches(['「', ' ', '"']).ends_with(word))
    {
        return true;
    }
    let line = window::line_around(document, document.prose().span(range.clone()).start as usize);
    let written = &text[range.clone()];
    let compares = COMPARED.iter().any(|sign| line.contains(sign));
    right.any(|right| leads_to(before, after, right) || compares && is_word_of(line, right, written))
}

/// Whether the words are the whole content of quotation marks, and what follows says that they are typed.
fn is_typed(before: &str, after: &str) -> bool {
    QUOTES.iter().any(|(open, close)| {
        before.ends_with(*open)
            && after
                .strip_prefix(*close)
                .is_some_and(|rest| TYPED.iter().any(|word| rest.unicode_trim_start().starts_with(word)))
    })
}

/// The distance of two spellings with an arrow between them, in bytes.
const NEAR: usize = 24;

/// Whether only an arrow and a few signs are between the words and `right`: `Cloudwatch → 正: CloudWatch`.
fn leads_to(before: &str, after: &str, right: &str) -> bool {
    let gaps = [after.find(right).map(|at| &after[..at]), before.rfind(right).map(|at| &before[at + right.len()..])];
    let is_arrow = |gap: &str| {
        let signs = gap.len() <= NEAR && !gap.contains(|char: char| char.is_ascii_alphanumeric());
        signs && ["→", "⇒", "->", "=>"].iter().any(|arrow| gap.contains(arrow))
    };
    gaps.into_iter().flatten().any(is_arrow)
}

/// Whether `line` has `word` other than as a part of `other`: `コンピュータ` beside `コンピューター`.
fn is_word_of(line: &str, word: &str, other: &str) -> bool {
    let longer = other.contains(word);
    line.match_indices(word).any(|(at, _)| !(longer && line[at..].starts_with(other)))
}
