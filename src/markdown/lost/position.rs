//! Where a block begins: its column, the lines above and below it.

use crate::finding::Edit;
use crate::markdown::blank_line;
use crate::markdown::document::{Kind, Kinds, Node};
use crate::markdown::lines;
use crate::markdown::syntax;
use crate::text::slice::Slice as _;
use crate::text::source::{Source, Span};
use crate::text::whitespace::Whitespace as _;

/// The indentation of the line on which `node` begins, in columns from the start of the quote around it.
pub(super) fn indentation(source: &Source, node: Node<'_>) -> usize {
    line_indentation(source, source.lines().line(node.span().start as usize), lines::quotes(node))
}

/// The indentation of `line` (from 0) within `quotes` block quotes, in columns.
pub(super) fn line_indentation(source: &Source, line: usize, quotes: usize) -> usize {
    let content = lines::after_quotes(source, line, quotes).0;
    let space = lines::space_at(source, content);
    syntax::column(source, space.end as usize).saturating_sub(syntax::column(source, content))
}

/// Whether only white space and quote markers are before `node` on its line.
pub(super) fn begins_line(source: &Source, node: Node<'_>) -> bool {
    let start = node.span().start;
    let before = source.slice(Span { start: source.line_at(start as usize).start, end: start });
    before.trim_start_matches([' ', '\t', '>']).is_empty()
}

/// Whether `line` (from 0) is blank for the host: quote markers may be on it, comments not.
fn is_blank(source: &Source, line: usize) -> bool {
    lines::parsed(source, line).trim_matches(['>', ' ', '\t']).is_empty()
}

/// Whether the line above `node` is not blank.
pub(super) fn is_below_text(source: &Source, node: Node<'_>) -> bool {
    let line = source.lines().line(node.span().start as usize);
    line > 0 && !is_blank(source, line - 1)
}

/// The sibling that ends on the line above `node`.
pub(super) fn right_above<'d>(source: &Source, node: Node<'d>) -> Option<Node<'d>> {
    node.previous_sibling().filter(|above| above.kind() != Kind::FrontMatter && is_below_text(source, node))
}

/// Whether the line below `node` is not blank.
pub(super) fn is_above_text(source: &Source, node: Node<'_>) -> bool {
    let last = *lines::of(source, node.span()).end();
    last + 1 < source.lines().count() && !is_blank(source, last + 1)
}

/// The number of list items around `node`, within the same quote.
pub(super) fn depth(node: Node<'_>) -> usize {
    let inside = node.ancestors().take_while(|node| node.kind() != Kind::BlockQuote);
    inside.filter(|node| node.kind() == Kind::Item).count()
}

/// Whether `node` is in a footnote, or in an admonition or tab, which the parser reads as a list item.
pub(super) fn is_in_box(node: Node<'_>) -> bool {
    let is_box = |node: Node<'_>| node.kind() == Kind::Item && syntax::item_marker(node).is_none();
    node.within(Kinds::of(&[Kind::FootnoteDefinition])) || is_box(node) || node.ancestors().any(is_box)
}

/// The first line of `node`, from its first character to its last.
pub(super) fn first_line(source: &Source, node: Node<'_>) -> Span {
    let start = node.span().start;
    let line = Span { start, end: source.line_at(start as usize).end.min(node.span().end.max(start)) };
    Span::new(start as usize, start as usize + source.slice(line).md_trim_end().len())
}

/// Inserts a blank line above `node`. Nothing if that would be in a list, where it could make the list loose.
pub(super) fn blank_above(source: &Source, node: Node<'_>) -> Vec<Edit> {
    let start = node.span().start as usize;
    let line = source.lines().line(start);
    if line == 0 || node.within(Kinds::of(&[Kind::Item])) {
        return Vec::new();
    }
    let blank = blank_line::line_between(source, start, line - 1);
    vec![Edit::insert(source.lines().start(line), blank)]
}

/// Removes the indentation of `node`.
pub(super) fn dedent(source: &Source, node: Node<'_>) -> Vec<Edit> {
    let line = source.lines().line(node.span().start as usize);
    let content = lines::after_quotes(source, line, lines::quotes(node)).0;
    let space = lines::space_at(source, content);
    if space.is_empty() { Vec::new() } else { vec![Edit::delete(space)] }
}

/// Inserts a backslash before byte `at`.
pub(super) fn escape(at: usize) -> Vec<Edit> {
    vec![Edit::insert(at, "\\")]
}

/// The edits that write `1.` for `1)` in `list`, unless that would join it with a list next to it.
pub(super) fn dotted(source: &Source, list: Node<'_>) -> Vec<Edit> {
    let is_list = |node: Option<Node<'_>>| node.is_some_and(|node| node.kind() == Kind::List);
    // Only a list that begins with 1 can follow text.
    if is_list(list.previous_sibling()) || is_list(list.next_sibling()) {
        return Vec::new();
    }
    let markers = list.children().map(|item| syntax::item_marker(item).map(|marker| marker.span));
    let edit = |marker: Span| {
        let end = source.text().head(marker.end as usize).len();
        Edit::replace(Span::new(end - 1, end), ".")
    };
    markers.map(|marker| marker.map(edit)).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// Whether the marker of the first item of `list` has a parenthesis.
pub(super) fn has_parenthesis(list: Node<'_>) -> bool {
    list.first_child().and_then(syntax::item_marker).is_some_and(|marker| marker.char == ')')
}

/// The marker of the first item of `list`.
pub(super) fn marker(list: Node<'_>) -> Span {
    list.first_child().and_then(syntax::item_marker).map_or(list.span(), |marker| marker.span)
}
