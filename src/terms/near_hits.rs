//! Decides whether words that resemble a name are a typo of it.

use std::ops::Range;

use super::dictionary::Term;
use super::matching::{Matcher, RawHit};
use super::meaning::Meaning;
use super::part_typos::PartTypos;
use super::{alike, context, language, mention};

/// How many words are counted in a note, so that the cost stays bounded.
const MOST_COUNTED: usize = 256;

impl Matcher<'_> {
    /// The hit for the word at `range`, which is a typo of the name of `term`.
    pub(super) fn nearly(&mut self, term: &Term, range: &Range<usize>) -> Option<RawHit> {
        let found = !language::is_foreign_word(self.text, range)
            && !alike::has_more_words(&self.text[range.clone()], &term.canonical)
            && !*self.foreign.get_or_init(|| language::is_foreign_note(self.text));
        found.then(|| self.near(&term.canonical, range)).flatten()
    }

    /// The hit for the name in which the word at `range` is a typo.
    pub(super) fn nearly_part(&mut self, typos: &PartTypos, range: &Range<usize>) -> Option<RawHit> {
        let typo = typos.at(self.text, range, |words| self.count(words))?;
        let term = typo.term.and_then(|term| self.patterns.terms.get(term));
        let found = term.is_none_or(|term| self.is_meant(term, &typo.range));
        found.then(|| self.near(&typo.right, &typo.range)).flatten()
    }

    /// The hit for the words at `range`, which are a typo of `right` unless they are something else.
    fn near(&mut self, right: &str, range: &Range<usize>) -> Option<RawHit> {
        let found = context::is_whole_token(self.text, range)
            && !context::is_literal(self.document, range)
            && !mention::is_mentioned(self.document, range, std::iter::once(right));
        found.then(|| self.or_former(right, range, |right| Meaning::Misspelled { right, near: true }))
    }

    /// How often the prose has `words`. 0 if too many others were counted.
    fn count(&mut self, words: &str) -> usize {
        if let Some(count) = self.counts.get(words) {
            return *count;
        }
        if self.counts.len() >= MOST_COUNTED {
            return 0;
        }
        let count = memchr::memmem::find_iter(self.text.as_bytes(), words.as_bytes()).count();
        self.counts.insert(words.into(), count);
        count
    }
}
