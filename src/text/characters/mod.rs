//! Characters that are not what they look like: invisible ones, mojibake, and ones substituted when copying.

pub mod encoding;
pub mod glyphs;
pub mod invisible;
pub mod kana;
pub mod present;

use std::ops::Range;

/// Placeholder in prose for content that is not text: U+FFFC OBJECT REPLACEMENT CHARACTER.
pub const OBJECT: char = '\u{fffc}';

/// The runs of characters in `range` of `text` for which `part` returns `true`.
pub fn runs(text: &str, range: Range<usize>, part: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, char) in text[range.clone()].char_indices().filter(|(_, char)| part(*char)) {
        let start = range.start + at;
        let end = start + char.len_utf8();
        match runs.last_mut() {
            Some(run) if run.end == start => run.end = end,
            _ => runs.push(start..end),
        }
    }
    runs
}

/// The code points of `text`, each once. Example: `U+200B U+FEFF`.
pub fn code_points(text: &str) -> String {
    let mut points: Vec<String> = Vec::new();
    for char in text.chars() {
        let point = format!("U+{:04X}", char as u32);
        if !points.contains(&point) {
            points.push(point);
        }
    }
    points.join(" ")
}

/// The character before `range` in `text` and the one after it.
pub fn around(text: &str, range: &Range<usize>) -> (Option<char>, Option<char>) {
    (text[..range.start].chars().next_back(), text[range.end..].chars().next())
}

/// The half-width form of a full-width letter, digit or punctuation mark; `char` itself if it is none. Unicode's full-width
/// forms are in the order of ASCII.
pub(crate) fn half_width(char: char) -> char {
    let ascii = (char as u32).checked_sub(0xFF01 - 0x21).filter(|code| (0x21..0x7F).contains(code));
    ascii.and_then(char::from_u32).unwrap_or(char)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_and_code_points() {
        assert_eq!(runs("aaXbXX", 1..6, |char| char == 'X'), [2..3, 4..6]);
        assert_eq!(code_points("\u{200b}\u{feff}\u{200b}"), "U+200B U+FEFF");
        assert_eq!(around("abc", &(1..2)), (Some('a'), Some('c')));
    }
}
