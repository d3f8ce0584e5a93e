//! Titles of the parts of a long note: `Part 13: Setup`, `第 3 部`.

#![warn(clippy::string_slice, clippy::indexing_slicing)]

use crate::words;

/// Words for a part of a long note, before its number.
const PARTS: &[&str] = words!("../../rules/words/titles.txt", "parts");

/// Whether `title` begins with a word for a part of a long note and its number: `Part 13: Setup`, `Chapter C`, `第 3 部`.
pub fn is_part_title(title: &str) -> bool {
    let title = title.trim_start_matches(|char: char| !char.is_alphanumeric());
    let (word, rest) = split(title, |char| !char.is_alphabetic());
    let (number, _) = split(rest.trim_start_matches(' '), |char| !char.is_alphanumeric());
    let is_roman = || !number.is_empty() && number.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    let is_number = number.starts_with(|char: char| char.is_ascii_digit()) || number.len() == 1 || is_roman();
    PARTS.iter().any(|part| part.eq_ignore_ascii_case(word)) && is_number || is_japanese(title)
}

/// `text` before and from the first character that `ends` it.
fn split(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(ends).unwrap_or(text.len()))
}

/// Whether `title` begins like `第3部` or `第十二章`.
fn is_japanese(title: &str) -> bool {
    let is_number = |char: char| char.is_numeric() || " 〇一二三四五六七八九十百".contains(char);
    title.strip_prefix('第').is_some_and(|rest| {
        let unit = rest.trim_start_matches(is_number);
        unit.len() < rest.len() && unit.starts_with(['部', '章', '編', '回'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_numbers() {
        for title in
            ["Part 13: Setup", "🚀 PART A – Overview", "Chapter IV", "第3部 運用", "第 十二 章", "Day 69", "付録 A"]
        {
            assert!(is_part_title(title), "{title}");
        }
        for title in ["Part of the setup", "Party 3", "Parts", "第三者", "3 parts", "Daylight", ""] {
            assert!(!is_part_title(title), "{title}");
        }
    }
}
