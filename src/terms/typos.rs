//! Typos of names: a letter inserted, omitted or replaced, or two neighbouring letters swapped: `Kubernets`, `Lmabda`.

use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::dictionary::Term;
use super::packed::{PackedTexts, narrow, numbers};
use super::records::ByName;
use crate::text::sync::lock;
use crate::words;

/// The names whose typos are recognised.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Typos {
    /// The names in lower case, sorted.
    names: PackedTexts,
    /// The [`letters`] of each name.
    #[serde(with = "numbers")]
    letters: Vec<u32>,
    /// The number of the term of each name.
    #[serde(with = "numbers")]
    terms: Vec<u32>,
    /// Keys of word ends ([`ends`]) that a typo of some name can have, sorted. A single typo leaves the start or the
    /// end of a word unchanged.
    #[serde(with = "numbers")]
    ends: Vec<u32>,
    /// For each end, the index in `by_end` of its first name.
    #[serde(with = "numbers")]
    starts: Vec<u32>,
    /// The names, grouped by end.
    #[serde(with = "numbers")]
    by_end: Vec<u32>,
    /// A Bloom filter of the ends. It rejects most words.
    #[serde(with = "numbers")]
    bits: Vec<u64>,
    /// Results for words in lower case, because a word that resembles a name usually occurs again.
    #[serde(skip)]
    known: Mutex<FxHashMap<Box<str>, Option<u32>>>,
}

/// The maximum number of words in [`Typos::known`].
const MAX_REMEMBERED: usize = 1 << 16;

/// A name whose typos are recognised.
#[derive(Clone, Copy)]
struct TypoName<'n> {
    /// In lower case.
    lower: &'n [u8],
    letters: u32,
}

/// Names with at least this many letters may have two typos.
const LONG: usize = 10;

/// English words that resemble a name.
const WORDS: &[&str] = words!("../../rules/words/near_names.txt", "english");

/// The length of words to check, in letters.
const LENGTHS: RangeInclusive<usize> = 5..=40;

impl Typos {
    /// Collects the names of `terms` that are marked for this and consist of ASCII letters. Each term comes with its
    /// number.
    pub(super) fn of<'a>(terms: impl Iterator<Item = (u32, &'a Term)>) -> Self {
        let marked = |term: &Term| term.typos && term.canonical.bytes().all(|byte| byte.is_ascii_alphabetic());
        let name = |(number, term): (u32, &Term)| (term.canonical.to_ascii_lowercase(), number);
        let mut names: Vec<_> = terms.filter(|(_, term)| marked(term)).map(name).collect();
        names.sort_by(|a, b| a.0.cmp(&b.0));
        let mut typos = Self { bits: vec![0; 1 << 10], ..Self::default() };
        let mut by_end = Vec::new();
        for (name, term) in &names {
            let number = typos.names.push(name.as_bytes());
            typos.letters.push(letters(name.as_bytes()));
            typos.terms.push(*term);
            let most = most_slips(name.as_bytes());
            let lengths = name.len() - most..=name.len() + most;
            by_end.extend(lengths.flat_map(|length| ends(name.as_bytes(), length)).map(|end| (end, number)));
        }
        by_end.sort_by_key(|(end, _)| *end);
        for (end, name) in by_end {
            if typos.ends.last() != Some(&end) {
                typos.ends.push(end);
                typos.starts.push(narrow(typos.by_end.len()));
                let (at, bit) = bit_of(end);
                if let Some(bits) = typos.bits.get_mut(at) {
                    *bits |= bit;
                }
            }
            typos.by_end.push(name);
        }
        typos
    }

    /// The term of which `word` is a typo. `None` if `word` is a name or an inflected one, is in all capitals, or
    /// resembles no name. `terms` are the terms of the dictionaries.
    pub(super) fn meant_by<'t>(&self, word: &str, terms: &'t ByName<Term>) -> Option<&'t Arc<Term>> {
        let bytes = word.as_bytes();
        if !LENGTHS.contains(&bytes.len()) {
            return None;
        }
        let ends = ends(bytes, bytes.len()).map(|end| self.with_end(end));
        if ends.iter().all(|names| names.is_empty())
            || !bytes.iter().all(u8::is_ascii_alphabetic)
            || !bytes.iter().any(u8::is_ascii_lowercase)
        {
            return None;
        }
        let lower: Box<str> = word.to_ascii_lowercase().into();
        let known = || lock(&self.known);
        let before = known().get(&lower).copied();
        let nearest = before.unwrap_or_else(|| {
            let nearest = self.nearest(lower.as_bytes(), ends, terms);
            let mut known = known();
            if known.len() < MAX_REMEMBERED {
                known.insert(lower.clone(), nearest);
            }
            nearest
        });
        let name = self.name(nearest?)?;
        // `docter` is as near to `doctor` as to `Docker`. A capital decides for the name.
        let is_common = word.starts_with(|char: char| char.is_ascii_lowercase()) && is_near_word(&lower, name.lower);
        let term = terms.get(*self.terms.get(nearest? as usize)?)?;
        (!is_common).then_some(term)
    }

    /// The number of the name of which `lower` is a typo, among the names with one of its `ends`.
    fn nearest(&self, lower: &[u8], ends: [&[u32]; 2], terms: &ByName<Term>) -> Option<u32> {
        let mut nearest = None;
        let mask = letters(lower);
        for &number in ends.into_iter().flatten() {
            let name = self.name(number)?;
            if name.is_inflected(lower) {
                return None;
            }
            if nearest.is_none_or(|nearest| number < nearest) && name.is_near(lower, mask) {
                nearest = Some(number);
            }
        }
        let term = terms.get(*self.terms.get(nearest? as usize)?)?;
        // `recogntion` is nearer to `recognition` than to `Rekognition`.
        let name = self.name(nearest?)?;
        let unlike = term.unlike.iter().any(|other| distance(other.as_bytes(), lower) < distance(name.lower, lower));
        let inflected = || (0..narrow(self.names.len())).filter_map(|number| self.name(number));
        nearest.filter(|_| !unlike && !inflected().any(|name| name.is_inflected(lower)))
    }

    fn name(&self, number: u32) -> Option<TypoName<'_>> {
        Some(TypoName { lower: self.names.get(number), letters: *self.letters.get(number as usize)? })
    }

    /// The names of which a word with this end can be a typo.
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

impl TypoName<'_> {
    /// Whether `lower` is another form of the name, the start of it, or a compound with it: `lambdas`, `workspace` for
    /// `WorkSpaces`, `xcodebuild`.
    fn is_inflected(self, lower: &[u8]) -> bool {
        lower.starts_with(self.lower) || self.lower.starts_with(lower) || lower.ends_with(self.lower)
    }

    /// Whether `lower` is a typo of the name. `mask` is the [`letters`] of `lower`. Each slip changes at most two bits
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

/// Whether `lower` is as near to an English word as to `name`.
fn is_near_word(lower: &str, name: &[u8]) -> bool {
    let own = distance(name, lower.as_bytes());
    WORDS.iter().any(|word| distance(word.as_bytes(), lower.as_bytes()) <= own)
}

/// The number of slips between two words.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let (Ok(a), Ok(b)) = (str::from_utf8(a), str::from_utf8(b)) else { return usize::MAX };
    strsim::osa_distance(a, b)
}

/// How many slips a typo of `name` may have.
fn most_slips(name: &[u8]) -> usize {
    if name.len() >= LONG { 2 } else { 1 }
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

/// The bit for `end` in [`Typos::bits`], as the index of a `u64` and a mask.
fn bit_of(end: u32) -> (usize, u64) {
    let mixed = end ^ end >> 11;
    (mixed as usize >> 6 & 0x3FF, 1 << (mixed & 63))
}

/// A mask of the letters in `word`, one bit per letter of the alphabet.
fn letters(word: &[u8]) -> u32 {
    word.iter().filter(|byte| byte.is_ascii_lowercase()).fold(0, |mask, byte| mask | 1 << (byte - b'a'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_of_names_are_recognised() {
        let mut terms = ByName::default();
        for name in ["Lambda", "Kubernetes", "Textract", "PostgreSQL", "Docker"] {
            let unlike = "unlike = ['extract', 'postgrest', 'kubernetic']";
            let term = toml::from_str(&format!("canonical = '{name}'\ntypos = true\n{unlike}\nsource = 'x'")).unwrap();
            terms.push(name, &term);
        }
        let typos = Typos::of((0..5).map(|number| (number, &**terms.get(number).unwrap())));
        let found = |text: &str| -> Vec<String> {
            let words = text.split(|char: char| !char.is_ascii_alphanumeric());
            words.filter_map(|word| Some(format!("{word} {}", typos.meant_by(word, &terms)?.canonical))).collect()
        };
        assert_eq!(found("LambaをVPCに置く"), ["Lamba Lambda"]);
        assert_eq!(found("docter, Docter"), ["Docter Docker"]);
        assert_eq!(found("kubernets, Kubemetes"), ["kubernets Kubernetes", "Kubemetes Kubernetes"]);
        let none: [String; 0] = [];
        assert_eq!(
            found("Lambda lambdas Lambda1 LAMBA extract exttact PostgREST kubernetik lambdaを Kubernetesの"),
            none
        );
    }
}
