//! Looks up a name in the dictionaries, in any spelling.

use super::contradictions::key;
use super::dictionary::{Group, Rename, Term};
use super::entries::{EntryRef, GROUP, RENAME, TERM};
use super::named_dictionary::NamedDictionary;

/// The dictionary entries about a name, each with its position.
#[derive(Debug, Default)]
pub(crate) struct NameFacts<'a> {
    /// Entries about its spelling.
    pub(crate) terms: Vec<(EntryRef, &'a Term)>,
    /// Entries about its former or current names.
    pub(crate) renames: Vec<(EntryRef, &'a Rename)>,
    /// Groups of right spellings that contain it.
    pub(crate) groups: Vec<(EntryRef, &'a Group)>,
}

impl NameFacts<'_> {
    /// Whether there are no entries.
    pub(crate) fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.renames.is_empty() && self.groups.is_empty()
    }
}

/// The entries about `name`, in any case and spacing, with or without its vendor.
pub(crate) fn lookup<'a>(named: &'a [NamedDictionary], name: &str) -> NameFacts<'a> {
    let known = lookup_as_is(named, name);
    let bare = name.split_once(' ').filter(|(vendor, _)| known.is_empty() && vendor.starts_with(char::is_uppercase));
    bare.map_or(known, |(_, bare)| lookup_as_is(named, bare))
}

fn lookup_as_is<'a>(named: &'a [NamedDictionary], name: &str) -> NameFacts<'a> {
    let key = key(name);
    let is = |text: &str| self::key(text) == key;
    // `AWS CodeStar` is about `CodeStar` too.
    let is_with_vendor =
        |text: &str| is(text) || text.split_once(' ').is_some_and(|(vendor, bare)| is_vendor(vendor) && is(bare));
    let mut known = NameFacts::default();
    for (dictionary, named) in named.iter().enumerate() {
        let entry = |kind, index| EntryRef { dictionary, kind, index };
        let dictionary = &named.dictionary;
        known.terms.extend(
            dictionary
                .terms
                .iter()
                .enumerate()
                .filter_map(|(index, term)| names_of_term(term).any(is).then_some((entry(TERM, index), term))),
        );
        known.renames.extend(dictionary.renames.iter().enumerate().filter_map(|(index, rename)| {
            names_of_rename(rename).any(is_with_vendor).then_some((entry(RENAME, index), rename))
        }));
        known.groups.extend(dictionary.groups.iter().enumerate().filter_map(|(index, group)| {
            group.forms.iter().any(|form| is(form)).then_some((entry(GROUP, index), group))
        }));
    }
    known
}

/// Whether `word` is a vendor's word before the names of its services.
pub(super) fn is_vendor(word: &str) -> bool {
    ["Amazon", "AWS", "Azure", "Microsoft", "Google"].contains(&word)
}

/// Up to 5 names similar to `name`, the most similar first.
pub(crate) fn nearest<'a>(named: &'a [NamedDictionary], name: &str) -> Vec<&'a str> {
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

/// The spellings of `term`.
pub(super) fn names_of_term(term: &Term) -> impl Iterator<Item = &str> {
    let aliases = term.aliases.iter().map(|alias| &*alias.text);
    std::iter::once(&*term.canonical).chain(term.also.iter().map(AsRef::as_ref)).chain(aliases)
}

/// The names in `rename`, old and new.
pub(super) fn names_of_rename(rename: &Rename) -> impl Iterator<Item = &str> {
    let via = rename.via.iter().map(|step| &*step.name);
    rename.old.iter().map(AsRef::as_ref).chain(via).chain([&*rename.new])
}

impl EntryRef {
    /// The line of the entry in its file, from 1.
    pub(crate) fn line(self, named: &NamedDictionary) -> usize {
        named.text.line(self.span(named).start as usize)
    }
}
