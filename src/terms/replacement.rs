//! The edit that replaces a name in the text without repeating the words around it.

use crate::finding::Edit;

use super::hit::TermHit;

impl TermHit {
    /// The edit that replaces the words with `right` in a note with the prose `text`. Words of `right` that are already
    /// directly before or after are not repeated: in `Microsoft Azure Sentinel`, replacing `Azure Sentinel` with
    /// `Microsoft Sentinel` inserts only `Sentinel`. Words that were repeated before stay: `AWS RDS` becomes `Amazon RDS`,
    /// also before `RDS`. `None` if the words are not contiguous in the source or nothing would change.
    pub fn replacement(&self, text: &str, right: &str) -> Option<Edit> {
        let (before, after) = (text.get(..self.range.start)?, text.get(self.range.end..)?);
        let written = text.get(self.range.clone())?;
        let new = without_start(without_end(right, written, after), written, before);
        let changes = written != new;
        self.editable.filter(|_| changes).map(|span| Edit::replace(span, new))
    }
}

/// `right` without its first words, as far as `before` already ends with them: `Sentinel` for `Microsoft Sentinel`
/// after `the Microsoft `. At least one word remains.
fn without_start<'r>(right: &'r str, written: &str, before: &str) -> &'r str {
    let words = before.trim_end_matches(is_gap);
    let is_there = |start: &str| ends_with_words(words, start);
    if words.len() == before.len() {
        return right;
    }
    let is_new = |start: &str| !begins_with_words(written, start);
    let longest = right.match_indices(' ').rev().find(|(at, _)| is_there(&right[..*at]) && is_new(&right[..*at]));
    longest.map_or(right, |(at, _)| &right[at + 1..])
}

/// `right` without its last words, as far as `after` already starts with them: `Microsoft Entra` for `Microsoft Entra
/// ID` before ` ID 保護`. At least one word remains; the space before the removed words is already in `after`.
fn without_end<'r>(right: &'r str, written: &str, after: &str) -> &'r str {
    let words = after.trim_start_matches(is_gap);
    let is_there = |end: &str| begins_with_words(words, end);
    if words.len() == after.len() {
        return right;
    }
    let is_new = |end: &str| !ends_with_words(written, end);
    let longest = right.match_indices(' ').find(|(at, _)| is_there(&right[at + 1..]) && is_new(&right[at + 1..]));
    longest.map_or(right, |(at, _)| &right[..at])
}

/// Whether `char` is between the words of a name. A line ending is not: it may be between two blocks.
fn is_gap(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\u{a0}' | '\u{3000}')
}

/// Whether the first words of `text` are `words`, in upper or lower case.
fn begins_with_words(text: &str, words: &str) -> bool {
    let there = text.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words));
    there && !text.get(words.len()..).is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_alphanumeric()))
}

/// Whether the last words of `text` are `words`, in upper or lower case.
fn ends_with_words(text: &str, words: &str) -> bool {
    let at = text.len().checked_sub(words.len());
    let there = at.and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(words));
    there && !at.and_then(|at| text.get(..at)).is_some_and(|rest| rest.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_are_not_repeated() {
        let new = |before| without_start("Amazon Quick Sight", "QuickSight", before);
        assert_eq!(new("分析/Amazon "), "Quick Sight");
        assert_eq!(new("AMAZON  "), "Quick Sight");
        assert_eq!(new("Amazon\u{3000}"), "Quick Sight");
        assert_eq!(new("Amazon\u{a0}"), "Quick Sight");
        assert_eq!(new("Amazon Quick "), "Sight");
        for other in ["", "use ", "Amazon", "notAmazon ", "Amazon, ", "Amazon\n"] {
            assert_eq!(new(other), "Amazon Quick Sight", "{other}");
        }
    }

    #[test]
    fn words_after_are_not_repeated() {
        let new = |after| without_end("Microsoft Entra ID", "AAD", after);
        assert_eq!(new(" ID 保護"), "Microsoft Entra");
        assert_eq!(new(" idの保護"), "Microsoft Entra");
        for other in ["", " 保護", "ID", " IDs", " Entra", "\nID", "\n\nID"] {
            assert_eq!(new(other), "Microsoft Entra ID", "{other}");
        }
    }

    #[test]
    fn words_that_were_repeated_before_stay() {
        assert_eq!(without_end("Amazon RDS", "AWS RDS", " RDS"), "Amazon RDS");
        assert_eq!(without_start("Amazon RDS", "Amazon Rds", "Amazon "), "Amazon RDS");
    }
}
