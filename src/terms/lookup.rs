//! What the dictionaries know of a name, however it is written.

use crate::text::whitespace::is_unicode_space;

use super::dictionary::{Group, Rename, Term};
use super::entries::{Entry, GROUP, RENAME, TERM};
use super::named::Named;

/// What is known of a name; each with where it stands.
#[derive(Debug, Default)]
pub(crate) struct Known<'a> {
    /// How it is spelled.
    pub(crate) terms: Vec<(Entry, &'a Term)>,
    /// What it is, or was, called otherwise.
    pub(crate) renames: Vec<(Entry, &'a Rename)>,
    /// Its right spellings, where it has several.
    pub(crate) groups: Vec<(Entry, &'a Group)>,
}

impl Known<'_> {
    /// Whether nothing is known.
    pub(crate) fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.renames.is_empty() && self.groups.is_empty()
    }
}

/// What `named` knows of `name`, in whatever case and spacing, with its vendor or without.
pub(crate) fn lookup<'a>(named: &'a [Named], name: &str) -> Known<'a> {
    let known = lookup_as_is(named, name);
    let bare = name.split_once(' ').filter(|(vendor, _)| known.is_empty() && vendor.starts_with(char::is_uppercase));
    bare.map_or(known, |(_, bare)| lookup_as_is(named, bare))
}

fn lookup_as_is<'a>(named: &'a [Named], name: &str) -> Known<'a> {
    let key = key(name);
    let is = |text: &str| self::key(text) == key;
    let mut known = Known::default();
    for (dictionary, named) in named.iter().enumerate() {
        let entry = |kind, index| Entry { dictionary, kind, index };
        let dictionary = &named.dictionary;
        known.terms.extend(
            dictionary
                .terms
                .iter()
                .enumerate()
                .filter_map(|(index, term)| names_of_term(term).any(is).then_some((entry(TERM, index), term))),
        );
        known.renames.extend(
            dictionary.renames.iter().enumerate().filter_map(|(index, rename)| {
                names_of_rename(rename).any(is).then_some((entry(RENAME, index), rename))
            }),
        );
        known.groups.extend(dictionary.groups.iter().enumerate().filter_map(|(index, group)| {
            group.forms.iter().any(|form| is(form)).then_some((entry(GROUP, index), group))
        }));
    }
    known
}

/// Names that are like `name`, the most like first.
pub(crate) fn nearest<'a>(named: &'a [Named], name: &str) -> Vec<&'a str> {
    const FEW: usize = 5;
    const LIKE: f64 = 0.84;
    let key = key(name);
    let dictionaries = || named.iter().map(|named| &named.dictionary);
    let terms = dictionaries().flat_map(|dictionary| &dictionary.terms).flat_map(names_of_term);
    let renames = dictionaries().flat_map(|dictionary| &dictionary.renames).flat_map(names_of_rename);
    let forms = dictionaries().flat_map(|dictionary| &dictionary.groups).flat_map(|group| &group.forms);
    let all = terms.chain(renames).chain(forms.map(AsRef::as_ref));
    let mut like: Vec<(f64, &str)> = all
        .map(|other| (strsim::jaro_winkler(&key, &self::key(other)), other))
        .filter(|(likeness, _)| *likeness > LIKE)
        .collect();
    like.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    like.dedup_by(|a, b| a.1 == b.1);
    like.into_iter().map(|(_, name)| name).take(FEW).collect()
}

fn names_of_term(term: &Term) -> impl Iterator<Item = &str> {
    let aliases = term.aliases.iter().map(|alias| &*alias.text);
    std::iter::once(&*term.canonical).chain(term.also.iter().map(AsRef::as_ref)).chain(aliases)
}

fn names_of_rename(rename: &Rename) -> impl Iterator<Item = &str> {
    rename.old.iter().map(AsRef::as_ref).chain([&*rename.new])
}

/// The same for all cases and spacings of a name.
pub(super) fn key(name: &str) -> String {
    let joined = name.chars().filter(|char| !is_unicode_space(*char) && !matches!(char, '-' | '.' | '/' | '_'));
    joined.flat_map(char::to_lowercase).collect()
}
