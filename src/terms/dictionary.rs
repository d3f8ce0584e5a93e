//! What a dictionary file says: terms, renames, groups of spellings and abbreviations, as TOML.

use serde::{Deserialize, Serialize};

pub use crate::facts::spelling::Group;

/// A dictionary file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dictionary {
    /// The day on which its dated facts were looked up, as `2026-11-23`: an end can be put off, or taken back.
    pub as_of: Option<Box<str>>,
    /// Names with one right spelling.
    #[serde(default, rename = "term")]
    pub terms: Vec<Term>,
    /// Names that have given way to others, and what has come to an end.
    #[serde(default, rename = "rename")]
    pub renames: Vec<Rename>,
    /// Words that have several right spellings.
    #[serde(default, rename = "group")]
    pub groups: Vec<Group>,
    /// What abbreviations stand for.
    #[serde(default, rename = "abbreviation")]
    pub abbreviations: Vec<Abbreviation>,
}

/// A name with one right spelling. Wrong casing and spacing are computed from it, never listed.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a key of the file, with a default of its own")]
pub struct Term {
    /// The right spelling.
    pub canonical: Box<str>,
    /// The vendor's word before it, `Amazon` or `AWS`; checked only where the name has one of [`BRANDS`] before it.
    pub brand: Option<Box<str>>,
    /// How much of a name the words are by themselves.
    #[serde(default, rename = "match")]
    pub matching: MatchMode,
    /// Other spellings that are right too.
    #[serde(default)]
    pub also: Vec<Box<str>>,
    /// Whether the name all in lower case is a fault. Not where it is also a word, a command or a package.
    #[serde(default = "yes")]
    pub lower: bool,
    /// Whether the name in lower case, though it is a word or a command, is a fault where a sentence uses it as a name.
    #[serde(default)]
    pub lower_in_prose: bool,
    /// A note that has one of these means the name wherever its words stand, in whatever capitals.
    #[serde(default)]
    pub meant_in_file: Vec<Box<str>>,
    /// What stands right before the name wherever its words are it: `on-premises ` before `sql server`.
    #[serde(default)]
    pub meant_preceded_by: Vec<Box<str>>,
    /// What stands right behind the name wherever its words are it.
    #[serde(default)]
    pub meant_followed_by: Vec<Box<str>>,
    /// Whether the name in lower case is nothing but the command of that name: more words of a sentence then show that it
    /// is the name than with a word of the language (`lambda`), or one whose command is itself talked of (`python`).
    #[serde(default)]
    pub tool: bool,
    /// Nouns that show, behind a name that is also a word or a command, that it is the name: `charts` behind `helm`.
    /// No command takes them.
    #[serde(default)]
    pub nouns: Vec<Box<str>>,
    /// Whether another spacing or hyphenation is a fault.
    #[serde(default = "yes")]
    pub spacing: bool,
    /// Whether the name in lower case, written as several words, is a fault: not where the words are plain English.
    #[serde(default)]
    pub lower_spaced: bool,
    /// Whether a word that is this name but for a letter or two is this name: not where the name is like a word.
    #[serde(default)]
    pub typos: bool,
    /// Words that are nearly the name, and are words: `extract` for `Textract`.
    #[serde(default)]
    pub unlike: Vec<Box<str>>,
    /// Wrong spellings that can't be computed.
    #[serde(default)]
    pub aliases: Vec<Alias>,
    /// What stands right behind another thing of the same name.
    #[serde(default)]
    pub not_followed_by: Vec<Box<str>>,
    /// What stands right before another thing of the same name.
    #[serde(default)]
    pub not_preceded_by: Vec<Box<str>>,
    /// A note speaks of it only if it has one of these; without any, every note does.
    #[serde(default)]
    pub requires_in_file: Vec<Box<str>>,
    /// Where the spelling is read from; a project's own may leave it out.
    #[serde(default)]
    pub source: Box<str>,
}

/// The words that AWS puts before the names of its services.
pub const BRANDS: [&str; 2] = ["AWS", "Amazon"];

/// How much of a name the words of a [`Term`] are by themselves.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum MatchMode {
    /// Nothing but the name, however it is written: `cloudwatch`.
    #[default]
    Distinctive,
    /// Words of the language, and the name only where each has its capital, or behind a brand: `StepFunctions`.
    Phrase,
    /// A word of the language, and the name only behind a brand: `AWS batch`.
    CommonWord,
}

/// A wrong spelling that is listed.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// The wrong spelling.
    pub text: Box<str>,
    /// The right one, where it is not the canonical one.
    pub right: Option<Box<str>>,
}

/// A name that has given way to another, or something that has come to an end.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rename {
    /// What has happened to it.
    #[serde(default)]
    pub kind: Lifecycle,
    /// The former names; what has come to an end.
    pub old: Vec<Box<str>>,
    /// The present name; what takes its place. Empty where nothing does.
    #[serde(default)]
    pub new: Box<str>,
    /// The present name as it stands before a noun, where that differs: `Microsoft Entra tenant`.
    pub before_noun: Option<Box<str>>,
    /// Whether only the very capitals make the name: `CloudWatch events` are events.
    #[serde(default)]
    pub exact: bool,
    /// What shows, on a line, that its author knows the present name; else the present name without its vendor.
    #[serde(default)]
    pub known_by: Vec<Box<str>>,
    /// Whether it is worth no more than advice: the former name is still about.
    #[serde(default)]
    pub advice: bool,
    /// When.
    pub year: Option<u16>,
    /// When, as far as a source gives it: `2023-07-11`, `2021-11`.
    pub date: Option<Box<str>>,
    /// The day on which that was looked up; else [`Dictionary::as_of`].
    pub as_of: Option<Box<str>>,
    /// What stands right behind another thing of the same name.
    #[serde(default)]
    pub not_followed_by: Vec<Box<str>>,
    /// What stands right before another thing of the same name.
    #[serde(default)]
    pub not_preceded_by: Vec<Box<str>>,
    /// A note speaks of it only if it has one of these; without any, every note does.
    #[serde(default)]
    pub requires_in_file: Vec<Box<str>>,
    /// What shows, on a line, that it speaks of something else.
    #[serde(default)]
    pub not_in_line: Vec<Box<str>>,
    /// What shows, anywhere in a note, that it speaks of something else.
    #[serde(default)]
    pub not_in_file: Vec<Box<str>>,
    /// The page to look it up on.
    pub page: Option<Box<str>>,
    /// Where the rename is read from; a project's own may leave it out.
    #[serde(default)]
    pub source: Box<str>,
}

/// What has happened to the thing that a [`Rename`] is about.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Lifecycle {
    /// It has another name.
    #[default]
    FormerName,
    /// It is gone, or will be on a day that is set.
    Retired,
    /// Who does not use it yet can't begin to.
    Closed,
    /// It works, and its maker says to use something else.
    Superseded,
    /// Its maker uses another word.
    TermChange,
}

/// What an abbreviation stands for.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abbreviation {
    /// The abbreviation.
    pub short: Box<str>,
    /// What it stands for, the usual one first.
    pub long: Vec<Box<str>>,
    /// Where that is read from.
    pub source: Box<str>,
}

fn yes() -> bool {
    true
}

impl Rename {
    /// What shows that an author knows the present name.
    pub(crate) fn marks(&self) -> impl Iterator<Item = &str> {
        let bare = ["Amazon ", "AWS ", "Azure ", "Microsoft ", "Google Cloud ", "Google "]
            .iter()
            .find_map(|vendor| self.new.strip_prefix(vendor))
            .unwrap_or(&self.new);
        // What the former name has too shows nothing: `Azure Sentinel`, `Microsoft Sentinel`.
        let telling = |mark: &str| !self.old.iter().any(|old| old.to_lowercase().contains(&mark.to_lowercase()));
        let bare = if telling(bare) { bare } else { &self.new };
        // The name of another service on the line does not say that this one is gone.
        let renamed = !matches!(self.kind, Lifecycle::Retired | Lifecycle::Closed);
        let own = (self.known_by.is_empty() && renamed && !bare.is_empty()).then_some(bare);
        self.known_by.iter().map(AsRef::as_ref).chain(own)
    }
}

/// The names of the dictionaries that come with notelint, as configuration has them.
pub fn names() -> impl Iterator<Item = &'static str> {
    EMBEDDED.iter().map(|(file, _)| file.strip_suffix(".toml").unwrap_or(file))
}

/// The dictionaries that come with notelint: file name and text.
pub(crate) const EMBEDDED: &[(&str, &str)] = &[
    (
        "aws.toml",
        concat!(
            include_str!("../../rules/dictionaries/aws.toml"),
            include_str!("../../rules/dictionaries/aws_names.toml")
        ),
    ),
    ("azure.toml", include_str!("../../rules/dictionaries/azure.toml")),
    ("gcp.toml", include_str!("../../rules/dictionaries/gcp.toml")),
    ("kubernetes.toml", include_str!("../../rules/dictionaries/kubernetes.toml")),
    ("general.toml", include_str!("../../rules/dictionaries/general.toml")),
    ("japanese.toml", include_str!("../../rules/dictionaries/japanese.toml")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_whole_and_has_its_source() {
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
                        "{file}: `{mark}`, by which an author shows that he knows, is part of {:?}",
                        rename.old
                    );
                }
                assert!(!rename.new.is_empty() || rename.kind != Lifecycle::FormerName, "{file}: {name}");
                let year = rename.date.as_deref().map(|date| date[..4].parse().unwrap());
                assert!(year.is_none() || year == rename.year, "{file}: {name}");
                let dated = matches!(rename.kind, Lifecycle::Retired | Lifecycle::Closed);
                assert!(!dated || rename.year.is_none() || dictionary.as_of.is_some(), "{file}: {name} as of when");
            }
            for group in &dictionary.groups {
                assert!(!group.source.is_empty() && group.forms.len() > 1, "{file}: {}", group.id);
            }
            for abbreviation in &dictionary.abbreviations {
                assert!(!abbreviation.source.is_empty() && !abbreviation.long.is_empty(), "{}", abbreviation.short);
            }
        }
    }
}
