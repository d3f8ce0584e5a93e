//! Lines that the parser reads as part of a table.
//!
//! - A line that is indented by four columns is code and ends a table (`CommonMark` 0.31 §4.4, GFM 0.29 §4.10). The
//!   parser is given a blank line before it.
//! - `- |-` is a list item, not a delimiter row. The parser is given another character instead of the bar.

use super::{Correction, Expected, prefix};
use crate::markdown::kind::Kind;
use crate::markdown::node::{Node, Tree};
use crate::markdown::syntax;
use crate::text::source::TEXT;

pub(super) fn find(tree: &Tree<'_>, found: &mut Vec<Correction>) {
    for table in tree.nodes().filter(|node| node.kind() == Kind::Table) {
        found.extend(list_item(tree, table));
        // Rows after the first such line belong to no table.
        found.extend(table.children().find_map(|row| correction(tree, table, row)));
    }
}

fn correction(tree: &Tree<'_>, table: Node<'_>, row: Node<'_>) -> Option<Correction> {
    if row.kind() != Kind::TableRow {
        return None;
    }
    let [first, here] = [table, row].map(|node| syntax::column(tree.source, node.span().start as usize));
    // The header row can be indented by up to three columns itself.
    let on_its_own = table.parent().is_none_or(|around| around.kind() == Kind::Document);
    if here <= first || on_its_own && here < 4 {
        return None;
    }
    let at = tree.source.line_at(row.span().start as usize).start as usize;
    let start = row.span().start as usize;
    let inserted = prefix(tree, start).trim_end_matches([' ', '\t']).to_owned() + "\n";
    Some(Correction { at, inserted, replaced: Vec::new(), expected: Expected::Code(start) })
}

/// The correction if the delimiter row of `table` is a list item.
fn list_item(tree: &Tree<'_>, table: Node<'_>) -> Option<Correction> {
    let start = table.span().start as usize;
    let line = tree.source.lines().line(start) + 1;
    let line = tree.source.lines().span(tree.source.parsed(), line);
    let row = tree.source.slice(line).trim_start_matches([' ', '\t', '>']);
    let bar = row.find('|').filter(|_| row.starts_with("- ") || row.starts_with("-\t"))?;
    let at = line.end as usize - row.len() + bar;
    Some(Correction { at, inserted: String::new(), replaced: vec![(at, TEXT)], expected: Expected::Anything })
}
