//! The headings of a note, and its quotations.

use unicode_width::UnicodeWidthStr;

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
    titles: Vec<Span>,
}

impl Regions {
    pub(crate) fn of(tree: &Tree<'_>) -> Self {
        let mut found = Self::default();
        for node in tree.nodes() {
            match node.kind() {
                Kind::Heading => {
                    found.headings.push(node.span());
                    if is_title_of_page(node) {
                        found.titles.push(node.span());
                    }
                }
                Kind::Paragraph if is_title_of_page(node) => found.titles.push(node.span()),
                Kind::BlockQuote if !node.is_callout() && ends_before(&found.quotes, node.span()) => {
                    found.quotes.push(node.span());
                }
                // Text that is struck out stays as it was, to show what changed.
                Kind::Strikethrough if ends_before(&found.quotes, node.span()) => found.quotes.push(node.span()),
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

/// The width of the shortest heading that is the title of a page rather than a label, in columns.
const HEADING: usize = 40;

/// The same for a list item.
const ITEM: usize = 30;

/// Whether `node`, a heading or the text of a list item, is the title of a page: only the URL of the page follows. The title of
/// the note is its own.
fn is_title_of_page(node: Node<'_>) -> bool {
    let next = match node.kind() {
        Kind::Heading if node.level() > 1 => node.next_sibling(),
        // `- title`, then `  - https://…`
        _ if node.parent().is_some_and(|parent| parent.kind() == Kind::Item) => {
            let list = node.next_sibling().filter(|list| list.kind() == Kind::List && list.next_sibling().is_none());
            let item = list.and_then(Node::first_child).filter(|item| item.next_sibling().is_none());
            item.and_then(Node::first_child)
        }
        _ => None,
    };
    next.is_some_and(is_url) && {
        let (text, shortest) = (node.text(), if node.kind() == Kind::Heading { HEADING } else { ITEM });
        !text.contains(['。', '\n']) && text.width() >= shortest
    }
}

/// Whether `node` is a paragraph of nothing but a URL.
fn is_url(node: Node<'_>) -> bool {
    let mut children = node.children();
    node.kind() == Kind::Paragraph
        && children.next().is_some_and(|child| matches!(child.kind(), Kind::BareUrl | Kind::Autolink))
        && children.next().is_none()
}

/// Whether all of `spans` end before `place`.
fn ends_before(spans: &[Span], place: Span) -> bool {
    spans.last().is_none_or(|last| last.end <= place.start)
}

/// A cursor into the regions of a document, for queries in the order of the text.
#[derive(Default)]
pub(crate) struct RegionCursor {
    headings: SpanCursor,
    links: SpanCursor,
    quotes: SpanCursor,
    labels: SpanCursor,
    titles: SpanCursor,
}

impl RegionCursor {
    pub(crate) fn in_heading(&mut self, regions: &Regions, place: Span) -> bool {
        self.headings.covers(&regions.headings, place)
    }

    /// Whether `place` is text that is also a reference label (`[label]`), so that a change would break the reference.
    pub(crate) fn in_label(&mut self, regions: &Regions, place: Span) -> bool {
        self.labels.covers(&regions.labels, place)
    }

    /// Whether `place` is a quotation: in a block quote, or in the text of an external link or above its URL, which is mostly
    /// the title of the page.
    pub(crate) fn in_quotation(&mut self, regions: &Regions, place: Span) -> bool {
        self.links.covers(&regions.links, place)
            || self.quotes.covers(&regions.quotes, place)
            || self.titles.covers(&regions.titles, place)
    }
}

/// A cursor into spans that are sorted and do not overlap.
#[derive(Default)]
struct SpanCursor(usize);

impl SpanCursor {
    /// Whether one of `spans` contains `place`, which must not be before any earlier query.
    fn covers(&mut self, spans: &[Span], place: Span) -> bool {
        while spans.get(self.0).is_some_and(|span| span.end <= place.start) {
            self.0 += 1;
        }
        spans.get(self.0).is_some_and(|span| span.start < place.end)
    }
}

/// Whether `node` is in the text of an external link, which is usually the title of the page.
pub fn quotes_a_title(node: Node<'_>) -> bool {
    let link = node.ancestors().find(|node| node.kind() == Kind::Link);
    link.is_some_and(|link| link.link().destination.contains("://"))
}
