//! Where a word stands: in a heading, in a quotation.

use std::ops::Range;

use crate::markdown::document::{Document, Kind, LinkForm};
use crate::text::source::Span;

use super::{Meaning, TermHit, guards};

/// The headings and the quotations of a document.
#[derive(Debug, Default)]
pub(crate) struct Regions {
    headings: Vec<Span>,
    links: Vec<Span>,
    quotes: Vec<Span>,
    labels: Vec<Span>,
}

/// Those, asked for places in the order of the text.
pub(crate) struct Places<'d> {
    document: &'d Document<'d>,
    headings: Cursor,
    links: Cursor,
    quotes: Cursor,
    labels: Cursor,
    /// Whether titles stand in the prose, once that is looked for.
    titles: Option<bool>,
}

/// How far spans, which are in order and without overlap, have been asked.
#[derive(Default)]
struct Cursor(usize);

impl<'d> Places<'d> {
    pub(crate) fn of(document: &'d Document<'d>) -> Self {
        let at = Cursor::default;
        Self { document, headings: at(), links: at(), quotes: at(), labels: at(), titles: None }
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
        let titles = *self.titles.get_or_insert_with(|| guards::has_titles(prose.text()));
        let quoted = self.in_quotation(span) || titles && guards::in_title_quotes(prose.text(), range.start);
        (!quoted).then_some(span)
    }

    pub(crate) fn in_heading(&mut self, place: Span) -> bool {
        self.headings.hold(&self.document.regions().headings, place)
    }

    /// Whether `place` is the label of a reference too: another wording would lead nowhere.
    pub(crate) fn in_label(&mut self, place: Span) -> bool {
        self.labels.hold(&self.document.regions().labels, place)
    }

    /// Whether `place` is somebody else's words: a block quote, or the text of a link to the web, which mostly is the
    /// title of the page.
    pub(crate) fn in_quotation(&mut self, place: Span) -> bool {
        let regions = self.document.regions();
        self.links.hold(&regions.links, place) || self.quotes.hold(&regions.quotes, place)
    }
}

impl Regions {
    pub(crate) fn of(document: &Document<'_>) -> Self {
        let mut found = Self::default();
        for node in document.nodes() {
            match node.kind() {
                Kind::Heading => found.headings.push(node.span()),
                Kind::BlockQuote if !node.is_callout() && ends_before(&found.quotes, node.span()) => {
                    found.quotes.push(node.span());
                }
                Kind::Link => {
                    if is_web(&node.link().destination) {
                        found.links.push(node.span());
                    }
                    if matches!(node.link().form, LinkForm::Collapsed | LinkForm::Shortcut) {
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

impl Cursor {
    /// Whether one of `spans` holds `place`, which lies behind those that were asked for before.
    fn hold(&mut self, spans: &[Span], place: Span) -> bool {
        while spans.get(self.0).is_some_and(|span| span.end <= place.start) {
            self.0 += 1;
        }
        spans.get(self.0).is_some_and(|span| span.start < place.end)
    }
}
