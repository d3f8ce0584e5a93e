//! The headings of a note, and what in it is somebody else's words.

use crate::markdown::kind::Kind;
use crate::markdown::link::LinkSyntax;
use crate::markdown::node::{Node, Tree};
use crate::text::source::Span;

/// The headings and the quotations of a document.
#[derive(Debug, Default)]
pub struct Regions {
    headings: Vec<Span>,
    links: Vec<Span>,
    quotes: Vec<Span>,
    labels: Vec<Span>,
}

impl Regions {
    pub(crate) fn of(tree: &Tree<'_>) -> Self {
        let mut found = Self::default();
        for node in tree.nodes() {
            match node.kind() {
                Kind::Heading => found.headings.push(node.span()),
                Kind::BlockQuote if !node.is_callout() && ends_before(&found.quotes, node.span()) => {
                    found.quotes.push(node.span());
                }
                Kind::Link => {
                    if is_web(&node.link().destination) {
                        found.links.push(node.span());
                    }
                    if matches!(node.link().form, LinkSyntax::Collapsed | LinkSyntax::Shortcut) {
                        found.labels.push(node.span());
                    }
                }
                _ => {}
            }
        }
        found
    }
}

fn is_web(destination: &str) -> bool {
    let scheme = destination.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// Whether all of `spans` lie before `place`.
fn ends_before(spans: &[Span], place: Span) -> bool {
    spans.last().is_none_or(|last| last.end <= place.start)
}

/// How far the regions of a document have been asked for places, which come in the order of the text.
#[derive(Default)]
pub(crate) struct RegionCursor {
    headings: SpanCursor,
    links: SpanCursor,
    quotes: SpanCursor,
    labels: SpanCursor,
}

impl RegionCursor {
    pub(crate) fn in_heading(&mut self, regions: &Regions, place: Span) -> bool {
        self.headings.covers(&regions.headings, place)
    }

    /// Whether `place` is the label of a reference too: another wording would lead nowhere.
    pub(crate) fn in_label(&mut self, regions: &Regions, place: Span) -> bool {
        self.labels.covers(&regions.labels, place)
    }

    /// Whether `place` is somebody else's words: a block quote, or the text of a link to the web, which mostly is the
    /// title of the page.
    pub(crate) fn in_quotation(&mut self, regions: &Regions, place: Span) -> bool {
        self.links.covers(&regions.links, place) || self.quotes.covers(&regions.quotes, place)
    }
}

/// How far spans, which are in order and without overlap, have been asked.
#[derive(Default)]
struct SpanCursor(usize);

impl SpanCursor {
    /// Whether one of `spans` holds `place`, which lies behind those that were asked for before.
    fn covers(&mut self, spans: &[Span], place: Span) -> bool {
        while spans.get(self.0).is_some_and(|span| span.end <= place.start) {
            self.0 += 1;
        }
        spans.get(self.0).is_some_and(|span| span.start < place.end)
    }
}

/// Whether `node` is in the text of a link to another site: somebody else's title.
pub fn quotes_a_title(node: Node<'_>) -> bool {
    let link = node.ancestors().find(|node| node.kind() == Kind::Link);
    link.is_some_and(|link| link.link().destination.contains("://"))
}
