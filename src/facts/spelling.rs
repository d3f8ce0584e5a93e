//! Words that have several right spellings, as the dictionaries group them and as a note writes them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::text::source::Span;

/// A word that has several right spellings, met in the prose.
#[derive(Clone, Debug)]
pub struct Spelling {
    /// The word.
    pub span: Span,
    /// Which word.
    pub group: Arc<Group>,
    /// Index into [`Group::forms`].
    pub form: u16,
    /// Whether a fix may replace the span.
    pub editable: bool,
}

/// A word with several right spellings; a project should keep to one.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its name.
    pub id: Box<str>,
    /// The spellings.
    pub forms: Vec<Box<str>>,
    /// Whether it is a name in Latin letters, whose forms may differ in their capitals alone.
    #[serde(default)]
    pub latin: bool,
    /// Whether a mixture is no fault but where the configuration prefers one of the forms.
    #[serde(default)]
    pub optional: bool,
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
