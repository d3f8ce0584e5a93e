//! VitePress: the slugs of mdit-vue. Characters are decomposed (NFKD), accents are removed, and punctuation becomes a
//! hyphen. Dakuten are not among the accents, so the id of `ガイド` is decomposed.

use unicode_normalization::UnicodeNormalization as _;

use crate::text::whitespace::is_unicode_space;

/// The id of a heading.
pub(super) fn slug(heading: &str) -> String {
    let mut slug = String::with_capacity(heading.len());
    for char in heading.nfkd().filter(|char| !matches!(char, '\u{300}'..='\u{36F}' | '\0'..='\u{1F}')) {
        if !is_special(char) {
            slug.push(char);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    let digit = if slug.starts_with(|char: char| char.is_ascii_digit()) { "_" } else { "" };
    format!("{digit}{slug}").to_lowercase()
}

/// Whether a hyphen replaces `char`: white space, ASCII punctuation, or a typographic quote.
fn is_special(char: char) -> bool {
    char == '\u{FEFF}'
        || is_unicode_space(char) && char != '\u{85}'
        || char.is_ascii_punctuation()
        || matches!(char, '“' | '”' | '‘' | '’')
}
