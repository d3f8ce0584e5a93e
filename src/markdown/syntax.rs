//! Spans that the parser does not report: markers of headings and list items, the lines of a paragraph, columns.

#![warn(clippy::string_slice, clippy::indexing_slicing)]

use unicode_width::UnicodeWidthChar;

use crate::markdown::kind::Kind;
use crate::markdown::node::Node;
use crate::text::slice::Slice as _;
use crate::text::source::{Source, Span};
use crate::text::whitespace::{Whitespace as _, is_space, is_space_or_ending};

/// The markers of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingMarks {
    /// `## Title ##`
    Atx {
        /// The opening run of `#`.
        opening: Span,
        /// White space between the opening run and the content.
        space: Span,
        /// The closing run of `#`, if there is one.
        closing: Option<Span>,
    },
    /// A title with a line of `=` or `-` below it.
    Setext {
        /// The `=` or `-` of that line, without anything around them.
        underline: Span,
    },
}

/// The markers of `heading`; `None` if its source has none, even though the parser reports a heading.
///
/// # Panics
/// In debug builds, if the node is not a heading.
pub fn heading_marks(heading: Node<'_>) -> Option<HeadingMarks> {
    debug_assert_eq!(heading.kind(), Kind::Heading);
    let text = heading.source();
    let start = heading.span().start as usize;
    let after = text.trim_start_matches('#');
    let hashes = text.len() - after.len();
    if hashes == 0 || hashes > 6 || !(after.is_empty() || after.starts_with(is_space_or_ending)) {
        return underline(text, start).map(|underline| HeadingMarks::Setext { underline });
    }
    let content = text.len() - after.trim_start_matches(is_space).len();
    let without = text.trim_end_matches('#');
    let closed = without.len() < text.len() && without.len() >= content && without.ends_with(is_space)
        || without.len() <= content && text.len() > content;
    Some(HeadingMarks::Atx {
        opening: Span::new(start, start + hashes),
        space: Span::new(start + hashes, start + content),
        closing: closed.then(|| Span::new(start + without.len().max(content), start + text.len())),
    })
}

/// The run of `=` or `-` at the end of `text`, if it is alone on the last line. `text` begins at byte `start`.
fn underline(text: &str, start: usize) -> Option<Span> {
    let text = text.md_trim_end();
    let mark = text.chars().next_back().filter(|char| matches!(char, '=' | '-'))?;
    let before = text.trim_end_matches(mark);
    let alone = before.trim_end_matches(|char| is_space(char) || char == '>').ends_with(['\n', '\r']);
    alone.then(|| Span::new(start + before.len(), start + text.len()))
}

/// The marker of a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemMarker {
    /// `-`, `*`, `+`, or digits with `.` or `)`.
    pub span: Span,
    /// The character that identifies its list: `-`, `*`, `+`, `.` or `)`.
    pub char: char,
    /// Byte offset of its content. The end of the marker if there is none.
    pub content: usize,
}

/// The marker of `item`; `None` if its source does not begin with one, even though the parser reports an item.
///
/// # Panics
/// In debug builds, if the node is not a list item.
pub fn item_marker(item: Node<'_>) -> Option<ItemMarker> {
    debug_assert_eq!(item.kind(), Kind::Item);
    let start = item.span().start as usize;
    let text = item.source();
    let after = text.trim_start_matches(|char: char| char.is_ascii_digit());
    let digits = text.len() - after.len();
    let is_mark = |char: &char| if digits > 0 { matches!(char, '.' | ')') } else { matches!(char, '-' | '*' | '+') };
    let char = after.chars().next().filter(is_mark)?;
    let end = start + digits + char.len_utf8();
    let child = item.first_child().map_or(end, |child| child.span().start as usize).max(end);
    // A link reference definition is not a node, and the text of a tight item begins after a backslash.
    let rest = text.tail(digits + char.len_utf8());
    let written = rest.trim_start_matches([' ', '\t']);
    let space = rest.len() - written.len();
    let has_content = !written.is_empty() && !written.starts_with(['\n', '\r']);
    let content = if has_content && (child == end || child > end + space) { end + space } else { child };
    Some(ItemMarker { span: Span::new(start, end), char, content })
}

/// The lines of a paragraph, heading or cell, without the prefixes of the blocks around it and without line endings.
pub fn lines(block: Node<'_>) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = None;
    for node in block.descendants() {
        match node.kind() {
            Kind::SoftBreak | Kind::HardBreak => {
                let end = node.span().start;
                lines.push(Span { start: start.take().unwrap_or(end), end });
            }
            _ => start = start.or(Some(node.span().start)),
        }
    }
    lines.extend(start.map(|start| Span { start, end: block.span().end.max(start) }));
    lines
}

/// The source between the brackets of a link or image: its text or description.
///
/// # Panics
/// In debug builds, if the node is neither.
pub fn link_text(link: Node<'_>) -> Span {
    debug_assert!(matches!(link.kind(), Kind::Link | Kind::Image));
    let start = link.span().start as usize + if link.kind() == Kind::Image { 2 } else { 1 };
    let after = link.children().last().map_or(start, |last| last.span().end as usize).max(start);
    let rest = link.source().tail(after - link.span().start as usize);
    Span::new(start, after + rest.find(']').unwrap_or(0))
}

/// The destination of an inline link or image as written, without `<` and `>`; `None` if it has none.
pub fn destination(link: Node<'_>) -> Option<Span> {
    let source = link.source();
    let after_text = match link.children().last() {
        Some(last) => last.span().end.checked_sub(link.span().start)? as usize,
        None => 0,
    };
    let open = after_text + source.get(after_text..)?.find("](")?;
    destination_at(source, open + 2, link.span().start as usize)
}

/// The destination of a link reference definition as written, without `<` and `>`.
pub fn definition_destination(source: &Source, definition: Span) -> Option<Span> {
    let text = source.slice(definition);
    let close = text.match_indices("]:").map(|(at, _)| at).find(|&at| !text.head(at).ends_with('\\'))?;
    destination_at(text, close + 2, definition.start as usize)
}

/// The destination (`CommonMark` 0.31 §6.3) in `text` from byte `from` on. `start` is the offset of `text` in the
/// source.
fn destination_at(text: &str, from: usize, start: usize) -> Option<Span> {
    let rest = text.get(from..)?;
    let at = from + rest.find(|char: char| !is_space_or_ending(char))?;
    let (at, pointed) = if text.tail(at).starts_with('<') { (at + 1, true) } else { (at, false) };
    let (mut escaped, mut depth) = (false, 0_u32);
    let end = text.tail(at).find(|char: char| {
        let plain = !escaped;
        escaped = char == '\\' && plain;
        match char {
            '>' if pointed => return plain,
            '(' if plain => depth += 1,
            ')' if plain && !pointed => {
                let outer = depth == 0;
                depth = depth.saturating_sub(1);
                return outer;
            }
            _ => {}
        }
        !pointed && (char == ' ' || char.is_ascii_control())
    });
    let end = at + end.unwrap_or(text.len() - at);
    (end > at).then(|| Span::new(start + at, start + end))
}

/// The fences of a code block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fence {
    /// The opening fence.
    pub run: Span,
    /// `` ` `` or `~`.
    pub char: char,
    /// The closing fence; `None` if the block ends with the block around it.
    pub closing: Option<Span>,
}

/// The fences of `block`; `None` if it is indented.
///
/// # Panics
/// In debug builds, if the node is not a code block.
pub fn fence(block: Node<'_>) -> Option<Fence> {
    debug_assert_eq!(block.kind(), Kind::CodeBlock);
    if !block.is_fenced() {
        return None;
    }
    let (start, text) = (block.span().start as usize, block.source());
    let char = text.chars().next()?;
    let length = text.len() - text.trim_start_matches(char).len();
    let last = text.md_trim_end();
    let after = last.trim_end_matches(char).len();
    // A closing fence is at least as long as the opening one and is alone on its line, after the code.
    let alone = text.head(after).trim_end_matches(|char| is_space(char) || char == '>').ends_with(['\n', '\r']);
    let closes = alone
        && last.len() - after >= length
        && block.children().last().is_none_or(|code| (code.span().end as usize) <= start + after);
    let closing = closes.then(|| Span::new(start + after, start + last.len()));
    Some(Fence { run: Span::new(start, start + length), char, closing })
}

/// The column (from 0) of byte `offset` in its line, as an editor shows it: a tab extends to the next multiple of four
/// (`CommonMark` 0.31 §2.2), and a full-width character takes two columns.
pub fn column(source: &Source, offset: usize) -> usize {
    let start = source.line_at(offset).start as usize;
    source.text().part(start..offset).chars().fold(0, |column, char| match char {
        '\t' => column / 4 * 4 + 4,
        _ => column + char.width().unwrap_or(0),
    })
}
