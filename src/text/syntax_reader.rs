//! The interface between a flavour of Markdown and a source: which bytes are the flavour's syntax, and what the parser
//! reads instead.

use crate::text::addresses;
use crate::text::mdx_fault::MdxFault;
use crate::text::profile::Profile;
use crate::text::span::{Span, offset};
use crate::text::whitespace::Whitespace as _;

/// How the host of the notes reads a text. The flavours are implemented in `markdown/`; a source only knows this
/// interface.
#[derive(Clone, Copy, Debug)]
pub struct SyntaxReader {
    /// How the host reads Markdown.
    pub profile: Profile,
    /// Finds the syntax that the host adds to Markdown in a text.
    pub read: fn(&str, &Profile) -> Syntax,
}

impl SyntaxReader {
    /// GitHub, which has no syntax of its own.
    pub const GITHUB: Self = Self { profile: Profile::GITHUB, read: |_, _| Syntax::default() };

    /// The host's own syntax in `text`, and addresses with a template in them.
    pub fn syntax(&self, text: &str) -> Syntax {
        let mut syntax = (self.read)(text, &self.profile);
        syntax.spans = addresses::united(syntax.spans, addresses::with_template(text));
        syntax
    }
}

/// The syntax of a flavour in a text.
#[derive(Clone, Debug, Default)]
pub struct Syntax {
    /// The text that the parser reads, as long as the original, byte for byte. `None` where it reads the original.
    pub parsed: Option<String>,
    /// The syntax, sorted and without overlaps.
    pub spans: Vec<Span>,
    /// URLs that are shown as cards because they are alone on their line. Sorted.
    pub cards: Vec<Span>,
    /// Offsets of line endings after which a new block of text begins, such as the one after the title of a callout.
    /// Sorted.
    pub ends: Vec<u32>,
    /// Ids set by attribute lists, with their positions.
    pub ids: Vec<(String, Span)>,
    /// Whether the page may have ids that the note does not show: it includes another file, or the host gives ids to other
    /// blocks than headings.
    pub has_other_ids: bool,
    /// What MDX can't compile, where notes are compiled as MDX. Sorted.
    pub mdx_faults: Vec<MdxFault>,
}

impl Syntax {
    /// Whether byte `offset` is syntax.
    pub fn covers(&self, offset: u32) -> bool {
        self.around(offset).is_some_and(|span| span.start <= offset)
    }

    /// Whether `span`, white space at its ends aside, is not blank and is all syntax.
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

    /// Whether `span`, a line ending, is in [`Self::ends`].
    pub fn ends_line(&self, span: Span) -> bool {
        let from = self.ends.partition_point(|end| *end < span.start);
        self.ends.get(from).is_some_and(|end| *end <= span.end)
    }
}
