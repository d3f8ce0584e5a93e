//! What is looked for, and what each text may stand for.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::dictionary::{BRANDS, Dictionary, Fate, Group, Match, Rename, Term};
use super::index::{self, Index};
use super::kana::Kana;
use super::spacing;

/// What a text stands for.
#[derive(Debug)]
pub(super) enum Pattern {
    /// A name in some casing or spacing, or in a wrong spelling that is listed; and the right spelling.
    Term(Arc<Term>, Arc<str>),
    /// A brand and a word that is a name behind it.
    Branded(Arc<Term>),
    /// A former name.
    Former(Arc<Rename>),
    /// A word with several right spellings, and which of them.
    Form(Arc<Group>, u16),
    /// The same for a name in Latin letters: which of them, the capitals say.
    Latin(Arc<Group>),
}

/// A text, and what it stands for.
#[derive(Debug)]
pub(super) struct Entry {
    /// As far as it is in ASCII letters; all of it, where it begins with others.
    text: Box<str>,
    /// The rest.
    tail: Box<str>,
    /// Whether other spacings of the text are it too.
    spaced: bool,
    pub(super) pattern: Pattern,
}

/// All that is looked for.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    /// What begins with ASCII letters.
    pub(super) index: Index,
    latin: Vec<Vec<Entry>>,
    /// The rest.
    pub(super) kana: Kana,
    japanese: Vec<Vec<Entry>>,
    /// By their canonical spelling.
    terms: FxHashMap<Box<str>, Arc<Term>>,
    /// By their names; `None` where several are called so.
    groups: FxHashMap<Box<str>, Option<Arc<Group>>>,
}

impl Entry {
    /// Where the text ends in `text`, which has its letters at `range`; `None` where it is not this text in some casing.
    pub(super) fn end(&self, text: &str, range: &Range<usize>) -> Option<usize> {
        let written = &text[range.clone()];
        let is = written.eq_ignore_ascii_case(&self.text) || self.spaced && spacing::is_spacing_of(&self.text, written);
        (is && text[range.end..].starts_with(&*self.tail)).then(|| range.end + self.tail.len())
    }
}

impl Patterns {
    /// How many texts are looked for.
    pub(super) fn len(&self) -> usize {
        self.latin.iter().chain(&self.japanese).map(Vec::len).sum()
    }

    /// What the name of this number in the index may stand for.
    pub(super) fn latin(&self, number: usize) -> &[Entry] {
        self.latin.get(number).map(Vec::as_slice).unwrap_or_default()
    }

    /// What the word of this number in Japanese letters may stand for.
    pub(super) fn japanese(&self, number: usize) -> &[Entry] {
        self.japanese.get(number).map(Vec::as_slice).unwrap_or_default()
    }

    /// What has the former name `name`, in these very letters.
    pub(super) fn former(&self, name: &str) -> Option<&Arc<Rename>> {
        let first = index::word_at(name.as_bytes(), 0);
        let (end, number) = self.index.beginning_with(name, &first).pop()?;
        let entries = self.latin(number).iter().filter(|entry| end == name.len() && *entry.text == *name);
        let mut renames = entries.filter_map(|entry| match &entry.pattern {
            Pattern::Former(rename) => Some(rename),
            _ => None,
        });
        renames.find(|rename| rename.kind == Fate::FormerName)
    }

    /// The terms, in no order.
    pub(super) fn terms(&self) -> impl Iterator<Item = &Arc<Term>> {
        self.terms.values()
    }

    /// The group of this name, if only one is called so.
    pub(super) fn group_called(&self, id: &str) -> Option<&Arc<Group>> {
        self.groups.get(id)?.as_ref()
    }

    /// Adds all of `dictionary`. Of two terms, two renames or two groups for one text the first counts.
    pub(super) fn add(&mut self, dictionary: Dictionary) {
        for term in dictionary.terms {
            self.term(&Arc::new(term));
        }
        for mut rename in dictionary.renames {
            rename.as_of = rename.as_of.or_else(|| dictionary.as_of.clone());
            let rename = Arc::new(rename);
            for old in &rename.old {
                self.push(old, false, Pattern::Former(rename.clone()));
            }
        }
        for group in dictionary.groups {
            self.group(&Arc::new(group));
        }
    }

    fn term(&mut self, term: &Arc<Term>) {
        if self.terms.contains_key(&term.canonical) {
            return;
        }
        self.terms.insert(term.canonical.clone(), term.clone());
        let canonical: Arc<str> = (*term.canonical).into();
        for alias in &term.aliases {
            let right = alias.right.as_deref().map_or_else(|| canonical.clone(), Arc::from);
            self.push(&alias.text, false, Pattern::Term(term.clone(), right));
        }
        if term.matching == Match::CommonWord {
            for brand in BRANDS {
                self.push(&format!("{brand} {canonical}"), false, Pattern::Branded(term.clone()));
            }
            return;
        }
        self.push(&term.canonical, term.spacing, Pattern::Term(term.clone(), canonical));
    }

    fn group(&mut self, group: &Arc<Group>) {
        let of_this_name = self.groups.entry(group.id.clone());
        of_this_name.and_modify(|known| *known = None).or_insert_with(|| Some(group.clone()));
        for (form, index) in group.forms.iter().zip(0..) {
            if group.latin {
                self.push(form, false, Pattern::Latin(group.clone()));
                continue;
            }
            self.push(form, false, Pattern::Form(group.clone(), index));
            // macOS writes the marks of ガ and パ as characters of their own into file names, and so into lists of them.
            let apart: String = form.nfd().collect();
            if apart != **form {
                self.push(&apart, false, Pattern::Form(group.clone(), index));
            }
        }
    }

    fn push(&mut self, text: &str, spaced: bool, pattern: Pattern) {
        let ascii = text.find(|char: char| !char.is_ascii()).unwrap_or(text.len());
        let head = text[..ascii].rfind(|char: char| char.is_ascii_alphanumeric()).map_or(0, |at| at + 1);
        let (head, tail) = text.split_at(head);
        let (lists, number, text, tail) = if head.is_empty() {
            (&mut self.japanese, self.kana.add(text), text, "")
        } else {
            (&mut self.latin, self.index.add(head), head, tail)
        };
        if lists.len() <= number {
            lists.resize_with(number + 1, Vec::new);
        }
        let Some(entries) = lists.get_mut(number) else { return };
        let is_there = |entry: &Entry| {
            entry.pattern.is_as(&pattern) && entry.text.eq_ignore_ascii_case(text) && *entry.tail == *tail
        };
        if !entries.iter().any(is_there) {
            entries.push(Entry { text: text.into(), tail: tail.into(), spaced, pattern });
        }
    }
}

impl Pattern {
    /// Whether `written` is a name as it should be, so that nothing shorter is looked for in it.
    pub(super) fn is_right(&self, written: &str) -> bool {
        match self {
            Pattern::Term(term, right) => **right == *written || term.also.iter().any(|also| **also == *written),
            Pattern::Branded(term) => written.ends_with(&*term.canonical),
            Pattern::Former(_) => false,
            Pattern::Form(..) | Pattern::Latin(_) => true,
        }
    }

    /// Whether `other` is of the same sort, so that one text can't stand for both.
    fn is_as(&self, other: &Pattern) -> bool {
        let sort = |pattern: &Pattern| match pattern {
            Pattern::Term(..) | Pattern::Branded(_) => 0,
            Pattern::Former(_) => 1,
            Pattern::Form(..) | Pattern::Latin(_) => 2,
        };
        sort(self) == sort(other)
    }
}
