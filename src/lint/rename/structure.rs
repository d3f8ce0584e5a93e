//! Compares a note before and after edits within single headings and links.

use crate::finding::AppliedEdits;
use crate::markdown::document::{Document, Kind, NodeId};
use crate::text::source::Span;

/// Whether `document` and `after`, which is `document` after the edits `applied`, differ only within the headings and
/// links at `edited`, spans in `document`.
pub(super) fn same_outside(
    document: &Document<'_>,
    after: &Document<'_>,
    applied: &AppliedEdits,
    edited: &[Span],
) -> bool {
    let images: Vec<Span> = edited.iter().map(|span| applied.image(*span)).collect();
    let moved = |(kind, span)| (kind, applied.image(span));
    let definitions = document.definitions().iter().map(|one| (&one.label, &one.destination, applied.image(one.span)));
    let syntax = document.source().syntax().spans.iter().filter(|span| !applied.touches(**span));
    let new_syntax = after.source().syntax().spans.iter();
    outline(document, edited).into_iter().map(moved).eq(outline(after, &images))
        && definitions.eq(after.definitions().iter().map(|one| (&one.label, &one.destination, one.span)))
        && syntax
            .map(|span| applied.image(*span))
            .eq(new_syntax.filter(|span| !applied.ranges.iter().any(|(_, new)| new.touches(**span))).copied())
}

/// The nodes in the order of the text, without those within the headings and links at `edited`.
fn outline(document: &Document<'_>, edited: &[Span]) -> Vec<(Kind, Span)> {
    let mut skip_to = NodeId(0);
    let mut nodes = Vec::new();
    for node in document.nodes() {
        if node.id() < skip_to {
            continue;
        }
        nodes.push((node.kind(), node.span()));
        let is_edited = matches!(node.kind(), Kind::Heading | Kind::Link) && edited.contains(&node.span());
        if let Some(last) = node.descendants().last().filter(|_| is_edited) {
            skip_to = NodeId(last.id().0 + 1);
        }
    }
    nodes
}

/// Whether `document` and `after`, which is `document` after the edits `applied`, differ only in labels. `renamed` gives the
/// new name for one in `document`, and `key` the form in which names of `after` are compared with it.
pub(super) fn same_labels_apart(
    document: &Document<'_>,
    after: &Document<'_>,
    applied: &AppliedEdits,
    (renamed, key): (impl Fn(Name<'_>) -> String, impl Fn(Name<'_>) -> String),
) -> bool {
    let moved = |(kind, span)| (kind, applied.image(span));
    let old = named(document).into_iter().map(|(name, to, span)| (renamed(name), to, applied.image(span)));
    let new = named(after).into_iter().map(|(name, to, span)| (key(name), to, span));
    outline(document, &[]).into_iter().map(moved).eq(outline(after, &[])) && old.eq(new)
}

/// A label.
#[derive(Clone, Copy)]
pub(super) enum Name<'d> {
    Link(&'d str),
    Footnote(&'d str),
}

/// The labels, destinations and spans of the definitions, links, images and footnotes of `document`.
fn named<'d>(document: &'d Document<'_>) -> Vec<(Name<'d>, &'d str, Span)> {
    let definitions = document.definitions().iter();
    let definitions = definitions.map(|one| (Name::Link(&one.label), &*one.destination, one.span));
    let nodes = document.nodes().filter_map(|node| match node.kind() {
        Kind::Link | Kind::Image => Some((Name::Link(&node.link().label), &*node.link().destination, node.span())),
        Kind::FootnoteReference | Kind::FootnoteDefinition => Some((Name::Footnote(node.literal()), "", node.span())),
        _ => None,
    });
    definitions.chain(nodes).collect()
}
