//! What a dictionary file says: terms, renames and groups of spellings, as TOML.

use serde::Deserialize;

/// A dictionary file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dictionary {
    /// Names with one right spelling.
    #[serde(default, rename = "term")]
    pub terms: Vec<Term>,
    /// Names that have given way to others.
    #[serde(default, rename = "rename")]
    pub renames: Vec<Rename>,
    /// Words that have several right spellings.
    #[serde(default, rename = "group")]
    pub groups: Vec<Group>,
}

/// A name with one right spelling. Wrong casing and spacing are computed from it, never listed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The right spelling.
    pub canonical: Box<str>,
    /// Other spellings that are right too.
    #[serde(default)]
    pub also: Vec<Box<str>>,
    /// Whether the name all in lower case is a fault. Not where it is also a word, a command or a package.
    #[serde(default = "yes")]
    pub lower: bool,
    /// Whether another spacing or hyphenation is a fault.
    #[serde(default = "yes")]
    pub spacing: bool,
    /// Whether the name in lower case, written as several words, is a fault: not where the words are plain English.
    #[serde(default)]
    pub lower_spaced: bool,
    /// Wrong spellings that can't be computed.
    #[serde(default)]
    pub aliases: Vec<Alias>,
    /// What stands right behind another thing of the same name.
    #[serde(default)]
    pub not_followed_by: Vec<Box<str>>,
    /// What stands right before another thing of the same name.
    #[serde(default)]
    pub not_preceded_by: Vec<Box<str>>,
    /// Where the spelling is read from; a project's own may leave it out.
    #[serde(default)]
    pub source: Box<str>,
}

/// A wrong spelling that is listed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// The wrong spelling.
    pub text: Box<str>,
    /// The right one, where it is not the canonical one.
    pub right: Option<Box<str>>,
}

/// A name that has given way to another.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rename {
    /// The former names.
    pub old: Vec<Box<str>>,
    /// The present name.
    pub new: Box<str>,
    /// The present name as it stands before a noun, where that differs: `Microsoft Entra tenant`.
    pub before_noun: Option<Box<str>>,
    /// Whether only the very capitals make the name: `CloudWatch events` are events.
    #[serde(default)]
    pub exact: bool,
    /// What shows, on a line, that its author knows the present name; else the present name without its vendor.
    #[serde(default)]
    pub known_by: Vec<Box<str>>,
    /// When.
    pub year: Option<u16>,
    /// When, as far as a source gives it: `2023-07-11`, `2021-11`.
    pub date: Option<Box<str>>,
    /// What stands right behind another thing of the same name.
    #[serde(default)]
    pub not_followed_by: Vec<Box<str>>,
    /// What stands right before another thing of the same name.
    #[serde(default)]
    pub not_preceded_by: Vec<Box<str>>,
    /// The page to look it up on.
    pub page: Option<Box<str>>,
    /// Where the rename is read from; a project's own may leave it out.
    #[serde(default)]
    pub source: Box<str>,
}

/// A word with several right spellings; a project should keep to one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its name.
    pub id: Box<str>,
    /// The spellings.
    pub forms: Vec<Box<str>>,
    /// What makes another word of it: `リング` behind `クラスタ`.
    #[serde(default)]
    pub not_followed_by: Vec<Box<str>>,
    /// What makes another word of it: `プ` before `レイヤー`.
    #[serde(default)]
    pub not_preceded_by: Vec<Box<str>>,
    /// Whether a project that nearly always writes one form means to; else its mixture is told once, however small.
    #[serde(default = "yes")]
    pub settles: bool,
    /// Where the spellings are read from; a project's own may leave it out.
    #[serde(default)]
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
        let own = self.known_by.is_empty().then_some(bare);
        self.known_by.iter().map(AsRef::as_ref).chain(own)
    }
}

/// The dictionaries that come with notelint: file name and text.
pub(crate) const EMBEDDED: &[(&str, &str)] = &[
    ("aws.toml", include_str!("../../rules/dictionaries/aws.toml")),
    ("azure.toml", include_str!("../../rules/dictionaries/azure.toml")),
    ("gcp.toml", include_str!("../../rules/dictionaries/gcp.toml")),
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
            }
            for rename in &dictionary.renames {
                assert!(!rename.source.is_empty() && !rename.old.is_empty(), "{file}: {}", rename.new);
                let year = rename.date.as_deref().map(|date| date[..4].parse().unwrap());
                assert!(year.is_none() || year == rename.year, "{file}: {}", rename.new);
            }
            for group in &dictionary.groups {
                assert!(!group.source.is_empty() && group.forms.len() > 1, "{file}: {}", group.id);
            }
        }
    }
}
