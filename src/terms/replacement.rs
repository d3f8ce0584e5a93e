//! The edit that replaces a name in the text without repeating the words around it.

use crate::finding::Edit;
use crate::text::whitespace::Whitespace as _;

use super::hit::TermHit;

impl TermHit {
    /// The edit that replaces the words with `right` in a note with the prose `text`. Words of `right` that are already
    /// directly before or after are not repeated: in `Microsoft Azure Sentinel`, replacing `Azure Sentinel` with
    /// `Microsoft Sentinel` inserts only `Sentinel`. `None` if the words are not contiguous in the source or nothing
    /// would change.
    pub fn replacement(&self, text: &str, right: &str) -> Option<Edit> {
        let (before, after) = (text.get(..self.range.start)?, text.get(self.range.end..)?);
        let new = without_start(without_end(right, after), before);
        let changes = text.get(self.range.clone()) != Some(new);
        self.editable.filter(|_| changes).map(|span| Edit::replace(span, new))
    }
}

/// `right` without its first words, as far as `before` already ends with them: `Sentinel` for `Microsoft Sentinel`
/// after `the Microsoft `. At least one word remains.
fn without_start<'r>(right: &'r str, before: &str) -> &'r str {
    let words = before.unicode_trim_end();
    let is_there = |start: &str| {
        let at = words.len().checked_sub(start.len());
        let there = at.and_then(|at| words.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(start));
        there && !at.and_then(|at| words.get(..at)).is_some_and(|rest| rest.ends_with(char::is_alphanumeric))
    };
    if words.len() == before.len() {
        return right;
    }
    let longest = right.match_indices(' ').rev().find(|(at, _)| is_there(&right[..*at]));
    longest.map_or(right, |(at, _)| &right[at + 1..])
}

/// `right` without its last words, as far as `after` already starts with them: `Microsoft Entra` for `Microsoft Entra
/// ID` before ` ID 保護`. At least one word remains; the space before the removed words is already in `after`.
fn without_end<'r>(right: &'r str, after: &str) -> &'r str {
    let words = after.unicode_trim_start();
    let is_there = |end: &str| {
        let there = words.get(..end.len()).is_some_and(|start| start.eq_ignore_ascii_case(end));
        there && !words.get(end.len()..).is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_alphanumeric()))
    };
    if words.len() == after.len() {
        return right;
    }
    let longest = right.match_indices(' ').find(|(at, _)| is_there(&right[at + 1..]));
    longest.map_or(right, |(at, _)| &right[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_are_not_repeated() {
        let new = |before| without_start("Amazon Quick Sight", before);
        assert_eq!(new("分析/Amazon "), "Quick Sight");
        assert_eq!(new("AMAZON  "), "Quick Sight");
        assert_eq!(new("Amazon\u{3000}"), "Quick Sight");
        assert_eq!(new("Amazon\u{a0}"), "Quick Sight");
        assert_eq!(new("Amazon Quick "), "Sight");
        for other in ["", "use ", "Amazon", "notAmazon ", "Amazon, "] {
            assert_eq!(new(other), "Amazon Quick Sight", "{other}");
        }
    }

    #[test]
    fn words_after_are_not_repeated() {
        let new = |after| without_end("Microsoft Entra ID", after);
        assert_eq!(new(" ID 保護"), "Microsoft Entra");
        assert_eq!(new(" idの保護"), "Microsoft Entra");
        for other in ["", " 保護", "ID", " IDs", " Entra"] {
            assert_eq!(new(other), "Microsoft Entra ID", "{other}");
        }
    }
}
