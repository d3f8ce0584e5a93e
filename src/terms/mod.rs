//! The names of the clouds: dictionaries, and what they find in a note's prose.
//!
//! [`Prose::text`](crate::markdown::prose::Prose::text) is gone through once, whatever the number of entries: names are looked up
//! at the beginnings of words ([`index`]), Japanese words wherever they stand ([`kana`]). What is met is then held
//! against the guards: is it a name here, or part of an identifier, a command, a quotation ([`guards`]); and is a former
//! name used as one that its author knows to be former ([`history`]). Words that are nearly a name are looked for apart
//! ([`typos`]).

pub mod abbreviations;
pub mod brackets;
mod compiled;
pub(crate) mod contradictions;
pub mod dictionary;
pub(crate) mod entries;
pub mod fates;
pub mod grammar;
mod guards;
mod history;
mod index;
mod kana;
pub(crate) mod lookup;
mod matching;
pub(crate) mod named;
pub(crate) mod own;
mod packed;
mod patterns;
pub(crate) mod places;
pub mod prh;
mod records;
mod replacement;
mod sentence;
mod spacing;
pub mod spelling;
mod typos;
mod window;

use std::ops::Range;
use std::sync::Arc;

use crate::facts::expansion::Expansion;
use crate::facts::spelling::Spelling;
use crate::markdown::document::Document;
use crate::text::hash::Hash;
use crate::text::source::Span;

use compiled::Compiled;
use dictionary::{Abbreviation, Dictionary, Group, Rename};
use matching::{Outcome, Reading, Said};
use places::Places;
pub use spelling::{SpellingTotals, Usage};

/// The dictionaries of a run.
#[derive(Debug)]
pub struct Terms {
    compiled: Compiled,
    brackets: Arc<Group>,
    prh: Option<prh::Prh>,
    accepted: Option<own::Accepted>,
    fingerprint: Option<Hash>,
}

/// Something that the dictionaries have to say of a place in the prose.
#[derive(Clone, Debug)]
pub struct TermHit {
    /// The words, marks between them included.
    pub span: Span,
    /// Their bytes of [`Prose::text`](crate::markdown::prose::Prose::text).
    pub range: Range<usize>,
    /// The span that a fix may replace; `None` where the words do not stand in one piece.
    pub editable: Option<Span>,
    /// Whether they stand in a heading: another wording would be another anchor.
    pub heading: bool,
    /// What there is to say.
    pub meaning: Meaning,
}

/// What the dictionaries say of some words.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// A name, not spelled as it should be.
    Misspelled {
        /// As it should be.
        right: Arc<str>,
        /// Whether it is only nearly the name.
        near: bool,
    },
    /// A name behind the brand of another.
    WrongBrand {
        /// Brand and name as they should be.
        right: Arc<str>,
    },
    /// A name that something had formerly, or that something has which has come to an end.
    Former {
        /// The entry.
        rename: Arc<Rename>,
        /// Whether its author plainly knows.
        known: Known,
        /// Whether the present name takes its form before a noun here.
        before_noun: bool,
    },
    /// One of several right spellings.
    Form {
        /// Of which word.
        group: Arc<Group>,
        /// Index into [`Group::forms`].
        form: u16,
    },
    /// What a prh dictionary has another wording for.
    Unpreferred {
        /// Its rule.
        rule: Arc<prh::Preference>,
        /// The other wording, its groups filled in.
        right: Arc<str>,
        /// Whether it plainly is the same name in other widths, cases or spacing.
        same: bool,
    },
    /// A block that a rule of a prh dictionary gave up on.
    Unchecked {
        /// The rule.
        rule: Arc<prh::Preference>,
    },
}

/// Whether the author plainly knows that a name is a former one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing shows it.
    No,
    /// The line is dated before the rename.
    Here,
    /// The text says so: the file may use the former name from there on.
    InThisFile,
}

impl Terms {
    /// The dictionaries that come with notelint.
    pub fn embedded() -> Self {
        let (compiled, hash) = compiled::built_in();
        Self::of(compiled).with_fingerprint(hash)
    }

    /// What `dictionaries` say; of two entries for one text the first counts.
    pub fn new(dictionaries: impl IntoIterator<Item = Dictionary>) -> Self {
        let dictionaries: Vec<_> = dictionaries.into_iter().collect();
        Self::of(compiled::compile(&dictionaries))
    }

    fn of(compiled: Compiled) -> Self {
        Self { compiled, brackets: brackets::group(), prh: None, accepted: None, fingerprint: None }
    }

    /// How many texts are looked for, other spacings of a name aside.
    pub fn patterns(&self) -> usize {
        self.compiled.patterns.len()
    }

    /// The group of this name; `None` where none is called so, or several are.
    pub(crate) fn group(&self, id: &str) -> Option<&Arc<Group>> {
        if *self.brackets.id == *id { Some(&self.brackets) } else { self.compiled.patterns.group_called(id) }
    }

    /// A hash of what the dictionaries were made from, where that is known.
    pub(crate) fn fingerprint(&self) -> Option<&Hash> {
        self.fingerprint.as_ref()
    }

    /// The same, made from what has this hash.
    #[must_use]
    pub(crate) fn with_fingerprint(mut self, fingerprint: Hash) -> Self {
        self.fingerprint = Some(fingerprint);
        self
    }

    /// The abbreviations that `document` spells out.
    pub fn expansions(&self, document: &Document<'_>) -> Vec<Expansion> {
        self.compiled.abbreviations.expansions(document)
    }

    /// What the dictionaries have to say of `document`, in the order of the text. Right spellings are not among it,
    /// nor what is quoted.
    pub fn find(&self, document: &Document<'_>) -> Vec<TermHit> {
        let text = document.prose().text();
        let mut reading = Reading::of(document, &self.compiled.patterns);
        let mut said = Vec::new();
        let mut at = 0;
        while let Some(byte) = text.as_bytes().get(at) {
            at = match byte {
                byte if byte.is_ascii_alphanumeric() => self.word(text, at, &mut reading, &mut said),
                0..0x80 => at + 1,
                _ => match self.compiled.patterns.kana.next_from(text, at) {
                    next if next > at => next,
                    _ => self.kana(text, at, &mut reading, &mut said),
                },
            };
        }
        // A brand stands before the name that is met.
        said.sort_by_key(|(range, _)| range.start);
        let mut places = Places::of(document);
        let mut hits: Vec<_> = said.into_iter().filter_map(|(range, meaning)| places.hit(range, meaning)).collect();
        if let Some(prh) = &self.prh {
            hits.extend(prh.find(document));
            hits.sort_by_key(|hit| hit.range.start);
        }
        if let Some(accepted) = &self.accepted {
            accepted.filter(text, &mut hits);
        }
        hits
    }

    /// Reads the name that begins with the word at byte `at`, or the word; gives where to go on.
    fn word(&self, text: &str, at: usize, reading: &mut Reading<'_>, said: &mut Vec<Said>) -> usize {
        let word = index::word_at(text.as_bytes(), at);
        if self.compiled.patterns.index.may_begin(&text.as_bytes()[word.clone()])
            && let Some(end) = self.name(text, &word, reading, said)
        {
            return end;
        }
        if let Some(term) = self.compiled.nearly(&text[word.clone()]) {
            said.extend(reading.nearly(term, &word));
        }
        word.end
    }

    /// Reads the name that begins with `word`; gives where it ends, `None` where there is none.
    fn name(&self, text: &str, word: &Range<usize>, reading: &mut Reading<'_>, said: &mut Vec<Said>) -> Option<usize> {
        let names = self.compiled.patterns.index.beginning_with(text, word);
        for (index, (end, name)) in names.iter().enumerate().rev() {
            match reading.outcome(self.compiled.patterns.latin(*name), &(word.start..*end)) {
                Outcome::Said(there) => {
                    let longer = names.iter().skip(index + 1).rev();
                    let longer = longer.map(|(end, name)| (self.compiled.patterns.latin(*name), word.start..*end));
                    let there = reading.or_longer(there, longer);
                    let end = there.0.end;
                    said.push(there);
                    return Some(end);
                }
                Outcome::Right => return Some(*end),
                // A shorter name may begin here, another one with the next word.
                Outcome::Nothing => {}
            }
        }
        None
    }

    /// Reads the Japanese word that begins with the character at byte `at`; gives where to go on.
    fn kana(&self, text: &str, at: usize, reading: &mut Reading<'_>, said: &mut Vec<Said>) -> usize {
        let Some(char) = text[at..].chars().next() else { return at + 1 };
        let kana = &self.compiled.patterns.kana;
        let Some((end, word)) = kana.may_begin(char).then(|| kana.longest_at(text, at)).flatten() else {
            return at + char.len_utf8();
        };
        if let Outcome::Said(there) = reading.outcome(self.compiled.patterns.japanese(word), &(at..end)) {
            said.push(there);
        }
        end
    }

    /// The abbreviations that `document` has and nowhere spells out, each where it stands first; not what is quoted.
    pub fn undefined(&self, document: &Document<'_>) -> Vec<(Span, Arc<Abbreviation>)> {
        let mut places = Places::of(document);
        let found = self.compiled.abbreviations.undefined(document.prose().text()).into_iter();
        found.filter_map(|(range, entry)| Some((places.own(&range)?, entry))).collect()
    }

    /// The words and brackets of `document` that have several right spellings; `hits` are what [`Terms::find`] found
    /// in it.
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
