//! Lines that begin with a bullet that is not a list marker in Markdown, such as `・` or `–`.

pub(crate) mod enumerators;
pub(crate) mod gap;
pub(crate) mod labels;
pub(crate) mod lost;
pub(crate) mod numbers;
pub(crate) mod plan;
pub(crate) mod spaced;
pub(crate) mod tight;

use crate::markdown::document::{Kind, Node};
use crate::markdown::syntax;
use crate::text::source::{Source, Span};

/// The class of a mark, which decides how much evidence it needs to count as a bullet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MarkClass {
    /// A bullet at the start of any line.
    Dot,
    /// What word processors turn `-` into. It can also be a dash inside a sentence.
    Dash,
    /// Often something else: `—` and `―` come before names and speakers, `＊` before remarks, `■` and `●` before
    /// headings.
    Weak,
}

/// A mark at the start of a line, followed by text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub(crate) char: char,
    pub(crate) class: MarkClass,
    /// Byte offset of the mark.
    pub(crate) start: usize,
    /// Byte offset of the text after the mark and its white space.
    pub(crate) content: usize,
}

/// A line of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BulletLine {
    pub(crate) start: usize,
    /// Byte offset after its last character.
    pub(crate) end: usize,
    /// The line ending before it, and whether that is a hard line break.
    pub(crate) before: Option<(Span, bool)>,
    pub(crate) mark: Option<Mark>,
    /// Whether the line is meant as a list item. Set by the rule.
    pub(crate) accepted: bool,
}

impl Mark {
    /// Whether it may have been typed instead of the list marker `marker`.
    pub(crate) fn looks_like(self, marker: char) -> bool {
        match self.char {
            '＊' => marker == '*',
            '＋' => marker == '+',
            _ => self.char == marker || self.char == '•' || marker == '-' && is_dash(self.char),
        }
    }
}

impl BulletLine {
    /// The column (from 0) of the mark, or of the first character if there is no mark.
    pub(crate) fn column(&self, source: &Source) -> usize {
        syntax::column(source, self.mark.map_or(self.start, |mark| mark.start))
    }
}

fn is_dash(char: char) -> bool {
    matches!(char, '–' | '‒' | '‐' | '−' | '－' | '—' | '―')
}

/// Whether `char` is a bullet as word processors write it in the fonts Symbol and Wingdings, which they map to this range.
fn is_symbol_font(char: char) -> bool {
    const BULLETS: &[char] =
        &['\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '\u{f0fc}', '\u{f076}', '\u{f06c}', '\u{f06e}', '\u{f075}', '\u{f0a8}'];
    BULLETS.contains(&char)
}

/// The mark at the start of `text` (which begins at byte `at`), if text follows it.
pub(crate) fn mark(text: &str, at: usize) -> Option<Mark> {
    let inner = text.trim_start_matches(gap::is_space);
    let char = inner.chars().next()?;
    let after = &inner[char.len_utf8()..];
    let content = after.trim_start_matches(gap::is_space);
    let class = match char {
        '・' | '･' | '•' | '◦' | '‣' | '▪' | '⁃' | '∙' | '⦁' => MarkClass::Dot,
        // Without a space, it is a sign of multiplication.
        '·' if content.len() < after.len() => MarkClass::Dot,
        '–' | '‒' | '‐' | '−' | '－' => MarkClass::Dash,
        '—' | '―' | '＊' | '＋' | '■' | '●' | '➢' | '➤' | '❖' | '►' => MarkClass::Weak,
        // The second level of a list from Word.
        'o' if after.starts_with(['\t', '\u{a0}']) => MarkClass::Weak,
        _ if is_symbol_font(char) => MarkClass::Dot,
        _ => return None,
    };
    let first = content.chars().next();
    // `––source` and `–source` are command-line options; `－１` is a number, `＊1` the sign of a remark.
    let spaced = content.len() < after.len();
    let tight = is_dash(char) && char != '－' && !spaced && !content.is_empty();
    let number = matches!(char, '－' | '＊' | '＋') && first.is_some_and(|char| char.is_numeric() || char == 'α');
    // `・・・` is an ellipsis, and `・A ・B ・C` is a list on one line.
    let again = first == Some(char)
        || class == MarkClass::Dot
            && content.match_indices(char).any(|(at, _)| content[..at].ends_with([' ', '\u{3000}']));
    let start = at + text.len() - inner.len();
    let content = start + inner.len() - content.len();
    (!tight && !number && !again).then_some(Mark { char, class, start, content })
}

/// Whether `paragraph` is the text of a list item, so that its first line already has a marker.
pub(crate) fn is_own_text(paragraph: Node<'_>) -> bool {
    let item = paragraph.parent().filter(|parent| parent.kind() == Kind::Item);
    item.is_some_and(|item| item.first_child() == Some(paragraph))
}

/// The lines of `paragraph`. A line that begins within emphasis or a link is counted as part of the line before it.
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
            // If a mark is alone in its text node, the line must have other content.
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
