//! Lines of a note: the lines of a node, comments and code, the end of quote markers, moving a block sideways.

#![warn(clippy::string_slice, clippy::indexing_slicing)]

use std::ops::RangeInclusive;

use memchr::memmem;

use crate::finding::Edit;
use crate::markdown::document::{Document, Kind, Node};
use crate::markdown::front_matter::skip_bom;
use crate::markdown::syntax;
use crate::text::slice::Slice as _;
use crate::text::source::{Source, Span};
use crate::text::whitespace::Whitespace as _;

/// The lines (from 0) that `span` covers.
pub fn of(source: &Source, span: Span) -> RangeInclusive<usize> {
    let first = source.lines().line(span.start as usize);
    let last = source.lines().line((span.end as usize).saturating_sub(1)).max(first);
    first..=last
}

/// The text of `line` (from 0), without its line ending.
pub fn text(source: &Source, line: usize) -> &str {
    source.slice(source.lines().span(source.text(), line))
}

/// The text of `line` (from 0) as the parser reads it. A line of a flavour's syntax is blank there. A line marked as
/// separate, such as the title of a callout, also counts as blank for the line below it.
pub fn parsed(source: &Source, line: usize) -> &str {
    let span = source.lines().span(source.text(), line);
    let syntax = source.syntax();
    let ends = syntax.ends_line(Span { start: span.end, end: span.end }) || syntax.is_all_of(source.text(), span);
    if ends { "" } else { source.parsed().part(span.range()) }
}

/// The first line (from 0) after the front matter.
pub fn body(document: &Document<'_>) -> usize {
    let front = document.root().first_child().filter(|node| node.kind() == Kind::FrontMatter);
    front.map_or(0, |front| of(document.source(), front.span()).end() + 1)
}

/// The first line (from 0) with content after the front matter; 0 if there is no front matter. markdownlint takes the blank
/// lines in between for a part of it.
pub fn content(document: &Document<'_>) -> usize {
    let source = document.source();
    let body = body(document);
    let blank = (body..source.lines().count()).take_while(|&line| body > 0 && text(source, line).is_blank()).count();
    body + blank
}

/// The start of the line that contains byte `offset`, after a byte order mark.
pub fn start(source: &Source, offset: usize) -> usize {
    let start = source.line_at(offset).start as usize;
    if start == 0 { skip_bom(source.text()).min(offset) } else { start }
}

/// The line ending of `source`: that of its first line.
pub fn ending(source: &Source) -> &'static str {
    let text = source.text();
    match memchr::memchr2(b'\n', b'\r', text.as_bytes()) {
        Some(at) if text.tail(at).starts_with("\r\n") => "\r\n",
        Some(at) if text.tail(at).starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// The HTML comments in `text`, in order, wherever they are.
pub fn comments(text: &str) -> Vec<Span> {
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(open) = memmem::find(text.tail(at).as_bytes(), b"<!--") {
        let open = at + open;
        let inside = text.tail(open + 4);
        let Some(close) = memmem::find(inside.as_bytes(), b"-->") else { break };
        at = open + 4 + close + 3;
        // `<!-->` is not the start of a comment.
        if inside.starts_with('>') {
            at = open + 5;
            continue;
        }
        comments.push(Span::new(open, at));
    }
    comments
}

/// The lines (from 0) of code: those of indented code blocks, including blank lines after them with the same
/// indentation, and those between the fences of fenced code blocks.
pub fn code(document: &Document<'_>) -> Vec<RangeInclusive<usize>> {
    let source = document.source();
    let blocks = document.of_kind(Kind::CodeBlock).filter_map(|block| {
        let lines = of(source, block.span());
        if !block.is_fenced() {
            return Some(*lines.start()..=end_of_indented(source, block, *lines.end()));
        }
        let last = end_of_fenced(source, block).checked_sub(1)?;
        Some(lines.start() + 1..=last)
    });
    blocks.filter(|lines| !lines.is_empty()).collect()
}

/// The line (from 0) at which the fenced code `block` ends: that of its closing fence. Without one, it is the last line of
/// the file or of the quote around it; if a list item, a quote or a footnote that begins on the next line ends it, that
/// line.
pub fn end_of_fenced(source: &Source, block: Node<'_>) -> usize {
    let lines = of(source, block.span());
    if syntax::fence(block).is_some_and(|fence| fence.closing.is_some()) {
        return *lines.end();
    }
    if !block.ancestors().any(|node| matches!(node.kind(), Kind::Item | Kind::BlockQuote)) {
        return source.lines().count() - 1;
    }
    let depth = quotes(block);
    let is_within = |line: usize| after_quotes(source, line, depth).1 == depth;
    let is_blank = |line: usize| {
        let rest = after_quotes(source, line, depth).0;
        source.text().part(rest..source.lines().span(source.text(), line).end as usize).is_blank()
    };
    let mut last = *lines.end();
    while last > *lines.start() && is_blank(last) {
        last -= 1;
    }
    let blank = (last + 1..source.lines().count()).take_while(|&line| is_within(line) && is_blank(line)).count();
    let next = last + blank + 1;
    let is_container =
        |node: &Node<'_>| matches!(node.kind(), Kind::Item | Kind::List | Kind::BlockQuote | Kind::FootnoteDefinition);
    let begins_container = || {
        let mut siblings = block.ancestors().filter_map(Node::next_sibling).filter(is_container);
        siblings.any(|node| source.lines().line(node.span().start as usize) == next)
    };
    if begins_container() { next } else { last + blank }
}

fn end_of_indented(source: &Source, block: Node<'_>, last: usize) -> usize {
    let item = block.ancestors().find(|node| node.kind() == Kind::Item);
    let marker = item.and_then(syntax::item_marker);
    let around = marker.map_or(0, |marker| {
        let content = marker.content.min(source.line_at(marker.span.end as usize).end as usize);
        syntax::column(source, content)
    });
    let mut end = last;
    for line in last + 1..source.lines().count() {
        let line_text = text(source, line);
        if !line_text.trim_matches([' ', '\t']).is_empty() {
            break;
        }
        if syntax::column(source, source.lines().start(line) + line_text.len()) >= around + 4 {
            end = line;
        }
    }
    end
}

/// Whether byte `offset` is in one of `spans`, which are sorted and do not overlap.
pub fn covered(spans: &[Span], offset: usize) -> bool {
    let (before, _) = spans.split_at(spans.partition_point(|span| span.start as usize <= offset));
    before.last().is_some_and(|last| offset < last.end as usize)
}

/// Number of block quotes around `node`.
pub fn quotes(node: Node<'_>) -> usize {
    node.ancestors().filter(|node| node.kind() == Kind::BlockQuote).count()
}

/// The byte offset in `line` after the markers of `depth` block quotes, each with the one space that belongs to it, and
/// the number of markers found. A lazy continuation line has fewer.
pub fn after_quotes(source: &Source, line: usize, depth: usize) -> (usize, usize) {
    let span = source.lines().span(source.text(), line);
    let (start, text) = (span.start as usize, source.slice(span));
    let mut at = 0;
    for count in 0..depth {
        let rest = text.tail(at).trim_start_matches([' ', '\t']);
        let Some(after) = rest.strip_prefix('>') else { return (start + at, count) };
        at = text.len() - after.len() + usize::from(after.starts_with(' '));
    }
    (start + at, depth)
}

/// The run of spaces and tabs that begins at byte `at`.
pub fn space_at(source: &Source, at: usize) -> Span {
    let rest = source.text().tail(at);
    Span::new(at, at + rest.len() - rest.trim_start_matches([' ', '\t']).len())
}

/// The run of spaces and tabs that ends at byte `at`.
pub fn space_before(source: &Source, at: usize) -> Span {
    Span::new(source.text().head(at).trim_end_matches([' ', '\t']).len(), at)
}

/// Edits that move `item` to the right by `by` columns, or to the left if that is negative. `None` if its first line
/// has other text before it.
pub fn shift(source: &Source, item: Node<'_>, by: isize) -> Option<Vec<Edit>> {
    let start = item.span().start as usize;
    let before = space_before(source, start);
    let line = source.line_at(start).start;
    if before.start > line && !source.text().head(before.start as usize).ends_with('>') {
        return None;
    }
    // The space after a quote marker belongs to the marker.
    let first = Span { start: before.start + u32::from(before.start > line && !before.is_empty()), end: before.end };
    let mut edits = vec![indent(source, first, by)];
    edits.extend(shift_rest(source, item, by));
    Some(edits)
}

/// The same as [`shift`], without the first line. Lines to the left of the item are lazy continuation lines and stay.
pub fn shift_rest(source: &Source, item: Node<'_>, by: isize) -> Vec<Edit> {
    let depth = quotes(item);
    let column = syntax::column(source, item.span().start as usize);
    of(source, item.span())
        .skip(1)
        .map(|line| space_at(source, after_quotes(source, line, depth).0))
        .filter(|space| !source.text().tail(space.end as usize).starts_with(['\n', '\r']))
        .filter(|space| syntax::column(source, space.end as usize) >= column)
        .map(|space| indent(source, space, by))
        .filter(|edit| edit.span.len() != edit.text.len())
        .collect()
}

/// Changes an indentation by `by` columns.
fn indent(source: &Source, space: Span, by: isize) -> Edit {
    let width = syntax::column(source, space.end as usize) - syntax::column(source, space.start as usize);
    Edit::replace(space, " ".repeat(width.saturating_add_signed(by)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lazy_continuation_line_has_fewer_markers() {
        let source = Source::new("> > a\n>  b\n".to_owned()).unwrap();
        assert_eq!(after_quotes(&source, 0, 2), (4, 2));
        assert_eq!(after_quotes(&source, 1, 2), (8, 1));
    }
}
