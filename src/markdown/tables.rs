//! The rows of a table as written (GFM §4.10), with the cells that the host finds in them. The parser gives every row as
//! many cells as the header has.

#![warn(clippy::string_slice, clippy::indexing_slicing)]

use unicode_width::UnicodeWidthStr;

use crate::markdown::document::{Kind, Node};
use crate::markdown::syntax;
use crate::text::slice::Slice as _;
use crate::text::source::{Source, Span};

/// A line of a table: the header row, the delimiter row or a body row.
#[derive(Debug)]
pub struct TableRow {
    /// The row, without the markers of the blocks around it and without trailing white space.
    pub span: Span,
    /// Byte offsets of the pipes that separate cells.
    pub pipes: Vec<usize>,
}

/// The rows of `table`: the header row, the delimiter row, the body rows.
pub fn rows(source: &Source, table: Node<'_>) -> Vec<TableRow> {
    debug_assert_eq!(table.kind(), Kind::Table);
    let (start, end) = (table.span().start as usize, table.span().end as usize);
    let hidden = source.profile().tables.code_hides_bars;
    let lines = source.lines();
    let first = lines.line(start);
    let rows = (first..=lines.line(end)).map(|line| {
        let whole = lines.span(source.text(), line).range();
        let from = if line == first { start } else { whole.start };
        // A row does not begin with `>`, so if there is one, it is the marker of a quote around the table.
        let marked = source.text().part(from..whole.end).trim_end_matches([' ', '\t']);
        let text = marked.trim_start_matches([' ', '\t', '>']);
        let from = from + marked.len() - text.len();
        TableRow { span: Span::new(from, from + text.len()), pipes: pipes(text, from, hidden) }
    });
    // The parser accepts a line indented by four columns as a row. On GitHub it is code and ends the table.
    let edge = syntax::column(source, start) + 4;
    rows.take_while(|row| syntax::column(source, row.span.start as usize) < edge).collect()
}

/// Byte offsets of the unescaped pipes in `text`, which begins at byte `start`. With `hidden`, those in code spans are
/// left out.
fn pipes(text: &str, start: usize, hidden: bool) -> Vec<usize> {
    let mut pipes = Vec::new();
    let (mut at, mut escaped) = (0, false);
    while let Some(byte) = text.as_bytes().get(at).copied() {
        let plain = !escaped;
        escaped = byte == b'\\' && plain;
        if byte == b'|' && plain {
            pipes.push(start + at);
        }
        at += if hidden && plain && byte == b'`' { code_span(text.tail(at)) } else { 1 };
    }
    pipes
}

/// The length of the code span that `text` begins with; of its backquotes if they are not closed.
fn code_span(text: &str) -> usize {
    let content = text.trim_start_matches('`');
    let width = text.len() - content.len();
    let mut rest = content;
    while let Some(at) = rest.find('`') {
        let closing = rest.tail(at);
        rest = closing.trim_start_matches('`');
        if closing.len() - rest.len() == width {
            return text.len() - rest.len();
        }
    }
    width
}

impl TableRow {
    /// Whether it begins with a pipe.
    pub fn is_opened(&self) -> bool {
        self.pipes.first() == Some(&(self.span.start as usize))
    }

    /// Whether it ends with a pipe.
    pub fn is_closed(&self) -> bool {
        self.pipes.last().is_some_and(|&last| last + 1 == self.span.end as usize)
    }

    /// The cells as written, with the white space around their content.
    pub fn cells(&self) -> Vec<Span> {
        let mut cells = Vec::new();
        let mut start = self.span.start as usize;
        for &pipe in &self.pipes {
            if pipe > self.span.start as usize {
                cells.push(Span::new(start, pipe));
            }
            start = pipe + 1;
        }
        if start < self.span.end as usize || cells.is_empty() {
            cells.push(Span::new(start, self.span.end as usize));
        }
        cells
    }

    /// The columns (from 0) of its pipes, as an editor with a monospaced font shows them.
    pub fn columns(&self, source: &Source) -> Vec<usize> {
        let mut at = source.line_at(self.span.start as usize).start as usize;
        let mut column = 0;
        let step = |&pipe: &usize| {
            let text = source.text().part(at..pipe);
            at = pipe;
            column += text.width() - text.bytes().filter(u8::is_ascii_control).count();
            column
        };
        self.pipes.iter().map(step).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::document::Document;

    #[test]
    fn rows_are_read_as_written() {
        let text = "> - | あ | b |\n>   |---|---|\n>   | \\| x ||\\\\|z  \n>   y\n";
        let source = Source::new(text.to_owned()).unwrap();
        let document = Document::parse(&source);
        let rows = rows(&source, document.of_kind(Kind::Table).next().unwrap());
        let cells: Vec<Vec<&str>> =
            rows.iter().map(|row| row.cells().into_iter().map(|cell| source.slice(cell)).collect()).collect();
        assert_eq!(cells, [vec![" あ ", " b "], vec!["---", "---"], vec![" \\| x ", "", "\\\\", "z"], vec!["y"]]);
        assert_eq!(rows[0].columns(&source), [4, 9, 13]);
        assert!(rows[2].is_opened() && !rows[2].is_closed());
    }

    #[test]
    fn pipes_in_code_separate_cells_only_where_the_host_says_so() {
        let of = |text, hidden| pipes(text, 0, hidden);
        assert_eq!(of("`a|b`|c", false), [2, 5]);
        assert_eq!(of("`a|b`|c", true), [5]);
        assert_eq!(of("``a|`b|``|`c|d", true), [9, 12]);
        assert_eq!(of("\\`a|b`|c", true), [3, 6]);
    }

    #[test]
    fn a_line_indented_by_four_columns_is_not_a_row() {
        let source = Source::new("- | a |\n  |---|\n   b\n      c\n".to_owned()).unwrap();
        let document = Document::parse(&source);
        let rows = rows(&source, document.of_kind(Kind::Table).next().unwrap());
        assert_eq!(rows.iter().map(|row| source.slice(row.span)).collect::<Vec<_>>(), ["| a |", "|---|", "b"]);
    }
}
