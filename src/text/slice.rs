//! Slices of text that can't panic, for the helpers that every rule leans on.
//!
//! The offsets that they work with are the parser's, and what it says of odd texts has been wrong before: a slice
//! outside the text, or through a character, is empty here instead of the end of the run. Builds with debug assertions
//! panic all the same, so that tests and fuzzers find the offset that was wrong.

use std::ops::Range;

/// Parts of a text by byte offsets.
pub trait Slice {
    /// From byte `start` on; empty where that is not on a character boundary of the text.
    fn tail(&self, start: usize) -> &str;
    /// Up to, not including, byte `end`; empty where that is not on a character boundary of the text.
    fn head(&self, end: usize) -> &str;
    /// The bytes of `range`; empty where they are not whole characters of the text.
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
