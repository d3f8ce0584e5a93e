//! Finds the known word that a word differs from by a typo: a letter inserted, omitted or replaced, or two neighbouring
//! letters swapped.

use std::ops::RangeInclusive;
use std::sync::{Mutex, OnceLock};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::packed::{PackedTexts, narrow};
use crate::text::sync::lock;

/// Words whose typos are recognised. Each has a number.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct NearWords {
    /// The words in lower case.
    words: PackedTexts,
    /// Built at the first search: stored with the words, it would take several times their space.
    #[serde(skip)]
    index: OnceLock<NearIndex>,
    /// Results for words in lower case, because a word that resembles another usually occurs again.
    #[serde(skip)]
    known: Mutex<FxHashMap<Box<[u8]>, Option<u32>>>,
}

/// The words by their ends.
#[derive(Debug)]
struct NearIndex {
    /// The [`letters`] of each word.
    letters: Vec<u32>,
    /// Keys of word ends ([`ends`]) that a typo of some word can have, sorted. A single typo leaves the start or the
    /// end of a word unchanged.
    ends: Vec<u32>,
    /// For each end, the index in `by_end` of its first word.
    starts: Vec<u32>,
    /// The words, grouped by end.
    by_end: Vec<u32>,
    /// A Bloom filter of the ends. It rejects most words.
    bits: Vec<u64>,
}

/// The maximum number of words in [`NearWords::known`].
const MAX_REMEMBERED: usize = 1 << 16;

/// A word whose typos are recognised.
#[derive(Clone, Copy)]
struct NearWord<'n> {
    /// In lower case.
    lower: &'n [u8],
    letters: u32,
}

/// Words with at least this many letters may have two typos.
pub(super) const LONG: usize = 10;

/// The length of words to check, in letters.
const LENGTHS: RangeInclusive<usize> = 5..=40;

impl NearWords {
    /// Collects `words`, which are in lower case and consist of ASCII letters. They are numbered in this order.
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut near = Self::default();
        for word in words {
            near.words.push(word.as_bytes());
        }
        near
    }

    fn index(&self) -> &NearIndex {
        self.index.get_or_init(|| NearIndex::of(&self.words))
    }

    /// All words, by number.
    pub(super) fn words(&self) -> impl Iterator<Item = &[u8]> {
        (0..narrow(self.words.len())).map(|number| self.words.get(number))
    }

    /// The word with this number.
    pub(super) fn get(&self, number: u32) -> &[u8] {
        self.words.get(number)
    }

    /// The word of which `word` is a typo, in any case but all capitals. `choose` receives `word` in lower case and the
    /// words that it resembles; its answer is remembered.
    pub(super) fn nearest(
        &self,
        word: &str,
        choose: impl FnOnce(&[u8], &mut dyn Iterator<Item = u32>) -> Option<u32>,
    ) -> Option<u32> {
        let bytes = word.as_bytes();
        if !LENGTHS.contains(&bytes.len()) {
            return None;
        }
        let index = self.index();
        let ends = ends(bytes, bytes.len()).map(|end| index.with_end(end));
        if ends.iter().all(|words| words.is_empty())
            || !bytes.iter().all(u8::is_ascii_alphabetic)
            || !bytes.iter().any(u8::is_ascii_lowercase)
        {
            return None;
        }
        // Most words are known by now, and need no memory of their own.
        let mut buffer = [0; *LENGTHS.end()];
        let lower = buffer.get_mut(..bytes.len())?;
        lower.copy_from_slice(bytes);
        lower.make_ascii_lowercase();
        let lower = &*lower;
        let known = || lock(&self.known);
        let before = known().get(lower).copied();
        before.unwrap_or_else(|| {
            let mask = letters(lower);
            let is_near = |number: &u32| self.word(*number).is_some_and(|word| word.is_near(lower, mask));
            let nearest = choose(lower, &mut ends.into_iter().flatten().copied().filter(is_near));
            let mut known = known();
            if known.len() < MAX_REMEMBERED {
                known.insert(lower.into(), nearest);
            }
            nearest
        })
    }

    fn word(&self, number: u32) -> Option<NearWord<'_>> {
        Some(NearWord { lower: self.words.get(number), letters: *self.index().letters.get(number as usize)? })
    }
}

impl NearIndex {
    /// The index of `words`.
    fn of(words: &PackedTexts) -> Self {
        let mut index = Self {
            letters: Vec::new(),
            ends: Vec::new(),
            starts: Vec::new(),
            by_end: Vec::new(),
            bits: vec![0; 1 << 10],
        };
        let mut by_end = Vec::new();
        for number in 0..narrow(words.len()) {
            let word = words.get(number);
            index.letters.push(letters(word));
            let most = most_slips(word);
            let lengths = word.len() - most..=word.len() + most;
            by_end.extend(lengths.flat_map(|length| ends(word, length)).map(|end| (end, number)));
        }
        by_end.sort_unstable();
        for (end, word) in by_end {
            if index.ends.last() != Some(&end) {
                index.ends.push(end);
                index.starts.push(narrow(index.by_end.len()));
                let (at, bit) = bit_of(end);
                if let Some(bits) = index.bits.get_mut(at) {
                    *bits |= bit;
                }
            }
            index.by_end.push(word);
        }
        index
    }

    /// The words of which a word with this end can be a typo.
    fn with_end(&self, end: u32) -> &[u32] {
        let (at, bit) = bit_of(end);
        if self.bits.get(at).is_none_or(|bits| bits & bit == 0) {
            return &[];
        }
        let Ok(at) = self.ends.binary_search(&end) else { return &[] };
        let start = |at: usize| self.starts.get(at).map_or(self.by_end.len(), |start| *start as usize);
        self.by_end.get(start(at)..start(at + 1)).unwrap_or_default()
    }
}

impl NearWord<'_> {
    /// Whether `lower` is a typo of the word. `mask` is the [`letters`] of `lower`. Each slip changes at most two bits
    /// of the mask, which rules out most words cheaply.
    fn is_near(self, lower: &[u8], mask: u32) -> bool {
        let most = most_slips(self.lower);
        let apart = self.lower.len().abs_diff(lower.len());
        if apart > most || (self.letters ^ mask).count_ones() as usize > 2 * most {
            return false;
        }
        // A single slip leaves all letters before and after it unchanged.
        let same = |(a, b): &(&u8, &u8)| a == b;
        let before = self.lower.iter().zip(lower).take_while(same).count();
        let after = self.lower.iter().rev().zip(lower.iter().rev()).take_while(same).count();
        (most > 1 || before + after + 2 >= lower.len().max(self.lower.len())) && distance(self.lower, lower) <= most
    }
}

/// Whether `lower` is another form of `word`, the start of it, or a compound with it: `lambdas`, `workspace` for
/// `WorkSpaces`, `xcodebuild`.
pub(super) fn is_inflected(word: &[u8], lower: &[u8]) -> bool {
    // `postgress`
    let is_doubled = word.ends_with(b"s") && lower.strip_prefix(word) == Some(b"s");
    lower.starts_with(word) && !is_doubled || word.starts_with(lower) || lower.ends_with(word)
}

/// The number of slips between two words.
pub(super) fn distance(a: &[u8], b: &[u8]) -> usize {
    let (Ok(a), Ok(b)) = (str::from_utf8(a), str::from_utf8(b)) else { return usize::MAX };
    strsim::osa_distance(a, b)
}

/// How many slips a typo of `word` may have.
fn most_slips(word: &[u8]) -> usize {
    if word.len() >= LONG { 2 } else { 1 }
}

/// The keys for the ends of a word with `length` letters: its first three letters and its last three, ignoring case.
fn ends(word: &[u8], length: usize) -> [u32; 2] {
    let end = |letters: Option<&[u8; 3]>| {
        let letters = letters.copied().unwrap_or_default();
        letters.iter().fold(0, |end, letter| end << 5 | u32::from(letter & 31))
    };
    let length = u32::try_from(length).unwrap_or_default() << 16;
    [end(word.first_chunk()) | length, end(word.last_chunk()) | length | 1 << 15]
}

/// The bit for `end` in [`NearIndex::bits`], as the index of a `u64` and a mask.
fn bit_of(end: u32) -> (usize, u64) {
    let mixed = end ^ end >> 11;
    (mixed as usize >> 6 & 0x3FF, 1 << (mixed & 63))
}

/// A mask of the letters in `word`, one bit per letter of the alphabet.
fn letters(word: &[u8]) -> u32 {
    word.iter().filter(|byte| byte.is_ascii_lowercase()).fold(0, |mask, byte| mask | 1 << (byte - b'a'))
}
