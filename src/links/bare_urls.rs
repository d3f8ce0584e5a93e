//! Bare URLs in the text of a note, including those of which the host links only a part.

use rustc_hash::FxHashMap;

use crate::links::html;
use crate::markdown::document::{Document, Kind, LinkSyntax, Node};
use crate::text::source::Span;

/// The bare URLs and email addresses in `document` that are not inside an HTML element.
pub fn bare_urls<'d>(document: &'d Document<'_>) -> Vec<Node<'d>> {
    let mut found: Vec<Node<'d>> = Vec::new();
    // For each HTML element that is open in this block: how many URLs had been found before it.
    let mut open: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for node in document.nodes() {
        match node.kind() {
            Kind::Paragraph | Kind::Heading | Kind::TableCell => open.clear(),
            Kind::InlineHtml => {
                for tag in html::tags(node.source()) {
                    let starts = open.entry(tag.name.to_ascii_lowercase()).or_default();
                    if !tag.end {
                        starts.push(found.len());
                    } else if let Some(start) = starts.pop() {
                        found.truncate(start);
                    }
                }
            }
            Kind::BareUrl if !is_left_out(node) => found.push(node),
            _ => {}
        }
    }
    found
}

/// The part of the bare URL `node` that the host's link leaves out, right after it. Example: on Hugo, `クラウド` of
/// `https://ja.wikipedia.org/wiki/クラウド`.
pub fn left_out(node: Node<'_>) -> Option<Node<'_>> {
    let is_linked = is_bare(node) && node.link().form == LinkSyntax::Bare;
    let next = node.next_sibling().filter(|next| is_bare(*next) && next.link().form == LinkSyntax::Unlinked);
    next.filter(|next| is_linked && next.span().start == node.span().end && !has_scheme(*next))
}

/// Whether the bare URL `node` is the part of a URL that the host's link before it leaves out.
pub fn is_left_out(node: Node<'_>) -> bool {
    let before = node.previous_sibling();
    before.and_then(left_out) == Some(node)
}

/// The bare URL `node` with the part that the host's link leaves out.
pub fn whole(node: Node<'_>) -> Span {
    let end = left_out(node).map_or(node.span(), Node::span).end;
    Span { start: node.span().start, end }
}

fn is_bare(node: Node<'_>) -> bool {
    node.kind() == Kind::BareUrl
}

fn has_scheme(node: Node<'_>) -> bool {
    node.source().contains("://")
}
