//! A text after edits, and what became of its places.

use super::Edit;
use crate::text::source::Span;

/// A text with edits made, and where they lie in it.
#[derive(Clone, Debug, Default)]
pub struct AppliedEdits {
    /// The new text.
    pub text: String,
    /// For each edit, in order, the bytes it took from the old text and those it left in the new one.
    pub ranges: Vec<(Span, Span)>,
}

/// Makes `edits`, which must not overlap, in `text`; one that is there twice is made once.
#[must_use]
pub fn apply<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> AppliedEdits {
    let mut edits: Vec<_> = edits.into_iter().collect();
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    let mut applied = AppliedEdits { text: String::with_capacity(text.len()), ranges: Vec::with_capacity(edits.len()) };
    let mut rest = 0;
    for edit in edits {
        applied.text.push_str(&text[rest..edit.span.start as usize]);
        let start = applied.text.len();
        applied.text.push_str(&edit.text);
        applied.ranges.push((edit.span, Span::new(start, applied.text.len())));
        rest = edit.span.end as usize;
    }
    applied.text.push_str(&text[rest..]);
    applied
}

impl AppliedEdits {
    /// Where an offset of the old text, outside of every edit, lies in the new one.
    #[must_use]
    pub fn moved(&self, offset: u32) -> u32 {
        let before = self.ranges.partition_point(|(old, _)| old.end <= offset);
        match before.checked_sub(1).map(|last| self.ranges[last]) {
            Some((old, new)) => new.end + (offset - old.end),
            None => offset,
        }
    }

    /// Whether `span` of the old text overlaps an edit, or begins or ends at one.
    pub(crate) fn touches(&self, span: Span) -> bool {
        let from = self.ranges.partition_point(|(old, _)| old.end < span.start);
        self.ranges[from..].iter().take_while(|(old, _)| old.start <= span.end).any(|(old, _)| old.touches(span))
    }

    /// What `span` of the old text is in the new one. An edit that only begins or ends in the span counts with all that
    /// it wrote; text inserted right before or after the span does not.
    #[must_use]
    pub fn image(&self, span: Span) -> Span {
        let covering = self.ranges.partition_point(|(old, _)| old.end <= span.start);
        let start = match self.ranges.get(covering) {
            Some((old, new)) if old.start <= span.start => new.start,
            _ => self.moved(span.start),
        };
        let before = self.ranges.partition_point(|(old, _)| old.start < span.end);
        let end = match before.checked_sub(1).map(|last| self.ranges[last]) {
            Some((old, new)) => new.end + span.end.saturating_sub(old.end),
            None => span.end,
        };
        Span { start: start.min(end), end }
    }

    /// Where `span` of the new text lies in the old one; `None` where an edit wrote some of it.
    #[must_use]
    pub fn origin(&self, span: Span) -> Option<Span> {
        if self.ranges.iter().any(|(_, new)| new.touches(span)) {
            return None;
        }
        let before = self.ranges.partition_point(|(_, new)| new.end <= span.start);
        let back = |offset: u32| match before.checked_sub(1).map(|last| self.ranges[last]) {
            Some((old, new)) => old.end + (offset - new.end),
            None => offset,
        };
        Some(Span { start: back(span.start), end: back(span.end) })
    }
}
