//! The names of the clouds: dictionaries as one automaton, and what they find in a note's prose.
//!
//! The automaton runs once over [`Prose::text`], whatever the number of entries; what it meets is then held against
//! the guards: is it a name here, or part of an identifier, a command, a quotation ([`guards`]); and is a former name
//! used as one that its author knows to be former ([`history`]).

pub mod brackets;
pub(crate) mod contradictions;
pub mod dictionary;
pub(crate) mod entries;
mod forms;
pub mod grammar;
mod guards;
mod history;
pub(crate) mod lookup;
pub(crate) mod own;
pub(crate) mod places;
pub mod prh;
pub mod spelling;

use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError, MatchKind};
use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::fix::Edit;
use crate::source::Span;

use dictionary::{Dictionary, EMBEDDED, Group, Rename, Term};
use places::Places;
pub use spelling::{Spelling, SpellingTotals, Usage};

/// The dictionaries of a run, as one automaton.
#[derive(Debug)]
pub struct Terms {
    automaton: AhoCorasick,
    patterns: Vec<Pattern>,
    brackets: Arc<Group>,
    prh: Option<prh::Prh>,
    accepted: Option<own::Accepted>,
}

/// What a pattern of the automaton stands for.
#[derive(Debug)]
enum Pattern {
    /// A name in some casing or spacing, or in a wrong spelling that is listed; and the right spelling.
    Term(Arc<Term>, Arc<str>),
    Former(Arc<Rename>),
    Form(Arc<Group>, u16),
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
    },
    /// A name that something had formerly.
    Former {
        /// The entry.
        rename: Arc<Rename>,
        /// Whether the author plainly knows.
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
        let mut patterns = Vec::new();
        for dictionary in dictionaries {
            for term in dictionary.terms {
                add_term(term, &mut patterns);
            }
            for rename in dictionary.renames {
                let rename = Arc::new(rename);
                patterns.extend(rename.old.iter().map(|old| (old.to_string(), Pattern::Former(rename.clone()))));
            }
            for group in dictionary.groups {
                let group = Arc::new(group);
                let forms = group.forms.iter().zip(0..);
                patterns.extend(forms.map(|(form, index)| (form.to_string(), Pattern::Form(group.clone(), index))));
            }
        }
        let mut seen = FxHashSet::default();
        patterns.retain(|(text, _)| seen.insert(text.to_ascii_lowercase()));
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(patterns.iter().map(|(text, _)| text))?;
        let patterns = patterns.into_iter().map(|(_, pattern)| pattern).collect();
        Ok(Self { automaton, patterns, brackets: brackets::group(), prh: None, accepted: None })
    }

    /// How many texts the automaton looks for.
    pub fn patterns(&self) -> usize {
        self.patterns.len()
    }

    /// What the dictionaries have to say of `document`, in the order of the text. Right spellings are not among it,
    /// nor what is quoted.
    pub fn find(&self, document: &Document<'_>) -> Vec<TermHit> {
        let prose = document.prose();
        let mut places = Places::of(document);
        let mut hits = Vec::new();
        for found in self.automaton.find_iter(prose.text()) {
            let range = found.range();
            let Some(meaning) = Self::meaning(&self.patterns[found.pattern().as_usize()], document, &range) else {
                continue;
            };
            let span = prose.span(range.clone());
            if places.in_quotation(span) || guards::in_title_quotes(prose.text(), range.start) {
                continue;
            }
            let heading = places.in_heading(span);
            let editable = prose.verbatim(range.clone()).filter(|_| !places.in_label(span));
            hits.push(TermHit { span, range, editable, heading, meaning });
        }
        if let Some(prh) = &self.prh {
            hits.extend(prh.find(document));
            hits.sort_by_key(|hit| hit.range.start);
        }
        if let Some(accepted) = &self.accepted {
            accepted.filter(prose.text(), &mut hits);
        }
        hits
    }

    fn meaning(pattern: &Pattern, document: &Document<'_>, range: &Range<usize>) -> Option<Meaning> {
        let text = document.prose().text();
        match pattern {
            Pattern::Term(term, right) => {
                let written = &text[range.clone()];
                let wrong = *written != **right
                    && guards::is_wrong_spelling(term, written)
                    && guards::stands_alone(text, range)
                    && !guards::is_of_another(text, range, &term.not_preceded_by, &term.not_followed_by)
                    && !guards::is_literal(document, range);
                wrong.then(|| Meaning::Misspelled { right: right.clone() })
            }
            Pattern::Former(rename) => {
                let found = guards::is_former_name(rename, &text[range.clone()])
                    && guards::stands_alone(text, range)
                    && !guards::is_of_another(text, range, &rename.not_preceded_by, &rename.not_followed_by)
                    && !guards::is_literal(document, range);
                found.then(|| Meaning::Former {
                    rename: rename.clone(),
                    known: history::known(rename, document, range),
                    before_noun: rename.before_noun.is_some() && grammar::is_before_noun(text, range),
                })
            }
            Pattern::Form(group, form) => (guards::is_whole_word(text, range)
                && !guards::is_of_another(text, range, &group.not_preceded_by, &group.not_followed_by))
            .then(|| Meaning::Form { group: group.clone(), form: *form }),
        }
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

fn add_term(term: Term, patterns: &mut Vec<(String, Pattern)>) {
    let term = Arc::new(term);
    let canonical: Arc<str> = (*term.canonical).into();
    for alias in &term.aliases {
        let right = alias.right.as_deref().map_or_else(|| canonical.clone(), Arc::from);
        patterns.push((alias.text.to_string(), Pattern::Term(term.clone(), right)));
    }
    let forms = if term.spacing { forms::spacings(&canonical) } else { vec![canonical.to_string()] };
    patterns.extend(forms.into_iter().map(|form| (form, Pattern::Term(term.clone(), canonical.clone()))));
}

impl TermHit {
    /// The edit that puts `right` in the place of the words; `None` where they do not stand in one piece.
    pub fn mend(&self, right: &str) -> Option<Edit> {
        self.editable.map(|span| Edit::replace(span, right))
    }
}
