//! Hugo: the three values of `markup.goldmark.parser.autoHeadingIDType`.

use unicode_normalization::UnicodeNormalization as _;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory as _};

use crate::text::whitespace::Whitespace as _;

/// The id of a heading if the type is `github`: letters, digits, underscores, hyphens and spaces, and each space becomes
/// a hyphen. Marks are removed, so decomposed letters lose their dakuten.
pub(super) fn github(heading: &str) -> String {
    heading.unicode_trim().chars().filter_map(kept).collect()
}

/// The id of a heading if the type is `github-ascii`.
pub(super) fn ascii(heading: &str) -> String {
    let is_accent = |char: &char| char.general_category() == GeneralCategory::NonspacingMark;
    let plain: String = heading.nfd().filter(|char| !is_accent(char)).collect();
    plain.unicode_trim().chars().filter(char::is_ascii).filter_map(kept).collect()
}

/// The id of a heading if the type is `blackfriday`: everything but letters and numbers becomes a hyphen.
pub(super) fn blackfriday(heading: &str) -> String {
    use GeneralCategoryGroup::{Letter, Number};
    let mut slug = String::with_capacity(heading.len());
    for char in heading.chars() {
        if matches!(char.general_category_group(), Letter | Number) {
            slug.push(lower(char));
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn kept(char: char) -> Option<char> {
    match char {
        ' ' | '-' => Some('-'),
        '_' => Some('_'),
        _ if char.general_category() == GeneralCategory::DecimalNumber => Some(char),
        _ if char.general_category_group() == GeneralCategoryGroup::Letter => Some(lower(char)),
        _ => None,
    }
}

/// `char` in lower case as in Go, which maps one character to one: `İ` to `i`.
fn lower(char: char) -> char {
    char.to_lowercase().next().unwrap_or(char)
}
