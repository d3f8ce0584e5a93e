//! Byte ranges in a note.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A range of bytes in a [`Source`](crate::text::source::Source), on character boundaries. `start <= end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

/// Converts a number of bytes in a source to the type of offsets.
///
/// # Panics
/// If it does not fit `u32`. [`Source::new`](crate::text::source::Source::new) rejects such texts, so this does not
/// happen for a source.
pub fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("a source is shorter than 4 GiB")
}

impl Span {
    /// The span from byte `start` up to, not including, byte `end`.
    ///
    /// # Panics
    /// If an offset does not fit `u32`. [`Source::new`](crate::text::source::Source::new) rejects such texts, so this
    /// does not happen for a source.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "{start}..{end}");
        Self { start: offset(start), end: offset(end) }
    }

    /// The empty span at byte `offset`.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// The span as a range of bytes, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span is empty.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` is within this span.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte or are at the same offset. Two insertions at one offset touch.
    pub fn touches(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
            || self.is_empty() && other.start <= self.start && self.start <= other.end
            || other.is_empty() && self.start <= other.start && other.start <= self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn insertions_at_one_offset_touch() {
        assert!(Span::at(3).touches(Span::at(3)));
        assert!(Span::at(3).touches(Span::new(3, 5)));
        assert!(!Span::new(1, 3).touches(Span::new(3, 5)));
    }
}
