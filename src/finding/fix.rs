//! Fixes as data: edits, and the effect they declare.

use serde::{Deserialize, Serialize};

use crate::text::source::Span;

/// Replaces the bytes of `span` with `text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The range to replace; empty for an insertion.
    pub span: Span,
    /// The replacement; empty for a deletion.
    pub text: String,
}

impl Edit {
    /// Replaces `span` with `text`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Inserts `text` before byte `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self { span: Span::at(offset), text: text.into() }
    }

    /// Deletes `span`.
    pub fn delete(span: Span) -> Self {
        Self { span, text: String::new() }
    }
}

/// What a fix may change. Verified before a fix is written (see [`crate::lint::fix::verify`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// The rendered HTML stays the same, apart from white space outside code.
    Layout,
    /// The tree, the link destinations and the code stay the same. The visible text changes only where the edits are.
    Text,
    /// The tree changes as the finding says. Only the markers it names may be added or removed from the visible text;
    /// code and link destinations stay the same. A bare URL that becomes a link gains that one destination.
    Structure,
    /// Each edit is within one destination (of a link, an image, a link reference definition, an autolink or bare URL,
    /// an HTML attribute), which changes. All other destinations, the tree, the code and the text stay the same, except
    /// that a bare URL is also its own visible text.
    Destination,
    /// Punctuation and white space are removed from code where the edits are, but no letter or digit. Everything else
    /// stays the same. Authors rarely want their code edited, so such a fix is never [`Applicability::Safe`].
    Code,
    /// What the edits cover was read as HTML, mathematics or a bare URL, and becomes the text or code that its author wrote:
    /// every character of it is shown. Everything else stays the same.
    Literal,
    /// Code blocks or comments begin or end elsewhere, so that text becomes code or is shown, or the other way round. The
    /// edits change only marks, white space, info strings and the lines that they are on. What a note says is for its
    /// author to decide, so such a fix is never [`Applicability::Safe`].
    Extent,
    /// Lines of the flavour's own syntax change where the edits are. The tree, the code, the destinations and all other
    /// text stay the same.
    Syntax,
}

/// Whether a fix is applied without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// `--fix` applies it.
    Safe,
    /// `--fix --unsafe-fixes` applies it. It is right in most notes, but the author has to agree with what it writes.
    Unsafe,
    /// Shown, never applied.
    Manual,
}

/// The edits of a fix in a note other than the finding's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteEdits {
    /// The path of the note, relative to the project, with `/`.
    pub path: String,
    /// Sorted, without overlaps.
    pub edits: Vec<Edit>,
}

/// A fix for a finding. Either all of its edits are applied, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What the fix does, as an instruction: lower case, no full stop.
    pub title: String,
    /// Sorted, without overlaps.
    pub edits: Vec<Edit>,
    /// Edits of links in other notes, sorted by path, for a fix that renames a heading. Rules leave it empty. It is
    /// filled in when the fix is proven (see [`crate::lint::fix::proof`]), which also adds the links in the note itself
    /// to `edits`.
    #[serde(default)]
    pub elsewhere: Vec<NoteEdits>,
    /// What `edits` may change. Edits of links to a renamed heading do not count; they change destinations.
    pub effect: Effect,
    /// Whether it is applied without asking.
    pub applicability: Applicability,
}
