//! A place where the dictionaries have something to say.

use std::ops::Range;

use crate::text::source::Span;

use super::meaning::Meaning;

/// Something that the dictionaries have to say about a place in the prose.
#[derive(Clone, Debug)]
pub struct TermHit {
    /// The words, with the markup between them.
    pub span: Span,
    /// Their range in bytes of [`Prose::text`](crate::markdown::prose::Prose::text).
    pub range: Range<usize>,
    /// The span that a fix may replace; `None` where the words are not in one piece.
    pub editable: Option<Span>,
    /// Whether they are in a heading, where another wording would change the anchor.
    pub heading: bool,
    /// What there is to say.
    pub meaning: Meaning,
}
