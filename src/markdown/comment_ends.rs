//! HTML comments that do not end where they were meant to (`CommonMark` 0.31 §4.6, §6.6).

#![warn(clippy::string_slice, clippy::indexing_slicing)]

use memchr::memmem;

use crate::markdown::document::{Document, Kind, Kinds, Node};
use crate::markdown::lines;
use crate::text::slice::Slice as _;
use crate::text::source::{Source, Span};
use crate::text::whitespace::Whitespace as _;

/// How many lines may be between a comment and the end that was meant.
const MAX_LINES: usize = 500;

/// How long the rest of a paragraph may be in which a comment begins, in bytes.
const MAX_BYTES: usize = 4096;

/// A comment that does not end where it was meant to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentFault {
    /// Its opening `<!--`.
    pub open: Span,
    /// What is wrong.
    pub kind: CommentFaultKind,
    /// How many lines that are not blank are hidden or shown by mistake.
    pub lines: usize,
}

/// What is wrong with a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommentFaultKind {
    /// It ends with the note or the block around it. Contains where it was meant to end.
    Unclosed(MeantClose),
    /// It ends at the first span, an arrow or the end of a comment in it, instead of at the second one.
    Early(Span, Span),
    /// It is none, since a blank line ends its paragraph before its end, which is at the span.
    Split(Span),
}

/// Where a comment without an end was meant to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeantClose {
    /// At this misspelled `-->`.
    Misspelled(Span),
    /// At this byte, the end of its first line.
    FirstLine(usize),
    /// Unknown.
    Unknown,
}

/// The comments of `document` that do not end where they were meant to, in the order of the text.
pub fn faults(document: &Document<'_>) -> Vec<CommentFault> {
    let (source, text) = (document.source(), document.source().text());
    if memmem::find(text.as_bytes(), b"<!--").is_none() {
        return Vec::new();
    }
    document
        .nodes()
        .filter_map(|node| match node.kind() {
            Kind::HtmlBlock | Kind::InlineHtml if node.source().starts_with("<!--") => {
                let close = node.source().find("-->").filter(|at| *at >= 2);
                match close {
                    Some(at) => early(source, node, node.span().start as usize + at),
                    None => (node.kind() == Kind::HtmlBlock).then(|| unclosed(source, node)),
                }
            }
            Kind::Text => split(document, node),
            _ => None,
        })
        .collect()
}

/// The span of `<!--` at byte `at`.
fn opening(at: usize) -> Span {
    Span::new(at, at + "<!--".len())
}

fn count(source: &Source, lines: std::ops::Range<usize>) -> usize {
    lines.filter(|line| !lines::text(source, *line).is_blank()).count()
}

fn unclosed(source: &Source, block: Node<'_>) -> CommentFault {
    let lines = lines::of(source, block.span());
    let (first, last) = (*lines.start(), *lines.end());
    let open = opening(block.span().start as usize);
    let misspelled = (first..=last).find_map(|line| misspelled(source, line, open));
    let end = source.line_at(open.start as usize).end as usize;
    let said = !source.text().part(open.end as usize..end).is_blank();
    let next_is_blank = first + 1 > last || lines::text(source, first + 1).is_blank();
    let meant = match misspelled {
        Some(span) => MeantClose::Misspelled(span),
        None if said && next_is_blank => MeantClose::FirstLine(end),
        None => MeantClose::Unknown,
    };
    let after = match meant {
        MeantClose::Misspelled(span) => source.lines().line(span.start as usize) + 1,
        MeantClose::FirstLine(_) | MeantClose::Unknown => first + 1,
    };
    CommentFault { open, kind: CommentFaultKind::Unclosed(meant), lines: count(source, after..last + 1) }
}

/// What is meant as `-->` at the end of `line` (from 0), after the comment's opening `open`.
fn misspelled(source: &Source, line: usize, open: Span) -> Option<Span> {
    const ENDS: [&str; 8] = ["-- >", "--!>", "--＞", "–>", "—>", "—＞", "–＞", "ーー>"];
    let span = source.lines().span(source.text(), line);
    let start = if span.start < open.end && open.end <= span.end { open.end } else { span.start };
    let text = source.slice(Span { start, ..span }).md_trim_end();
    let end = start as usize + text.len();
    let alone = ["->", "--", "- ->"].into_iter().find(|mark| text.md_trim() == *mark);
    let mark = alone.or_else(|| ENDS.into_iter().find(|mark| text.ends_with(mark)))?;
    Some(Span::new(end - mark.len(), end))
}

/// The fault of `comment`, which ends at the `-->` at byte `at`, if another one was meant.
fn early(source: &Source, comment: Node<'_>, at: usize) -> Option<CommentFault> {
    let text = source.text();
    let open = opening(comment.span().start as usize);
    let inside = text.part(open.end as usize..at);
    let line = source.line_at(at);
    let before = text.part((line.start as usize).max(open.end as usize)..at);
    let after = text.part(at + "-->".len()..line.end as usize);
    let arrow = !before.trim_end_matches('-').is_blank() && (before.ends_with('-') || !after.is_blank());
    let nested = inside.contains("<!--");
    if !(arrow || nested) {
        return None;
    }
    let close = later_close(source, at + "-->".len(), nested)?;
    let dashes = before.len() - before.trim_end_matches('-').len();
    let first = source.lines().line(at);
    let shown = count(source, first + 1..source.lines().line(close.start as usize)) + usize::from(!after.is_blank());
    let end = Span::new(at - dashes, at + "-->".len());
    Some(CommentFault { open, kind: CommentFaultKind::Early(end, close), lines: shown })
}

/// The next `-->` from byte `from` on that no comment needs: alone on its line, or at the end of one if `nested`.
fn later_close(source: &Source, from: usize, nested: bool) -> Option<Span> {
    let text = source.text();
    let end = memmem::find(text.tail(from).as_bytes(), b"<!--").map_or(text.len(), |at| from + at);
    let within = text.part(from..end);
    let first = source.lines().line(from);
    for found in memmem::find_iter(within.as_bytes(), b"-->") {
        let at = from + found;
        let line = source.line_at(at);
        if source.lines().line(at) > first + MAX_LINES {
            return None;
        }
        let (before, after) = (text.part(line.start as usize..at), text.part(at + 3..line.end as usize));
        let alone = before.trim_matches(['>', ' ', '\t']).is_empty();
        if after.is_blank() && (alone || nested && before.ends_with(' ')) {
            return Some(Span::new(at, at + 3));
        }
    }
    None
}

/// The fault of a `<!--` in `node`, a text, whose paragraph ends before `-->`.
fn split(document: &Document<'_>, node: Node<'_>) -> Option<CommentFault> {
    let source = document.source();
    let start = node.span().start as usize + node.source().rfind("<!--")?;
    if node.within(Kinds::of(&[Kind::CodeBlock])) {
        return None;
    }
    let paragraph = node.ancestors().find(|around| around.kind() == Kind::Paragraph)?;
    let from = paragraph.span().end as usize;
    let escaped = source.text().head(start).ends_with('\\');
    if escaped || from > start + MAX_BYTES || memmem::find(source.text().part(start..from).as_bytes(), b"-->").is_some()
    {
        return None;
    }
    let close = later_close(source, from, true)?;
    if document.node_at(close.start as usize).kind() != Kind::Text {
        return None;
    }
    let (first, last) = (source.lines().line(start), source.lines().line(close.start as usize));
    Some(CommentFault {
        open: opening(start),
        kind: CommentFaultKind::Split(close),
        lines: count(source, first..last + 1),
    })
}
