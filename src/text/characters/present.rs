//! The set of characters in a text, collected in one pass. A rule that looks for rare characters is skipped for notes
//! that have none.

use std::fmt;
use std::ops::RangeInclusive;

/// The characters of a text: exact in the Basic Multilingual Plane, with a single flag for all code points above it.
#[derive(Clone)]
pub struct Present {
    /// One bit per code point of the plane.
    bits: Box<[u64; 1 << 10]>,
    beyond: bool,
}

impl fmt::Debug for Present {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count: u32 = self.bits.iter().map(|bits| bits.count_ones()).sum();
        f.debug_struct("Present").field("count", &count).field("beyond", &self.beyond).finish()
    }
}

impl Present {
    /// The characters of `text`.
    pub fn of(text: &str) -> Self {
        let mut present = Self { bits: Box::new([0; 1 << 10]), beyond: false };
        present.add(text);
        present
    }

    /// Adds the characters of `text`.
    pub fn add(&mut self, text: &str) {
        // Most texts use few ASCII characters, and setting a byte for each is faster than setting a bit.
        let mut ascii = [false; 0x100];
        let mut rest = text.as_bytes();
        loop {
            // In a three-byte sequence, the first byte carries four bits of the character and the others six each
            // (UTF-8, RFC 3629).
            while let [first @ 0xe0..0xf0, second, third, ref after @ ..] = *rest {
                self.bits[usize::from(first & 0xf) << 6 | usize::from(second & 0x3f)] |= 1 << (third & 0x3f);
                rest = after;
            }
            if let Some((eight, after)) = rest.split_first_chunk::<8>().filter(|(eight, _)| eight.is_ascii()) {
                for byte in eight {
                    ascii[usize::from(*byte)] = true;
                }
                rest = after;
                continue;
            }
            rest = match *rest {
                [byte @ ..0x80, ref after @ ..] => {
                    ascii[usize::from(byte)] = true;
                    after
                }
                [first @ 0x80..0xe0, second, ref after @ ..] => {
                    self.bits[usize::from(first & 0x1f)] |= 1 << (second & 0x3f);
                    after
                }
                [_, _, _, _, ref after @ ..] => {
                    self.beyond = true;
                    after
                }
                _ => break,
            };
        }
        for (code, _) in ascii.into_iter().enumerate().filter(|(_, seen)| *seen) {
            self.bits[code / 64] |= 1 << (code % 64);
        }
    }

    /// Whether the text has a character in one of `ranges`. For code points above the Basic Multilingual Plane: whether
    /// it has any.
    pub fn has_any(&self, ranges: &[RangeInclusive<char>]) -> bool {
        ranges.iter().any(|range| {
            let (first, last) = (*range.start() as usize, *range.end() as usize);
            if last > 0xffff && self.beyond {
                return true;
            }
            let (low, high) = (first / 64, (last / 64).min(self.bits.len() - 1));
            (low..=high).any(|row| {
                let mut bits = self.bits[row];
                if row == first / 64 {
                    bits &= u64::MAX << (first % 64);
                }
                if row == last / 64 {
                    bits &= u64::MAX >> (63 - last % 64);
                }
                bits != 0
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_is_found_and_its_neighbours_are_not() {
        for char in ['\0', ' ', '?', '@', '\u{7f}', '\u{80}', 'é', '߿', 'ࠀ', 'あ', 'ー', '一', '\u{ffff}'] {
            let present = Present::of(&format!("{char}"));
            let neighbour = |by: i64| char::from_u32(u32::try_from(i64::from(char as u32) + by).unwrap_or(0x41));
            assert!(present.has_any(&[char..=char]), "{char:?}");
            assert!(present.has_any(&['\0'..=char]) && present.has_any(&[char..=char::MAX]), "{char:?}");
            for other in [neighbour(-1), neighbour(1)].into_iter().flatten().filter(|other| *other != '\u{10000}') {
                assert!(!present.has_any(&[other..=other]), "{char:?} {other:?}");
            }
        }
    }

    #[test]
    fn ranges_are_searched_from_end_to_end() {
        let present = Present::of("名前: 東京🗼");
        assert!(present.has_any(&['a'..='z', '\u{4e00}'..='\u{9fff}']));
        assert!(!present.has_any(&['a'..='z', 'ぁ'..='ヺ', '\u{a000}'..='\u{ffff}']));
        assert!(present.has_any(&['😀'..='😀']), "one flag for all code points above the plane");
        assert!(!Present::of("").has_any(&['\0'..=char::MAX]));
    }
}
