//! Expansions of abbreviations: those in the dictionaries, and those that a note spells out.

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

/// Function words that have no letter in an abbreviation.
const SMALL: [&str; 9] = ["and", "as", "by", "for", "in", "of", "on", "the", "to"];

impl Abbreviations {
    /// Adds `entries`. If an abbreviation has several entries, the first one wins.
    pub(super) fn add(&mut self, entries: &[Abbreviation]) {
        for entry in entries {
            self.known.push(&entry.short, entry);
        }
    }

    /// The first use of each abbreviation that is in the dictionaries but that `text` does not spell out anywhere.
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

    /// The abbreviations that `document` spells out, in text order. Quotations are left out.
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
            if known.is_some_and(|usual| names_one(text, &long, usual)) {
                return None;
            }
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

/// The words of `text` in lower case, joined by single spaces, without function words. Example: `extract transform
/// load` for `extract, transform, and load`.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|char: char| char.is_ascii() && !char.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty() && !SMALL.contains(word)).collect::<Vec<_>>().join(" ")
}

/// The abbreviations that `text` spells out with brackets, in either order and with any expansion.
fn bracketed(text: &str) -> FxHashSet<&str> {
    let short =
        |pair: brackets::BracketPair| spelled_out(text, &pair.range, &pair.inner()).map(|(short, _)| &text[short]);
    brackets::pairs(text).filter_map(short).collect()
}

/// The ranges of the abbreviation and of its expansion, if one of them is in the brackets `pair` and the other is right
/// before. Examples: `Elastic Load Balancing (ELB)`, `ELB（Elastic Load Balancer）`.
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

/// Whether `short` consists of the initials of the words of `long`, ignoring function words. Example: `IAM` for
/// `Identity and Access Management`.
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

/// The runs of 2 to 6 ASCII capitals and digits in `text`: candidates for abbreviations.
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

/// How a project expands its abbreviations.
#[derive(Debug, Default)]
pub struct ExpansionTotals {
    /// The expansions of each abbreviation, distinguished by [`key`].
    ways: FxHashMap<Box<str>, Vec<SpelledOut>>,
}

/// One expansion of an abbreviation: how often it is used, and where first.
#[derive(Debug)]
struct SpelledOut {
    key: String,
    long: Box<str>,
    times: usize,
    first: (Box<str>, Span),
}

impl ExpansionTotals {
    /// Counts the expansions in the facts of `files`. Their order does not matter.
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

    /// The expansion to use instead of `expansion`, and whether a dictionary has it; `None` if it is the right one.
    /// Preferred in this order: the expansion in the dictionary, the most frequent one, the first one. Expansions that
    /// share only the initials are ignored, because they mean something else. Of two that occur once each and differ in
    /// a letter, either may have the typo.
    pub fn preferred_expansion<'a>(&'a self, expansion: &'a Expansion) -> Option<(&'a str, bool)> {
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
        let best = best.filter(|best| best.key != own)?;
        let is_known = best.key == right;
        let once = |way: &SpelledOut| way.times == 1;
        let few = |way: &SpelledOut| way.times <= 2;
        let own_way = self.ways.get(&expansion.short)?.iter().find(|way| way.key == own);
        let undecided =
            !is_known && few(best) && own_way.is_some_and(once) && strsim::osa_distance(&best.key, &own) <= 2;
        let resource = names_resource(&expansion.long, &best.long);
        (!undecided && !resource).then_some((&*best.long, is_known))
    }
}

/// Whether `long`, in the plural, counts what the service `usual` is about: `Elastic Load Balancers`, but `Elastic Load
/// Balancing`.
fn names_resource(long: &str, usual: &str) -> bool {
    long.ends_with("ers") && usual.ends_with("ing")
}

/// Whether the words at `long`, after an article, are one thing that the service `usual` is about: `an Elastic Load Balancer`.
fn names_one(text: &str, long: &Range<usize>, usual: &str) -> bool {
    let before = window::before(text, long.start).strip_suffix(' ').unwrap_or_default();
    let word = before.rsplit(' ').next().unwrap_or_default();
    let article = ["a", "an", "each", "every", "one"].iter().any(|article| article.eq_ignore_ascii_case(word));
    article && text[long.clone()].ends_with("er") && usual.ends_with("ing")
}

/// `long` without insignificant differences: case, hyphens, function words, plural.
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

/// Whether two expansions differ only in the endings of their words: `load balancing`, `load balancer`.
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
    fn expansions_that_differ_in_endings_are_alike() {
        assert!(are_alike(&key("Elastic Load Balancing"), &key("Elastic Load Balancers")));
        assert!(!are_alike(&key("Availability Zone"), &key("Auto Zone")));
        assert_eq!(key("Identity and Access Management"), key("Identity Access Management"));
    }
}
