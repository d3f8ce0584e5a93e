//! A line with only an HTML tag such as `<img …>` (the seventh kind of HTML block, `CommonMark` 0.31 §4.6) cannot
//! interrupt a paragraph. cmark-gfm does not apply this to a line that is not in the blocks around the paragraph: there
//! the line ends those blocks instead of continuing the paragraph lazily (§5.2). It also ends a table.
//!
//! ```markdown
//! - item
//! <img src="a.png">
//! ```
//!
//! The parser is given `<p  src="a.png">`, which can interrupt a paragraph.

use super::correction::{Correction, Expected, block_around, prefix, quotes};
use crate::markdown::kind::Kind;
use crate::markdown::node::{Node, Tree};
use crate::markdown::syntax;
use crate::text::slice::Slice as _;
use crate::text::whitespace::Whitespace as _;

pub(super) fn find(tree: &Tree<'_>, found: &mut Vec<Correction>) {
    found.extend(tree.nodes().filter(|node| node.kind() == Kind::InlineHtml).filter_map(|tag| correction(tree, tag)));
}

fn correction(tree: &Tree<'_>, tag: Node<'_>) -> Option<Correction> {
    let at = tag.span().start as usize;
    let block = block_around(tag)?;
    let expected = match block.kind() {
        Kind::TableCell if ends_table(block, tag) => Expected::Block(Kind::HtmlBlock, at),
        Kind::Paragraph if may_be_outside(tree, block, tag) => Expected::OuterHtml(at),
        _ => return None,
    };
    // This is `None` for a tag that ends on another line.
    let replaced = as_paragraph(tag.source(), at)?;
    let line_end = tree.source.line_at(at).end as usize;
    let rest = tree.source.parsed().part(tag.span().end as usize..line_end);
    rest.is_blank().then(|| Correction { at, inserted: String::new(), replaced, expected })
}

/// Whether `tag` begins a body row.
fn ends_table(cell: Node<'_>, tag: Node<'_>) -> bool {
    let row = cell.parent().filter(|row| row.kind() == Kind::TableRow);
    row.is_some_and(|row| row.span().start == tag.span().start)
}

/// Whether `tag` begins a line of `paragraph` that may not be in all the blocks around the paragraph.
fn may_be_outside(tree: &Tree<'_>, paragraph: Node<'_>, tag: Node<'_>) -> bool {
    let begins_line = || {
        let before = tag.previous_sibling();
        before.is_some_and(|before| matches!(before.kind(), Kind::SoftBreak | Kind::HardBreak))
    };
    let inside = || {
        let [first, here] = [paragraph, tag].map(|node| node.span().start as usize);
        let depth = quotes(prefix(tree, here));
        // A space after a quote marker may be part of the marker on one line, and not be there on the other.
        let column = syntax::column(tree.source, first) + depth;
        quotes(prefix(tree, first)) == depth && column <= syntax::column(tree.source, here)
    };
    paragraph.parent().is_some_and(|around| around.kind() != Kind::Document) && begins_line() && !inside()
}

/// Replacements that change the name of `tag`, which begins at byte `at`, to `p`. `None` if it is not an opening or
/// closing tag on one line.
fn as_paragraph(tag: &str, at: usize) -> Option<Vec<(usize, u8)>> {
    let rest = tag.strip_prefix('<')?;
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let start = at + tag.len() - name.len();
    let length = name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    let named = name.starts_with(|char: char| char.is_ascii_alphabetic()) && !tag.contains(['\n', '\r']);
    named.then(|| (0..length).map(|index| (start + index, if index == 0 { b'p' } else { b' ' })).collect())
}
