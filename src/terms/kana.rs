//! An index of words that start with a Japanese character. They are found anywhere, because Japanese does not separate
//! words with spaces.

use serde::{Deserialize, Serialize};

use super::packed::{PackedTable, PackedTexts, hash_of_number, narrow, numbers};

/// Words by their first two characters.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kana {
    /// A bit set of the first characters, for code points below 2^16.
    #[serde(with = "numbers")]
    first: Vec<u64>,
    /// A Bloom filter of the first two characters, by [`pair_bit`]. It rejects most pairs.
    #[serde(with = "numbers")]
    pairs: Vec<u64>,
    /// The words, by number.
    words: PackedTexts,
    /// For each word, the next shorter word with the same first two characters: its number plus 1, or 0 for none.
    #[serde(with = "numbers")]
    next: Vec<u32>,
    /// The pairs of first characters ([`key`]).
    #[serde(with = "numbers")]
    keys: Vec<u64>,
    /// For each pair, its longest word: its number plus 1, or 0 for none.
    #[serde(with = "numbers")]
    longest: Vec<u32>,
    /// Maps a pair to its index in `keys`.
    table: PackedTable,
}

impl Default for Kana {
    fn default() -> Self {
        let bits = || vec![0; 1 << 10];
        let (words, table) = (PackedTexts::default(), PackedTable::default());
        Self { first: bits(), pairs: bits(), words, next: Vec::new(), keys: Vec::new(), longest: Vec::new(), table }
    }
}

impl Kana {
    /// Adds the word `text`, which must have at least two characters, and returns its number. The same word always has
    /// the same number.
    pub(super) fn add(&mut self, text: &str) -> u32 {
        let beginning = first_two(text).map(|chars| self.beginning(chars));
        let mut before = None;
        let mut word = beginning.and_then(|beginning| self.longest_of(beginning));
        while let Some(longer) = word.filter(|word| self.words.get(*word).len() >= text.len()) {
            if self.words.get(longer) == text.as_bytes() {
                return longer;
            }
            (before, word) = (Some(longer), self.after(longer));
        }
        let number = self.words.push(text.as_bytes());
        self.next.push(word.map_or(0, |word| word + 1));
        let link = match before {
            Some(before) => self.next.get_mut(before as usize),
            None => beginning.and_then(|beginning| self.longest.get_mut(beginning as usize)),
        };
        if let Some(link) = link {
            *link = number + 1;
        }
        number
    }

    /// The index of the pair `chars` in `keys`. Adds it if necessary.
    fn beginning(&mut self, chars: [char; 2]) -> u32 {
        self.find(chars).unwrap_or_else(|| {
            if let Some(bits) = self.first.get_mut(chars[0] as usize >> 6 & 0x3FF) {
                *bits |= 1 << (chars[0] as usize & 63);
            }
            let (at, bit) = pair_bit(chars);
            if let Some(bits) = self.pairs.get_mut(at) {
                *bits |= bit;
            }
            let number = narrow(self.keys.len());
            self.keys.push(key(chars));
            self.longest.push(0);
            self.table.insert(number, |number| hash_of_number(self.keys.get(number as usize).copied().unwrap_or(0)));
            number
        })
    }

    fn find(&self, chars: [char; 2]) -> Option<u32> {
        let key = key(chars);
        self.table.find(hash_of_number(key), |number| self.keys.get(number as usize) == Some(&key))
    }

    fn longest_of(&self, beginning: u32) -> Option<u32> {
        self.longest.get(beginning as usize)?.checked_sub(1)
    }

    fn after(&self, word: u32) -> Option<u32> {
        self.next.get(word as usize)?.checked_sub(1)
    }

    /// Whether a word starts with `char`. False for most characters.
    pub(super) fn may_begin(&self, char: char) -> bool {
        let char = char as usize;
        self.first.get(char >> 6 & 0x3FF).is_some_and(|bits| bits & 1 << (char & 63) != 0)
    }

    /// The offset of the first character at or after byte `at` of `text` that may start a word or is not three bytes
    /// long in UTF-8, as Japanese and Chinese characters are.
    pub(super) fn next_from(&self, text: &str, mut at: usize) -> usize {
        let bytes = text.as_bytes();
        while let Some(&[a @ 0xE0..=0xEF, b, c]) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            // UTF-8 puts the code point's upper ten bits, the index of the `u64`, into the first two bytes, and the
            // lower six, the bit, into the third.
            let bits = self.first.get(usize::from(a & 0xF) << 6 | usize::from(b & 0x3F));
            if bits.is_none_or(|bits| bits & 1 << (c & 0x3F) != 0) {
                break;
            }
            at += 3;
        }
        at
    }

    /// The longest word that starts at byte `at` of `text`: its end in bytes and its number.
    pub(super) fn longest_at(&self, text: &str, at: usize) -> Option<(usize, u32)> {
        let rest = text.get(at..)?;
        let chars = first_two(rest)?;
        let (place, bit) = pair_bit(chars);
        let beginning = self.pairs.get(place).filter(|bits| *bits & bit != 0).and_then(|_| self.find(chars))?;
        let mut words = std::iter::successors(self.longest_of(beginning), |word| self.after(*word));
        let word = words.find(|word| rest.as_bytes().starts_with(self.words.get(*word)))?;
        Some((at + self.words.get(word).len(), word))
    }
}

/// Two characters as one number.
fn key([first, second]: [char; 2]) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// The bit for a pair in [`Kana::pairs`], as the index of a `u64` and a mask.
fn pair_bit([first, second]: [char; 2]) -> (usize, u64) {
    let mixed = first as usize * 31 + second as usize;
    (mixed >> 6 & 0x3FF, 1 << (mixed & 63))
}

fn first_two(text: &str) -> Option<[char; 2]> {
    let mut chars = text.chars();
    Some([chars.next()?, chars.next()?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins() {
        let mut kana = Kana::default();
        let (short, long) = (kana.add("サーバ"), kana.add("サーバー"));
        assert_eq!((kana.add("サーバ"), short, long), (0, 0, 1));
        let found = |text: &str| kana.longest_at(text, "Web".len());
        assert_eq!(found("Webサーバー群"), Some((15, long)));
        assert_eq!(found("Webサーバ群"), Some((12, short)));
        assert_eq!(found("Webサービス"), None);
        assert_eq!(found("Webサ"), None);
    }
}
