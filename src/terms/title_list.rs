//! Lists of books, articles and talks, whose titles keep the names of their time.

use std::ops::Range;

use crate::markdown::document::{Document, Kind};
use crate::text::whitespace::Whitespace as _;
use crate::words;

/// What a list of titles is called.
const LABELS: &[&str] = words!("../../rules/words/mentions.txt", "title_lists");

/// No label is longer, in bytes.
const LONGEST: usize = 64;

/// Whether the words at `range` of the prose are in a list of titles: its heading, the paragraph before it, or the first line of
/// the paragraph that lists them says so.
pub(super) fn is_listed(document: &Document<'_>, range: &Range<usize>) -> bool {
    let start = document.prose().span(range.clone()).start as usize;
    let node = document.node_at(start);
    let mut around = node.ancestors();
    let Some(block) = around.find(|node| matches!(node.kind(), Kind::Paragraph | Kind::Item)) else { return false };
    if let Some(list) = block.ancestors().filter(|node| node.kind() == Kind::List).last() {
        let label = list.previous_sibling().filter(|node| matches!(node.kind(), Kind::Heading | Kind::Paragraph));
        return label.is_some_and(|label| label.source().len() <= LONGEST && is_label(&label.text()));
    }
    // Only the start of the paragraph is looked at: it may be one line of megabytes.
    let head = &block.source()[..block.source().floor_char_boundary(LONGEST)];
    let end = head.find(['\n', '\r']);
    end.is_some_and(|end| start >= block.span().start as usize + end && is_label(&head[..end]))
}

fn is_label(text: &str) -> bool {
    let text = text.unicode_trim().trim_end_matches([':', '：']);
    LABELS.iter().any(|label| text.eq_ignore_ascii_case(label))
}
