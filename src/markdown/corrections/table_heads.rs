//! The header row of a table can follow lines of a paragraph (cmark-gfm; GFM 0.29 §4.10 says only that the table "is
//! broken at the first empty line, or beginning of another block-level structure").
//!
//! ```markdown
//! The regions:
//! name | code
//! -----|-----
//! ```
//!
//! The parser reads this only if the header row begins with `|`. It is given a blank line before the header row.

use super::{Correction, Expected, prefix, quotes};
use crate::markdown::kind::Kind;
use crate::markdown::node::{Node, Tree};
use crate::markdown::syntax;
use crate::text::slice::Slice as _;

pub(super) fn find(tree: &Tree<'_>, found: &mut Vec<Correction>) {
    let mut done = None;
    for node in tree.nodes() {
        // In a delimiter row, nothing is markup.
        let begins = || tree.source.parsed().as_bytes().get(node.span().start as usize);
        if node.kind() != Kind::Text || !matches!(begins(), Some(b'|' | b':' | b'-')) {
            continue;
        }
        let Some(paragraph) = node.parent().filter(|around| around.kind() == Kind::Paragraph) else { continue };
        if done == Some(paragraph.id()) {
            continue;
        }
        if let Some(correction) = correction(tree, paragraph, node) {
            done = Some(paragraph.id());
            found.push(correction);
        }
    }
}

/// The correction if `row`, a text in `paragraph`, is the delimiter row of a table.
fn correction(tree: &Tree<'_>, paragraph: Node<'_>, row: Node<'_>) -> Option<Correction> {
    let text = tree.source.parsed();
    let line = |start: usize| text.part(start..tree.source.line_at(start).end as usize);
    let start = row.span().start as usize;
    let columns = delimiters(line(start))?;
    let lines = syntax::lines(paragraph);
    let index = lines.binary_search_by_key(&row.span().start, |line| line.start).ok()?;
    let head = lines.get(index.checked_sub(1)?).filter(|_| index > 1)?;
    // The node of an escaped character does not include the backslash.
    let escaped = text.head(head.start as usize).ends_with('\\');
    let head = head.start as usize - usize::from(escaped);
    if cells(line(head)) != columns {
        return None;
    }
    let (outer, inner) = (prefix(tree, head), prefix(tree, start));
    let inserted = match quotes(outer) == quotes(inner) {
        true => format!("\n{outer}"),
        // The header row continues the paragraph in a quote lazily.
        false => format!("{inner}\n{inner}"),
    };
    Some(Correction { at: head, inserted, replaced: Vec::new(), expected: Expected::Block(Kind::Table, head) })
}

/// The number of columns of the delimiter row `line`; `None` if it is not one.
fn delimiters(line: &str) -> Option<usize> {
    let space = |char: char| matches!(char, ' ' | '\t' | '\x0b' | '\x0c');
    let line = line.trim_end_matches(space);
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    let is_marker = |cell: &str| {
        let cell = cell.trim_matches(space);
        let cell = cell.strip_prefix(':').unwrap_or(cell);
        let cell = cell.strip_suffix(':').unwrap_or(cell);
        !cell.is_empty() && cell.bytes().all(|byte| byte == b'-')
    };
    line.split('|').all(is_marker).then(|| line.split('|').count())
}

/// The number of cells of the header row `line`.
fn cells(line: &str) -> usize {
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut escaped = false;
    let mut cells = 1;
    let mut is_empty = true;
    for byte in line.bytes() {
        if byte == b'|' && !escaped {
            cells += 1;
            is_empty = true;
        } else if !matches!(byte, b' ' | b'\t' | b'\x0b' | b'\x0c') {
            is_empty = false;
        }
        escaped = byte == b'\\' && !escaped;
    }
    cells - usize::from(is_empty)
}
