//! A block that contains code blocks, and its lines that are fences or may be meant as one.

use std::cell::OnceCell;
use std::ops::Range;

use memchr::memmem;

use super::fault::{FenceFault, MeantEnd};
use super::mark::{Mark, MarkForm};
use crate::markdown::document::{Document, Kind, Node};
use crate::markdown::{lines, syntax};
use crate::text::slice::Slice as _;
use crate::text::source::{Source, Span};
use crate::text::whitespace::{Whitespace as _, is_space};

/// How many lines the code may have whose opening fence is too short.
const MAX_CODE: usize = 200;

/// A block with fenced code blocks in it: the note, a list item, a quote.
#[derive(Debug)]
pub(super) struct Container<'d> {
    pub(super) source: &'d Source,
    pub(super) kind: Kind,
    /// Number of block quotes around the code.
    quotes: usize,
    /// The marks, in the order of the text.
    pub(super) marks: Vec<Mark>,
    /// The first line (from 0) of the first code block in it.
    first_line: usize,
    /// The last line (from 0) of the last code block in it.
    pub(super) last_line: usize,
    /// How many lines before each from the first to the last one are not blank. Computed at the first call.
    filled: OnceCell<Vec<usize>>,
    /// The column of the last opening fence, which the code may be indented by.
    columns: usize,
    /// The first line (from 0) of the container itself.
    begin: usize,
}

impl<'d> Container<'d> {
    /// The parent of `block`, without marks.
    pub(super) fn new(document: &'d Document<'_>, block: Node<'_>) -> Self {
        let kind = block.parent().map_or(Kind::Document, Node::kind);
        let quotes = lines::quotes(block);
        let first_line = document.source().lines().line(block.span().start as usize);
        Self {
            source: document.source(),
            kind,
            quotes,
            marks: Vec::new(),
            first_line,
            last_line: first_line,
            filled: OnceCell::new(),
            columns: 0,
            begin: block.parent().map_or(0, |parent| document.source().lines().line(parent.span().start as usize)),
        }
    }

    /// The nearest line above the mark at `index`, outside code blocks, that is a fence of the same character but has only two of
    /// them.
    pub(super) fn short_opening(&self, index: usize) -> Option<Mark> {
        let mark = self.marks.get(index)?;
        let above = index.checked_sub(1).and_then(|above| self.marks.get(above));
        let first = above.map_or(self.begin, |above| above.line + 1).max(mark.line.saturating_sub(MAX_CODE));
        (first..mark.line).rev().find_map(|line| self.two_marks(line, mark.char))
    }

    /// The two fence characters that `line` (from 0) consists of, perhaps with a language after them.
    fn two_marks(&self, line: usize, char: char) -> Option<Mark> {
        let span = self.line(line);
        let text = self.source.slice(span).md_trim_end();
        let inside = text.trim_start_matches(' ');
        let indent = text.len() - inside.len();
        let rest = inside.trim_start_matches(char);
        if inside.len() - rest.len() != 2 || indent > 3 {
            return None;
        }
        let start = span.start as usize + indent;
        let run = Span::new(start, start + 2);
        let info = Span::new(start + 2, start + inside.len());
        let form = if rest.is_empty() { MarkForm::Bare } else { MarkForm::Info(info) };
        let word = rest.is_empty() || is_info(rest, char) && !rest.contains([' ', '\t']);
        word.then_some(Mark { run, char, form, line })
    }

    /// Adds the fences of `block`, and the lines in it that resemble one.
    pub(super) fn add(&mut self, block: Node<'_>) {
        let Some(fence) = syntax::fence(block) else { return };
        let source = self.source;
        let first = source.lines().line(fence.run.start as usize);
        self.columns = syntax::column(source, fence.run.start as usize);
        let line = source.line_at(fence.run.start as usize);
        let info = trimmed(source, Span { start: fence.run.end, end: line.end });
        let form = match source.slice(info) {
            "" => MarkForm::Bare,
            text if is_info(text, fence.char) => MarkForm::Info(info),
            _ => MarkForm::Odd(info),
        };
        self.marks.push(Mark { run: fence.run, char: fence.char, form, line: first });
        let closing = fence.closing.map(|closing| (closing, source.lines().line(closing.start as usize)));
        let end = lines::of(source, block.span()).end() + 1;
        let body = Span { start: line.end.min(block.span().end), end: block.span().end };
        if may_have_marks(source.slice(body)) {
            for line in first + 1..closing.map_or(end, |(_, line)| line) {
                let marks = self.mark(line);
                self.marks.extend(marks);
            }
        }
        if let Some((run, line)) = closing {
            self.marks.push(Mark { run, char: fence.char, form: MarkForm::Bare, line });
        }
        self.last_line = end - 1;
    }

    /// The mark on `line` (from 0).
    fn mark(&self, line: usize) -> Option<Mark> {
        let span = self.line(line);
        let text = self.source.slice(span).trim_end_matches(is_space);
        let inside = text.trim_start_matches(' ');
        let indent = text.len() - inside.len();
        let start = span.start as usize;
        if let Some(char) = inside.chars().next().filter(|char| matches!(char, '`' | '~')).filter(|_| indent < 4) {
            let length = inside.len() - inside.trim_start_matches(char).len();
            let run = Span::new(start + indent, start + indent + length);
            let rest = inside.tail(length);
            if rest.is_empty() && length >= 2 {
                return Some(Mark { run, char, form: MarkForm::Bare, line });
            }
            if length >= 3 && is_info(rest.md_trim(), char) {
                let info = trimmed(self.source, Span::new(start + indent + length, start + text.len()));
                return Some(Mark { run, char, form: MarkForm::Info(info), line });
            }
        }
        let char = inside.chars().next_back().filter(|char| matches!(char, '`' | '~'))?;
        let code = inside.trim_end_matches(char);
        let length = inside.len() - code.len();
        // Compilers underline with tildes and carets.
        let glued = length >= 3
            && !code.is_empty()
            && !code.ends_with([' ', '\t', '^', '|'])
            && !code.contains(char)
            && !code.contains('^');
        let end = start + text.len();
        glued.then(|| Mark { run: Span::new(end - length, end), char, form: MarkForm::Glued, line })
    }

    /// The content of `line` (from 0): without the block quote markers and the indentation of the container.
    pub(super) fn line(&self, line: usize) -> Span {
        let end = self.source.lines().span(self.source.text(), line).end as usize;
        let start = lines::after_quotes(self.source, line, self.quotes).0.min(end);
        let text = self.source.text().part(start..end);
        let before = syntax::column(self.source, start);
        let spaces = text.len() - text.trim_start_matches(' ').len();
        Span::new(start + spaces.min(self.columns.saturating_sub(before)), end)
    }

    /// The text of `line` (from 0), as [`Self::line`] has it. Empty after the last line.
    pub(super) fn text(&self, line: usize) -> &'d str {
        if line >= self.source.lines().count() {
            return "";
        }
        self.source.slice(self.line(line))
    }

    /// How many of these lines (from 0), which are between the first and the last code block, are not blank.
    pub(super) fn count(&self, lines: Range<usize>) -> usize {
        let filled = self.filled.get_or_init(|| {
            let counts = (self.first_line..=self.last_line).scan(0, |count, line| {
                *count += usize::from(!self.text(line).is_blank());
                Some(*count)
            });
            std::iter::once(0).chain(counts).collect()
        });
        let before = |line: usize| filled.get(line.saturating_sub(self.first_line)).or(filled.last()).copied();
        before(lines.end).unwrap_or(0).saturating_sub(before(lines.start).unwrap_or(0))
    }

    /// The fault of the block that `open` opens.
    pub(super) fn fault(&self, open: Mark, meant: MeantEnd, swallowed: usize) -> FenceFault {
        let start = self.source.line_at(open.run.start as usize).start as usize;
        let before = self.source.text().part(start..open.run.start as usize);
        let prefix = before.chars().map(|char| if matches!(char, '>' | '\t') { char } else { ' ' }).collect();
        FenceFault { open, meant, swallowed, container: self.kind, prefix }
    }
}

/// Whether `code` may have a line that resembles a fence.
pub(super) fn may_have_marks(code: &str) -> bool {
    memmem::find(code.as_bytes(), b"``").is_some() || memmem::find(code.as_bytes(), b"~~").is_some()
}

/// Whether `text`, which follows a run of `char`, is an info string that names a language, rather than code such as the
/// `^` of a compiler.
pub(super) fn is_info(text: &str, char: char) -> bool {
    let language = text.split([' ', '\t', ',', ':', '{']).next().unwrap_or_default();
    let is_name = |char: char| char.is_alphanumeric() || matches!(char, '+' | '#' | '.' | '-' | '_');
    let named = language.starts_with(char::is_alphabetic) && language.chars().all(is_name);
    !text.contains(char) && (named && language.len() < 30 || text.starts_with('{') && text.ends_with('}'))
}

/// `span` without white space at its ends.
fn trimmed(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let start = span.start as usize + text.len() - text.md_trim_start().len();
    Span::new(start, start + text.md_trim().len())
}
