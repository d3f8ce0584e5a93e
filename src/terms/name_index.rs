//! The names of the dictionaries by what they begin with, and whether a text is one of them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::contradictions::key;
use super::dictionary::{Dictionary, Lifecycle, MatchMode, Rename, Term};
use super::lookup::{is_vendor, names_of_rename, names_of_term};

/// The names of dictionaries.
#[derive(Debug, Default)]
pub(crate) struct NameIndex {
    /// The keys of all names; whether a name is one in lower case, too.
    keys: FxHashMap<String, bool>,
    names: Vec<IndexedName>,
}

/// A name that can be completed.
#[derive(Debug)]
struct IndexedName {
    written: Box<str>,
    /// The same in lower case, as far as it is ASCII.
    lower: Box<str>,
    status: NameStatus,
    /// Whether it is found by its first word only.
    by_start: bool,
}

/// Whether a name is in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NameStatus {
    /// It is.
    Current,
    /// It was replaced.
    Former {
        /// The current name.
        new: Box<str>,
        /// The date or year of the change, as precise as the source.
        since: Option<Box<str>>,
    },
    /// What it names was retired or closed, or has a date for that.
    Ended {
        /// What happened.
        kind: Lifecycle,
        /// When it happened.
        since: Option<Box<str>>,
    },
}

/// A name that a text may begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NameMatch<'i> {
    /// The name.
    pub(crate) name: &'i str,
    /// The part of it that begins with the text.
    pub(crate) matched: &'i str,
    /// Whether it is in use.
    pub(crate) status: &'i NameStatus,
}

impl NameIndex {
    /// An index of the names in `dictionaries`.
    pub(crate) fn new<'d>(dictionaries: impl Iterator<Item = &'d Dictionary> + Clone) -> Self {
        let mut index = Self::default();
        let mut ended: FxHashMap<&str, &Rename> = FxHashMap::default();
        for rename in dictionaries.clone().flat_map(|dictionary| &dictionary.renames) {
            if !is_renamed(rename) {
                ended.extend(rename.old.iter().map(|old| (&**old, rename)));
            }
        }
        let mut known = FxHashSet::default();
        let mut add = |name: &str, status: NameStatus, by_start: bool| {
            if known.insert(name.to_owned()) {
                let lower = name.to_ascii_lowercase().into();
                index.names.push(IndexedName { written: name.into(), lower, status, by_start });
            }
        };
        let status = |name: &str| match ended.get(name) {
            Some(rename) => NameStatus::Ended { kind: rename.kind, since: since(rename) },
            None => NameStatus::Current,
        };
        for dictionary in dictionaries.clone() {
            // A term that changed is a word of prose.
            let is_former = |rename: &&Rename| rename.kind == Lifecycle::FormerName && !rename.new.is_empty();
            for rename in dictionary.renames.iter().filter(is_former) {
                let old = rename.old.iter().map(|old| &**old).chain(rename.via.iter().map(|step| &*step.name));
                for old in old.filter(|old| *old != &*rename.new) {
                    add(old, NameStatus::Former { new: rename.new.clone(), since: since(rename) }, false);
                }
                add(&rename.new, status(&rename.new), false);
            }
            for term in &dictionary.terms {
                if term.brand.is_none() || term.matching != MatchMode::CommonWord {
                    add(&term.canonical, status(&term.canonical), false);
                }
                if let Some(brand) = &term.brand {
                    let name = format!("{brand} {}", term.canonical);
                    add(&name, status(&name), term.matching != MatchMode::CommonWord);
                }
            }
        }
        for name in ended.keys() {
            add(name, status(name), false);
        }
        index.names.sort_by(|a, b| a.written.cmp(&b.written));
        dictionaries.for_each(|dictionary| index.add_keys(dictionary));
        index
    }

    fn add_keys(&mut self, dictionary: &Dictionary) {
        let is_plain = |term: &Term| term.matching == MatchMode::Distinctive && term.lower;
        for term in &dictionary.terms {
            names_of_term(term).for_each(|name| self.add_key(name, is_plain(term)));
        }
        for rename in &dictionary.renames {
            for name in names_of_rename(rename) {
                self.add_key(name, false);
                if let Some((_, bare)) = name.split_once(' ').filter(|(vendor, _)| is_vendor(vendor)) {
                    self.add_key(bare, false);
                }
            }
        }
        let forms = dictionary.groups.iter().flat_map(|group| &group.forms);
        forms.for_each(|form| self.add_key(form, false));
    }

    fn add_key(&mut self, name: &str, in_lower_case: bool) {
        let key = key(name);
        if !key.is_empty() {
            *self.keys.entry(key).or_default() |= in_lower_case;
        }
    }

    /// Whether `text` is a name, in any spacing. Words in lower case are names only if they mean nothing else.
    pub(crate) fn is_name(&self, text: &str) -> bool {
        let is_marked = text.chars().any(|char| !char.is_ascii_lowercase() && char != ' ' && char != '-');
        self.keys.get(&key(text)).is_some_and(|in_lower_case| *in_lower_case || is_marked)
    }

    /// The names that `typed` may be the start of, in any case: those that begin with it, then those with a later word that
    /// does, if that is written with a capital.
    pub(crate) fn starting_with(&self, typed: &str) -> Vec<NameMatch<'_>> {
        let lower = typed.to_ascii_lowercase();
        let is_capital = typed.starts_with(|char: char| char.is_uppercase());
        let mut found: Vec<(bool, NameMatch<'_>)> = Vec::new();
        for name in &self.names {
            let inner = name.lower.match_indices(' ').map(|(at, _)| at + 1).filter(|_| is_capital && !name.by_start);
            let Some(at) = std::iter::once(0).chain(inner).find(|at| name.lower[*at..].starts_with(&*lower)) else {
                continue;
            };
            if name.written.len() == typed.len() && *name.written == *typed && name.status == NameStatus::Current {
                continue;
            }
            let matched = &name.written[at..];
            found.push((at > 0, NameMatch { name: &name.written, matched, status: &name.status }));
        }
        found.sort_by_key(|(is_inner, found)| (*is_inner, found.status != &NameStatus::Current, found.name.len()));
        found.into_iter().map(|(_, found)| found).collect()
    }
}

fn is_renamed(rename: &Rename) -> bool {
    matches!(rename.kind, Lifecycle::FormerName | Lifecycle::TermChange)
}

fn since(rename: &Rename) -> Option<Box<str>> {
    rename.date.clone().or_else(|| rename.year.map(|year| year.to_string().into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> NameIndex {
        let dictionary: Dictionary = toml::from_str(
            r#"
            [[term]]
            canonical = "DynamoDB"
            brand = "Amazon"
            [[term]]
            canonical = "Batch"
            brand = "AWS"
            match = "common-word"
            [[rename]]
            old = ["Azure AD", "Azure Active Directory"]
            new = "Microsoft Entra ID"
            year = 2023
            [[rename]]
            kind = "retired"
            old = ["AWS Dyno"]
            date = "2024-07"
            "#,
        )
        .unwrap();
        NameIndex::new([&dictionary].into_iter())
    }

    fn names(typed: &str) -> Vec<String> {
        index().starting_with(typed).into_iter().map(|found| format!("{} < {}", found.name, found.matched)).collect()
    }

    #[test]
    fn names_are_found_by_their_words() {
        assert_eq!(names("Entra"), ["Microsoft Entra ID < Entra ID"]);
        assert_eq!(names("azure a"), ["Azure AD < Azure AD", "Azure Active Directory < Azure Active Directory"]);
        assert_eq!(names("Dyna"), ["DynamoDB < DynamoDB"]);
        assert_eq!(names("Amazon D"), ["Amazon DynamoDB < Amazon DynamoDB"]);
        assert_eq!(names("Bat"), ["AWS Batch < Batch"]);
        assert_eq!(names("bat"), [""; 0], "a word");
        assert_eq!(names("DynamoDB"), [""; 0], "nothing is missing");
    }

    #[test]
    fn names_that_are_no_longer_in_use_say_so() {
        let index = index();
        let status = |typed: &str| index.starting_with(typed)[0].status.clone();
        let since = Some("2023".into());
        assert_eq!(status("Azure AD"), NameStatus::Former { new: "Microsoft Entra ID".into(), since });
        assert_eq!(status("AWS Dy"), NameStatus::Ended { kind: Lifecycle::Retired, since: Some("2024-07".into()) });
    }

    #[test]
    fn ordinary_words_are_not_names() {
        let index = index();
        for name in ["Azure AD", "AzureAD", "Entra ID", "dynamodb", "Batch", "Dyno"] {
            assert!(index.is_name(name), "{name}");
        }
        for word in ["batch", "dyno", "ID", ""] {
            assert!(!index.is_name(word), "{word}");
        }
    }
}
