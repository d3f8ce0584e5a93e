//! Lists of values: `- dynamodb`, `- mysql`, `- s3`, where each item is one word in lower case.

use std::ops::Range;

use crate::markdown::document::{Document, Kind, Node};
use crate::text::whitespace::Whitespace as _;

/// Items before and after one that are looked at, so that the cost stays bounded in a long list.
const NEAR: usize = 6;

/// Other items that must be values, too.
const SOME: usize = 3;

/// Whether the word at `range` of the prose is the whole text of a list item between others that are single words in lower
/// case, too. Such a word is a value, or the author writes all names so.
pub(super) fn is_one(document: &Document<'_>, range: &Range<usize>) -> bool {
    let node = document.node_at(document.prose().span(range.clone()).start as usize);
    let Some(item) = node.ancestors().find(|node| node.kind() == Kind::Item) else { return false };
    if !is_value(item) {
        return false;
    }
    let before = std::iter::successors(item.previous_sibling(), |item| item.previous_sibling()).take(NEAR);
    let after = std::iter::successors(item.next_sibling(), |item| item.next_sibling()).take(NEAR);
    let (values, others): (Vec<_>, Vec<_>) = before.chain(after).partition(|item| is_value(*item));
    values.len() >= SOME && others.len() <= values.len() / 2
}

/// Whether the text of `item` is one word in lower case.
fn is_value(item: Node<'_>) -> bool {
    let Some(paragraph) = item.first_child().filter(|child| child.kind() == Kind::Paragraph) else { return false };
    let text = paragraph.source().md_trim();
    let is_part = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || matches!(char, '-' | '_' | '.');
    text.starts_with(|char: char| char.is_ascii_lowercase()) && text.chars().all(is_part)
}
