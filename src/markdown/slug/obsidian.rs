//! Obsidian: a link names the text of the heading.

use crate::text::whitespace::is_unicode_space;

/// The text of the heading as a link names it: without characters that end the link or have a meaning in it. Obsidian
/// ignores them when it compares headings.
pub fn heading_text(title: &str) -> String {
    let is_mark = |char: char| {
        matches!(
            char,
            '#' | '|' | '^' | ':' | '[' | ']' | '\\' | '*' | '`' | '<' | '>' | '"' | '~' | '$' | '%' | '{' | '}'
        )
    };
    let words = title.split(|char: char| is_mark(char) || is_unicode_space(char)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
