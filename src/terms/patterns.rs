//! What the automaton looks for, and what each of its patterns stands for.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::dictionary::{BRANDS, Dictionary, Group, Match, Rename, Term};
use super::forms;

/// What a pattern of the automaton stands for.
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

/// Texts in lower case, and what each may stand for.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    texts: Vec<Box<str>>,
    meanings: Vec<Vec<Pattern>>,
    index: FxHashMap<Box<str>, usize>,
    /// By their canonical spelling.
    terms: FxHashMap<Box<str>, Arc<Term>>,
}

impl Patterns {
    /// The terms, in no order.
    pub(super) fn terms(&self) -> impl Iterator<Item = &Arc<Term>> {
        self.terms.values()
    }

    /// The texts, and in the same order what they may stand for.
    pub(super) fn into_parts(self) -> (Vec<Box<str>>, Vec<Vec<Pattern>>) {
        (self.texts, self.meanings)
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
                self.push(old, Pattern::Former(rename.clone()));
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
            self.push(&alias.text, Pattern::Term(term.clone(), right));
        }
        if term.matching == Match::CommonWord {
            for brand in BRANDS {
                self.push(&format!("{brand} {canonical}"), Pattern::Branded(term.clone()));
            }
            return;
        }
        let forms = if term.spacing { forms::spacings(&canonical) } else { vec![canonical.to_string()] };
        for form in forms {
            self.push(&form, Pattern::Term(term.clone(), canonical.clone()));
        }
    }

    fn group(&mut self, group: &Arc<Group>) {
        for (form, index) in group.forms.iter().zip(0..) {
            if group.latin {
                self.push(form, Pattern::Latin(group.clone()));
                continue;
            }
            self.push(form, Pattern::Form(group.clone(), index));
            // macOS writes the marks of ガ and パ as characters of their own into file names, and so into lists of them.
            let apart: String = form.nfd().collect();
            if apart != **form {
                self.push(&apart, Pattern::Form(group.clone(), index));
            }
        }
    }

    fn push(&mut self, text: &str, pattern: Pattern) {
        let text = text.to_ascii_lowercase().into_boxed_str();
        let index = *self.index.entry(text.clone()).or_insert_with(|| {
            self.texts.push(text);
            self.meanings.push(Vec::new());
            self.meanings.len() - 1
        });
        let Some(meanings) = self.meanings.get_mut(index) else { return };
        if !meanings.iter().any(|known| known.is_as(&pattern)) {
            meanings.push(pattern);
        }
    }
}

impl Pattern {
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
