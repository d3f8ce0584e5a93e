//! Verifies fixes of link destinations: destinations that they edit may change, and nothing else.

use crate::facts::{LocalLink, LocalLinkForm};
use crate::finding::AppliedEdits;
use crate::links::destinations::{DestinationKind, destinations};
use crate::markdown::document::Document;
use crate::text::source::Span;

/// A destination in a note.
#[derive(Clone, Debug)]
pub(super) struct Site {
    span: Span,
    to: String,
    /// The syntax that contains the destination; `None` for wikilinks and links in front matter.
    place: Option<DestinationKind>,
}

/// The destinations in `document`, in the order of the text.
pub(super) fn sites(document: &Document<'_>) -> Vec<Site> {
    let owned = destinations(document).into_iter();
    owned.map(|one| Site { span: one.span, to: one.to.into_owned(), place: Some(one.kind) }).collect()
}

/// `sites` and the `links` that are wikilinks or in front matter, in the order of the text.
pub(super) fn with_links(sites: &[Site], links: &[LocalLink]) -> Vec<Site> {
    let others = links.iter().filter(|link| link.form != LocalLinkForm::Path);
    let others = others.map(|link| Site { span: link.span, to: link.written.to_string(), place: None });
    let mut sites: Vec<Site> = sites.iter().cloned().chain(others).collect();
    sites.sort_by_key(|site| site.span);
    sites
}

/// Whether every edit is inside a destination, every destination is still between the same delimiters, and destinations
/// without an edit are unchanged.
pub(super) fn only_edited_ones_change(before: &[Site], after: &[Site], applied: &AppliedEdits) -> bool {
    let mut edits = &applied.ranges[..];
    let same = before.len() == after.len()
        && before.iter().zip(after).all(|(old, new)| {
            let count = edits.iter().take_while(|(from, _)| old.span.covers(*from)).count();
            let (own, rest) = edits.split_at(count);
            edits = rest;
            new.place == old.place && new.span == moved(old.span, own, applied) && (count > 0 || new.to == old.to)
        });
    same && edits.is_empty()
}

/// The position of `span` after its edits `own` are applied.
fn moved(span: Span, own: &[(Span, Span)], applied: &AppliedEdits) -> Span {
    let first = own.first().filter(|(from, _)| from.start == span.start);
    let last = own.last().filter(|(from, _)| from.end == span.end);
    Span {
        start: first.map_or_else(|| applied.moved(span.start), |(_, to)| to.start),
        end: last.map_or_else(|| applied.moved(span.end), |(_, to)| to.end),
    }
}
