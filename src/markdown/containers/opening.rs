//! What a host makes of a line that was meant to open a container.

use super::line::ColonLine;
use crate::text::boxes::{Containers, Opening, Rest};
use crate::text::whitespace::{Whitespace as _, is_unicode_space};

/// What a host makes of the line that was meant to open a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// It opens a box.
    Box,
    /// It opens a box, but not of the kind that it names: the host shows the usual one.
    Variant,
    /// Text: there is no container with this name.
    Unknown,
    /// The content is shown without a box, and the line is left out: there is no container with this name.
    Bare,
    /// Text, because of what follows the name.
    WrongRest,
    /// Text, because no title follows the name.
    NoTitle,
    /// Text, because there is white space between the colons and the name.
    Spaced,
    /// Text, because there is no white space after the name.
    Unspaced,
    /// Text, because this host has no containers directly in containers.
    Nested,
}

/// The name of the container that `rest`, the text after the colons, is about. A name may be followed by white space,
/// `[` or `{`.
pub fn name(rest: &str) -> &str {
    let ends = |char: char| is_unicode_space(char) || matches!(char, '[' | '{' | '"');
    rest.split(ends).next().unwrap_or("")
}

/// What the host makes of `line`. `None` if it can't have been meant to open a container.
pub(super) fn reading(text: &str, line: &ColonLine, containers: Option<&Containers>) -> Option<Reading> {
    let rest = &text[line.rest.range()];
    let name = name(rest);
    if name.is_empty() || !name.starts_with(char::is_alphabetic) || name.contains(':') {
        return None;
    }
    let Some(containers) = containers else { return Some(Reading::Unknown) };
    let after = &rest[name.len()..];
    let kind = containers.kinds.iter().find(|kind| kind.name == name);
    let spaced = line.colons.end < line.rest.start;
    Some(match (containers.opening, kind) {
        (Opening::Directive, Some(_)) if spaced => Reading::Spaced,
        (Opening::Directive, Some(_)) if title_ends(after) => Reading::Box,
        (Opening::Directive, Some(_)) => Reading::WrongRest,
        (Opening::Directive, None) if !spaced && is_directive(name) && bare(after) => Reading::Bare,
        (Opening::Words, None) if containers.unknown_is_bare && !rest.contains(':') => Reading::Bare,
        (_, None) => Reading::Unknown,
        (Opening::Words, Some(_)) if !after.is_empty() && !after.starts_with(is_unicode_space) => Reading::Unspaced,
        (Opening::Words, Some(kind)) => {
            let after = after.unicode_trim();
            match kind.rest {
                Rest::Words(words) if !after.is_empty() && !words.contains(&after) => Reading::WrongRest,
                Rest::Variants(words) if !after.is_empty() => {
                    let word = after.unicode_words().next().unwrap_or("");
                    if words.contains(&word) { Reading::Box } else { Reading::Variant }
                }
                Rest::Title if after.is_empty() => Reading::NoTitle,
                _ => Reading::Box,
            }
        }
    })
}

/// Whether `name` can name a directive (micromark-extension-directive).
fn is_directive(name: &str) -> bool {
    let inside = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_');
    name.chars().all(inside) && !name.ends_with(['-', '_']) && name.is_ascii()
}

/// Whether `after`, which follows the name of a directive, is only a label and attributes.
fn bare(after: &str) -> bool {
    after.is_empty() || after.starts_with(['[', '{']) && title_ends(after)
}

/// Whether the brackets and braces at the start of `after` are closed, and nothing follows them.
fn title_ends(after: &str) -> bool {
    match after.chars().next() {
        None => true,
        Some('[') => match closing(after, '[', ']') {
            Some(end) => after[end..].is_empty() || after[end..].starts_with('{') && title_ends(&after[end..]),
            None => false,
        },
        Some('{') => closing(after, '{', '}').is_some_and(|end| after[end..].unicode_trim().is_empty()),
        Some(char) => is_unicode_space(char),
    }
}

/// The offset after the bracket that closes the one at the start of `text`.
pub(crate) fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, char) in text.char_indices() {
        if char == open {
            depth += 1;
        } else if char == close {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at + char.len_utf8());
            }
        }
    }
    None
}
