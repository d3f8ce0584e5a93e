//! Slices of text that do not panic, for the helpers that every rule depends on.
//!
//! The offsets come from the parser, which has returned wrong ones for unusual texts. A slice outside the text or
//! through a character is therefore empty instead of ending the run. Builds with debug assertions still panic, so that
//! tests and fuzzers find the wrong offset.

use std::ops::Range;

/// Slicing a text by byte offsets.
pub trait Slice {
    /// The text from byte `start` on. Empty if `start` is not a character boundary of the text.
    fn tail(&self, start: usize) -> &str;
    /// The text up to, not including, byte `end`. Empty if `end` is not a character boundary of the text.
    fn head(&self, end: usize) -> &str;
    /// The bytes of `range`. Empty if its ends are not character boundaries of the text.
    fn part(&self, range: Range<usize>) -> &str;
}

impl Slice for str {
    fn tail(&self, start: usize) -> &str {
        self.part(start..self.len())
    }

    fn head(&self, end: usize) -> &str {
        self.part(0..end)
    }

    fn part(&self, range: Range<usize>) -> &str {
        let part = self.get(range.clone());
        debug_assert!(part.is_some(), "bytes {range:?} of {} are not whole characters", self.len());
        part.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_by_offset() {
        assert_eq!(("あい".head(3), "あい".tail(3), "あい".part(0..6)), ("あ", "い", "あい"));
        assert_eq!(("a".tail(1), "a".head(0)), ("", ""));
    }
}
