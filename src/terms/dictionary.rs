//! The format of a dictionary file (TOML): terms, renames, spelling groups and abbreviations.

use serde::{Deserialize, Serialize};

pub use crate::facts::spelling::Group;

/// A dictionary file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dictionary {
    /// The date on which the dated facts were checked, such as `2026-11-23`. Vendors postpone and cancel retirements.
    pub as_of: Option<Box<str>>,
    /// Names with one right spelling.
    #[serde(default, rename = "term")]
    pub terms: Vec<Term>,
    /// Names that were replaced, and services or features that were retired.
    #[serde(default, rename = "rename")]
    pub renames: Vec<Rename>,
    /// Words with several right spellings.
    #[serde(default, rename = "group")]
    pub groups: Vec<Group>,
    /// The expansions of abbreviations.
    #[serde(default, rename = "abbreviation")]
    pub abbreviations: Vec<Abbreviation>,
}

/// A name with one right spelling. Wrong case and spacing are derived from it and need not be listed.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a key of the file, with a default of its own")]
pub struct Term {
    /// The right spelling.
    pub canonical: Box<str>,
    /// The vendor's word before the name, `Amazon` or `AWS`. Checked only where one of [`BRANDS`] precedes the name.
    pub brand: Option<Box<str>>,
    /// How clearly the words alone are the name.
    #[serde(default, rename = "match")]
    pub matching: MatchMode,
    /// Other right spellings.
    #[serde(default)]
    pub also: Vec<Box<str>>,
    /// Whether the name in lower case is wrong. Set to false if it is also a word, a command or a package.
    #[serde(default = "yes")]
    pub lower: bool,
    /// Whether the name in lower case is wrong where a sentence uses it as a name, although it is also a word or a
    /// command.
    #[serde(default)]
    pub lower_in_prose: bool,
    /// If a note contains one of these, the words are the name everywhere in it, in any case.
    #[serde(default)]
    pub meant_in_file: Vec<Box<str>>,
    /// Text directly before the words that shows that they are the name: `on-premises ` before `sql server`.
    #[serde(default)]
    pub meant_preceded_by: Vec<Box<str>>,
    /// Text directly after the words that shows that they are the name.
    #[serde(default)]
    pub meant_followed_by: Vec<Box<str>>,
    /// Whether the name in lower case can only be a command. Then more sentence patterns show that the name is meant
    /// than for an ordinary word (`lambda`), or for a command that people write about as such (`python`).
    #[serde(default)]
    pub tool: bool,
    /// Nouns after the lower-case name that show that it is the name, not a word or a command: `charts` after `helm`.
    /// They must not be arguments of the command.
    #[serde(default)]
    pub nouns: Vec<Box<str>>,
    /// Whether other spacing or hyphenation is wrong.
    #[serde(default = "yes")]
    pub spacing: bool,
    /// Whether the name in lower case and split into words is wrong. Leave it false if the words are plain English.
    #[serde(default)]
    pub lower_spaced: bool,
    /// Whether a word that differs from the name by a letter or two is a typo of it. Leave it false if the name
    /// resembles an ordinary word.
    #[serde(default)]
    pub typos: bool,
    /// Existing words that resemble the name: `extract` for `Textract`.
    #[serde(default)]
    pub unlike: Vec<Box<str>>,
    /// Wrong spellings that can't be derived.
    #[serde(default)]
    pub aliases: Vec<Alias>,
    /// Text directly after the words that shows that they mean something else.
    #[serde(default)]
    pub not_followed_by: Vec<Box<str>>,
    /// Text directly before the words that shows that they mean something else.
    #[serde(default)]
    pub not_preceded_by: Vec<Box<str>>,
    /// A note must contain one of these for the term to apply. Empty: no condition.
    #[serde(default)]
    pub requires_in_file: Vec<Box<str>>,
    /// The source of the spelling. Optional in a project's own dictionary.
    #[serde(default)]
    pub source: Box<str>,
}

/// The words that AWS puts before the names of its services.
pub const BRANDS: [&str; 2] = ["AWS", "Amazon"];

/// How clearly the words of a [`Term`] alone are the name.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum MatchMode {
    /// They are always the name, however they are written: `cloudwatch`.
    #[default]
    Distinctive,
    /// They are ordinary words, and the name only with the name's capitals or after a brand: `StepFunctions`.
    Phrase,
    /// It is an ordinary word, and the name only after a brand: `AWS batch`.
    CommonWord,
}

/// A listed wrong spelling.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// The wrong spelling.
    pub text: Box<str>,
    /// The right spelling, if it differs from the canonical one.
    pub right: Option<Box<str>>,
}

/// A name that was replaced, or a service or feature that was retired.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rename {
    /// What happened to it.
    #[serde(default)]
    pub kind: Lifecycle,
    /// The former names, or the names of what was retired.
    pub old: Vec<Box<str>>,
    /// The current name, or the replacement. Empty if there is none.
    #[serde(default)]
    pub new: Box<str>,
    /// What came between, in order: names that were replaced too, or services that were closed too.
    #[serde(default)]
    pub via: Vec<Successor>,
    /// The form of the current name before a noun, if it differs: `Microsoft Entra tenant`.
    pub before_noun: Option<Box<str>>,
    /// Whether the former name must match in case: `CloudWatch events` are just events.
    #[serde(default)]
    pub exact: bool,
    /// Text on a line that shows that the author knows the current name. Default: the current name without its vendor.
    #[serde(default)]
    pub known_by: Vec<Box<str>>,
    /// Whether findings are only advice, because the former name is still in use.
    #[serde(default)]
    pub advice: bool,
    /// The year in which it happened. If there is [`Rename::via`], the year of the first step.
    pub year: Option<u16>,
    /// The date on which it happened, as precise as the source: `2023-07-11`, `2021-11`.
    pub date: Option<Box<str>>,
    /// The date on which this was checked. Default: [`Dictionary::as_of`].
    pub as_of: Option<Box<str>>,
    /// Text directly after the name that shows that it means something else.
    #[serde(default)]
    pub not_followed_by: Vec<Box<str>>,
    /// Text directly before the name that shows that it means something else.
    #[serde(default)]
    pub not_preceded_by: Vec<Box<str>>,
    /// A note must contain one of these for the rename to apply. Empty: no condition.
    #[serde(default)]
    pub requires_in_file: Vec<Box<str>>,
    /// Text on the same line that shows that the name means something else.
    #[serde(default)]
    pub not_in_line: Vec<Box<str>>,
    /// Text anywhere in the note that shows that the name means something else.
    #[serde(default)]
    pub not_in_file: Vec<Box<str>>,
    /// The URL of a page with details.
    pub page: Option<Box<str>>,
    /// The source of the rename. Optional in a project's own dictionary.
    #[serde(default)]
    pub source: Box<str>,
}

/// A name or service that succeeded the subject of a [`Rename`] for a time.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Successor {
    /// The name.
    pub name: Box<str>,
    /// The year or date on which it was itself replaced or closed, as precise as the source. `None` if unknown.
    pub until: Option<Box<str>>,
    /// The source of the date.
    #[serde(default)]
    pub source: Box<str>,
}

/// What happened to the subject of a [`Rename`].
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Lifecycle {
    /// It was renamed.
    #[default]
    FormerName,
    /// It was retired, or has a retirement date.
    Retired,
    /// It is closed to new customers.
    Closed,
    /// It still works, but the vendor recommends something else.
    Superseded,
    /// The vendor uses a different term.
    TermChange,
}

/// An abbreviation and its expansions.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abbreviation {
    /// The abbreviation.
    pub short: Box<str>,
    /// The expansions, the usual one first.
    pub long: Vec<Box<str>>,
    /// The source of the expansions.
    pub source: Box<str>,
}

fn yes() -> bool {
    true
}

impl Rename {
    /// What tells the entry from others.
    pub fn id(&self) -> &str {
        self.old.first().map_or(&*self.new, AsRef::as_ref)
    }

    /// The years in which it was renamed, as far as they are known.
    pub fn years(&self) -> impl Iterator<Item = u16> {
        let later = self.via.iter().filter_map(|step| step.until.as_deref()?.get(..4)?.parse().ok());
        self.year.into_iter().chain(later)
    }

    /// Texts that show that the author knows the current name.
    pub(crate) fn marks(&self) -> impl Iterator<Item = &str> {
        let bare = ["Amazon ", "AWS ", "Azure ", "Microsoft ", "Google Cloud ", "Google "]
            .iter()
            .find_map(|vendor| self.new.strip_prefix(vendor))
            .unwrap_or(&self.new);
        // A text that is also part of the former name shows nothing: `Azure Sentinel`, `Microsoft Sentinel`.
        let telling = |mark: &str| !self.old.iter().any(|old| old.to_lowercase().contains(&mark.to_lowercase()));
        let bare = if telling(bare) { bare } else { &self.new };
        // Another service's name on the line does not show that the author knows of a retirement.
        let renamed = !matches!(self.kind, Lifecycle::Retired | Lifecycle::Closed);
        let own = (self.known_by.is_empty() && renamed && !bare.is_empty()).then_some(bare);
        self.known_by.iter().map(AsRef::as_ref).chain(own)
    }
}

/// The names of the built-in dictionaries, as used in the configuration.
pub fn names() -> impl Iterator<Item = &'static str> {
    EMBEDDED.iter().map(|(file, _)| file.strip_suffix(".toml").unwrap_or(file))
}

/// The text of a built-in dictionary. With the feature `slim`, it is given at run time ([`embedded`]).
#[cfg(not(all(feature = "slim", not(feature = "cli"))))]
macro_rules! text {
    ($($file:literal),*) => {
        concat!($(include_str!(concat!("../../rules/dictionaries/", $file))),*)
    };
}
#[cfg(all(feature = "slim", not(feature = "cli")))]
macro_rules! text {
    ($($file:literal),*) => {
        ""
    };
}

/// The built-in dictionaries: file name and text.
pub(crate) const EMBEDDED: &[(&str, &str)] = &[
    ("aws.toml", text!("aws.toml", "aws_names.toml")),
    ("azure.toml", text!("azure.toml")),
    ("gcp.toml", text!("gcp.toml")),
    ("kubernetes.toml", text!("kubernetes.toml")),
    ("general.toml", text!("general.toml")),
    ("japanese.toml", text!("japanese.toml")),
];

/// The text of the built-in dictionary `file`; `None` if there is none, or if it was not provided (feature `slim`).
pub(crate) fn embedded(file: &str) -> Option<&'static str> {
    let (_, text) = EMBEDDED.iter().find(|(name, _)| *name == file)?;
    if text.is_empty() { provided(file) } else { Some(text) }
}

/// Every text is part of the program.
#[cfg(not(all(feature = "slim", not(feature = "cli"))))]
fn provided(_file: &str) -> Option<&'static str> {
    None
}

/// The text of the built-in dictionary `file`, as it was given at run time.
#[cfg(all(feature = "slim", not(feature = "cli")))]
fn provided(file: &str) -> Option<&'static str> {
    use crate::text::provided::{DataFile, entry};
    std::str::from_utf8(entry(DataFile::Dictionaries, file)?).ok()
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use super::*;

    #[test]
    fn every_entry_is_complete_and_has_a_source() {
        for (file, text) in EMBEDDED {
            let dictionary: Dictionary = toml::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"));
            for term in &dictionary.terms {
                assert!(!term.source.is_empty(), "{file}: {}", term.canonical);
                assert!(
                    term.brand.as_deref().is_none_or(|brand| BRANDS.contains(&brand)),
                    "{file}: {}",
                    term.canonical
                );
            }
            for rename in &dictionary.renames {
                let name = rename.old.first().unwrap_or_else(|| panic!("{file}: {}", rename.new));
                assert!(!rename.source.is_empty(), "{file}: {name}");
                for mark in rename.marks() {
                    let shows = !rename.old.iter().any(|old| old.to_lowercase().contains(&mark.to_lowercase()));
                    assert!(
                        shows,
                        "{file}: `{mark}` can't show that the author knows the current name: it is part of {:?}",
                        rename.old
                    );
                }
                assert!(!rename.new.is_empty() || rename.kind != Lifecycle::FormerName, "{file}: {name}");
                let year = rename.date.as_deref().map(|date| date[..4].parse().unwrap());
                assert!(year.is_none() || year == rename.year, "{file}: {name}");
                let dated = matches!(rename.kind, Lifecycle::Retired | Lifecycle::Closed);
                assert!(
                    !dated || rename.year.is_none() || dictionary.as_of.is_some(),
                    "{file}: {name} has a year but the dictionary has no `as_of`"
                );
            }
            for group in &dictionary.groups {
                assert!(!group.source.is_empty() && group.forms.len() > 1, "{file}: {}", group.id);
            }
            for abbreviation in &dictionary.abbreviations {
                assert!(!abbreviation.source.is_empty() && !abbreviation.long.is_empty(), "{}", abbreviation.short);
            }
        }
    }

    /// The former names, retired services and features of all dictionaries, in lower case.
    fn replaced(renames: &[Rename]) -> FxHashSet<String> {
        renames.iter().flat_map(|rename| &rename.old).map(|old| old.to_lowercase()).collect()
    }

    /// `name` in lower case: as it is, without its vendor, and after each vendor.
    fn with_and_without_vendor(name: &str) -> Vec<String> {
        const VENDORS: [&str; 6] = ["amazon ", "aws ", "azure ", "microsoft ", "google cloud ", "google "];
        let name = name.to_lowercase();
        match VENDORS.iter().find_map(|vendor| name.strip_prefix(vendor)) {
            Some(bare) => vec![bare.to_owned(), name.clone()],
            None => VENDORS.iter().map(|vendor| format!("{vendor}{name}")).chain([name.clone()]).collect(),
        }
    }

    fn all_renames() -> Vec<Rename> {
        let parsed = EMBEDDED.iter().map(|(_, text)| toml::from_str::<Dictionary>(text).unwrap());
        parsed.flat_map(|dictionary| dictionary.renames).collect()
    }

    #[test]
    fn every_rename_leads_to_a_present_name() {
        let renames = all_renames();
        let replaced = replaced(&renames);
        for rename in &renames {
            // `Amazon ECS Service Connect / VPC Lattice`, `Template specs and Deployment stacks`, `Pod Security (PSA)`
            for new in rename.new.split(" / ").flat_map(|new| new.split(" and ")) {
                let new = new.split(" (").next().unwrap_or(new);
                let former = with_and_without_vendor(new).into_iter().find(|name| replaced.contains(name));
                assert_eq!(former, None, "{:?} leads to `{}`", rename.old, rename.new);
            }
        }
    }

    #[test]
    fn every_step_of_a_rename_is_reported_itself() {
        let renames = all_renames();
        let replaced = replaced(&renames);
        for step in renames.iter().flat_map(|rename| &rename.via) {
            assert!(replaced.contains(&step.name.to_lowercase()), "{}", step.name);
            assert!(step.until.is_none() || !step.source.is_empty(), "{}", step.name);
        }
    }

    #[test]
    fn every_dictionary_says_when_it_was_checked() {
        for (file, text) in EMBEDDED {
            let dictionary: Dictionary = toml::from_str(text).unwrap();
            let dates = dictionary.renames.iter().filter_map(|rename| rename.as_of.as_deref());
            for as_of in dates.chain([dictionary.as_of.as_deref().unwrap_or_default()]) {
                assert!(as_of.len() == "2026-11-23".len() && as_of.starts_with("20"), "{file}: `{as_of}`");
            }
        }
    }
}
