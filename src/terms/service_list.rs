//! Lists of services under a line that says so: `AWS services that support it`, then `* Workspaces`.

use std::ops::Range;

use super::dictionary::{BRANDS, Term};
use super::window;
use crate::markdown::document::{Document, Kind, Node};
use crate::text::whitespace::Whitespace as _;

/// The longest introduction of a list that is read, in bytes.
const LONGEST: usize = 400;

/// Whether the words at `range` of the prose are all of a list item, and the heading or paragraph before the list says that it
/// lists services of the maker of `term`.
pub(super) fn is_item(document: &Document<'_>, range: &Range<usize>, term: &Term) -> bool {
    let prose = document.prose();
    let (before, after) = (window::before(prose.text(), range.start), window::after(prose.text(), range.end));
    if term.brand.is_none() || !before.unicode_trim().is_empty() || !after.unicode_trim().is_empty() {
        return false;
    }
    let node = document.node_at(prose.span(range.clone()).start as usize);
    let item = node.ancestors().find(|node| node.kind() == Kind::Item);
    let introduction = item.and_then(Node::parent).and_then(Node::previous_sibling);
    let is_short = |node: &Node<'_>| node.source().len() <= LONGEST;
    let introduction = introduction.filter(|node| matches!(node.kind(), Kind::Heading | Kind::Paragraph));
    introduction.filter(is_short).is_some_and(|node| {
        let text = node.text();
        let is_maker = |word: &str| BRANDS.contains(&word);
        let services = ["services", "Services", "サービス"].iter().any(|word| text.contains(word));
        services && text.split(|char: char| !char.is_ascii_alphanumeric()).any(is_maker)
    })
}
