//! `［text］（url）`: an intended link with full-width brackets, as typed with a Japanese input method.

use memchr::memchr2_iter;

use crate::links::reversed_link::is_destination;
use crate::markdown::document::{Kind, Kinds, Node};
use crate::text::source::Span;
use crate::text::whitespace::{Whitespace as _, is_unicode_space};

/// Brackets and parentheses that Markdown reads as text because at least one of the four is full-width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PseudoParts {
    /// From the first bracket to the last parenthesis.
    pub span: Span,
    /// The text in the brackets.
    pub text: Span,
    /// The destination in the parentheses.
    pub to: Span,
    /// Whether at least one of the four is half-width. Nobody mixes them on purpose.
    pub mixed: bool,
}

/// The maximum length of the text and of the destination, in bytes.
const MAX_LENGTH: usize = 2048;

/// The pseudo links in `block`, in the order of the text.
pub fn pseudo_links(block: Node<'_>) -> Vec<PseudoParts> {
    let source = block.source();
    let mut found: Vec<PseudoParts> = Vec::new();
    // The last bytes of `]` and `］`; other characters that end with the second are ruled out below.
    for at in memchr2_iter(b']', b'\xbd', source.as_bytes()) {
        let opening = at + 1;
        if source.is_char_boundary(opening)
            && source[..opening].ends_with([']', '］'])
            && source[opening..].starts_with(['(', '（'])
            && let Some(pseudo) = around(block, opening)
            && found.last().is_none_or(|last| last.span.end <= pseudo.span.start)
        {
            found.push(pseudo);
        }
    }
    found
}

/// The pseudo link whose destination starts with the bare URL `url`.
pub fn of_url(url: Node<'_>) -> Option<PseudoParts> {
    let block =
        url.ancestors().find(|node| matches!(node.kind(), Kind::Paragraph | Kind::Heading | Kind::TableCell))?;
    let start = (url.span().start - block.span().start) as usize;
    let before = &block.source()[..start];
    around(block, before.strip_suffix(['(', '（'])?.len())
}

/// The pseudo link whose opening parenthesis is at byte `opening` of `block`.
fn around(block: Node<'_>, opening: usize) -> Option<PseudoParts> {
    let source = block.source();
    let from = source.floor_char_boundary(opening.saturating_sub(MAX_LENGTH));
    let till = source.floor_char_boundary(opening.saturating_add(MAX_LENGTH));
    let before = source[from..opening].strip_suffix([']', '］'])?;
    let open = before.rfind(['[', ']', '［', '］', '\n', '\r'])?;
    let bracket = before[open..].chars().next().filter(|char| matches!(char, '[' | '［'))?;
    let text = &before[open + bracket.len_utf8()..];
    let parenthesis = source[opening..].chars().next()?;
    let to = closed(&source[opening + parenthesis.len_utf8()..till])?;
    let closing = opening + parenthesis.len_utf8() + to.len();
    let mark = source[closing..].chars().next()?;
    let ascii = [bracket.is_ascii(), source[..opening].ends_with(']'), parenthesis.is_ascii(), mark.is_ascii()];
    let unlikely = ascii == [true; 4]
        || before[..open].ends_with(['\\', '!'])
        || text.unicode_trim().is_empty()
        || text.starts_with('^')
        || text.bytes().all(|byte| byte.is_ascii_digit())
        || !is_destination(to);
    let start = block.span().start as usize;
    let is_plain = |at: usize| {
        let node = block.node_at(start + at);
        let linked = Kinds::of(&[Kind::Link, Kind::Image, Kind::Autolink, Kind::Code, Kind::Math]);
        matches!(node.kind(), Kind::Text | Kind::BareUrl) && !node.within(linked)
    };
    let at = |offset: usize| start + offset;
    let text_at = from + before.len() - text.len();
    (!unlikely && [from + open, opening, closing].into_iter().all(is_plain)).then(|| PseudoParts {
        span: Span::new(at(from + open), at(closing + mark.len_utf8())),
        text: Span::new(at(text_at), at(from + before.len())),
        to: Span::new(at(closing - to.len()), at(closing)),
        mixed: ascii != [false; 4],
    })
}

/// The part of `text` before the closing parenthesis. Parentheses in a URL are balanced.
fn closed(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, char) in text.char_indices() {
        match char {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            ')' | '）' => return Some(&text[..at]),
            '[' | '［' => return None,
            char if is_unicode_space(char) => return None,
            _ => {}
        }
    }
    None
}
