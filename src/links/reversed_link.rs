//! `(text)[destination]`: a link whose brackets may have been swapped.

use memchr::memmem;

use crate::markdown::document::{Kind, Node};
use crate::text::source::Span;
use crate::text::whitespace::is_unicode_space;

/// Parentheses immediately followed by square brackets, on one line.
#[derive(Clone, Copy, Debug)]
pub struct ReversedParts {
    /// The text in the parentheses.
    pub text: Span,
    /// The text in the brackets.
    pub brackets: Span,
    /// Whether the brackets are plain text rather than part of a link or HTML.
    pub in_text: bool,
}

/// The reversed links in `block`, except in code, math and comments. Runs in time linear in the length of `block`.
pub fn pairs(block: Node<'_>) -> Vec<ReversedParts> {
    let (source, start) = (block.source(), block.span().start as usize);
    let mut pairs = Vec::new();
    if memmem::find(source.as_bytes(), b")[").is_none() {
        return pairs;
    }
    let mut masks = masks(block).into_iter().peekable();
    let mut closing = 0;
    for at in memmem::find_iter(source.as_bytes(), b")[") {
        let before = &source[..at];
        let open = before.rfind(['(', ')', '\n', '\r']).filter(|&open| before[open..].starts_with('('));
        let Some(open) = open else { continue };
        // The next `]` is searched for only once, even if several pairs precede it.
        let inside = at + 2;
        if closing < inside + 1 {
            let first = source[inside..].chars().next().map_or(0, char::len_utf8);
            closing = source[inside + first..].find(']').map_or(source.len(), |end| inside + first + end);
        }
        let (text, brackets) = (&source[open + 1..at], &source[inside..closing]);
        let unlikely = text.is_empty()
            || text.ends_with('\\')
            || source[..open].ends_with('\\')
            || brackets.is_empty()
            || brackets.starts_with([']', '^'])
            || brackets.ends_with('\\')
            || closing == source.len()
            || source[closing + 1..].starts_with('(')
            || brackets.contains(['\n', '\r']);
        if unlikely {
            continue;
        }
        let whole = Span::new(start + open, start + closing + 1);
        while masks.next_if(|mask| mask.end <= whole.start).is_some() {}
        if masks.peek().is_some_and(|mask| mask.start < whole.end) {
            continue;
        }
        let inner = block.node_at(start + at + 1);
        pairs.push(ReversedParts {
            text: Span::new(start + open + 1, start + at),
            brackets: Span::new(start + inside, start + closing),
            in_text: inner.kind() == Kind::Text && inner.parent() == Some(block),
        });
    }
    pairs
}

/// The parts of `block` in which there are no links: code, math and comments.
pub(super) fn masks(block: Node<'_>) -> Vec<Span> {
    if block.kind() == Kind::HtmlBlock {
        let (source, start) = (block.source(), block.span().start as usize);
        let mut comments = Vec::new();
        let mut at = 0;
        while let Some(open) = source[at..].find("<!--").map(|open| at + open) {
            at = source[open + 2..].find("-->").map_or(source.len(), |end| open + 2 + end + "-->".len());
            comments.push(Span::new(start + open, start + at));
        }
        return comments;
    }
    let is_comment = |node: Node<'_>| node.kind() == Kind::InlineHtml && node.source().starts_with("<!--");
    let masked = block.descendants().filter(|&node| matches!(node.kind(), Kind::Code | Kind::Math) || is_comment(node));
    masked.map(Node::span).collect()
}

/// Whether `text` looks like a link destination rather than words or an array index. Example: `./a.md`, but not `0`.
pub fn is_destination(text: &str) -> bool {
    let starts = ["http://", "https://", "www.", "./", "../", "/", "#", "mailto:"];
    let ends = [".md", ".html", ".png", ".jpg", ".svg", ".pdf"];
    let placed = starts.iter().any(|start| text.starts_with(start)) || ends.iter().any(|end| text.ends_with(end));
    placed && text.chars().any(char::is_alphanumeric) && !text.contains(is_unicode_space)
}
