//! What a flavour of Markdown gives to a source: which bytes are its syntax, and what the parser reads in their place.

use crate::text::span::{Span, offset};
use crate::text::whitespace::Whitespace as _;

/// How the host of the notes reads a text. The flavours are in `markdown/`; a source knows only what they give.
#[derive(Clone, Copy, Debug)]
pub struct SyntaxReader {
    /// The flavour's name in configuration.
    pub name: &'static str,
    /// Whether a line ending within a paragraph is shown as one.
    pub breaks_lines: bool,
    /// Says what in a text is syntax of the flavour.
    pub read: fn(&str) -> Syntax,
}

impl SyntaxReader {
    /// GitHub's, which has no syntax of its own.
    pub const GITHUB: Self = Self { name: "github", breaks_lines: false, read: |_| Syntax::default() };
}

/// What in a text is syntax of its flavour.
#[derive(Clone, Debug, Default)]
pub struct Syntax {
    /// What the parser reads, byte for byte as long as the text; `None` where it reads the text itself.
    pub parsed: Option<String>,
    /// The syntax, sorted and without overlap.
    pub spans: Vec<Span>,
    /// Addresses that are shown as cards, because they stand alone in their line; sorted.
    pub cards: Vec<Span>,
    /// Offsets of line endings at which a line of its own ends, such as the title of a callout; sorted.
    pub ends: Vec<u32>,
    /// Ids that attribute lists give, each with its place.
    pub ids: Vec<(String, Span)>,
}

impl Syntax {
    /// Whether byte `offset` is syntax.
    pub fn covers(&self, offset: u32) -> bool {
        self.around(offset).is_some_and(|span| span.start <= offset)
    }

    /// Whether all of `span` but white space is syntax, and some of it is.
    pub fn is_all_of(&self, text: &str, span: Span) -> bool {
        let line = &text[span.range()];
        let (start, end) = (line.len() - line.md_trim_start().len(), line.md_trim_end().len());
        let shown = start < end;
        shown
            && self.around(span.start + offset(start)).is_some_and(|syntax| {
                syntax.start as usize <= span.start as usize + start && span.start as usize + end <= syntax.end as usize
            })
    }

    /// The first span that ends after `offset`.
    pub(crate) fn around(&self, offset: u32) -> Option<Span> {
        self.spans.get(self.spans.partition_point(|span| span.end <= offset)).copied()
    }

    /// Whether a line of its own ends in `span`, which is a line ending.
    pub fn ends_line(&self, span: Span) -> bool {
        let from = self.ends.partition_point(|end| *end < span.start);
        self.ends.get(from).is_some_and(|end| *end <= span.end)
    }
}
