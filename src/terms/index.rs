//! The names in Latin letters, found at the beginnings of words.
//!
//! All the ways to write a name would be thousands of patterns, and an automaton of them takes longer to build than a
//! note takes to check. A name begins where a word does, so its letters, without case and what stands between its parts,
//! are looked up there; what stands between the parts is looked at only when the letters are those of a name.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::packed::{PackedTable, PackedTexts, hash, numbers};
use super::spacing;

/// Names by their letters.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct NameIndex {
    /// The letters of names, and of those beginnings of names that end where a part of them does.
    letters: PackedTexts,
    /// What each of them is ([`NameKey`]).
    #[serde(with = "numbers")]
    keys: Vec<u32>,
    table: PackedTable,
    names: u32,
    /// The bits of the letters, by [`word_bit`]: most words have none of them.
    #[serde(with = "numbers")]
    words: Vec<u64>,
}

impl Default for NameIndex {
    fn default() -> Self {
        let (letters, table) = (PackedTexts::default(), PackedTable::default());
        Self { letters, keys: Vec::new(), table, names: 0, words: vec![0; 1 << 12] }
    }
}

/// The bit of a word's first four letters, its last four and its length, in whatever case: which 64 bits, and which of
/// them.
fn word_bit(word: &[u8]) -> (usize, u64) {
    let letters = match (word.first_chunk(), word.last_chunk()) {
        (Some(first), Some(last)) => u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last)),
        _ => word.iter().fold(0, |letters, byte| letters << 8 | u64::from(*byte)),
    };
    // Digits have the bit that makes small letters of capitals.
    let mixed = (letters | 0x2020_2020_2020_2020).wrapping_add(word.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed >> 52) as usize, 1 << (mixed >> 46 & 63))
}

/// What some letters are, in one number so that keys can be read as they lie.
#[derive(Clone, Copy, Debug, Default)]
struct NameKey(u32);

impl NameKey {
    /// The bit that says that a name goes on after the letters.
    const CONTINUES: u32 = 1 << 31;

    /// The number of the name that they are.
    fn name(self) -> Option<u32> {
        (self.0 & !Self::CONTINUES).checked_sub(1)
    }

    /// Whether a name goes on after them.
    fn continues(self) -> bool {
        self.0 & Self::CONTINUES != 0
    }
}

/// The most that may stand between two parts of a name, in bytes: ` & `.
const WIDEST_GAP: usize = 3;

/// The longest name, in letters.
const MAX_LENGTH: usize = 80;

/// Names that begin at one place: where each ends, and its number. More than one is rare.
pub(super) type NameMatches = SmallVec<[(usize, u32); 2]>;

impl NameIndex {
    /// The number of the name that has the letters of `text`; a new one where there is none yet.
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

    /// The number of these letters, if they are those of a name or of the beginning of one.
    fn number(&self, letters: &[u8]) -> Option<u32> {
        self.table.find(hash(letters), |number| self.letters.get(number) == letters)
    }

    /// Whether a name may begin with `word`: most words begin none.
    pub(super) fn may_begin(&self, word: &[u8]) -> bool {
        let (at, bit) = word_bit(word);
        self.words.get(at).is_some_and(|bits| bits & bit != 0)
    }

    /// The names that begin with the word `first` of `text`, shortest first: where each ends, and its number.
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

/// Which bytes words are made of: every letter of a note is looked up here.
static IN_WORD: [bool; 256] = {
    let mut bytes = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        bytes[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    bytes
};

/// The word in `bytes` from byte `start` on: a run of ASCII letters and digits; empty where there is none.
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
