//! Keeps aligned tables aligned: when a fix changes the length of a cell, the white space around it changes too.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::finding::Edit;
use crate::markdown::document::{Document, Kind, Node};
use crate::markdown::tables::{self, TableRow};
use crate::text::source::{Source, Span};

/// The edits that align the tables of `after` that were aligned in `before`. Only white space and the dashes of
/// delimiter rows change (GFM §4.10).
pub(super) fn line_up(before: &Source, after: &Source) -> Vec<Edit> {
    let tables =
        |source| Document::parse(source).of_kind(Kind::Table).map(|table| AlignedTable::of(source, table)).collect();
    let (old, new): (Vec<AlignedTable>, Vec<AlignedTable>) = (tables(before), tables(after));
    if old.len() != new.len() {
        return Vec::new();
    }
    let edits = |(old, new): (&AlignedTable, &AlignedTable)| match (old.is_lined_up(), new.is_lined_up()) {
        (true, true) => Vec::new(),
        (true, false) => new.lined_up_as(old),
        (false, _) => new.padded_as(old),
    };
    old.iter().zip(&new).flat_map(edits).collect()
}

/// A table with the columns that its pipes have in a monospaced font.
struct AlignedTable {
    rows: Vec<AlignedRow>,
}

/// A line of a table.
struct AlignedRow {
    /// The columns of its pipes, from 0.
    pipes: Vec<usize>,
    cells: Vec<Cell>,
}

/// A cell: the text before or between the pipes of a row.
struct Cell {
    /// Its bytes, including the white space around its content.
    span: Span,
    /// Its width in columns, including that white space.
    width: usize,
    /// The number of spaces before the content.
    leading: usize,
    /// The number of spaces after the content.
    trailing: usize,
    /// Whether the content is right-aligned, according to the delimiter row or its own white space.
    right: bool,
    /// In the delimiter row, the offset of its first dash.
    dash: Option<usize>,
}

impl AlignedTable {
    fn of(source: &Source, table: Node<'_>) -> Self {
        let rows = tables::rows(source, table);
        let mut rows: Vec<_> = rows.iter().enumerate().map(|(at, row)| AlignedRow::of(source, row, at == 1)).collect();
        let is_right = |cell: &Cell| {
            let text = source.slice(cell.span).trim_matches(' ');
            text.ends_with(':') && !text.starts_with(':')
        };
        let right: Vec<bool> = rows.get(1).map(|row| row.cells.iter().map(is_right).collect()).unwrap_or_default();
        for row in &mut rows {
            row.cells.iter_mut().zip(&right).for_each(|(cell, right)| cell.right |= right);
        }
        Self { rows }
    }

    /// Whether the pipes of every row are in the same columns as those of the header. A row may lack the last cells.
    fn is_lined_up(&self) -> bool {
        let [header, delimiter, ..] = &self.rows[..] else { return false };
        let is_below = |row: &AlignedRow| header.pipes.starts_with(&row.pipes);
        delimiter.cells.len() == header.cells.len() && self.rows.iter().all(is_below)
    }

    fn has_cells_of(&self, old: &AlignedTable) -> bool {
        self.rows.len() == old.rows.len()
            && self.rows.iter().zip(&old.rows).all(|(row, old)| row.cells.len() == old.cells.len())
    }

    /// The edits that keep the width of each cell, where the cell in `old` was filled up with spaces and has enough of them.
    fn padded_as(&self, old: &AlignedTable) -> Vec<Edit> {
        if !self.has_cells_of(old) {
            return Vec::new();
        }
        let cells = self.rows.iter().zip(&old.rows).flat_map(|(row, old)| row.cells.iter().zip(&old.cells));
        let filled = cells.filter(|(cell, old)| {
            old.padding() > 1 && cell.right == old.right && cell.width - cell.padding() < old.width
        });
        filled.filter_map(|(cell, old)| cell.padded(old.width)).collect()
    }

    /// The edits that make its columns as wide as those of `old`, or as wide as their widest cell requires.
    fn lined_up_as(&self, old: &AlignedTable) -> Vec<Edit> {
        let count = old.rows[0].cells.len();
        if !self.has_cells_of(old) {
            return Vec::new();
        }
        let width = |column: usize| {
            let cells = self.rows.iter().zip(&old.rows);
            let cells = cells.filter_map(|(row, old)| Some((row.cells.get(column)?, old.cells.get(column)?)));
            let needed = cells.map(|(cell, old)| cell.width - cell.padding() + old.padding().min(1));
            needed.max().unwrap_or(0).max(old.rows[0].cells[column].width)
        };
        let columns = (0..count).map(|column| (column, width(column)));
        columns
            .flat_map(|(column, width)| self.rows.iter().filter_map(move |row| row.cells.get(column)?.padded(width)))
            .collect()
    }
}

impl AlignedRow {
    fn of(source: &Source, row: &TableRow, delimiter: bool) -> Self {
        let ends = row.pipes.iter().copied();
        let starts = [row.span.start as usize].into_iter().chain(row.pipes.iter().map(|pipe| pipe + 1));
        // There is no cell before the first pipe of a row that starts with one, and text after the last pipe moves no
        // pipe.
        let cells = starts.zip(ends).skip(usize::from(row.is_opened()));
        let cells = cells.map(|(start, end)| Cell::of(source, start..end, delimiter)).collect();
        Self { pipes: row.columns(source), cells }
    }
}

impl Cell {
    fn of(source: &Source, range: Range<usize>, delimiter: bool) -> Self {
        let text = source.text().get(range.clone()).unwrap_or_default();
        let leading = text.len() - text.trim_start_matches(' ').len();
        let trailing = if leading == text.len() { 0 } else { text.len() - text.trim_end_matches(' ').len() };
        let width = text.width() - text.bytes().filter(u8::is_ascii_control).count();
        let dash = text.find('-').filter(|_| delimiter).map(|at| range.start + at);
        let right = trailing <= 1 && leading > trailing + 1;
        Self { span: Span::new(range.start, range.end), width, leading, trailing, right, dash }
    }

    /// The number of removable spaces: those after the content, or before it if it is right-aligned.
    fn padding(&self) -> usize {
        if self.right { self.leading } else { self.trailing }
    }

    /// The edit that makes it `width` columns wide; `None` if none is needed.
    fn padded(&self, width: usize) -> Option<Edit> {
        let at = if self.right { self.span.start as usize } else { self.span.end as usize };
        if width > self.width {
            let missing = width - self.width;
            return Some(match self.dash {
                Some(dash) => Edit::insert(dash, "-".repeat(missing)),
                None => Edit::insert(at, " ".repeat(missing)),
            });
        }
        let surplus = (self.width - width).min(self.padding());
        let range = if self.right { at..at + surplus } else { at - surplus..at };
        (surplus > 0).then(|| Edit::delete(Span::new(range.start, range.end)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::apply;

    /// `after` with its tables aligned as in `before`.
    fn lined_up(before: &str, after: &str) -> String {
        let source = |text: &str| Source::new(text.to_owned()).unwrap();
        apply(after, &line_up(&source(before), &source(after))).text
    }

    #[test]
    fn a_shorter_word_leaves_spaces() {
        let table = "| a      | b |\n|--------|---|\n| ab cd  | 1 |\n";
        assert_eq!(lined_up(table, &table.replace("ab cd ", "abcd ")), table.replace("ab cd ", "abcd  "));
        assert_eq!(lined_up(table, table), table);
    }

    #[test]
    fn a_longer_word_takes_the_spaces_and_then_widens_the_column() {
        let table = "| a    | b |\n|:-----|--:|\n| x    | 1 |\n| y    | 2 |\n";
        assert_eq!(lined_up(table, &table.replace("x    |", "xyz    |")), table.replace("x    |", "xyz  |"));
        let wider = "| a        | b |\n|:---------|--:|\n| long one | 1 |\n| y        | 2 |\n";
        assert_eq!(lined_up(table, &table.replace("x    |", "long one    |")), wider);
    }

    #[test]
    fn wide_characters_count_two_columns() {
        let table = "> | 名前   | b |\n> | ------ | - |\n> | サーバ | 1 |\n";
        let wider = "> | 名前     | b |\n> | -------- | - |\n> | サーバー | 1 |\n";
        assert_eq!(lined_up(table, &table.replace("サーバ", "サーバー")), wider);
    }

    #[test]
    fn numbers_at_the_right_stay_there() {
        let table = "|   n | b |\n|----:|---|\n|  ５ | x |\n| 100 | y |\n";
        assert_eq!(lined_up(table, &table.replace("５", "5")), table.replace("５", " 5"));
    }

    #[test]
    fn a_row_may_lack_cells() {
        let table = "| a    | b |\n|------|---|\n| abcd |\n| y    |\n";
        assert_eq!(lined_up(table, &table.replace("abcd", "ab")), table.replace("abcd", "ab  "));
    }

    #[test]
    fn a_table_that_was_not_lined_up_is_left_alone() {
        let table = "| a | b |\n|---|---|\n| long | 1 |\n";
        assert_eq!(lined_up(table, &table.replace("long", "longer")), table.replace("long", "longer"));
    }

    #[test]
    fn a_filled_cell_keeps_its_width_in_a_table_that_was_not_lined_up() {
        let table = "| a    | b |\n|------|---|\n| too long | 1 |\n| xy   | 2 |\n|   xy | 3 |\n";
        assert_eq!(lined_up(table, &table.replace("xy   |", "x y   |")), table.replace("xy   |", "x y  |"));
        assert_eq!(lined_up(table, &table.replace("xy   |", "x   |")), table.replace("xy   |", "x    |"));
        assert_eq!(lined_up(table, &table.replace("|   xy", "|   xyz")), table.replace("|   xy", "|  xyz"));
        let longer = table.replace("xy   |", "xyzabc   |");
        assert_eq!(lined_up(table, &longer), longer);
    }
}
