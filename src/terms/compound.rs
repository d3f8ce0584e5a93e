//! Words within longer katakana words. `マネージャビリティ` is not a use of `マネージャ`, but a project that writes both
//! `ファイルサーバ` and `ファイルサーバー` spells one word in two ways. So each compound is a group of its own.

use std::ops::Range;
use std::sync::Arc;

use crate::facts::spelling::Group;

/// Separates the parts of a compound's id. No group of a dictionary has it in its id.
const SEPARATOR: char = '\u{1f}';

/// How many characters a katakana word may have before and after the word of a dictionary.
const LONGEST: usize = 32;

/// Whether `char` is part of a katakana word.
pub(super) fn is_katakana(char: char) -> bool {
    matches!(char, 'ァ'..='ヺ' | 'ー')
}

/// The katakana word in `text` that the word at `range` is a part of. `range` itself if it is a whole word. `None` if the
/// word goes on for more than [`LONGEST`] characters: it is not one then, and a search from every match in it takes too
/// long.
pub(super) fn around(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let written = &text[range.clone()];
    let before = if written.starts_with(is_katakana) { width(text[..range.start].chars().rev())? } else { 0 };
    let after = if written.ends_with(is_katakana) { width(text[range.end..].chars())? } else { 0 };
    Some(range.start - before..range.end + after)
}

/// How many bytes the katakana at the start of `chars` take. `None` for more than [`LONGEST`] characters.
fn width(chars: impl Iterator<Item = char>) -> Option<usize> {
    let mut katakana = chars.take_while(|char| is_katakana(*char)).map(char::len_utf8);
    let width = katakana.by_ref().take(LONGEST).sum();
    katakana.next().is_none().then_some(width)
}

/// The spellings of the word that has `before` and `after` around the word of `group`.
pub(super) fn group(group: &Group, before: &str, after: &str) -> Arc<Group> {
    let forms = group.forms.iter().map(|form| format!("{before}{form}{after}").into()).collect();
    Arc::new(Group {
        id: format!("{}{SEPARATOR}{before}{SEPARATOR}{after}", group.id).into(),
        forms,
        latin: group.latin,
        optional: group.optional,
        not_followed_by: Vec::new(),
        not_preceded_by: Vec::new(),
        settles: group.settles,
        source: group.source.clone(),
    })
}

/// The parts of the id of a compound's group: the id of the word's group, and the text before and after the word.
pub(super) fn parts(id: &str) -> Option<(&str, &str, &str)> {
    let (group, rest) = id.split_once(SEPARATOR)?;
    let (before, after) = rest.split_once(SEPARATOR)?;
    Some((group, before, after))
}

/// The id of the word's group, if `id` is that of longer words that end with the word: `ファイルサーバ`.
pub(super) fn base(id: &str) -> Option<&str> {
    parts(id).and_then(|(group, _, after)| after.is_empty().then_some(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_is_found_again_by_its_id() {
        let server: Group = toml::from_str("id = 'server'\nforms = ['サーバー', 'サーバ']\nsource = 'x'").unwrap();
        let text = "共有のファイルサーバ室";
        let start = text.find("サーバ").unwrap();
        let word = around(text, &(start..start + "サーバ".len())).unwrap();
        assert_eq!(&text[word], "ファイルサーバ");
        let compound = group(&server, "ファイル", "");
        assert_eq!(compound.forms, ["ファイルサーバー".into(), "ファイルサーバ".into()]);
        assert_eq!(parts(&compound.id), Some(("server", "ファイル", "")));
        assert_eq!(parts("server"), None);
    }

    #[test]
    fn a_word_without_an_end_is_not_a_compound() {
        for (length, found) in [(LONGEST, true), (LONGEST + 1, false)] {
            for text in [format!("サーバ{}", "ア".repeat(length)), format!("{}サーバ", "ア".repeat(length))] {
                let start = text.find("サーバ").unwrap();
                assert_eq!(around(&text, &(start..start + "サーバ".len())).is_some(), found, "{text}");
            }
        }
    }
}
