//! Words within longer katakana words. `マネージャビリティ` is no use of `マネージャ`, but a project that writes both
//! `ファイルサーバ` and `ファイルサーバー` spells one word in two ways. So each compound is a group of its own.

use std::ops::Range;
use std::sync::Arc;

use crate::facts::spelling::Group;

/// Separates the parts of a compound's id. No group of a dictionary has it in its id.
const SEPARATOR: char = '\u{1f}';

/// Whether `char` is part of a katakana word.
pub(super) fn is_katakana(char: char) -> bool {
    matches!(char, 'ァ'..='ヺ' | 'ー')
}

/// The katakana word in `text` that the word at `range` is a part of. `range` itself if it is a whole word.
pub(super) fn around(text: &str, range: &Range<usize>) -> Range<usize> {
    let written = &text[range.clone()];
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let start = if written.starts_with(is_katakana) { before.trim_end_matches(is_katakana).len() } else { range.start };
    let rest = if written.ends_with(is_katakana) { after.trim_start_matches(is_katakana) } else { after };
    start..text.len() - rest.len()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_is_found_again_by_its_id() {
        let server: Group = toml::from_str("id = 'server'\nforms = ['サーバー', 'サーバ']\nsource = 'x'").unwrap();
        let text = "共有のファイルサーバ室";
        let start = text.find("サーバ").unwrap();
        let word = around(text, &(start..start + "サーバ".len()));
        assert_eq!(&text[word], "ファイルサーバ");
        let compound = group(&server, "ファイル", "");
        assert_eq!(compound.forms, ["ファイルサーバー".into(), "ファイルサーバ".into()]);
        assert_eq!(parts(&compound.id), Some(("server", "ファイル", "")));
        assert_eq!(parts("server"), None);
    }
}
