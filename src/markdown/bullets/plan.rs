//! How lines with bullets that are not list markers in Markdown become list items: the markers, the nesting, the edits.

use super::{BulletLine, Mark};
use crate::finding::{Applicability, Edit};
use crate::markdown::document::{Kind, Kinds, Node};
use crate::markdown::syntax;
use crate::text::profile::Nesting;
use crate::text::source::{Source, Span};
use crate::text::whitespace::Whitespace as _;

/// A level of nesting: a real or planned list item that a line may belong to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ListLevel {
    /// The column (from 0) of the mark in the note.
    pub(crate) column: usize,
    /// The column of the marker in the result.
    marker: usize,
    /// The column of the item's content in the result.
    content: usize,
    /// The list marker; `None` for an ordered item.
    pub(crate) char: Option<char>,
    /// The mark to replace; `None` for a real item.
    pseudo: Option<char>,
}

/// The items around the paragraph, outermost first.
pub(crate) fn levels(source: &Source, paragraph: Node<'_>) -> Vec<ListLevel> {
    let around = paragraph.ancestors().take_while(|node| matches!(node.kind(), Kind::List | Kind::Item));
    let mut levels: Vec<ListLevel> = (around.filter(|node| node.kind() == Kind::Item))
        .filter_map(|item| {
            let marker = syntax::item_marker(item)?;
            let column = syntax::column(source, marker.span.start as usize);
            let content = syntax::column(source, marker.content).max(column + marker.span.len() + 1);
            let char = matches!(marker.char, '-' | '*' | '+').then_some(marker.char);
            Some(ListLevel { column, marker: column, content, char, pseudo: None })
        })
        .collect();
    levels.reverse();
    levels
}

/// The marker of the bullet list that begins at `column` on the line after the paragraph.
pub(crate) fn list_follows(source: &Source, paragraph: Node<'_>, column: usize) -> Option<char> {
    let list = paragraph.next_sibling().filter(|next| next.kind() == Kind::List && next.list_start().is_none())?;
    let start = list.span().start as usize;
    let next_line = source.lines().line(start) == source.lines().line(paragraph.span().end as usize) + 1;
    let char = syntax::item_marker(list.first_child()?)?.char;
    (next_line && syntax::column(source, start) == column).then_some(char)
}

/// A plan for turning the accepted lines into items.
#[derive(Debug)]
pub(crate) struct ListPlan<'s> {
    source: &'s Source,
    paragraph: Node<'s>,
    levels: Vec<ListLevel>,
    /// The column where content begins in the block around the outermost item.
    base: usize,
    quoted: usize,
    following: Option<(usize, char)>,
    /// Whether the new items may become part of a list before or after the paragraph.
    merges: bool,
    applicability: Applicability,
    possible: bool,
    /// Whether a line that is indented less than the item above it ends the list.
    outdent_ends: bool,
}

/// The marker and the edits for each line, as far as it can be fixed.
#[derive(Debug)]
pub(crate) struct ListFixes {
    /// For each line: its marker and its edits; `None` where the line stays as it is.
    pub(crate) edits: Vec<Option<(char, Vec<Edit>)>>,
    /// The applicability of all edits together.
    pub(crate) applicability: Applicability,
}

impl<'s> ListPlan<'s> {
    /// The plan for `paragraph`, which is inside the items of `levels`.
    pub(crate) fn new(source: &'s Source, paragraph: Node<'s>, levels: Vec<ListLevel>) -> Self {
        let quoted = paragraph.ancestors().filter(|node| node.kind() == Kind::BlockQuote).count();
        let start = paragraph.span().start as usize;
        let (_, base) = quote_prefix(source, start);
        let column = syntax::column(source, start);
        let following = list_follows(source, paragraph, column).map(|char| (column, char));
        // Indented code after the paragraph would become part of the last new item, and in a footnote the fix is not
        // possible.
        let code = paragraph.next_sibling().is_some_and(|next| next.kind() == Kind::CodeBlock && !next.is_fenced());
        let possible = !code && !paragraph.within(Kinds::of(&[Kind::FootnoteDefinition]));
        let bullets = |node: &Node<'_>| node.kind() == Kind::List && node.list_start().is_none();
        let is_list = |node: Option<Node<'_>>| node.as_ref().is_some_and(bullets);
        let merges = is_list(paragraph.previous_sibling()) || following.is_none() && is_list(paragraph.next_sibling());
        let merges = merges && levels.is_empty();
        let applicability = Applicability::Safe;
        let outdent_ends = false;
        Self { source, paragraph, levels, base, quoted, following, merges, applicability, possible, outdent_ends }
    }

    /// Takes a line that is indented less than the item above it for text after the list, as where the items were indented
    /// on purpose.
    pub(crate) fn with_text_after_list(self) -> Self {
        Self { outdent_ends: true, ..self }
    }

    /// The edits for each of `lines`, the lines of the paragraph.
    pub(crate) fn fixes(mut self, lines: &[BulletLine]) -> ListFixes {
        let mut edits: Vec<_> = (0..lines.len()).map(|index| self.line(lines, index)).collect();
        // An author who typed a real marker next to a list meant that list. With another bullet, it may be a separate
        // list.
        let foreign = |line: &BulletLine| line.accepted && line.mark.is_some_and(|mark| !mark.char.is_ascii());
        if self.merges && lines.iter().any(foreign) {
            self.applicability = Applicability::Unsafe;
        }
        let first = lines.iter().position(|line| line.accepted);
        if !self.possible || first.is_some_and(|first| begins_within(self.source, self.paragraph, first)) {
            edits.fill(None);
        }
        ListFixes { edits, applicability: self.applicability }
    }

    /// The marker and edits for one line. The edits of each line are independent, so the result is right even if those
    /// of other lines are suppressed.
    fn line(&mut self, lines: &[BulletLine], index: usize) -> Option<(char, Vec<Edit>)> {
        let line = lines[index];
        let mark = line.mark.filter(|_| line.accepted)?;
        let (prefix, prefix_column) = quote_prefix(self.source, mark.start);
        let text = &self.source.text()[mark.content..line.end];
        let level = self.place(line.column(self.source), mark);
        let quotes = self.source.text()[..prefix].len() - self.source.line_at(mark.start).start as usize;
        let nested = level.marker.saturating_sub(prefix_column);
        let shown = match self.source.profile().lists.nesting {
            Nesting::Content => true,
            Nesting::Columns(step) => nested.is_multiple_of(usize::from(step)),
        };
        if opens_block(text) || !shown || level.marker < prefix_column || (self.quoted > 0) != (quotes > 0) {
            self.possible = false;
            return None;
        }
        let marker = level.char.unwrap_or('-');
        let indented = self.source.text()[prefix..mark.start].bytes().all(|byte| matches!(byte, b' ' | b'\t'));
        let mut edits = if level.marker == line.column(self.source) && indented {
            vec![Edit::replace(Span::new(mark.start, mark.content), format!("{marker} "))]
        } else {
            let indent = " ".repeat(level.marker - prefix_column);
            vec![Edit::replace(Span::new(prefix, mark.content), format!("{indent}{marker} "))]
        };
        edits.extend(line.before.and_then(|(span, hard)| self.remove_hard_break(span, hard)));
        if let Some(next) =
            lines.get(index + 1).filter(|next| !next.accepted && next.column(self.source) <= line.column(self.source))
        {
            edits.extend(self.part(text, next, next.column(self.source) < line.column(self.source)));
        }
        Some((marker, edits))
    }

    /// The nesting level of a line at `column`, as the author meant it.
    fn place(&mut self, column: usize, mark: Mark) -> ListLevel {
        while self.levels.last().is_some_and(|level| column + 1 < level.column) {
            self.levels.pop();
        }
        let top = self.levels.last().copied();
        let child = top.is_some_and(|top| match (top.pseudo, top.char) {
            (None, None) => true,
            (None, Some(char)) if !mark.looks_like(char) => column > top.column,
            _ => column > top.column + 1,
        });
        if let Some(top) = top.filter(|_| !child) {
            self.levels.pop();
            match top.pseudo {
                // Two bullets at the same level, such as `●` and `・`: it is unclear which one is nested in the other.
                Some(pseudo) => self.possible &= pseudo == mark.char,
                None if !top.char.is_some_and(|char| mark.looks_like(char)) => {
                    self.applicability = Applicability::Unsafe;
                }
                None => {}
            }
        }
        let floor = self.levels.last().map_or(self.base, |level| level.content);
        let ceiling = top.filter(|_| !child).map_or(floor + 3, |top| (top.content - 1).min(floor + 3));
        let at = if (floor..=ceiling).contains(&column) {
            column
        } else {
            top.filter(|_| !child).map_or(floor, |top| top.marker)
        };
        let char = match (top, self.following) {
            (_, Some((following, char))) if following == column => Some(char),
            (Some(top), _) => top.char,
            _ => None,
        };
        let own = if mark.char.is_ascii() { mark.char } else { '-' };
        let level =
            ListLevel { column, marker: at, content: at + 2, char: Some(char.unwrap_or(own)), pseudo: Some(mark.char) };
        self.levels.push(level);
        level
    }

    /// Deletes the marker of a hard line break. At the end of a block, a backslash would be displayed.
    fn remove_hard_break(&self, span: Span, hard: bool) -> Option<Edit> {
        let marks = self.source.slice(span).find(['\n', '\r']).filter(|&length| hard && length > 0)?;
        Some(Edit::delete(Span::new(span.start as usize, span.start as usize + marks)))
    }

    /// Inserts a blank line after the last item of a run, if the following line is not a continuation of it. `outdented`:
    /// the line is indented less than the item.
    fn part(&mut self, text: &str, next: &BulletLine, outdented: bool) -> Vec<Edit> {
        let Some((span, hard)) = next.before else { return Vec::new() };
        let ends = text.unicode_trim_end().ends_with(['。', '．', '.', '！', '!', '？', '?', ':', '：']);
        let below = &self.source.text()[next.start..next.end];
        let heads = below.unicode_trim_end().ends_with([':', '：']);
        let after = self.outdent_ends && outdented && !below.starts_with(char::is_lowercase);
        if !(hard || ends || heads || after) {
            // The line may continue the sentence of the item, or the sentence that the list is part of.
            self.applicability = Applicability::Unsafe;
            return Vec::new();
        }
        let (prefix, _) = quote_prefix(self.source, next.start);
        let line = self.source.line_at(next.start).start as usize;
        let quotes = self.source.text()[line..prefix].md_trim_end();
        let ending = if self.source.slice(span).ends_with("\r\n") { "\r\n" } else { "\n" };
        let mut edits = vec![Edit::insert(line, format!("{quotes}{ending}"))];
        edits.extend(self.remove_hard_break(span, hard));
        edits
    }
}

/// The end of the block quote markers at the start of a line: byte offset and column.
pub(super) fn quote_prefix(source: &Source, offset: usize) -> (usize, usize) {
    let line = source.line_at(offset);
    let start = line.start as usize;
    let text = &source.text()[start..offset];
    let marks = text.len() - text.trim_start_matches([' ', '\t', '>']).len();
    let leading = &text[..marks];
    let end = leading.rfind('>').map_or(0, |at| at + 1 + usize::from(leading[at + 1..].starts_with(' ')));
    (start + end, syntax::column(source, start + end))
}

/// Whether an item on line `index` of `paragraph` would follow a line of text, on a host where no list can begin there.
/// Within an item, a list can.
pub(crate) fn begins_within(source: &Source, paragraph: Node<'_>, index: usize) -> bool {
    let in_item = paragraph.parent().is_some_and(|around| around.kind() == Kind::Item);
    index > 0 && !in_item && !source.profile().lists.interrupts_paragraph
}

/// Whether `text` would be parsed as another block instead of an item's text: a heading, a quote, another list, …
pub(crate) fn opens_block(text: &str) -> bool {
    let digits = text.len() - text.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    let numbered = digits > 0 && text[digits..].starts_with(['.', ')']) && text[digits + 1..].starts_with([' ', '\t']);
    let bullet = text.starts_with(['-', '*', '+']) && !text.starts_with("**");
    numbered
        || bullet
        || text.starts_with(['#', '>', '=', '|', '<'])
        || ["```", "~~~", "[^"].iter().any(|open| text.starts_with(open))
}
