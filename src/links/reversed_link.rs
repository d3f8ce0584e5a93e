//! `(text)[destination]`: what may have been meant as a link.

use memchr::memmem;

use crate::markdown::document::{Kind, Node};
use crate::text::source::Span;
use crate::text::whitespace::is_unicode_space;

/// Parentheses with square brackets right behind them, on one line.
#[derive(Clone, Copy, Debug)]
pub struct ReversedParts {
    /// What stands in the parentheses.
    pub text: Span,
    /// What stands in the brackets.
    pub brackets: Span,
    /// Whether the brackets are plain text: no link, no HTML.
    pub in_text: bool,
}

/// The pairs in `block`, those in code, math and comments left out. Takes time in proportion to its length.
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
        // The nearest `]` is looked for once, however many pairs come before it.
        let inside = at + 2;
        if closing < inside + 1 {
            let first = source[inside..].chars().next().map_or(0, char::len_utf8);
            closing = source[inside + first..].find(']').map_or(source.len(), |end| inside + first + end);
        }
        let (text, brackets) = (&source[open + 1..at], &source[inside..closing]);
        let spoiled = text.is_empty()
            || text.ends_with('\\')
            || source[..open].ends_with('\\')
            || brackets.is_empty()
            || brackets.starts_with([']', '^'])
            || brackets.ends_with('\\')
            || closing == source.len()
            || source[closing + 1..].starts_with('(')
            || brackets.contains(['\n', '\r']);
        if spoiled {
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

/// Where no link can be meant.
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

/// Whether `text` is a place to go to, rather than words to be read or an index.
pub fn is_destination(text: &str) -> bool {
    let starts = ["http://", "https://", "www.", "./", "../", "/", "#", "mailto:"];
    let ends = [".md", ".html", ".png", ".jpg", ".svg", ".pdf"];
    let placed = starts.iter().any(|start| text.starts_with(start)) || ends.iter().any(|end| text.ends_with(end));
    placed && text.chars().any(char::is_alphanumeric) && !text.contains(is_unicode_space)
}
