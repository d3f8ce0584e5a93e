//! GitHub: lower case, only word characters, hyphens and spaces, and each space becomes a hyphen. There is no
//! normalization, no trimming, and repeated hyphens stay.

/// The id of a heading.
pub(super) fn slug(heading: &str) -> String {
    kept(heading.to_lowercase())
}

/// `slug` without the characters that GitHub removes. `slug` is in lower case.
pub(super) fn kept(slug: String) -> String {
    if slug.bytes().all(|byte| byte == b'-' || byte == b'_' || byte.is_ascii_alphanumeric()) {
        return slug;
    }
    slug.chars().filter(|&char| is_kept(char)).map(|char| if char == ' ' { '-' } else { char }).collect()
}

/// Whether an id keeps `char`. The full-width space U+3000 is not a word character, so it is removed.
fn is_kept(char: char) -> bool {
    char == '-' || char == ' ' || is_word(char)
}

/// Whether `char` is a word character as in Ruby's `\p{Word}`. Unicode's word characters (UTS #18, Annex C) include the
/// two joiners, but Ruby's don't, so all of a family emoji is removed.
pub(super) fn is_word(char: char) -> bool {
    let is_joiner = matches!(char, '\u{200C}' | '\u{200D}');
    regex_syntax::is_word_character(char) && !is_joiner
}
