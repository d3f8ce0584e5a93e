//! A fix as data: edits on a finding, and what they promise to leave alone.

use serde::{Deserialize, Serialize};

use crate::text::source::Span;

/// Replaces the bytes of `span` with `text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What goes; empty for an insertion.
    pub span: Span,
    /// What comes; empty for a deletion.
    pub text: String,
}

impl Edit {
    /// Puts `text` in the place of `span`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Puts `text` before byte `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self { span: Span::at(offset), text: text.into() }
    }

    /// Takes `span` away.
    pub fn delete(span: Span) -> Self {
        Self { span, text: String::new() }
    }
}

/// What a fix may change, held against what it does change before it is written (see [`crate::lint::fix::verify`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// The rendered HTML stays the same, white space outside code aside.
    Layout,
    /// Same tree, same link destinations, same code; the visible text differs exactly where the edits are.
    Text,
    /// The tree changes as the finding says; no visible character is lost or added but the markers it names,
    /// and code and link destinations stay (a bare URL that becomes a link gains exactly that one destination).
    Structure,
    /// Each edit lies within one destination (of a link, an image, a definition, an autolink or bare URL, an HTML attribute),
    /// which leads elsewhere then; every other destination, the tree, all code and all text stay. A bare URL is its own
    /// text, and shows the new one.
    Destination,
    /// Code loses marks and white space where the edits are, no letter or digit; all else stays the same. The others
    /// leave code alone, and few authors want theirs touched: such a fix is never [`Applicability::Safe`].
    Code,
}

/// Who decides that a fix is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// `--fix` makes it.
    Safe,
    /// `--fix --unsafe-fixes` makes it: right in most notes, yet it says something its author has to agree with.
    Unsafe,
    /// Shown, never made.
    Manual,
}

/// The edits of a fix in another note than the finding's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteEdits {
    /// The note, relative to the project, with `/`.
    pub path: String,
    /// Sorted, without overlap.
    pub edits: Vec<Edit>,
}

/// A way to fix a finding: all of its edits, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What to do: lower case, no full stop.
    pub title: String,
    /// Sorted, without overlap.
    pub edits: Vec<Edit>,
    /// Those in other notes, by path: of the links to a heading that the fix renames. Rules leave it empty; it is filled in
    /// when the fix is proven (see [`crate::lint::fix::proof`]), and so are the links to the heading in the note itself.
    #[serde(default)]
    pub elsewhere: Vec<NoteEdits>,
    /// What `edits` may change, those of links to a renamed heading aside: these change destinations.
    pub effect: Effect,
    /// Who decides.
    pub applicability: Applicability,
}
