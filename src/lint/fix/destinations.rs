//! Holds a fix of link destinations against its word: those under its edits lead elsewhere, and nothing else changes.

use crate::facts::{LocalLink, LocalLinkForm};
use crate::finding::AppliedEdits;
use crate::links::destinations::{DestinationKind, destinations};
use crate::markdown::document::Document;
use crate::text::source::Span;

/// A destination as a note has it.
#[derive(Debug)]
pub(super) struct Site {
    span: Span,
    to: String,
    /// `None` for a link that is none in Markdown or HTML.
    place: Option<DestinationKind>,
}

/// The destinations written in `document`, in the order of the text.
pub(super) fn sites(document: &Document<'_>) -> Vec<Site> {
    let owned = destinations(document).into_iter();
    owned.map(|one| Site { span: one.span, to: one.to.into_owned(), place: Some(one.kind) }).collect()
}

/// Adds those of `links` that are wikilinks or in front matter to `sites`.
pub(super) fn add_links(sites: &mut Vec<Site>, links: &[LocalLink]) {
    let others = links.iter().filter(|link| link.form != LocalLinkForm::Path);
    sites.extend(others.map(|link| Site { span: link.span, to: link.written.to_string(), place: None }));
    sites.sort_by_key(|site| site.span);
}

/// Whether every edit lies within a destination, every destination is still there between the same characters, and those
/// without an edit lead where they led.
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

/// Where `span` lies once `own`, the edits within it, are made.
fn moved(span: Span, own: &[(Span, Span)], applied: &AppliedEdits) -> Span {
    let first = own.first().filter(|(from, _)| from.start == span.start);
    let last = own.last().filter(|(from, _)| from.end == span.end);
    Span {
        start: first.map_or_else(|| applied.moved(span.start), |(_, to)| to.start),
        end: last.map_or_else(|| applied.moved(span.end), |(_, to)| to.end),
    }
}
