//! The outline of an exam, as its maker publishes it: headings with the weights of its parts (`(40-45%)`), and objectives below.

use std::ops::Range;

use crate::markdown::document::{Document, Kind};
use crate::text::whitespace::Whitespace as _;

/// Headings that must have a weight.
const SOME: usize = 2;

/// The byte of the source from which `document` contains the outline of an exam. `None` if it contains none.
pub(super) fn start(document: &Document<'_>) -> Option<u32> {
    let mut weighted = document.of_kind(Kind::Heading).filter(|heading| has_weight(&heading.text()));
    let first = weighted.next()?;
    (weighted.take(SOME - 1).count() == SOME - 1).then_some(first.span().start)
}

/// Whether `title` has the weight of a part of an exam: `(40-45%)`.
fn has_weight(title: &str) -> bool {
    title.match_indices('%').any(|(at, _)| {
        let before = title[..at].trim_end_matches(|char: char| char.is_ascii_digit() || "-–~〜～ ".contains(char));
        before.ends_with(['(', '（']) && title[before.len()..at].contains(['-', '–', '~', '〜', '～'])
    })
}

/// Whether the words at `range` of the prose are in an objective: a list item in English that begins in lower case, as in
/// `- implement authentication by using Azure AD`, or a heading in English in a Japanese note.
pub(super) fn is_objective(document: &Document<'_>, range: &Range<usize>) -> bool {
    let node = document.node_at(document.prose().span(range.clone()).start as usize);
    if let Some(heading) = node.ancestors().find(|node| node.kind() == Kind::Heading) {
        return document.prose().is_japanese() && heading.source().is_ascii();
    }
    let paragraph = node.ancestors().find(|node| node.kind() == Kind::Paragraph);
    let item = paragraph.filter(|node| node.parent().is_some_and(|parent| parent.kind() == Kind::Item));
    item.is_some_and(|item| {
        let text = item.source().md_trim();
        text.is_ascii() && text.starts_with(|char: char| char.is_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_an_exam() {
        assert!(has_weight("Implement authentication (5-10%)"));
        assert!(has_weight("認証の実装（20～25%）"));
        assert!(!has_weight("Savings of up to 72%"));
        assert!(!has_weight("Availability (99.99%)"));
    }
}
