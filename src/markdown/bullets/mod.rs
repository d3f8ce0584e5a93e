//! Lines that begin with a bullet that Markdown does not know, such as `・` or `–`.

pub(crate) mod gap;
pub(crate) mod numbers;
pub(crate) mod plan;
pub(crate) mod spaced;
pub(crate) mod tight;

use crate::markdown::document::{Kind, Node};
use crate::markdown::syntax;
use crate::text::source::{Source, Span};

/// What a mark is taken for, and so how much it takes to believe that it is a bullet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MarkClass {
    /// A bullet wherever a line begins with it.
    Dot,
    /// What a word processor makes of `-`; a dash inside a sentence too.
    Dash,
    /// `—` and `―` stand before a name or a speaker as well, `＊` before a remark, `■` and `●` before a heading.
    Weak,
}

/// A mark at the head of a line, with text after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub(crate) char: char,
    pub(crate) class: MarkClass,
    /// Offset of the mark.
    pub(crate) start: usize,
    /// Offset of what stands behind it and its white space.
    pub(crate) content: usize,
}

/// A line of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BulletLine {
    pub(crate) start: usize,
    /// Behind its last character.
    pub(crate) end: usize,
    /// The line ending in front of it, and whether it is shown as a break.
    pub(crate) before: Option<(Span, bool)>,
    pub(crate) mark: Option<Mark>,
    /// Whether a list item is meant; for the rule to decide.
    pub(crate) accepted: bool,
}

impl Mark {
    /// Whether it may have been typed for the list marker `marker`.
    pub(crate) fn looks_like(self, marker: char) -> bool {
        match self.char {
            '＊' => marker == '*',
            '＋' => marker == '+',
            _ => self.char == marker || self.char == '•' || marker == '-' && is_dash(self.char),
        }
    }
}

impl BulletLine {
    /// The column, from 0, of the mark, or else of the first character.
    pub(crate) fn column(&self, source: &Source) -> usize {
        syntax::column(source, self.mark.map_or(self.start, |mark| mark.start))
    }
}

fn is_dash(char: char) -> bool {
    matches!(char, '–' | '‒' | '‐' | '−' | '－' | '—' | '―')
}

/// The mark that `text` (at byte `at`) begins with, if anything is behind it.
pub(crate) fn mark(text: &str, at: usize) -> Option<Mark> {
    let inner = text.trim_start_matches(['\u{3000}', ' ', '\t']);
    let char = inner.chars().next()?;
    let class = match char {
        '・' | '･' | '•' | '◦' | '‣' | '▪' | '⁃' => MarkClass::Dot,
        '–' | '‒' | '‐' | '−' | '－' => MarkClass::Dash,
        '—' | '―' | '＊' | '＋' | '■' | '●' => MarkClass::Weak,
        _ => return None,
    };
    let after = &inner[char.len_utf8()..];
    let content = after.trim_start_matches(['\u{3000}', ' ', '\t']);
    let first = content.chars().next();
    // `––source` and `–source` are options of a command; `－１` and `＊1` are a number and a remark's.
    let spaced = content.len() < after.len();
    let tight = is_dash(char) && char != '－' && !spaced && !content.is_empty();
    let number = matches!(char, '－' | '＊' | '＋') && first.is_some_and(|char| char.is_numeric() || char == 'α');
    // `・・・` leaves something out, and `・A ・B ・C` is a list in one line.
    let again = first == Some(char)
        || class == MarkClass::Dot
            && content.match_indices(char).any(|(at, _)| content[..at].ends_with([' ', '\u{3000}']));
    let start = at + text.len() - inner.len();
    let content = start + inner.len() - content.len();
    (!tight && !number && !again).then_some(Mark { char, class, start, content })
}

/// Whether `paragraph` is the text of an item, so that its first line has a marker already.
pub(crate) fn is_own_text(paragraph: Node<'_>) -> bool {
    let item = paragraph.parent().filter(|parent| parent.kind() == Kind::Item);
    item.is_some_and(|item| item.first_child() == Some(paragraph))
}

/// The lines of `paragraph`; a line that begins within emphasis or a link counts to the one before it.
pub(crate) fn lines(paragraph: Node<'_>) -> Vec<BulletLine> {
    let mut lines: Vec<BulletLine> = Vec::new();
    let mut before = None;
    let mut begins = true;
    for node in paragraph.children() {
        let span = node.span();
        if matches!(node.kind(), Kind::SoftBreak | Kind::HardBreak) {
            before = Some((span, node.kind() == Kind::HardBreak));
            begins = true;
            continue;
        }
        if std::mem::take(&mut begins) {
            let (start, end) = (span.start as usize, span.end as usize);
            let mark = if node.kind() == Kind::Text { mark(node.source(), start) } else { None };
            let mark = mark.filter(|_| node.literal() == node.source());
            // A mark alone in its text needs something else in its line.
            let alone = mark.is_some_and(|mark| mark.content >= end);
            let followed =
                node.next_sibling().is_some_and(|next| !matches!(next.kind(), Kind::SoftBreak | Kind::HardBreak));
            let mark = mark.filter(|_| !alone || followed);
            lines.push(BulletLine { start, end, before: before.take(), mark, accepted: false });
        } else if let Some(line) = lines.last_mut() {
            line.end = span.end as usize;
        }
    }
    lines
}
