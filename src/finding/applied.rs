//! A text with edits applied, and the mapping between offsets before and after.

use super::Edit;
use crate::text::source::Span;

/// A text with edits applied, and the ranges they changed.
#[derive(Clone, Debug, Default)]
pub struct AppliedEdits {
    /// The new text.
    pub text: String,
    /// For each edit, in order: its range in the old text, and the range of its replacement in the new text.
    pub ranges: Vec<(Span, Span)>,
}

/// Applies `edits` to `text`. Edits must not overlap; duplicates are applied once.
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
    /// The offset in the new text of `offset` in the old text, which must be outside every edit.
    #[must_use]
    pub fn moved(&self, offset: u32) -> u32 {
        let before = self.ranges.partition_point(|(old, _)| old.end <= offset);
        match before.checked_sub(1).map(|last| self.ranges[last]) {
            Some((old, new)) => new.end + (offset - old.end),
            None => offset,
        }
    }

    /// Whether `span` of the old text overlaps or adjoins an edit.
    pub(crate) fn touches(&self, span: Span) -> bool {
        let from = self.ranges.partition_point(|(old, _)| old.end < span.start);
        self.ranges[from..].iter().take_while(|(old, _)| old.start <= span.end).any(|(old, _)| old.touches(span))
    }

    /// The range in the new text of `span` in the old text. It includes the whole replacement of an edit that overlaps
    /// `span` only partly, and excludes text inserted right before or after `span`.
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

    /// The range in the old text of `span` in the new text; `None` if it touches text that an edit wrote.
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
