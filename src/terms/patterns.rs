//! The texts to search for, and the dictionary entries that each of them refers to.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::dictionary::{BRANDS, Dictionary, Group, Lifecycle, MatchMode, Rename, Term};
use super::index::{self, NameIndex};
use super::kana::Kana;
use super::packed::numbers;
use super::records::{ByName, Records};
use super::spacing;

/// The dictionary entry that a text refers to. The numbers are those of terms, renames and groups in [`Patterns`].
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum PatternTarget {
    /// A name in any case and spacing, or a listed wrong spelling. With the right spelling, if it differs from the
    /// canonical one.
    Term(u32, Option<Box<str>>),
    /// A brand and a word that is a name only after a brand.
    Branded(u32),
    /// A former name.
    Former(u32),
    /// A word with several right spellings, and the index of the spelling.
    Form(u32, u16),
    /// The same for a name in Latin letters. The capitals of the match decide which spelling it is.
    Latin(u32),
}

/// A text to search for, and the entry that it refers to.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PatternEntry {
    /// The text up to its last ASCII letter or digit before any other script. The whole text if it starts with another
    /// script.
    text: Box<str>,
    /// The rest of the text, which must match exactly.
    tail: Box<str>,
    /// Whether other spacings of the text match too.
    spaced: bool,
    pub(super) pattern: PatternTarget,
}

/// All texts to search for.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Patterns {
    /// The texts that start with ASCII letters or digits.
    pub(super) index: NameIndex,
    latin: Records<Vec<PatternEntry>>,
    /// The other texts.
    pub(super) kana: Kana,
    japanese: Records<Vec<PatternEntry>>,
    /// The total number of entries in `latin` and `japanese`.
    len: usize,
    /// The terms, by canonical spelling.
    pub(super) terms: ByName<Term>,
    pub(super) renames: Records<Rename>,
    /// The groups, by id.
    pub(super) groups: ByName<Group>,
    /// The numbers of the groups whose id is not unique.
    #[serde(with = "numbers")]
    namesakes: Vec<u32>,
}

/// Builds [`Patterns`].
#[derive(Default)]
pub(super) struct PatternsBuilder<'d> {
    patterns: Patterns,
    /// The terms, by number.
    terms: Vec<&'d Term>,
    latin: Vec<Vec<PatternEntry>>,
    japanese: Vec<Vec<PatternEntry>>,
}

impl PatternEntry {
    /// The end of the match in `text`, whose `range` has the same letters. `None` if the text there is not this one in
    /// any case.
    pub(super) fn end(&self, text: &str, range: &Range<usize>) -> Option<usize> {
        let written = &text[range.clone()];
        let is = written.eq_ignore_ascii_case(&self.text) || self.spaced && spacing::is_spacing_of(&self.text, written);
        (is && text[range.end..].starts_with(&*self.tail)).then(|| range.end + self.tail.len())
    }
}

impl Patterns {
    /// Whether `name` is in the dictionaries, in any spelling.
    pub(super) fn has(&self, name: &str) -> bool {
        let first = index::word_at(name.as_bytes(), 0);
        self.index.beginning_with(name, &first).iter().any(|(end, _)| *end == name.len())
    }

    /// The number of texts to search for.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The entries for the name with this number in the index.
    pub(super) fn latin(&self, number: u32) -> &[PatternEntry] {
        self.latin.get(number).map(|entries| entries.as_slice()).unwrap_or_default()
    }

    /// The entries for the Japanese word with this number.
    pub(super) fn japanese(&self, number: u32) -> &[PatternEntry] {
        self.japanese.get(number).map(|entries| entries.as_slice()).unwrap_or_default()
    }

    /// The rename whose former name is `name`, in exactly this spelling.
    pub(super) fn former(&self, name: &str) -> Option<&Arc<Rename>> {
        let first = index::word_at(name.as_bytes(), 0);
        let (end, number) = self.index.beginning_with(name, &first).pop()?;
        let entries = self.latin(number).iter().filter(|entry| end == name.len() && *entry.text == *name);
        let mut renames = entries.filter_map(|entry| match &entry.pattern {
            PatternTarget::Former(rename) => self.renames.get(*rename),
            _ => None,
        });
        renames.find(|rename| rename.kind == Lifecycle::FormerName)
    }

    /// The group with this id. `None` if there is none or if the id is not unique.
    pub(super) fn group_called(&self, id: &str) -> Option<&Arc<Group>> {
        let number = self.groups.number(id).filter(|number| !self.namesakes.contains(number))?;
        self.groups.get(number)
    }

    /// Whether `written`, which matched `pattern`, is a right spelling. If so, no shorter name is searched for in it.
    pub(super) fn is_right(&self, pattern: &PatternTarget, written: &str) -> bool {
        let term = |term: &u32, is: &dyn Fn(&Term) -> bool| self.terms.get(*term).is_some_and(|term| is(term));
        match pattern {
            PatternTarget::Term(number, right) => term(number, &|term| {
                **right.as_ref().unwrap_or(&term.canonical) == *written
                    || term.also.iter().any(|also| **also == *written)
            }),
            PatternTarget::Branded(number) => term(number, &|term| written.ends_with(&*term.canonical)),
            PatternTarget::Former(_) => false,
            PatternTarget::Form(..) | PatternTarget::Latin(_) => true,
        }
    }
}

impl<'d> PatternsBuilder<'d> {
    /// Adds the entries of `dictionary`. If a text has several terms, several renames or several groups, the first one
    /// wins.
    pub(super) fn add(&mut self, dictionary: &'d Dictionary) {
        for term in &dictionary.terms {
            self.term(term);
        }
        for rename in &dictionary.renames {
            let as_of = rename.as_of.clone().or_else(|| dictionary.as_of.clone());
            let number = self.patterns.renames.push(&Rename { as_of, ..rename.clone() });
            for old in &rename.old {
                self.push(old, false, PatternTarget::Former(number));
            }
        }
        for group in &dictionary.groups {
            self.group(group);
        }
    }

    /// The terms, each with its number.
    pub(super) fn terms(&self) -> impl Iterator<Item = (u32, &'d Term)> {
        (0..).zip(self.terms.iter().copied())
    }

    /// The patterns built from the dictionaries.
    pub(super) fn build(self) -> Patterns {
        let Self { mut patterns, latin, japanese, .. } = self;
        for (lists, records) in [(latin, &mut patterns.latin), (japanese, &mut patterns.japanese)] {
            for entries in lists {
                patterns.len += entries.len();
                records.push(&entries);
            }
        }
        patterns
    }

    fn term(&mut self, term: &'d Term) {
        if self.patterns.terms.number(&term.canonical).is_some() {
            return;
        }
        let number = self.patterns.terms.push(&term.canonical, term);
        self.terms.push(term);
        for alias in &term.aliases {
            self.push(&alias.text, false, PatternTarget::Term(number, alias.right.clone()));
        }
        if term.matching == MatchMode::CommonWord {
            for brand in BRANDS {
                self.push(&format!("{brand} {}", term.canonical), false, PatternTarget::Branded(number));
            }
            return;
        }
        self.push(&term.canonical, term.spacing, PatternTarget::Term(number, None));
    }

    fn group(&mut self, group: &Group) {
        let namesake = self.patterns.groups.number(&group.id);
        self.patterns.namesakes.extend(namesake);
        let number = self.patterns.groups.push(&group.id, group);
        for (form, index) in group.forms.iter().zip(0..) {
            if group.latin {
                self.push(form, false, PatternTarget::Latin(number));
                continue;
            }
            self.push(form, false, PatternTarget::Form(number, index));
            // macOS decomposes ガ and パ in file names, so the decomposed forms appear in pasted lists of files.
            let apart: String = form.nfd().collect();
            if apart != **form {
                self.push(&apart, false, PatternTarget::Form(number, index));
            }
        }
    }

    fn push(&mut self, text: &str, spaced: bool, pattern: PatternTarget) {
        let ascii = text.find(|char: char| !char.is_ascii()).unwrap_or(text.len());
        let head = text[..ascii].rfind(|char: char| char.is_ascii_alphanumeric()).map_or(0, |at| at + 1);
        let (head, tail) = text.split_at(head);
        let (lists, number, text, tail) = if head.is_empty() {
            (&mut self.japanese, self.patterns.kana.add(text), text, "")
        } else {
            (&mut self.latin, self.patterns.index.add(head), head, tail)
        };
        let number = number as usize;
        if lists.len() <= number {
            lists.resize_with(number + 1, Vec::new);
        }
        let Some(entries) = lists.get_mut(number) else { return };
        let is_there = |entry: &PatternEntry| {
            entry.pattern.is_as(&pattern) && entry.text.eq_ignore_ascii_case(text) && *entry.tail == *tail
        };
        if !entries.iter().any(is_there) {
            entries.push(PatternEntry { text: text.into(), tail: tail.into(), spaced, pattern });
        }
    }
}

impl PatternTarget {
    /// Whether both refer to the same kind of entry. A text can refer to only one entry of each kind.
    fn is_as(&self, other: &PatternTarget) -> bool {
        let sort = |pattern: &PatternTarget| match pattern {
            PatternTarget::Term(..) | PatternTarget::Branded(_) => 0,
            PatternTarget::Former(_) => 1,
            PatternTarget::Form(..) | PatternTarget::Latin(_) => 2,
        };
        sort(self) == sort(other)
    }
}
