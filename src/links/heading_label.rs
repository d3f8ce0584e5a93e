//! Links whose text is the heading that they lead to, as in a table of contents of other notes.

use crate::links::nearest::letters;
use crate::markdown::document::{Document, Kind};
use crate::markdown::slug::decode_fragment;
use crate::markdown::syntax;
use crate::text::source::Span;

/// Whether `span` is in a link whose text is the heading of another note that it leads to. What is wrong with the words is reported
/// there.
pub fn repeats_a_heading_elsewhere(document: &Document<'_>, span: Span) -> bool {
    let node = document.node_at(span.start as usize);
    let link = std::iter::once(node).chain(node.ancestors()).find(|node| node.kind() == Kind::Link);
    let destination = link.and_then(syntax::destination).map(|span| document.source().slice(span));
    let fragment = destination.and_then(|destination| destination.split_once('#')).filter(|(path, _)| !path.is_empty());
    fragment.zip(link).is_some_and(|((_, fragment), link)| letters(&decode_fragment(fragment)) == letters(&link.text()))
}
