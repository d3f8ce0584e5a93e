//! The names of the clouds: dictionaries as one automaton, and what they find in a note's prose.
//!
//! The automaton runs once over [`Prose::text`](crate::prose::Prose::text), whatever the number of entries; what it meets
//! is then held against the guards: is it a name here, or part of an identifier, a command, a quotation ([`guards`]); and
//! is a former name used as one that its author knows to be former ([`history`]). Words that are nearly a name are looked
//! for apart ([`typos`]).

pub mod abbreviations;
pub mod brackets;
pub(crate) mod contradictions;
pub mod dictionary;
pub(crate) mod entries;
pub mod fates;
mod forms;
pub mod grammar;
mod guards;
mod history;
pub(crate) mod lookup;
mod matching;
pub mod mixture;
pub(crate) mod own;
mod patterns;
pub(crate) mod places;
pub mod prh;
mod sentence;
pub mod spelling;
mod typos;

use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError, MatchKind};

use crate::document::Document;
use crate::fix::Edit;
use crate::source::Span;

use abbreviations::{Abbreviations, Expansion};
use dictionary::{Abbreviation, Dictionary, EMBEDDED, Group, Rename};
use matching::Reading;
use patterns::{Pattern, Patterns};
use places::Places;
pub use spelling::{Spelling, SpellingTotals, Usage};
use typos::Typos;

/// The dictionaries of a run, as one automaton.
#[derive(Debug)]
pub struct Terms {
    automaton: AhoCorasick,
    /// What each pattern of the automaton may stand for.
    patterns: Vec<Vec<Pattern>>,
    typos: Typos,
    brackets: Arc<Group>,
    prh: Option<prh::Prh>,
    accepted: Option<own::Accepted>,
    abbreviations: Abbreviations,
}

/// Something that the dictionaries have to say of a place in the prose.
#[derive(Clone, Debug)]
pub struct TermHit {
    /// The words, marks between them included.
    pub span: Span,
    /// Their bytes of [`Prose::text`](crate::prose::Prose::text).
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
    /// An abbreviation that the note nowhere spells out, where it stands first.
    Undefined {
        /// The entry.
        entry: Arc<Abbreviation>,
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
    ///
    /// # Panics
    /// Never: a test builds them.
    pub fn embedded() -> Self {
        let read = |(file, text): &(&str, &str)| -> Dictionary {
            toml::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"))
        };
        Self::new(EMBEDDED.iter().map(read)).unwrap_or_else(|error| panic!("{error}"))
    }

    /// The automaton of `dictionaries`; of two entries for one text the first counts.
    ///
    /// # Errors
    /// Where the automaton would be too large.
    pub fn new(dictionaries: impl IntoIterator<Item = Dictionary>) -> Result<Self, BuildError> {
        let mut patterns = Patterns::default();
        let mut abbreviations = Abbreviations::default();
        for mut dictionary in dictionaries {
            abbreviations.add(std::mem::take(&mut dictionary.abbreviations));
            patterns.add(dictionary);
        }
        let typos = Typos::of(patterns.terms());
        let (texts, patterns) = patterns.into_parts();
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(texts.iter().map(|text| &**text))?;
        Ok(Self { automaton, patterns, typos, brackets: brackets::group(), prh: None, accepted: None, abbreviations })
    }

    /// How many texts the automaton looks for.
    pub fn patterns(&self) -> usize {
        self.patterns.len()
    }

    /// The abbreviations that `document` spells out.
    pub fn expansions(&self, document: &Document<'_>) -> Vec<Expansion> {
        self.abbreviations.expansions(document)
    }

    /// What the dictionaries have to say of `document`, in the order of the text. Right spellings are not among it,
    /// nor what is quoted.
    pub fn find(&self, document: &Document<'_>) -> Vec<TermHit> {
        let prose = document.prose();
        let text = prose.text();
        let mut reading = Reading::of(document);
        let mut met = Vec::new();
        let mut said = Vec::new();
        for found in self.automaton.find_iter(text) {
            let range = found.range();
            let patterns = self.patterns.get(found.pattern().as_usize()).map_or(&[][..], Vec::as_slice);
            said.extend(patterns.iter().find_map(|pattern| reading.meaning(pattern, &range)));
            met.push(range);
        }
        for (range, term) in self.typos.find(text) {
            let behind = met.partition_point(|other| other.end <= range.start);
            if met.get(behind).is_none_or(|other| other.start >= range.end) {
                said.extend(reading.nearly(term, &range).map(|meaning| (range, meaning)));
            }
        }
        let undefined = self.abbreviations.undefined(text).into_iter();
        said.extend(undefined.map(|(range, entry)| (range, Meaning::Undefined { entry })));
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

impl TermHit {
    /// The edit that puts `right` in the place of the words; `None` where they do not stand in one piece.
    pub fn mend(&self, right: &str) -> Option<Edit> {
        self.editable.map(|span| Edit::replace(span, right))
    }
}
