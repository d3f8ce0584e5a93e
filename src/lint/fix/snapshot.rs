//! A parsed text, with what is needed to verify fixes.

use super::apply::{edits, effect};
use super::backlinks::Backlinks;
use super::parts::Parts;
use super::rendered_view::RenderedView;
use crate::finding::{Finding, Inert};
use crate::links::anchor_targets::AnchorTargets;
use crate::markdown::document::{Document, Kind, Node};
use crate::text::source::{Source, Span};

/// A parsed text, with what is needed to verify fixes.
#[derive(Debug)]
pub(super) struct Snapshot {
    pub(super) view: RenderedView,
    /// Empty without [`Parts::links`], and for a note of no project.
    pub(super) places: AnchorTargets,
    parts: Parts,
    /// The headings in Markdown, in the order of the text.
    headings: Vec<Span>,
    /// Whether a tag may be that of a heading.
    has_html_headings: bool,
}

impl Snapshot {
    /// Parses `source`. Link targets are only collected for a note of a project.
    pub(super) fn of(source: &Source, backlinks: Option<Backlinks<'_>>, parts: Parts) -> Self {
        Self::of_document(&Document::parse(source), backlinks.map(keys).as_deref(), |_, _| parts)
    }

    /// The snapshot of a note of a project that is already parsed. `keys` are those of its front matter whose values are links.
    pub(super) fn of_parsed(document: &Document<'_>, keys: &[String], parts: Parts) -> Self {
        Self::of_document(document, Some(keys), |_, _| parts)
    }

    /// Parses `source`, with the parts that the fixes of `findings` need.
    pub(super) fn for_fixes<'f>(
        source: &Source,
        backlinks: Option<Backlinks<'_>>,
        findings: impl Iterator<Item = &'f Finding>,
    ) -> Self {
        let parts = |headings: &[Span], in_html| needed(findings, headings, in_html);
        Self::of_document(&Document::parse(source), backlinks.map(keys).as_deref(), parts)
    }

    /// The snapshot of `document` with the parts that `parts` chooses. It gets the headings, and whether there may be others in
    /// HTML. `keys` are set for a note of a project.
    fn of_document(
        document: &Document<'_>,
        keys: Option<&[String]>,
        parts: impl FnOnce(&[Span], bool) -> Parts,
    ) -> Self {
        let headings: Vec<Span> = document.of_kind(Kind::Heading).map(Node::span).collect();
        let has_html_headings = has_html_headings(document.source());
        let parts = parts(&headings, has_html_headings);
        let keys = keys.filter(|_| parts.links);
        let places = keys.map(|keys| AnchorTargets::of(document, keys)).unwrap_or_default();
        Self { view: RenderedView::with_parts(document, parts), places, parts, headings, has_html_headings }
    }

    /// Which parts it has.
    pub(super) fn parts(&self) -> Parts {
        self.parts
    }

    /// Whether it has the parts that the fixes of `findings` need.
    pub(super) fn serves<'f>(&self, findings: impl Iterator<Item = &'f Finding>) -> bool {
        self.parts.contains(needed(findings, &self.headings, self.has_html_headings))
    }
}

/// The keys of front matter whose values are links, in the note of `backlinks`.
fn keys(backlinks: Backlinks<'_>) -> Vec<String> {
    let facts = backlinks.project.index.facts(backlinks.path);
    facts.map(|facts| facts.settings.front_matter.clone()).unwrap_or_default()
}

/// Whether `source` may have a heading in HTML.
pub(super) fn has_html_headings(source: &Source) -> bool {
    let text = source.text().as_bytes();
    memchr::memchr_iter(b'<', text).any(|at| matches!(text.get(at + 1), Some(b'h' | b'H')))
}

/// The parts that verifying the fixes of `findings` needs, in a text with these `headings`. Inert fixes need none. `in_html` is
/// whether the text may have headings in HTML.
fn needed<'f>(findings: impl Iterator<Item = &'f Finding>, headings: &[Span], in_html: bool) -> Parts {
    let in_heading = |span: Span| {
        let after = headings.partition_point(|heading| heading.end < span.start);
        headings.get(after).is_some_and(|heading| heading.start <= span.end)
    };
    let counts = |finding: &&Finding| finding.inert != Inert::Yes && !edits(finding).is_empty();
    findings.filter(counts).fold(Parts::default(), |parts, finding| {
        let renames = in_html || edits(finding).iter().any(|edit| in_heading(edit.span));
        let parts = if renames { parts.union(Parts::LINKS) } else { parts };
        parts.union(effect(finding).map_or(Parts::default(), Parts::of))
    })
}
