//! Fixes that show what was written: raw HTML, mathematics and bare URLs become text or code.

use crate::finding::AppliedEdits;
use crate::markdown::document::{Document, Kind, Node};
use crate::text::source::Span;
use crate::text::whitespace::is_unicode_space;

/// The text of a note as it is written, whether it is shown or not.
#[derive(Debug, Default)]
pub(super) struct WrittenText {
    /// The nodes that a fix may not add or remove: their kind, their depth and what else they have.
    tree: Vec<(Kind, usize, String)>,
    /// Everything that is not read as text, as it is written.
    opaque: Vec<(Kind, Span, String)>,
    /// The characters except white space and markers.
    chars: String,
}

impl WrittenText {
    pub(super) fn of(document: &Document<'_>) -> Self {
        let mut written = Self::default();
        let mut depths: Vec<usize> = Vec::new();
        for node in document.nodes() {
            let depth = node.parent().map_or(0, |parent| depths[parent.id().index()] + 1);
            depths.push(depth);
            written.add(node, depth);
        }
        written
    }

    fn add(&mut self, node: Node<'_>, depth: usize) {
        let is_code = || node.parent().is_some_and(|parent| parent.kind() == Kind::CodeBlock);
        match node.kind() {
            Kind::Text if !is_code() => {
                self.push(node.literal());
            }
            Kind::SoftBreak => {}
            Kind::Text | Kind::Html | Kind::FrontMatter => {
                self.opaque.push((node.kind(), node.span(), node.source().trim_end_matches(['\n', '\r']).to_owned()));
            }
            Kind::InlineHtml | Kind::Math | Kind::Code | Kind::BareUrl => {
                let shown = if node.kind() == Kind::Code { node.source().trim_matches('`') } else { node.source() };
                self.push(shown);
                self.opaque.push((node.kind(), node.span(), node.source().to_owned()));
            }
            Kind::Link | Kind::Image | Kind::Autolink => {
                let link = node.link();
                self.tree.push((node.kind(), depth, format!("{}\n{}", link.destination, link.title)));
            }
            Kind::Heading => self.tree.push((node.kind(), depth, node.level().to_string())),
            Kind::List => self.tree.push((node.kind(), depth, format!("{:?}", node.list_start()))),
            kind => self.tree.push((kind, depth, node.literal().to_owned())),
        }
    }

    fn push(&mut self, text: &str) {
        self.chars.extend(text.chars().filter(|char| !is_unicode_space(*char)));
    }

    /// Whether a page of the note `after` shows all that the edits cover, and everything else as before.
    pub(super) fn is_shown_in(&self, after: &Self, applied: &AppliedEdits) -> bool {
        let old: Vec<Span> = applied.ranges.iter().map(|(old, _)| *old).collect();
        let new: Vec<Span> = applied.ranges.iter().map(|(_, new)| *new).collect();
        let is_shown = |kind: Kind| matches!(kind, Kind::Code | Kind::BareUrl);
        self.tree == after.tree
            && self.chars == after.chars
            && self.outside(&old).eq(after.outside(&new))
            && after.opaque.iter().all(|(kind, span, _)| is_shown(*kind) || !is_in(&new, *span))
    }

    /// The opaque nodes outside `ranges`.
    fn outside<'v>(&'v self, ranges: &'v [Span]) -> impl Iterator<Item = (Kind, &'v str)> {
        let outside = self.opaque.iter().filter(|(_, span, _)| !is_in(ranges, *span));
        outside.map(|(kind, _, text)| (*kind, &**text))
    }
}

/// Whether one of `ranges`, which are sorted, covers `span`.
fn is_in(ranges: &[Span], span: Span) -> bool {
    let before = ranges.partition_point(|range| range.start <= span.start);
    ranges[..before].last().is_some_and(|range| range.covers(span))
}
