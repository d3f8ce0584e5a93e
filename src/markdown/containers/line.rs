//! Lines of colons.

use crate::text::span::{Span, offset};
use crate::text::whitespace::Whitespace as _;

/// A line of three or more colons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColonLine {
    /// The colons.
    pub colons: Span,
    /// What follows the colons, without white space around it. Empty if nothing does.
    pub rest: Span,
    /// Columns of white space before the colons, within the quote and list items around it.
    pub indent: usize,
}

impl ColonLine {
    /// From the first colon to the end of what follows them.
    pub fn span(&self) -> Span {
        Span { start: self.colons.start, end: self.rest.end }
    }

    /// The number of colons.
    pub fn count(&self) -> usize {
        (self.colons.end - self.colons.start) as usize
    }
}

/// The line of colons in `line`, which starts at byte `start` and has its first character at `from`.
pub(super) fn colons(line: &str, start: usize, from: usize, indent: usize) -> Option<ColonLine> {
    let content = line[from..].md_trim_end();
    let after = content.trim_start_matches(':');
    let count = content.len() - after.len();
    let rest = after.unicode_trim();
    let at = start + from;
    let begin = at + count + if rest.is_empty() { 0 } else { after.len() - after.unicode_trim_start().len() };
    let span = |from: usize, to: usize| Span { start: offset(from), end: offset(to) };
    (count >= 3).then(|| ColonLine { colons: span(at, at + count), rest: span(begin, begin + rest.len()), indent })
}
