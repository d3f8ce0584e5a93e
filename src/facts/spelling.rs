//! Words with several correct spellings, as grouped in the dictionaries and as a note spells them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::text::source::Span;

/// An occurrence in prose of a word with several correct spellings.
#[derive(Clone, Debug)]
pub struct Spelling {
    /// The position of the word.
    pub span: Span,
    /// The word's group.
    pub group: Arc<Group>,
    /// Index into [`Group::forms`].
    pub form: u16,
    /// Whether a fix may replace the span.
    pub editable: bool,
}

/// A word with several correct spellings. A project should use one of them.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The group's identifier.
    pub id: Box<str>,
    /// The spellings.
    pub forms: Vec<Box<str>>,
    /// Whether the word is a name in Latin letters, whose forms may differ only in case.
    #[serde(default)]
    pub latin: bool,
    /// Whether mixed forms are reported only if the configuration prefers one of them.
    #[serde(default)]
    pub optional: bool,
    /// Text that makes it a different word when it follows: `リング` after `クラスタ`.
    #[serde(default)]
    pub not_followed_by: Vec<Box<str>>,
    /// Text that makes it a different word when it precedes: `プ` before `レイヤー`.
    #[serde(default)]
    pub not_preceded_by: Vec<Box<str>>,
    /// Whether the form that nearly all occurrences in a project use counts as its choice. If `false`, mixed forms are
    /// reported once, however few there are.
    #[serde(default = "yes")]
    pub settles: bool,
    /// The source of the spellings. Optional in a project's own dictionary.
    #[serde(default)]
    pub source: Box<str>,
}

impl Group {
    /// Whether the source of the spellings, such as `npmjs.com writes npm`, writes the form `form`.
    pub fn is_in_source(&self, form: u16) -> bool {
        let Some(form) = self.forms.get(form as usize) else { return false };
        self.source.split([' ', ',']).any(|word| *word == **form)
    }

    /// Whether the forms `one` and `other` differ only in the case of their first letter, as at the start of a sentence.
    pub fn differ_in_capital(&self, one: u16, other: u16) -> bool {
        let rest = |form: u16| self.forms.get(form as usize).map(|form| form.chars().skip(1).collect::<String>());
        rest(one) == rest(other)
    }
}

fn yes() -> bool {
    true
}
