//! Recognises words that are not prose: in identifiers, commands and URLs.

use std::ops::Range;

use crate::japanese::sentences::letters::is_katakana;
use crate::markdown::document::Document;
use crate::terms::context;

/// Whether the Latin word at either end of `range` is part of an identifier, a path or a command. Part of a longer word
/// is allowed, because the dictionary decides that (`wordBoundary`). Japanese words have no such context.
pub(super) fn is_no_prose(document: &Document<'_>, range: &Range<usize>) -> bool {
    let text = document.prose().text();
    let is_latin = |char: char| char.is_ascii_alphanumeric();
    let written = &text[range.clone()];
    if !written.starts_with(is_latin) && !written.ends_with(is_latin) {
        return false;
    }
    let before = text[..range.start].len() - text[..range.start].trim_end_matches(is_latin).len();
    let after = text[range.end..].len() - text[range.end..].trim_start_matches(is_latin).len();
    let start = if written.starts_with(is_latin) { range.start - before } else { range.start };
    let end = if written.ends_with(is_latin) { range.end + after } else { range.end };
    let word = start..end;
    !context::is_whole_token(text, &word) || context::is_literal(document, &word)
}

/// Whether a Latin word continues beyond `range`.
pub(super) fn is_part_of_word(text: &str, range: &Range<usize>) -> bool {
    let latin = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
    let written = &text[range.clone()];
    latin(written.chars().next()) && latin(text[..range.start].chars().next_back())
        || latin(written.chars().next_back()) && latin(text[range.end..].chars().next())
}

/// Whether `range` is part of a longer katakana word that `right` would turn into a mix of scripts: `パスWord` for
/// `パスワード`.
pub(super) fn splits_katakana(text: &str, range: &Range<usize>, right: &str) -> bool {
    let latin = |char: char| char.is_ascii_alphanumeric();
    let (before, after) = (&text[..range.start], &text[range.end..]);
    text[range.clone()].chars().all(is_katakana)
        && (before.ends_with(is_katakana) && right.starts_with(latin)
            || after.starts_with(is_katakana) && right.ends_with(latin))
}
