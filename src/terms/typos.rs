//! Names with a letter too many, too few, another one, or two that have changed places: `Kubernets`, `Lmabda`.

use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;

use super::dictionary::Term;
use crate::text::sync::lock;

/// The names that are recognised in spite of such a slip.
#[derive(Debug)]
pub(super) struct Typos {
    /// In the order of their letters.
    names: Vec<Name>,
    /// By the ends of words ([`ends`]): the names that a word with such an end may be. A slip leaves one of the two ends
    /// as it is.
    by_end: FxHashMap<u32, Vec<usize>>,
    /// The keys of that, a bit each: most words have neither.
    bits: Box<[u64]>,
    /// What was found of words in lower case: those that come near a name come again.
    known: Mutex<FxHashMap<Box<str>, Option<usize>>>,
}

/// Words that [`Typos::known`] holds at most.
const MOST_KNOWN: usize = 1 << 16;

#[derive(Debug)]
struct Name {
    /// In lower case.
    lower: Box<str>,
    letters: u32,
    term: Arc<Term>,
}

/// From so many letters on a name may have two slips.
const LONG: usize = 10;

/// The shortest word that is looked at, and the longest, in letters.
const LOOKED_AT: RangeInclusive<usize> = 5..=40;

impl Typos {
    /// Those of `terms` that are a word of ASCII letters and marked for it.
    pub(super) fn of<'a>(terms: impl Iterator<Item = &'a Arc<Term>>) -> Self {
        let marked = |term: &&Arc<Term>| term.typos && term.canonical.bytes().all(|byte| byte.is_ascii_alphabetic());
        let name = |term: &Arc<Term>| {
            let lower = term.canonical.to_ascii_lowercase().into_boxed_str();
            Name { letters: letters(&lower), lower, term: term.clone() }
        };
        let mut names: Vec<Name> = terms.filter(marked).map(name).collect();
        names.sort_by(|a, b| a.lower.cmp(&b.lower));
        let mut typos = Self {
            names: Vec::new(),
            by_end: FxHashMap::default(),
            bits: vec![0; 1 << 10].into(),
            known: Mutex::default(),
        };
        for (index, name) in names.iter().enumerate() {
            let most = most_slips(&name.lower);
            let lengths = name.lower.len() - most..=name.lower.len() + most;
            for end in lengths.flat_map(|length| ends(name.lower.as_bytes(), length)) {
                typos.by_end.entry(end).or_default().push(index);
                let (at, bit) = bit_of(end);
                if let Some(bits) = typos.bits.get_mut(at) {
                    *bits |= bit;
                }
            }
        }
        typos.names = names;
        typos
    }

    /// The name that `word` is nearly; `None` where it is a name itself, an inflected one, a constant in capitals, or
    /// near to none.
    pub(super) fn meant_by(&self, word: &str) -> Option<&Arc<Term>> {
        let bytes = word.as_bytes();
        if !LOOKED_AT.contains(&bytes.len()) {
            return None;
        }
        let ends = ends(bytes, bytes.len()).map(|end| self.with_end(end));
        if ends.iter().all(|names| names.is_empty())
            || !bytes.iter().all(u8::is_ascii_alphabetic)
            || !bytes.iter().any(u8::is_ascii_lowercase)
        {
            return None;
        }
        let lower = word.to_ascii_lowercase();
        let known = || lock(&self.known);
        let before = known().get(&*lower).copied();
        let nearest = before.unwrap_or_else(|| {
            let nearest = self.nearest(&lower, ends);
            let mut known = known();
            if known.len() < MOST_KNOWN {
                known.insert(lower.into(), nearest);
            }
            nearest
        });
        Some(&self.names.get(nearest?)?.term)
    }

    /// The name that `lower` is nearly, of those that words with its `ends` may be.
    fn nearest(&self, lower: &str, ends: [&[usize]; 2]) -> Option<usize> {
        let mut nearest = None;
        let mask = letters(lower);
        for &index in ends.into_iter().flatten() {
            let name = self.names.get(index)?;
            if name.is_inflected(lower) {
                return None;
            }
            if nearest.is_none_or(|nearest| index < nearest) && name.is_near(lower, mask) {
                nearest = Some(index);
            }
        }
        let name = self.names.get(nearest?)?;
        let unlike = name.term.unlike.iter().any(|other| **other == *lower);
        nearest.filter(|_| !unlike && !self.names.iter().any(|name| name.is_inflected(lower)))
    }

    /// The names that a word with this end may be.
    fn with_end(&self, end: u32) -> &[usize] {
        let (at, bit) = bit_of(end);
        if self.bits.get(at).is_none_or(|bits| bits & bit == 0) {
            return &[];
        }
        self.by_end.get(&end).map(Vec::as_slice).unwrap_or_default()
    }
}

impl Name {
    /// Whether `lower` is another form of the name, a word that it is made of, or one that is made of it: `lambdas`,
    /// `workspace` for `WorkSpaces`, `xcodebuild`.
    fn is_inflected(&self, lower: &str) -> bool {
        lower.starts_with(&*self.lower) || self.lower.starts_with(lower) || lower.ends_with(&*self.lower)
    }

    /// Whether `lower`, which has the letters of `mask`, is the name but for a slip. Each slip changes two of the letters
    /// used at most: it puts letters in, takes them out, changes them, or swaps neighbours.
    fn is_near(&self, lower: &str, mask: u32) -> bool {
        let most = most_slips(&self.lower);
        let apart = self.lower.len().abs_diff(lower.len());
        if apart > most || (self.letters ^ mask).count_ones() as usize > 2 * most {
            return false;
        }
        // One slip leaves all the letters before it and behind it.
        let same = |(a, b): &(u8, u8)| a == b;
        let before = self.lower.bytes().zip(lower.bytes()).take_while(same).count();
        let behind = self.lower.bytes().rev().zip(lower.bytes().rev()).take_while(same).count();
        (most > 1 || before + behind + 2 >= lower.len().max(self.lower.len()))
            && strsim::osa_distance(&self.lower, lower) <= most
    }
}

/// How many slips `name` may have and still be recognised.
fn most_slips(name: &str) -> usize {
    if name.len() >= LONG { 2 } else { 1 }
}

/// The ends of `word` for words of `length` letters: its first three letters and its last three, in whatever case.
fn ends(word: &[u8], length: usize) -> [u32; 2] {
    let end = |letters: Option<&[u8; 3]>| {
        let letters = letters.copied().unwrap_or_default();
        letters.iter().fold(0, |end, letter| end << 5 | u32::from(letter & 31))
    };
    let length = u32::try_from(length).unwrap_or_default() << 16;
    [end(word.first_chunk()) | length, end(word.last_chunk()) | length | 1 << 15]
}

/// Which 64 bits stand for `end`, and which of them.
fn bit_of(end: u32) -> (usize, u64) {
    let mixed = end ^ end >> 11;
    (mixed as usize >> 6 & 0x3FF, 1 << (mixed & 63))
}

/// Which of the 26 letters `word` has.
fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |mask, byte| mask | 1 << (byte - b'a'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typos(names: &[&str]) -> Typos {
        let term = |name: &&str| -> Arc<Term> {
            let unlike = "unlike = ['extract', 'postgrest']";
            Arc::new(toml::from_str(&format!("canonical = '{name}'\ntypos = true\n{unlike}\nsource = 'x'")).unwrap())
        };
        let terms: Vec<_> = names.iter().map(term).collect();
        Typos::of(terms.iter())
    }

    #[test]
    fn a_word_is_nearly_a_name_or_it_is_not() {
        let typos = typos(&["Lambda", "Kubernetes", "Textract", "PostgreSQL"]);
        let found = |text: &str| -> Vec<String> {
            let words = text.split(|char: char| !char.is_ascii_alphanumeric());
            words.filter_map(|word| Some(format!("{word} {}", typos.meant_by(word)?.canonical))).collect()
        };
        assert_eq!(found("LambaをVPCに置く"), ["Lamba Lambda"]);
        assert_eq!(found("kubernets, Kubemetes"), ["kubernets Kubernetes", "Kubemetes Kubernetes"]);
        let none: [String; 0] = [];
        assert_eq!(found("Lambda lambdas Lambda1 LAMBA extract PostgREST lambdaを Kubernetesの"), none);
    }
}
