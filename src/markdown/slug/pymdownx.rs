//! `MkDocs` with `slugs.slugify` of pymdownx.

use unicode_normalization::UnicodeNormalization as _;

use super::python_markdown::{is_space, is_word};
use crate::text::whitespace::Whitespace as _;

/// The id of a heading: composed (NFC), without what looks like a tag, only word characters, hyphens and spaces, and each
/// space becomes a hyphen. The `toc` extension leaves one space between words.
pub(super) fn slug(heading: &str) -> String {
    kept(composed(heading).unicode_trim())
}

/// The id of a heading from `slugs.slugify(case="lower")`.
pub(super) fn lower(heading: &str) -> String {
    kept(&composed(heading).unicode_trim().to_lowercase())
}

fn composed(heading: &str) -> String {
    let words: Vec<&str> = heading.split(is_space).filter(|word| !word.is_empty()).collect();
    without_tags(&words.join(" ").nfc().collect::<String>())
}

fn kept(text: &str) -> String {
    let kept = text.chars().filter(|&char| is_word(char) || matches!(char, '-' | ' '));
    kept.map(|char| if char == ' ' { '-' } else { char }).collect()
}

/// `text` without everything from `<` to `>`.
fn without_tags(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        kept.push_str(before);
        rest = if let Some((_, after)) = tag.split_once('>') {
            after
        } else {
            kept.push('<');
            tag
        };
    }
    kept.push_str(rest);
    kept
}
