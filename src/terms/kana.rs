//! The words in Japanese letters, found wherever they stand: Japanese has no spaces to begin words with.

use rustc_hash::FxHashMap;

/// Words by their first two characters.
#[derive(Debug)]
pub(super) struct Kana {
    /// Which characters a word begins with, by the 16 bits of each.
    first: Box<[u64]>,
    /// Which two it begins with, a bit for many: most pairs begin none.
    pairs: Box<[u64]>,
    /// By the first two characters: the words, longest first, and their numbers.
    words: FxHashMap<[char; 2], Vec<(Box<str>, usize)>>,
    /// By its text.
    numbers: FxHashMap<Box<str>, usize>,
}

impl Default for Kana {
    fn default() -> Self {
        let bits = || vec![0; 1 << 10].into_boxed_slice();
        Self { first: bits(), pairs: bits(), words: FxHashMap::default(), numbers: FxHashMap::default() }
    }
}

impl Kana {
    /// The number of the word `text`, which has two characters at least; a new one where it is not there yet.
    pub(super) fn add(&mut self, text: &str) -> usize {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.numbers.len();
        self.numbers.insert(text.into(), number);
        if let Some(key) = first_two(text) {
            if let Some(bits) = self.first.get_mut(key[0] as usize >> 6 & 0x3FF) {
                *bits |= 1 << (key[0] as usize & 63);
            }
            let (at, bit) = pair_bit(key);
            if let Some(bits) = self.pairs.get_mut(at) {
                *bits |= bit;
            }
            let words = self.words.entry(key).or_default();
            let place = words.partition_point(|(word, _)| word.len() >= text.len());
            words.insert(place, (text.into(), number));
        }
        number
    }

    /// Whether a word may begin with `char`: most characters begin none.
    pub(super) fn may_begin(&self, char: char) -> bool {
        let char = char as usize;
        self.first.get(char >> 6 & 0x3FF).is_some_and(|bits| bits & 1 << (char & 63) != 0)
    }

    /// The first byte of `text` from byte `at` on where a word may begin, or characters of three bytes end: as those of
    /// Japanese and Chinese have.
    pub(super) fn next_from(&self, text: &str, mut at: usize) -> usize {
        let bytes = text.as_bytes();
        while let Some(&[a @ 0xE0..=0xEF, b, c]) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            // Which 64 characters it is among, and which of them it is, stand in the bits that UTF-8 gives to each byte.
            let bits = self.first.get(usize::from(a & 0xF) << 6 | usize::from(b & 0x3F));
            if bits.is_none_or(|bits| bits & 1 << (c & 0x3F) != 0) {
                break;
            }
            at += 3;
        }
        at
    }

    /// The longest word that begins at byte `at` of `text`: where it ends, and its number.
    pub(super) fn longest_at(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        let rest = text.get(at..)?;
        let key = first_two(rest)?;
        let (place, bit) = pair_bit(key);
        let words = self.pairs.get(place).filter(|bits| *bits & bit != 0).and_then(|_| self.words.get(&key))?;
        words.iter().find(|(word, _)| rest.starts_with(&**word)).map(|(word, number)| (at + word.len(), *number))
    }
}

/// The bit of two characters: which 64 bits, and which of them.
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
    fn the_longest_word_counts() {
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
