//! Where a word is: in a heading, a label or a quotation.

use std::ops::Range;

use crate::markdown::document::Document;
use crate::markdown::regions::RegionCursor;
use crate::text::source::Span;

use super::context;
use super::hit::TermHit;
use super::meaning::Meaning;

/// Looks up the regions of words. Queries must be in text order.
pub(crate) struct WordContext<'d> {
    document: &'d Document<'d>,
    asked: RegionCursor,
    /// Whether the prose contains quoted titles. `None` until first needed.
    titles: Option<bool>,
}

impl<'d> WordContext<'d> {
    pub(crate) fn of(document: &'d Document<'d>) -> Self {
        Self { document, asked: RegionCursor::default(), titles: None }
    }

    /// The hit for the words at `range` of the prose. `None` if they are in a quotation.
    pub(super) fn hit(&mut self, range: Range<usize>, meaning: Meaning) -> Option<TermHit> {
        let prose = self.document.prose();
        let span = self.own(&range)?;
        let heading = self.in_heading(span);
        let editable = prose.verbatim(range.clone()).filter(|_| !self.in_label(span));
        Some(TermHit { span, range, editable, heading, meaning })
    }

    /// The span of the words at `range` of the prose. `None` if they are in a quotation.
    pub(super) fn own(&mut self, range: &Range<usize>) -> Option<Span> {
        let prose = self.document.prose();
        let span = prose.span(range.clone());
        let titles = *self.titles.get_or_insert_with(|| context::has_titles(prose.text()));
        let quoted = self.asked.in_quotation(self.document.regions(), span)
            || titles && context::in_title_quotes(prose.text(), range.start);
        (!quoted).then_some(span)
    }

    pub(crate) fn in_heading(&mut self, place: Span) -> bool {
        self.asked.in_heading(self.document.regions(), place)
    }

    /// See [`RegionCursor::in_label`].
    pub(crate) fn in_label(&mut self, place: Span) -> bool {
        self.asked.in_label(self.document.regions(), place)
    }

    /// See [`RegionCursor::in_quotation`].
    pub(crate) fn in_quotation(&mut self, place: Span) -> bool {
        self.asked.in_quotation(self.document.regions(), place)
    }
}
