//! Typos in names of several words: `NAT Gatway`, `Database Migiration Service`.
//!
//! Most words of such names are plain words, and what resembles one may be another: `Data Steams`. So the rest of the
//! name decides, or the same words in the right spelling elsewhere in the note.

use std::ops::Range;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::dictionary::{MatchMode, Rename, Term};
use super::near_words::{LONG, NearWords, distance, is_inflected};
use super::packed::{PackedTexts, narrow, numbers};

/// The names of several words in which typos are recognised.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct PartTypos {
    names: PackedTexts,
    /// The number of the term of each name, or [`FORMER`].
    #[serde(with = "numbers")]
    terms: Vec<u32>,
    /// Built at the first search, like [`NearWords`]' own.
    #[serde(skip)]
    index: OnceLock<PartIndex>,
}

/// The words of names.
#[derive(Debug)]
struct PartIndex {
    /// The words in lower case, sorted.
    parts: NearWords,
    /// For each word, the index in `uses` of its first use.
    starts: Vec<u32>,
    /// For each use of a word, the number of the name and the byte at which the word starts in it, which is in the
    /// lowest [`AT_BITS`].
    uses: Vec<u32>,
}

/// Stands for a name that is a former one.
const FORMER: u32 = u32::MAX;

/// The bits of a use that are the byte in the name.
const AT_BITS: u32 = 8;

/// The fewest letters of a word in which typos are recognised.
const SHORTEST: usize = 5;

/// A typo in a name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PartTypo {
    /// The words with the typo.
    pub(super) range: Range<usize>,
    /// The words without it.
    pub(super) right: Box<str>,
    /// The number of the term. `None` if it is a former name, or if only some words of a name are there.
    pub(super) term: Option<u32>,
}

/// A word of a name.
#[derive(Clone, Copy)]
struct Part<'n> {
    /// The name up to the word, and after it.
    before: &'n str,
    word: &'n str,
    after: &'n str,
    term: u32,
}

impl PartTypos {
    /// Collects the names of several words among `terms`, each with its number, and the former ones in `renames`. A
    /// single word counts together with its brand.
    pub(super) fn of<'a>(
        terms: impl Iterator<Item = (u32, &'a Term)>,
        renames: impl Iterator<Item = &'a Rename>,
    ) -> Self {
        let name = |(number, term): (u32, &Term)| {
            let alone = term.canonical.contains(' ') && term.matching != MatchMode::CommonWord;
            match &term.brand {
                _ if alone => (term.canonical.to_string(), number),
                Some(brand) => (format!("{brand} {}", term.canonical), number),
                None => (term.canonical.to_string(), number),
            }
        };
        let former = renames.flat_map(|rename| rename.old.iter().map(|old| (old.to_string(), FORMER)));
        let mut typos = Self::default();
        for (name, term) in terms.map(name).chain(former).filter(|(name, _)| name.len() < 1 << AT_BITS) {
            if uses(&name).next().is_some() {
                typos.names.push(name.as_bytes());
                typos.terms.push(term);
            }
        }
        typos
    }

    fn index(&self) -> &PartIndex {
        self.index.get_or_init(|| PartIndex::of(&self.names))
    }

    /// The typo in a name that the word at `range` of `text` is. `count` returns how often the note has some words.
    pub(super) fn at(
        &self,
        text: &str,
        range: &Range<usize>,
        mut count: impl FnMut(&str) -> usize,
    ) -> Option<PartTypo> {
        let written = &text[range.clone()];
        if !written.starts_with(|char: char| char.is_ascii_uppercase()) {
            return None;
        }
        let parts = &self.index().parts;
        let word = parts.nearest(written, |lower, near| {
            let is_slip = |word: &[u8]| has_ends(word, lower) && !is_inflected(word, lower);
            let near = near.filter(|number| is_slip(parts.get(*number)));
            let nearest = near.min_by_key(|number| distance(parts.get(*number), lower))?;
            (!parts.words().any(|word| word == lower)).then_some(nearest)
        })?;
        self.whole(word, text, range).or_else(|| self.partly(word, text, range, &mut count))
    }

    /// The longest name that is there but for the typo of `word`.
    fn whole(&self, word: u32, text: &str, range: &Range<usize>) -> Option<PartTypo> {
        let is_there = |part: &Part<'_>| {
            text[..range.start].ends_with(part.before)
                && text[range.end..].starts_with(part.after)
                && part.word.starts_with(|char: char| char.is_ascii_uppercase())
        };
        let part = self.uses(word).filter(is_there).max_by_key(|part| part.before.len() + part.after.len())?;
        Some(PartTypo {
            range: range.start - part.before.len()..range.end + part.after.len(),
            right: [part.before, part.word, part.after].concat().into(),
            term: Some(part.term).filter(|term| *term != FORMER),
        })
    }

    /// The typo, if the note has the right words more often: the word with the one before it, or a long name by itself.
    fn partly(
        &self,
        word: u32,
        text: &str,
        range: &Range<usize>,
        count: &mut dyn FnMut(&str) -> usize,
    ) -> Option<PartTypo> {
        let written = &text[range.clone()];
        let is_slip = |part: &Part<'_>| {
            part.word.starts_with(|char: char| char.is_ascii_uppercase())
                && distance(part.word.to_ascii_lowercase().as_bytes(), written.to_ascii_lowercase().as_bytes()) == 1
        };
        let part = self.uses(word).find(is_slip)?;
        let before = text[..range.start].strip_suffix(' ').unwrap_or_default();
        let before = before.rsplit(|char: char| !char.is_ascii_alphanumeric()).next().unwrap_or_default();
        let is_pair = before.starts_with(|char: char| char.is_ascii_uppercase());
        let mut prevails = |start: usize| {
            let right = [&text[start..range.start], part.word].concat();
            let typo = || PartTypo { range: start..range.end, right: (&*right).into(), term: None };
            (count(&right) > count(&text[start..range.end])).then(typo)
        };
        if let Some(typo) = is_pair.then(|| prevails(range.start - before.len() - 1)).flatten() {
            return Some(typo);
        }
        let alone = prevails(range.start)?;
        let is_name = |part: &Part<'_>| part.after.is_empty() && part.before.matches(' ').count() == 1;
        let mut names = self.uses(word).filter(|part| is_name(part) && part.word.len() >= LONG && is_slip(part));
        let is_known = names.any(|part| count(&[part.before, part.word].concat()) > 0);
        (is_known && !is_british(written, part.word)).then_some(alone)
    }

    /// The names that have the part `word`.
    fn uses(&self, word: u32) -> impl Iterator<Item = Part<'_>> {
        let PartIndex { parts, starts, uses } = self.index();
        let start = |word: usize| starts.get(word).map_or(uses.len(), |start| *start as usize);
        let uses = uses.get(start(word as usize)..start(word as usize + 1)).unwrap_or_default();
        let length = parts.get(word).len();
        uses.iter().filter_map(move |part| {
            let (name, at) = (part >> AT_BITS, (part & ((1 << AT_BITS) - 1)) as usize);
            let text = str::from_utf8(self.names.get(name)).ok()?;
            let (before, rest) = text.split_at_checked(at)?;
            let (word, after) = rest.split_at_checked(length)?;
            Some(Part { before, word, after, term: *self.terms.get(name as usize)? })
        })
    }
}

impl PartIndex {
    /// The index of the words of `names`.
    fn of(names: &PackedTexts) -> Self {
        let mut parts: Vec<(String, u32)> = Vec::new();
        for number in 0..narrow(names.len()) {
            let name = str::from_utf8(names.get(number)).unwrap_or_default();
            parts.extend(uses(name).map(|(word, at)| (word, number << AT_BITS | narrow(at))));
        }
        parts.sort_unstable();
        let (mut words, mut starts, mut uses): (Vec<&str>, Vec<u32>, Vec<u32>) = Default::default();
        for (word, part) in &parts {
            if words.last() != Some(&&**word) {
                words.push(word);
                starts.push(narrow(uses.len()));
            }
            uses.push(*part);
        }
        Self { parts: NearWords::of(words.into_iter()), starts, uses }
    }
}

/// The words of `name` in which typos are recognised, in lower case, each with the byte at which it starts. None if `name`
/// is a single word.
fn uses(name: &str) -> impl Iterator<Item = (String, usize)> {
    let is_part = |word: &str| word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let several = name.contains(' ');
    let words = name.split(' ').scan(0, |next, word| {
        let at = *next;
        *next += word.len() + 1;
        Some((word, at))
    });
    words.filter(move |(word, _)| several && is_part(word)).map(|(word, at)| (word.to_ascii_lowercase(), at))
}

/// Whether `lower` begins and ends as `word` does, or with the last two letters swapped: `Azuer`. The last letter tells the
/// forms of a word apart: `Compute optimized`, `Cloud Routes`.
fn has_ends(word: &[u8], lower: &[u8]) -> bool {
    let ([.., a, b], [.., c, d]) = (word, lower) else { return false };
    word.first() == lower.first() && (b == d || a == d && b == c)
}

/// Whether two words differ only as British and American spelling do: `Organisations`.
fn is_british(a: &str, b: &str) -> bool {
    a.replace('z', "s") == b.replace('z', "s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_the_name_decides() {
        let term = |text: &str| -> Term { toml::from_str(&format!("{text}\nsource = 'x'")).unwrap() };
        let terms = [
            term("canonical = 'Compute Optimizer'\nbrand = 'AWS'"),
            term("canonical = 'Kinesis Data Streams'\nbrand = 'Amazon'"),
            term("canonical = 'Azure NAT Gateway'"),
            term("canonical = 'Organizations'\nbrand = 'AWS'\nmatch = 'common-word'"),
        ];
        let former: Rename = toml::from_str("old = ['Azure AD']\nnew = 'Microsoft Entra ID'\nsource = 'x'").unwrap();
        let typos = PartTypos::of((0..).zip(&terms), std::iter::once(&former));
        let found = |text: &str| -> Vec<(String, Box<str>)> {
            let words = text.split(|char: char| !char.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
            let ranges = words.map(|word| {
                let at = word.as_ptr().addr() - text.as_ptr().addr();
                at..at + word.len()
            });
            let typo = |range| typos.at(text, &range, |words| text.matches(words).count());
            ranges.filter_map(typo).map(|typo| (text[typo.range].to_string(), typo.right)).collect()
        };
        let one = |written: &str, right: &str| vec![(written.to_string(), Box::from(right))];
        assert_eq!(found("a Kinesis Data Steams shard"), one("Kinesis Data Steams", "Kinesis Data Streams"));
        assert_eq!(found("Azuer ADを使う"), one("Azuer AD", "Azure AD"));
        assert_eq!(found("AWS Organizetions"), one("AWS Organizetions", "AWS Organizations"));
        assert_eq!(found("Organizetionsの AWS Organizations、Organizations"), one("Organizetions", "Organizations"));
        assert_eq!(found("NAT Gateway, NAT Gateways, a NAT Gatewway"), one("NAT Gatewway", "NAT Gateway"));
        for text in [
            "Data Steams, Organizetions, NAT Gatewway",
            "Compute Optimized, Compute Optimizers, Compute optimizer",
            "NAT Gatewway, NAT Gatewway, NAT Gateway",
            "Organisations of AWS Organizations, Organizations",
            "KINESIS DATA STEAMS, kinesis data steams",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
