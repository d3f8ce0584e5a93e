//! Output of programs in the text: rows below a line of titles in capitals, as `kubectl get` prints them.

use std::ops::Range;

use crate::markdown::document::Document;
use crate::text::whitespace::Whitespace as _;

/// A table has at least this many columns.
const COLUMNS: usize = 3;

/// How many lines above a row are looked at for the titles, and how many bytes, so that the cost stays bounded.
const ABOVE: usize = 64;
const WINDOW: usize = 8192;

/// Whether the words at `range` of the prose are in a row of a table that a program printed.
pub(super) fn is_row(document: &Document<'_>, range: &Range<usize>) -> bool {
    let text = document.source().text();
    let at = document.prose().span(range.clone()).start as usize;
    let (from, to) = (text.floor_char_boundary(at.saturating_sub(WINDOW)), text.floor_char_boundary(at + WINDOW));
    let start = text[from..at].rfind('\n').map_or(from, |line| from + line + 1);
    let end = text[at..to].find('\n').map_or(to, |line| at + line);
    is_below_titles(&text[start..end], &text[from..start])
}

/// Whether the line `row` has no more columns than a line of titles in `above`, and only rows are between them.
fn is_below_titles(row: &str, above: &str) -> bool {
    let width = columns(row);
    if width < COLUMNS {
        return false;
    }
    let lines = above.strip_suffix('\n').unwrap_or(above).rsplit('\n').take(ABOVE);
    let mut rows = lines.map(|line| (line, columns(line))).take_while(|(_, columns)| *columns >= COLUMNS);
    rows.any(|(line, columns)| columns >= width && is_in_capitals(line))
}

/// The number of columns in `line`, which two or more blanks separate.
fn columns(line: &str) -> usize {
    line.md_trim().split("  ").filter(|cell| !cell.md_trim().is_empty()).count()
}

/// Whether `line` has letters, all of them ASCII capitals.
fn is_in_capitals(line: &str) -> bool {
    let mut letters = line.chars().filter(|char| char.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|char| char.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_below_titles_in_capitals() {
        let titles = "NAME         TYPE        CLUSTER-IP   PORT(S)\n";
        let rows = "web          NodePort    10.0.0.7     80/TCP\n";
        assert!(is_below_titles("kubernetes   ClusterIP   10.0.0.1     443/TCP", titles));
        assert!(is_below_titles("kubernetes   ClusterIP   10.0.0.1", &[titles, rows].concat()));
        for (row, above) in [
            ("kubernetes ClusterIP 10.0.0.1 443/TCP", titles),
            ("kubernetes   ClusterIP   10.0.0.1", rows),
            ("kubernetes   ClusterIP   10.0.0.1", "NAME  TYPE\n"),
            ("kubernetes   ClusterIP   10.0.0.1", &[titles, "\n"].concat()),
            ("kubernetes   ClusterIP   10.0.0.1", ""),
        ] {
            assert!(!is_below_titles(row, above), "{above}{row}");
        }
    }
}
