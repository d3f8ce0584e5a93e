//! An index of names in Latin letters, looked up at the start of each word.
//!
//! An automaton of all spellings would have thousands of patterns and take longer to build than a note takes to check.
//! But a name starts where a word starts. So its letters and digits are looked up there, ignoring case and separators.
//! Separators are compared only after the letters match.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::packed::{PackedTable, PackedTexts, hash, numbers};
use super::spacing;

/// Names by their letters.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct NameIndex {
    /// The letters of names, and of each prefix of a name that ends where a part of the name ends.
    letters: PackedTexts,
    /// The [`NameKey`] of each.
    #[serde(with = "numbers")]
    keys: Vec<u32>,
    table: PackedTable,
    names: u32,
    /// A Bloom filter of the letters, by [`word_bit`]. It rejects most words.
    #[serde(with = "numbers")]
    words: Vec<u64>,
}

impl Default for NameIndex {
    fn default() -> Self {
        let (letters, table) = (PackedTexts::default(), PackedTable::default());
        Self { letters, keys: Vec::new(), table, names: 0, words: vec![0; 1 << 12] }
    }
}

/// The bit for a word in [`NameIndex::words`], as the index of a `u64` and a mask: a hash of its first four letters,
/// its last four and its length, ignoring case.
fn word_bit(word: &[u8]) -> (usize, u64) {
    let letters = match (word.first_chunk(), word.last_chunk()) {
        (Some(first), Some(last)) => u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last)),
        _ => word.iter().fold(0, |letters, byte| letters << 8 | u64::from(*byte)),
    };
    // Setting this bit turns capitals into small letters; digits have it already.
    let mixed = (letters | 0x2020_2020_2020_2020).wrapping_add(word.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed >> 52) as usize, 1 << (mixed >> 46 & 63))
}

/// What a sequence of letters is. A plain number, so that keys can be read without decoding.
#[derive(Clone, Copy, Debug, Default)]
struct NameKey(u32);

impl NameKey {
    /// Set if a name continues after the letters.
    const CONTINUES: u32 = 1 << 31;

    /// The number of the name with exactly these letters.
    fn name(self) -> Option<u32> {
        (self.0 & !Self::CONTINUES).checked_sub(1)
    }

    /// Whether a name continues after the letters.
    fn continues(self) -> bool {
        self.0 & Self::CONTINUES != 0
    }
}

/// The longest separator between two parts of a name, in bytes: ` & `.
const WIDEST_GAP: usize = 3;

/// The longest name, in letters.
const MAX_LENGTH: usize = 80;

/// The names that start at a position: the end of each in bytes, and its number. There is rarely more than one.
pub(super) type NameMatches = SmallVec<[(usize, u32); 2]>;

impl NameIndex {
    /// Adds the name `text` and returns its number. Names with the same letters share a number.
    pub(super) fn add(&mut self, text: &str) -> u32 {
        let bytes = text.as_bytes();
        let mut letters = Vec::with_capacity(text.len());
        for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| byte.is_ascii_alphanumeric()) {
            if !letters.is_empty() && spacing::is_border(bytes, at) {
                *self.key(&letters) |= NameKey::CONTINUES;
            }
            letters.push(byte.to_ascii_lowercase());
        }
        let next = self.names;
        let key = self.key(&letters);
        if let Some(name) = NameKey(*key).name() {
            return name;
        }
        *key |= next + 1;
        self.names += 1;
        next
    }

    fn key(&mut self, letters: &[u8]) -> &mut u32 {
        let number = self.number(letters).unwrap_or_else(|| {
            let (at, bit) = word_bit(letters);
            if let Some(bits) = self.words.get_mut(at) {
                *bits |= bit;
            }
            self.keys.push(0);
            let number = self.letters.push(letters);
            self.table.insert(number, |number| hash(self.letters.get(number)));
            number
        });
        &mut self.keys[number as usize]
    }

    /// The number of these letters, if a name consists of them or starts with them.
    fn number(&self, letters: &[u8]) -> Option<u32> {
        self.table.find(hash(letters), |number| self.letters.get(number) == letters)
    }

    /// Whether a name may start with `word`. False for most words; true may be wrong.
    pub(super) fn may_begin(&self, word: &[u8]) -> bool {
        let (at, bit) = word_bit(word);
        self.words.get(at).is_some_and(|bits| bits & bit != 0)
    }

    /// The names that start with the word `first` of `text`, shortest first: the end of each in bytes, and its number.
    pub(super) fn beginning_with(&self, text: &str, first: &Range<usize>) -> NameMatches {
        let mut found = NameMatches::new();
        let bytes = text.as_bytes();
        let mut letters: SmallVec<[u8; MAX_LENGTH]> = SmallVec::new();
        let mut word = first.clone();
        loop {
            if letters.len() + word.len() > MAX_LENGTH {
                return found;
            }
            letters.extend_from_slice(&bytes[word.clone()]);
            let begun = letters.len() - word.len();
            letters[begun..].make_ascii_lowercase();
            let Some(number) = self.number(&letters) else { return found };
            let key = self.keys.get(number as usize).map_or(NameKey::default(), |key| NameKey(*key));
            found.extend(key.name().map(|name| (word.end, name)));
            if !key.continues() {
                return found;
            }
            let gap = bytes[word.end..].iter().take(WIDEST_GAP + 1).take_while(|byte| is_gap(**byte)).count();
            word = word_at(bytes, word.end + gap);
            if gap == 0 || gap > WIDEST_GAP || word.is_empty() {
                return found;
            }
        }
    }
}

/// The bytes that words consist of, as a table, because this is looked up for every letter of a note.
static IN_WORD: [bool; 256] = {
    let mut bytes = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        bytes[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    bytes
};

/// The word in `bytes` that starts at byte `start`: a run of ASCII letters and digits. Empty if there is none.
pub(super) fn word_at(bytes: &[u8], start: usize) -> Range<usize> {
    let rest = bytes.get(start..).unwrap_or_default();
    start..start + rest.iter().position(|byte| !IN_WORD[usize::from(*byte)]).unwrap_or(rest.len())
}

fn is_gap(byte: u8) -> bool {
    byte == b' ' || byte.is_ascii_punctuation()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_their_letters() {
        let mut index = NameIndex::default();
        let (watch, logs, route) = (index.add("CloudWatch"), index.add("CloudWatch Logs"), index.add("Route 53"));
        assert_eq!(index.add("cloud watch"), watch);
        let found = |text: &str| {
            let start = text.find(|char: char| char.is_ascii()).unwrap();
            index.beginning_with(text, &word_at(text.as_bytes(), start)).to_vec()
        };
        assert_eq!(found("Cloud-watch logs"), [(11, watch), (16, logs)]);
        assert_eq!(found("をROUTE53に"), [(10, route)]);
        assert_eq!(found("Clouds"), []);
        assert_eq!(found("cloud\nwatch"), []);
    }
}
