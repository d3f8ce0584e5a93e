//! Zenn: markdown-it-anchor with its default slugs. Nothing is removed.

use crate::text::whitespace::is_unicode_space;

/// The id of a heading. On the page it is percent-encoded, as are the links to it.
pub(super) fn slug(heading: &str) -> String {
    let lower = heading.trim_matches(is_space).to_lowercase();
    lower.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// White space in JavaScript (ECMA-262 §12.2, §12.3).
fn is_space(char: char) -> bool {
    char == '\u{FEFF}' || is_unicode_space(char) && char != '\u{85}'
}
