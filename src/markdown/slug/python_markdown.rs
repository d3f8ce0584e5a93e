//! `MkDocs`: the `toc` extension of Python-Markdown.

use unicode_normalization::UnicodeNormalization as _;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory as _};

use crate::text::whitespace::is_unicode_space;

/// The id of a heading from `slugify`, the default: what of the text is ASCII after decomposing it (NFKD). It is empty
/// for a Japanese heading.
pub(super) fn ascii(heading: &str) -> String {
    words(heading.nfkd().filter(char::is_ascii))
}

/// The id of a heading from `slugify_unicode`.
pub(super) fn unicode(heading: &str) -> String {
    words(heading.chars())
}

/// The letters, digits and underscores of `text` in lower case; runs of white space and hyphens become one hyphen.
fn words(text: impl Iterator<Item = char>) -> String {
    let kept: String = text.filter(|&char| is_word(char) || char == '-' || is_space(char)).collect();
    let mut slug = String::with_capacity(kept.len());
    for char in kept.trim_matches(is_space).to_lowercase().chars() {
        if char != '-' && !is_space(char) {
            slug.push(char);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug
}

/// Whether `char` matches `\w` in Python: letters and numbers of all kinds, and the underscore, but not marks.
pub(super) fn is_word(char: char) -> bool {
    use GeneralCategoryGroup::{Letter, Number};
    char == '_' || matches!(char.general_category_group(), Letter | Number)
}

/// Whether `char` matches `\s` in Python.
pub(super) fn is_space(char: char) -> bool {
    is_unicode_space(char) || matches!(char, '\u{1C}'..='\u{1F}')
}
