//! The header row of a table can follow lines of a paragraph, can end with a backslash, and needs no bar if there is one
//! column (cmark-gfm; GFM 0.29 §4.10 does not say so).
//!
//! ```markdown
//! The regions:
//! name | code
//! -----|-----
//! ```
//!
//! The parser reads this only if the header row begins with `|`. It is given a blank line before the header row.

use super::correction::{Correction, Expected, prefix, quotes};
use crate::markdown::kind::Kind;
use crate::markdown::node::{Node, Tree};
use crate::text::slice::Slice as _;
use crate::text::source::{Span, TEXT};
use crate::text::whitespace::Whitespace as _;

pub(super) fn find(tree: &Tree<'_>, found: &mut Vec<Correction>) {
    let is_row = |line: &str| delimiters(line.trim_start_matches([' ', '\t', '>'])).is_some();
    if !tree.source.parsed().md_lines().any(is_row) {
        return;
    }
    // A line after the delimiter row can be the underline of a heading.
    let blocks = tree.nodes().filter(|node| matches!(node.kind(), Kind::Paragraph | Kind::Heading));
    found.extend(blocks.flat_map(|block| corrections(tree, block)));
}

/// The corrections for the first table in `block`.
fn corrections(tree: &Tree<'_>, block: Node<'_>) -> Vec<Correction> {
    let text = tree.source.parsed();
    let lines = lines(tree, block);
    let part = |line: &Span| text.part(line.range());
    let is_head = |pair: &[Span]| delimiters(part(&pair[1])).is_some_and(|columns| columns == cells(part(&pair[0])));
    let Some(index) = lines.windows(2).position(is_head) else { return Vec::new() };
    let (head, row) = (lines[index], lines[index + 1]);
    let at = head.start as usize;
    // The header row, but not the delimiter row, may continue a paragraph in a quote lazily.
    let inner = prefix(tree, row.start as usize);
    let lazy = quotes(prefix(tree, at)) < quotes(inner);
    let mut inserted = match index {
        0 => String::new(),
        _ if lazy => format!("{inner}\n{inner}"),
        _ => format!("\n{inner}"),
    };
    // The parser needs a bar in both rows, even if there is one column only.
    let bar = |line: Span| if has_bar(part(&line)) { "" } else { "|" };
    inserted.push_str(bar(head));
    let bar = bar(row).to_owned();
    // A backslash before the line ending is a hard break for the parser.
    let trailing = part(&head).bytes().rev().take_while(|&byte| byte == b'\\').count();
    let replaced = if trailing % 2 == 1 { vec![(head.end as usize - 1, TEXT)] } else { Vec::new() };
    let expected = if index == 0 { Expected::Block(Kind::Table, at) } else { Expected::InnerTable(at) };
    let of_row = Correction { at: row.start as usize, inserted: bar, replaced: Vec::new(), expected };
    let of_head = Correction { at, inserted, replaced, expected };
    let both = [of_head, of_row].into_iter();
    both.filter(|correction| !(correction.inserted.is_empty() && correction.replaced.is_empty())).collect()
}

/// The lines of `block` without the prefixes of the blocks around it. [`crate::markdown::syntax::lines`] does not have
/// the lines within code spans.
fn lines(tree: &Tree<'_>, block: Node<'_>) -> Vec<Span> {
    let (start, end) = (block.span().start as usize, block.span().end as usize);
    let depth = quotes(prefix(tree, start));
    let lines = tree.source.lines();
    let first = lines.line(start);
    let line = |line: usize| {
        let whole = lines.span(tree.source.parsed(), line);
        if line == first {
            return Span::new(start, whole.end as usize);
        }
        let mut content = tree.source.parsed().part(whole.range()).trim_start_matches([' ', '\t']);
        for _ in 0..depth {
            let inside = content.strip_prefix('>').unwrap_or(content);
            content = inside.trim_start_matches([' ', '\t']);
        }
        Span::new(whole.end as usize - content.len(), whole.end as usize)
    };
    (first..=lines.line(end)).map(line).collect()
}

fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\x0b' | '\x0c')
}

/// The number of columns of the delimiter row `line`; `None` if it is not one.
pub(super) fn delimiters(line: &str) -> Option<usize> {
    let line = line.trim_end_matches(is_space);
    // Hyphens only are the underline of a heading.
    if !line.starts_with(['|', ':', '-']) || line.bytes().all(|byte| byte == b'-') {
        return None;
    }
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    let is_marker = |cell: &str| {
        let cell = cell.trim_matches(is_space);
        let cell = cell.strip_prefix(':').unwrap_or(cell);
        let cell = cell.strip_suffix(':').unwrap_or(cell);
        !cell.is_empty() && cell.bytes().all(|byte| byte == b'-')
    };
    line.split('|').all(is_marker).then(|| line.split('|').count())
}

/// Whether `line` contains a bar that is not escaped.
fn has_bar(line: &str) -> bool {
    let mut escaped = false;
    line.bytes().any(|byte| {
        let plain = !escaped;
        escaped = byte == b'\\' && plain;
        byte == b'|' && plain
    })
}

/// The number of cells of the header row `line`.
fn cells(line: &str) -> usize {
    let line = line.strip_prefix('|').unwrap_or(line).trim_start_matches(is_space);
    let mut escaped = false;
    let mut cells = 1;
    let mut is_empty = true;
    for char in line.chars() {
        if char == '|' && !escaped {
            cells += 1;
            is_empty = true;
        } else if !is_space(char) {
            is_empty = false;
        }
        escaped = char == '\\' && !escaped;
    }
    cells - usize::from(is_empty)
}
