//! Where a word stands: in a heading, in a quotation.

use std::ops::Range;

use crate::document::{Document, Kind, LinkForm};
use crate::source::Span;

use super::{Meaning, TermHit, guards};

/// The headings and the quotations of a document, asked for places in the order of the text. They are looked for when
/// first asked for: most notes have no word to ask for.
pub(crate) struct Places<'d> {
    document: &'d Document<'d>,
    found: Option<Found>,
}

#[derive(Default)]
struct Found {
    headings: Ordered,
    links: Ordered,
    quotes: Ordered,
    labels: Ordered,
}

/// Spans in order and without overlap, and how far they have been asked.
#[derive(Default)]
struct Ordered {
    spans: Vec<Span>,
    next: usize,
}

impl<'d> Places<'d> {
    pub(crate) fn of(document: &'d Document<'d>) -> Self {
        Self { document, found: None }
    }

    /// What is said of the words at `range` of the prose; `None` where they are quoted.
    pub(super) fn hit(&mut self, range: Range<usize>, meaning: Meaning) -> Option<TermHit> {
        let prose = self.document.prose();
        let span = self.own(&range)?;
        let heading = self.in_heading(span);
        let editable = prose.verbatim(range.clone()).filter(|_| !self.in_label(span));
        Some(TermHit { span, range, editable, heading, meaning })
    }

    /// The span of the words at `range` of the prose; `None` where they are quoted.
    pub(super) fn own(&mut self, range: &Range<usize>) -> Option<Span> {
        let prose = self.document.prose();
        let span = prose.span(range.clone());
        let quoted = self.in_quotation(span) || guards::in_title_quotes(prose.text(), range.start);
        (!quoted).then_some(span)
    }

    fn found(&mut self) -> &mut Found {
        self.found.get_or_insert_with(|| Found::of(self.document))
    }

    pub(crate) fn in_heading(&mut self, place: Span) -> bool {
        self.found().headings.hold(place)
    }

    /// Whether `place` is the label of a reference too: another wording would lead nowhere.
    pub(crate) fn in_label(&mut self, place: Span) -> bool {
        self.found().labels.hold(place)
    }

    /// Whether `place` is somebody else's words: a block quote, or the text of a link to the web, which mostly is the
    /// title of the page.
    pub(crate) fn in_quotation(&mut self, place: Span) -> bool {
        self.found().links.hold(place) || self.found().quotes.hold(place)
    }
}

impl Found {
    fn of(document: &Document<'_>) -> Self {
        let mut found = Self::default();
        for node in document.nodes() {
            match node.kind() {
                Kind::Heading => found.headings.spans.push(node.span()),
                Kind::BlockQuote if !node.is_callout() && found.quotes.ends_before(node.span()) => {
                    found.quotes.spans.push(node.span());
                }
                Kind::Link => {
                    if is_web(&node.link().destination) {
                        found.links.spans.push(node.span());
                    }
                    if matches!(node.link().form, LinkForm::Collapsed | LinkForm::Shortcut) {
                        found.labels.spans.push(node.span());
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

impl Ordered {
    fn ends_before(&self, place: Span) -> bool {
        self.spans.last().is_none_or(|last| last.end <= place.start)
    }

    fn hold(&mut self, place: Span) -> bool {
        while self.spans.get(self.next).is_some_and(|span| span.end <= place.start) {
            self.next += 1;
        }
        self.spans.get(self.next).is_some_and(|span| span.start < place.end)
    }
}
