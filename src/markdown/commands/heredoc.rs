//! Here documents: text between `<<EOF` and a line `EOF`.

use crate::markdown::commands::blocks::Line;
use crate::text::slice::Slice as _;

/// A here document that a command has opened.
#[derive(Debug)]
pub(super) struct Heredoc {
    /// The word that ends it.
    pub(super) delimiter: String,
}

impl Heredoc {
    /// The line after the end of the document, whose text begins on line `first`. Without an end, the rest of the code
    /// is its text.
    pub(super) fn end(&self, source: &str, lines: &[Line], first: usize) -> usize {
        let is_end = |line: &Line| {
            // In a terminal, each line has the prompt of a continued line before it.
            let text = source.part(line.start..line.end).trim_start_matches(['\t', ' ']);
            text.strip_prefix("> ").unwrap_or(text).trim_end_matches(' ') == self.delimiter
        };
        let rest = lines.get(first..).unwrap_or_default();
        rest.iter().position(is_end).map_or(lines.len(), |end| first + end + 1)
    }
}
