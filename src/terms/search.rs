//! The dictionaries of a run, and the single pass over a note's prose that looks for their entries.

use std::ops::Range;
use std::sync::Arc;

use aho_corasick::BuildError;

use crate::facts::expansion::Expansion;
use crate::facts::spelling::Spelling;
use crate::markdown::document::Document;
use crate::text::characters::half_width;
use crate::text::hash::Hash;
use crate::text::source::Span;

use super::accepted::Accepted;
use super::compiled::Compiled;
use super::dictionary::{Abbreviation, Dictionary, Group};
use super::hit::TermHit;
use super::matching::{MatchResult, Matcher, RawHit};
use super::meaning::Meaning;
use super::prh::Prh;
use super::word_context::WordContext;
use super::{brackets, compiled, compound, index};

/// The dictionaries of a run.
#[derive(Debug)]
pub struct Terms {
    compiled: Compiled,
    brackets: Arc<Group>,
    prh: Option<Prh>,
    accepted: Option<Accepted>,
    fingerprint: Option<Hash>,
}

impl Terms {
    /// The built-in dictionaries.
    pub fn embedded() -> Self {
        let (compiled, hash) = compiled::built_in();
        Self::of(compiled).with_fingerprint(hash)
    }

    /// Compiles `dictionaries`. If a text has several entries, the first one wins.
    pub fn new(dictionaries: impl IntoIterator<Item = Dictionary>) -> Self {
        let dictionaries: Vec<_> = dictionaries.into_iter().collect();
        Self::of(compiled::compile(&dictionaries))
    }

    fn of(compiled: Compiled) -> Self {
        Self { compiled, brackets: brackets::group(), prh: None, accepted: None, fingerprint: None }
    }

    /// Adds the rules of prh dictionaries.
    #[must_use]
    pub fn with_prh(mut self, prh: Prh) -> Self {
        self.prh = Some(prh);
        self
    }

    /// The prh dictionaries.
    pub fn prh(&self) -> Option<&Prh> {
        self.prh.as_ref()
    }

    /// Adds accepted words, which are never reported.
    ///
    /// # Errors
    /// If the automaton would be too large.
    pub fn accepting(mut self, words: &[String]) -> Result<Self, BuildError> {
        self.accepted = Some(Accepted::new(words)?);
        Ok(self)
    }

    /// Whether `name` is in the dictionaries, in any spelling.
    pub fn has_name(&self, name: &str) -> bool {
        self.compiled.patterns.has(name)
    }

    /// The number of texts to search for, not counting other spacings of a name.
    pub fn patterns(&self) -> usize {
        self.compiled.patterns.len()
    }

    /// The group with this id. `None` if there is none or if the id is not unique.
    pub fn group(&self, id: &str) -> Option<Arc<Group>> {
        if *self.brackets.id == *id {
            return Some(self.brackets.clone());
        }
        if let Some((id, before, after)) = compound::parts(id) {
            return self.compiled.patterns.group_called(id).map(|group| compound::group(group, before, after));
        }
        self.compiled.patterns.group_called(id).cloned()
    }

    /// A hash of the files from which the dictionaries were read, if known.
    pub fn fingerprint(&self) -> Option<&Hash> {
        self.fingerprint.as_ref()
    }

    /// Sets the hash of the files.
    #[must_use]
    pub(crate) fn with_fingerprint(mut self, fingerprint: Hash) -> Self {
        self.fingerprint = Some(fingerprint);
        self
    }

    /// The abbreviations that `document` spells out, other than with a misspelled word: that is a finding by itself. `hits` is
    /// the result of [`Terms::find`] for it.
    pub fn expansions(&self, document: &Document<'_>, hits: &[TermHit]) -> Vec<Expansion> {
        let mut expansions = self.compiled.abbreviations.expansions(document);
        expansions.retain(|expansion| {
            let misspelled = |hit: &TermHit| {
                let Meaning::Misspelled { right, .. } = &hit.meaning else { return false };
                !document.prose().text()[hit.range.clone()].eq_ignore_ascii_case(right)
            };
            let first = hits.partition_point(|hit| hit.span.start < expansion.span.start);
            let mut within = hits.iter().skip(first).take_while(|hit| hit.span.start < expansion.span.end);
            !within.any(misspelled)
        });
        expansions
    }

    /// The matches of the dictionaries in `document`, in text order. Right spellings and quotations are left out,
    /// except for words with several right spellings.
    pub fn find(&self, document: &Document<'_>) -> Vec<TermHit> {
        let text = document.prose().text();
        let mut matcher = Matcher::of(document, &self.compiled.patterns);
        let mut raw_hits = Vec::new();
        let mut at = 0;
        while let Some(byte) = text.as_bytes().get(at) {
            at = match byte {
                byte if byte.is_ascii_alphanumeric() => self.word(text, at, &mut matcher, &mut raw_hits),
                0..0x80 => at + 1,
                0xEF if let Some(word) = full_width_word(text, at) => {
                    self.full_width(text, &word, &matcher, &mut raw_hits);
                    word.end
                }
                _ => match self.compiled.patterns.kana.next_from(text, at) {
                    next if next > at => next,
                    _ => self.kana(text, at, &mut matcher, &mut raw_hits),
                },
            };
        }
        // A hit may start earlier than the word that was looked up, at its brand.
        raw_hits.sort_by_key(|(range, _)| range.start);
        let mut places = WordContext::of(document);
        let mut hits: Vec<_> = raw_hits.into_iter().filter_map(|(range, meaning)| places.hit(range, meaning)).collect();
        if let Some(prh) = &self.prh {
            hits.extend(prh.find(document));
            hits.sort_by_key(|hit| hit.range.start);
        }
        if let Some(accepted) = &self.accepted {
            accepted.filter(text, &mut hits);
        }
        hits
    }

    /// Matches the name that starts with the word at byte `at`, or the word alone as a typo. Returns the byte at which
    /// to continue.
    fn word(&self, text: &str, at: usize, matcher: &mut Matcher<'_>, raw_hits: &mut Vec<RawHit>) -> usize {
        let word = index::word_at(text.as_bytes(), at);
        if self.compiled.patterns.index.may_begin(&text.as_bytes()[word.clone()])
            && let Some(end) = self.name(text, &word, matcher, raw_hits)
        {
            return end;
        }
        if let Some(term) = self.compiled.nearly(&text[word.clone()]) {
            raw_hits.extend(matcher.nearly(term, &word));
        } else if let Some(hit) = matcher.nearly_part(&self.compiled.part_typos, &word) {
            let range = hit.0.clone();
            // `Azure AD`, which is a name too, in `Azure AD Conenct`.
            raw_hits
                .truncate(raw_hits.iter().rposition(|(other, _)| other.end <= range.start).map_or(0, |last| last + 1));
            raw_hits.push(hit);
            return range.end;
        }
        word.end
    }

    /// Matches `word`, which is in full-width letters, if it is a name in its right spelling otherwise.
    fn full_width(&self, text: &str, word: &Range<usize>, matcher: &Matcher<'_>, raw_hits: &mut Vec<RawHit>) {
        let half: String = text[word.clone()].chars().map(half_width).collect();
        let index = &self.compiled.patterns.index;
        if half.len() > 1 && half.bytes().any(|byte| byte.is_ascii_alphabetic()) && index.may_begin(half.as_bytes()) {
            let names = index.beginning_with(&half, &(0..half.len()));
            let name = names.iter().find(|(end, _)| *end == half.len());
            let entries = name.map(|(_, name)| self.compiled.patterns.latin(*name)).unwrap_or_default();
            raw_hits.extend(matcher.full_width(entries, &half, word));
        }
    }

    /// Matches the names that start with `word`, longest first. Returns the end of the name, or `None` if there is
    /// none.
    fn name(
        &self,
        text: &str,
        word: &Range<usize>,
        matcher: &mut Matcher<'_>,
        raw_hits: &mut Vec<RawHit>,
    ) -> Option<usize> {
        let names = self.compiled.patterns.index.beginning_with(text, word);
        for (index, (end, name)) in names.iter().enumerate().rev() {
            match matcher.outcome(self.compiled.patterns.latin(*name), &(word.start..*end)) {
                MatchResult::Hit(hit) => {
                    let longer = names.iter().skip(index + 1).rev();
                    let longer = longer.map(|(end, name)| (self.compiled.patterns.latin(*name), word.start..*end));
                    let hit = matcher.or_longer(hit, longer);
                    let end = hit.0.end;
                    raw_hits.push(hit);
                    return Some(end);
                }
                MatchResult::Right => return Some(*end),
                // A shorter name may start here, or another name at the next word.
                MatchResult::Nothing => {}
            }
        }
        None
    }

    /// Matches the Japanese word that starts at byte `at`. Returns the byte at which to continue.
    fn kana(&self, text: &str, at: usize, matcher: &mut Matcher<'_>, raw_hits: &mut Vec<RawHit>) -> usize {
        let Some(char) = text[at..].chars().next() else { return at + 1 };
        let kana = &self.compiled.patterns.kana;
        let Some((end, word)) = kana.may_begin(char).then(|| kana.longest_at(text, at)).flatten() else {
            return at + char.len_utf8();
        };
        if let MatchResult::Hit(hit) = matcher.outcome(self.compiled.patterns.japanese(word), &(at..end)) {
            // A hit may be the longer word around it.
            let end = hit.0.end.max(end);
            raw_hits.push(hit);
            return end;
        }
        end
    }

    /// The abbreviations that `document` uses but never spells out, each at its first use. Quotations are left out.
    pub fn undefined(&self, document: &Document<'_>) -> Vec<(Span, Arc<Abbreviation>)> {
        let mut places = WordContext::of(document);
        let found = self.compiled.abbreviations.undefined(document.prose().text()).into_iter();
        found.filter_map(|(range, entry)| Some((places.own(&range)?, entry))).collect()
    }

    /// The words and brackets of `document` that have several right spellings. `hits` is the result of [`Terms::find`]
    /// for it.
    pub fn spellings(&self, document: &Document<'_>, hits: &[TermHit]) -> Vec<Spelling> {
        let words = hits.iter().filter_map(|hit| match &hit.meaning {
            Meaning::Form { group, form } => {
                Some(Spelling { span: hit.span, group: group.clone(), form: *form, editable: hit.editable.is_some() })
            }
            _ => None,
        });
        words.chain(brackets::spellings(document, &self.brackets)).collect()
    }
}

/// The run of full-width letters and digits at byte `at`.
fn full_width_word(text: &str, at: usize) -> Option<Range<usize>> {
    let is_full = |char: &char| matches!(char, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    let length: usize = text[at..].chars().take_while(is_full).map(char::len_utf8).sum();
    (length > 0).then(|| at..at + length)
}
