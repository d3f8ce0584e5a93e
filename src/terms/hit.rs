//! A match of a dictionary entry in a note.

use std::ops::Range;

use crate::text::source::Span;

use super::meaning::Meaning;

/// A match of a dictionary entry in the prose of a note.
#[derive(Clone, Debug)]
pub struct TermHit {
    /// The span of the words in the source, including any markup between them.
    pub span: Span,
    /// The range of the words in bytes of [`Prose::text`](crate::markdown::prose::Prose::text).
    pub range: Range<usize>,
    /// The span that a fix may replace. `None` if the words are not contiguous in the source.
    pub editable: Option<Span>,
    /// Whether the words are in a heading, where a replacement changes the anchor.
    pub heading: bool,
    /// What the dictionary says about the words.
    pub meaning: Meaning,
}
