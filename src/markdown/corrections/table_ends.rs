//! Lines that the parser reads as part of a table.
//!
//! - A line that is indented by four columns is code and ends a table (`CommonMark` 0.31 §4.4, GFM 0.29 §4.10). The
//!   parser is given a blank line before it.
//! - `- |-` is a list item, not a delimiter row, and neither is `-|:`, which has a cell without a hyphen. The parser is
//!   given another character instead of the bar.

use super::table_heads::delimiters;
use super::{Correction, Expected, prefix};
use crate::markdown::kind::Kind;
use crate::markdown::node::{Node, Tree};
use crate::markdown::syntax;
use crate::text::slice::Slice as _;
use crate::text::source::{Span, TEXT, offset};

pub(super) fn find(tree: &Tree<'_>, found: &mut Vec<Correction>) {
    for table in tree.nodes().filter(|node| node.kind() == Kind::Table) {
        found.extend(no_delimiters(tree, table));
        // Rows after the first such line belong to no table.
        found.extend(table.children().find_map(|row| correction(tree, table, row)));
    }
}

fn correction(tree: &Tree<'_>, table: Node<'_>, row: Node<'_>) -> Option<Correction> {
    if row.kind() != Kind::TableRow {
        return None;
    }
    let column = |at: u32| syntax::column(tree.source, at as usize);
    let here = column(row.span().start);
    // The rows above can be indented by up to three columns themselves.
    let on_its_own = table.parent().is_none_or(|around| around.kind() == Kind::Document);
    if here <= column(table.span().start).min(column(second_row(tree, table).start)) || on_its_own && here < 4 {
        return None;
    }
    let at = tree.source.line_at(row.span().start as usize).start as usize;
    let start = row.span().start as usize;
    let inserted = prefix(tree, start).trim_end_matches([' ', '\t']).to_owned() + "\n";
    Some(Correction { at, inserted, replaced: Vec::new(), expected: Expected::Code(start) })
}

/// The second line of `table`, without the prefixes of the blocks around it.
fn second_row(tree: &Tree<'_>, table: Node<'_>) -> Span {
    let line = tree.source.lines().line(table.span().start as usize) + 1;
    let line = tree.source.lines().span(tree.source.parsed(), line);
    let row = tree.source.parsed().part(line.range()).trim_start_matches([' ', '\t', '>']);
    Span { start: line.end - offset(row.len()), end: line.end }
}

/// The correction if the second line of `table` is not a delimiter row.
fn no_delimiters(tree: &Tree<'_>, table: Node<'_>) -> Option<Correction> {
    let span = second_row(tree, table);
    let row = tree.source.parsed().part(span.range());
    if delimiters(row).is_some() && !row.starts_with("- ") && !row.starts_with("-\t") {
        return None;
    }
    let at = span.start as usize + row.find('|')?;
    Some(Correction { at, inserted: String::new(), replaced: vec![(at, TEXT)], expected: Expected::Anything })
}
