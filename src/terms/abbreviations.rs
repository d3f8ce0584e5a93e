//! What abbreviations stand for: as the dictionaries say, and as a note spells them out.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::facts::Facts;
use crate::facts::expansion::Expansion;
use crate::markdown::document::Document;
use crate::text::source::Span;

use super::dictionary::Abbreviation;
use super::records::ByName;
use super::word_context::WordContext;
use super::{brackets, context, window};

/// The abbreviations of the dictionaries.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Abbreviations {
    known: ByName<Abbreviation>,
}

/// Words of grammar, which an abbreviation may leave out.
const SMALL: [&str; 9] = ["and", "as", "by", "for", "in", "of", "on", "the", "to"];

impl Abbreviations {
    /// Adds `entries`; of two for one abbreviation the first counts.
    pub(super) fn add(&mut self, entries: &[Abbreviation]) {
        for entry in entries {
            self.known.push(&entry.short, entry);
        }
    }

    /// Each abbreviation of the dictionaries that `text` has and nowhere spells out, where it stands first.
    pub(super) fn undefined(&self, text: &str) -> Vec<(Range<usize>, Arc<Abbreviation>)> {
        let mut met = FxHashSet::default();
        let mut found = Vec::new();
        let words = LazyCell::new(|| words(text));
        let bracketed = LazyCell::new(|| bracketed(text));
        for range in capitals(text) {
            let Some(entry) = self.known.called(&text[range.clone()]) else { continue };
            if !context::is_whole_token(text, &range) || !met.insert(&*entry.short) {
                continue;
            }
            let is_spelled_out = entry.long.iter().any(|long| words.contains(&*self::words(long)));
            if !is_spelled_out && !bracketed.contains(&*entry.short) {
                found.push((range, entry.clone()));
            }
        }
        found
    }

    /// What `document` spells out, in the order of the text; not what it quotes.
    pub(super) fn expansions(&self, document: &Document<'_>) -> Vec<Expansion> {
        if !brackets::any(document) {
            return Vec::new();
        }
        let text = document.prose().text();
        let mut places = WordContext::of(document);
        let expansion = |pair: brackets::BracketPair| {
            let (short, long) = spelled_out(text, &pair.range, &pair.inner())?;
            if context::in_wikilink(text, long.start) {
                return None;
            }
            let short = &text[short];
            let known = self.known.called(short).and_then(|entry| entry.long.first());
            let span = places.own(&long)?;
            Some(Expansion {
                short: short.into(),
                long: text[long].into(),
                span,
                right: known.cloned().unwrap_or_default(),
            })
        };
        brackets::pairs(text).filter_map(expansion).collect()
    }
}

/// `text` in lower case, its words a space apart, words of grammar left out: `extract, transform, and load`.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|char: char| char.is_ascii() && !char.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty() && !SMALL.contains(word)).collect::<Vec<_>>().join(" ")
}

/// The abbreviations that `text` spells out, one in brackets beside the other, whatever they stand for.
fn bracketed(text: &str) -> FxHashSet<&str> {
    let short =
        |pair: brackets::BracketPair| spelled_out(text, &pair.range, &pair.inner()).map(|(short, _)| &text[short]);
    brackets::pairs(text).filter_map(short).collect()
}

/// The abbreviation and the words it stands for, where the one stands in brackets behind the other.
fn spelled_out(text: &str, pair: &Range<usize>, inner: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let end = text[..pair.start].trim_end_matches(' ').len();
    let within = &text[inner.clone()];
    let is_short = is_abbreviation(within);
    if !is_short && !text[..end].ends_with(|char: char| char.is_ascii_uppercase()) {
        return None;
    }
    let before = window::before(text, end);
    if is_short {
        let mut starts: Vec<usize> = before.match_indices([' ', '-', '[']).map(|(at, _)| at + 1).collect();
        starts.push(before.len() - before.trim_start_matches(|char: char| !char.is_ascii_alphanumeric()).len());
        starts
            .extend(before.char_indices().filter(|(_, char)| !char.is_ascii()).map(|(at, char)| at + char.len_utf8()));
        starts.sort_unstable();
        let start =
            starts.into_iter().rev().find(|&start| before.get(start..).is_some_and(|long| stands_for(within, long)))?;
        return Some((inner.clone(), end - (before.len() - start)..end));
    }
    let start = before.rfind(|char: char| !char.is_ascii_alphanumeric()).map_or(0, |at| at + 1);
    let start = (start..before.len()).find(|&at| before.is_char_boundary(at)).unwrap_or(before.len());
    let short = before[start..].trim_start_matches(|char: char| !char.is_ascii());
    (is_abbreviation(short) && stands_for(short, within)).then(|| (end - short.len()..end, inner.clone()))
}

/// Whether `text` is an abbreviation: two to six ASCII capitals.
fn is_abbreviation(text: &str) -> bool {
    (2..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether the words of `long` begin with the letters of `short`; words of grammar may be left out.
fn stands_for(short: &str, long: &str) -> bool {
    if !long.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'-')) {
        return false;
    }
    let words: Vec<&str> = long.split([' ', '-']).filter(|word| !SMALL.contains(word)).collect();
    words.len() == short.len()
        && words
            .iter()
            .zip(short.bytes())
            .all(|(word, letter)| word.len() > 1 && word.as_bytes().first() == Some(&letter))
}

/// The runs of ASCII capitals in `text` that can be abbreviations.
fn capitals(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
                at += 1;
            }
            let range = start..at;
            at += usize::from(range.is_empty());
            if (2..=6).contains(&range.len())
                && bytes[range.clone()].iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            {
                return Some(range);
            }
        }
        None
    })
}

/// How a project spells its abbreviations out.
#[derive(Debug, Default)]
pub struct ExpansionTotals {
    /// By abbreviation: the ways, as [`key`] folds them, each with how often it stands and where first.
    ways: FxHashMap<Box<str>, Vec<SpelledOut>>,
}

/// One way to spell an abbreviation out.
#[derive(Debug)]
struct SpelledOut {
    key: String,
    long: Box<str>,
    times: usize,
    first: (Box<str>, Span),
}

impl ExpansionTotals {
    /// Counts the expansions in the Facts of `files`, whatever their order.
    pub fn of<'a>(files: impl Iterator<Item = (&'a str, &'a Facts)>) -> Self {
        let mut totals = Self::default();
        for (path, facts) in files {
            for expansion in &facts.expansions {
                totals.count(path, expansion);
            }
        }
        totals
    }

    fn count(&mut self, path: &str, expansion: &Expansion) {
        let key = key(&expansion.long);
        let here = (path.into(), expansion.span);
        let ways = self.ways.entry(expansion.short.clone()).or_default();
        match ways.iter_mut().find(|way| way.key == key) {
            None => ways.push(SpelledOut { key, long: expansion.long.clone(), times: 1, first: here }),
            Some(way) => {
                way.times += 1;
                if here < way.first {
                    (way.first, way.long) = (here, expansion.long.clone());
                }
            }
        }
    }

    /// The way to spell `expansion` out that counts in the project, where it is another one: the dictionary's, else the
    /// most frequent, else the first. What has only the letters in common is another thing.
    pub fn preferred_expansion<'a>(&'a self, expansion: &'a Expansion) -> Option<&'a str> {
        let own = key(&expansion.long);
        let others = self.ways.get(&expansion.short)?.iter().filter(|way| are_alike(&way.key, &own));
        let mut best: Option<&SpelledOut> = None;
        let right = key(&expansion.right);
        for way in others {
            let rank = |way: &SpelledOut| (way.key == right, way.times, std::cmp::Reverse(way.first.clone()));
            if best.is_none_or(|best| rank(way) > rank(best)) {
                best = Some(way);
            }
        }
        best.filter(|best| best.key != own).map(|best| &*best.long)
    }
}

/// `long` without what does not matter: case, hyphens, words of grammar, the plural.
fn key(long: &str) -> String {
    let lower = long.to_ascii_lowercase();
    let words: Vec<&str> = lower.split([' ', '-']).filter(|word| !SMALL.contains(word)).collect();
    let joined = words.join(" ");
    match (joined.strip_suffix("ies"), joined.strip_suffix('s')) {
        (Some(stem), _) => format!("{stem}y"),
        (None, Some(stem)) => stem.to_owned(),
        (None, None) => joined,
    }
}

/// Whether two ways are the same words but for their endings: `load balancing`, `load balancer`.
fn are_alike(a: &str, b: &str) -> bool {
    const STEM: usize = 4;
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let alike = |(a, b): (&&str, &&str)| a == b || a.get(..STEM).is_some_and(|stem| b.starts_with(stem));
    a.len() == b.len() && a.iter().zip(&b).all(alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(&str, &str)> {
        let open = text.find(['(', '（'])?;
        let close = text.find([')', '）'])?;
        let wide = text[open..].starts_with('（');
        let pair = open..close + if wide { 3 } else { 1 };
        let inner = open + if wide { 3 } else { 1 }..close;
        spelled_out(text, &pair, &inner).map(|(short, long)| (&text[short], &text[long]))
    }

    #[test]
    fn an_abbreviation_is_spelled_out_on_either_side() {
        assert_eq!(found("the Elastic Load Balancing (ELB)"), Some(("ELB", "Elastic Load Balancing")));
        assert_eq!(found("負荷分散のElastic Load Balancing（ELB）"), Some(("ELB", "Elastic Load Balancing")));
        assert_eq!(found("負荷分散はELB（Elastic Load Balancer）"), Some(("ELB", "Elastic Load Balancer")));
        assert_eq!(found("Identity and Access Management (IAM)"), Some(("IAM", "Identity and Access Management")));
        assert_eq!(found("リージョン (AZ)"), None);
        assert_eq!(found("ELB (マルチ AZ)"), None);
    }

    #[test]
    fn endings_make_two_ways_of_one_thing() {
        assert!(are_alike(&key("Elastic Load Balancing"), &key("Elastic Load Balancers")));
        assert!(!are_alike(&key("Availability Zone"), &key("Auto Zone")));
        assert_eq!(key("Identity and Access Management"), key("Identity Access Management"));
    }
}
