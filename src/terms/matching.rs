//! Whether what the index meets is what it looks like, and what there is to say of it.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::document::Document;

use super::Meaning;
use super::dictionary::{BRANDS, Group, Rename, Term};
use super::patterns::{Entry, Pattern};
use super::{grammar, guards, history, sentence};

/// A document while it is read.
pub(super) struct Reading<'d> {
    document: &'d Document<'d>,
    text: &'d str,
    /// By the address of the words that are looked for: whether the document has one of them.
    has: FxHashMap<usize, bool>,
}

/// What becomes of some words that have the letters of a name.
pub(super) enum Outcome {
    /// There is something to say of them.
    Said(Said),
    /// They are the name, as it should be.
    Right,
    /// They are not the name.
    Nothing,
}

/// The bytes of the prose that something is said of, and what.
pub(super) type Said = (Range<usize>, Meaning);

impl<'d> Reading<'d> {
    pub(super) fn of(document: &'d Document<'d>) -> Self {
        Self { document, text: document.prose().text(), has: FxHashMap::default() }
    }

    /// What becomes of the words at `range`, which have the letters of `entries`.
    pub(super) fn outcome(&mut self, entries: &[Entry], range: &Range<usize>) -> Outcome {
        let mut right = false;
        for entry in entries {
            let Some(end) = entry.end(self.text, range) else { continue };
            let range = range.start..end;
            match self.meaning(&entry.pattern, &range) {
                Some(said) => return Outcome::Said(said),
                None => right |= entry.pattern.is_right(&self.text[range]),
            }
        }
        if right { Outcome::Right } else { Outcome::Nothing }
    }

    fn meaning(&mut self, pattern: &Pattern, range: &Range<usize>) -> Option<Said> {
        match pattern {
            Pattern::Term(term, right) => self.term(term, right, range),
            Pattern::Branded(term) => self.branded(term, range),
            Pattern::Former(rename) => self.former(rename, range),
            Pattern::Form(group, form) => self.form(group, *form, range),
            Pattern::Latin(group) => self.latin(group, range),
        }
    }

    fn form(&self, group: &Arc<Group>, form: u16, range: &Range<usize>) -> Option<Said> {
        let found = guards::is_whole_word(self.text, range)
            && !guards::is_of_another(self.text, range, &group.not_preceded_by, &group.not_followed_by);
        found.then(|| (range.clone(), Meaning::Form { group: group.clone(), form }))
    }

    /// Which of the forms of a name stands at `range`.
    fn latin(&self, group: &Arc<Group>, range: &Range<usize>) -> Option<Said> {
        let written = &self.text[range.clone()];
        let form = group.forms.iter().position(|form| **form == *written)?;
        let form = u16::try_from(form).ok()?;
        let found = guards::stands_alone(self.text, range)
            && !sentence::begins_with(self.text, range)
            && !guards::is_of_another(self.text, range, &group.not_preceded_by, &group.not_followed_by)
            && !guards::is_literal(self.document, range);
        found.then(|| (range.clone(), Meaning::Form { group: group.clone(), form }))
    }

    /// What there is to say of a word at `range` that is nearly the name of `term`.
    pub(super) fn nearly(&mut self, term: &Term, range: &Range<usize>) -> Option<Meaning> {
        let found = guards::stands_alone(self.text, range) && !guards::is_literal(self.document, range);
        found.then(|| Meaning::Misspelled { right: (*term.canonical).into(), near: true })
    }

    fn term(&mut self, term: &Term, right: &Arc<str>, range: &Range<usize>) -> Option<Said> {
        let written = &self.text[range.clone()];
        let brand = term.brand.as_ref().and_then(|_| guards::brand_before(self.text, range.start));
        let in_prose = || term.lower_in_prose && sentence::uses_as_name(self.text, range);
        let misspelled = *written != **right && guards::is_wrong_spelling(term, written, brand.is_some(), in_prose);
        let wrong_brand = brand.filter(|brand| term.brand.as_deref() != Some(brand));
        match wrong_brand.filter(|_| misspelled || *written == **right) {
            Some(brand) => {
                let range = range.start - brand.len() - 1..range.end;
                self.is_meant(term, &range).then(|| (range, wrong_brand_of(term)))
            }
            None if misspelled && self.is_meant(term, range) => {
                Some((range.clone(), Meaning::Misspelled { right: right.clone(), near: false }))
            }
            None => None,
        }
    }

    /// A word that is a name behind a brand only, and the brand.
    fn branded(&mut self, term: &Term, range: &Range<usize>) -> Option<Said> {
        let written = &self.text[range.clone()];
        let (brand, name) = written.split_once(' ')?;
        if !BRANDS.contains(&brand) {
            return None;
        }
        let misspelled = *name != *term.canonical && guards::is_wrong_spelling(term, name, true, || false);
        let wrong_brand = *name == *term.canonical && term.brand.as_deref() != Some(brand);
        if !misspelled && !wrong_brand || !self.is_meant(term, range) {
            return None;
        }
        if term.brand.as_deref() == Some(brand) {
            let name = range.start + brand.len() + 1..range.end;
            return Some((name, Meaning::Misspelled { right: (*term.canonical).into(), near: false }));
        }
        wrong_brand.then(|| (range.clone(), wrong_brand_of(term)))
    }

    /// Whether the words at `range` are the name, and not part of something else.
    fn is_meant(&mut self, term: &Term, range: &Range<usize>) -> bool {
        let text = self.text;
        (if text[range.clone()].is_ascii() {
            guards::stands_alone(text, range)
        } else {
            guards::is_whole_word(text, range)
        }) && !guards::is_of_another(text, range, &term.not_preceded_by, &term.not_followed_by)
            && !guards::is_literal(self.document, range)
            && self.has_one_of(&term.requires_in_file)
    }

    fn former(&mut self, rename: &Arc<Rename>, range: &Range<usize>) -> Option<Said> {
        let (text, document) = (self.text, self.document);
        let found = guards::is_former_name(rename, &text[range.clone()])
            && guards::stands_alone(text, range)
            && (text[range.clone()].is_ascii() || guards::is_whole_word(text, range))
            && !guards::is_of_another(text, range, &rename.not_preceded_by, &rename.not_followed_by)
            && !guards::is_literal(document, range)
            && self.has_one_of(&rename.requires_in_file)
            && (rename.not_in_file.is_empty() || !self.has_one_of(&rename.not_in_file));
        if !found {
            return None;
        }
        let start = document.prose().span(range.clone()).start as usize;
        let line = || guards::line_around(document, start);
        if !rename.not_in_line.is_empty() && rename.not_in_line.iter().any(|other| line().contains(&**other)) {
            return None;
        }
        let meaning = Meaning::Former {
            rename: rename.clone(),
            known: history::known(rename, document, range),
            before_noun: rename.before_noun.is_some() && grammar::is_before_noun(text, range),
        };
        Some((range.clone(), meaning))
    }

    /// Whether the prose has one of `words`; true where there are none. Each list is looked for once.
    fn has_one_of(&mut self, words: &[Box<str>]) -> bool {
        let text = self.text;
        words.is_empty()
            || *self.has.entry(words.as_ptr().addr()).or_insert_with(|| {
                words.iter().any(|word| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some())
            })
    }
}

fn wrong_brand_of(term: &Term) -> Meaning {
    let brand = term.brand.as_deref().unwrap_or_default();
    Meaning::WrongBrand { right: format!("{brand} {}", term.canonical).into() }
}
