//! Lines that begin with a number and `.` or `)` but are not list items, because no space follows.

use super::BulletLine;
use super::gap::Gap;
use super::plan::{begins_within, opens_block};
use crate::finding::{Applicability, Edit};
use crate::markdown::document::{Kind, Node};
use crate::markdown::syntax;
use crate::text::source::{Source, Span, offset};

/// The number at the start of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NumberMarker {
    pub(crate) value: u64,
    /// `.` or `)`.
    pub(crate) delimiter: char,
    /// The digits and the delimiter.
    pub(crate) marker: Span,
    /// Byte offset of the text.
    pub(crate) content: usize,
    pub(crate) gap: Gap,
}

impl NumberMarker {
    /// The number at the start of `text`, which begins at byte `at`; `None` where no text follows.
    fn of(text: &str, at: usize) -> Option<Self> {
        let digits = text.len() - text.trim_start_matches(|char: char| char.is_ascii_digit()).len();
        let delimiter = text[digits..].chars().next().filter(|char| matches!(char, '.' | ')'))?;
        let (gap, length) = Gap::of(&text[digits + 1..]);
        let content = digits + 1 + length;
        // CommonMark allows at most nine digits (0.31 §5.2).
        let value = text[..digits].parse().ok().filter(|_| digits <= 9 && content < text.len())?;
        Some(Self { value, delimiter, marker: Span::new(at, at + digits + 1), content: at + content, gap })
    }

    /// Whether `next` continues this number: one more, or the same number, as in lists where every item is `1.`.
    fn is_before(&self, next: &NumberMarker) -> bool {
        self.delimiter == next.delimiter
            && (next.value == self.value + 1 || next.value == self.value && self.value <= 1)
    }
}

/// Consecutive lines of a paragraph with consecutive numbers.
#[derive(Clone, Debug)]
pub(crate) struct NumberedLines {
    /// Index of the first line in the paragraph.
    pub(crate) first: usize,
    pub(crate) numbers: Vec<NumberMarker>,
}

/// The runs of numbered lines among `lines`, the lines of `paragraph`. They include lines with a space after the
/// number, which are also text while the line above them is. The first line of a list item is left out: `- 1.a` already
/// has a marker.
pub(crate) fn runs(source: &Source, paragraph: Node<'_>, lines: &[BulletLine]) -> Vec<NumberedLines> {
    let mut runs: Vec<NumberedLines> = Vec::new();
    let is_text = super::is_own_text(paragraph);
    for (index, line) in lines.iter().enumerate().skip(usize::from(is_text)) {
        let Some(number) = NumberMarker::of(&source.text()[line.start..line.end], line.start) else { continue };
        match runs.last_mut() {
            Some(run)
                if run.first + run.numbers.len() == index
                    && run.numbers.last().is_some_and(|last| last.is_before(&number)) =>
            {
                run.numbers.push(number);
            }
            _ => runs.push(NumberedLines { first: index, numbers: vec![number] }),
        }
    }
    runs
}

impl NumberedLines {
    /// Whether the run continues real items, or is continued by them: those of the list that its first line became part
    /// of, or of the list before or after its paragraph.
    pub(crate) fn is_beside_items(&self, source: &Source, paragraph: Node<'_>, lines: &[BulletLine]) -> bool {
        self.is_folded(source, paragraph) || self.is_between(source, paragraph, lines)
    }

    /// Whether the run became part of an item (as a lazy continuation) whose number it continues.
    fn is_folded(&self, source: &Source, paragraph: Node<'_>) -> bool {
        let Some(first) = self.numbers.first() else { return false };
        let column = syntax::column(source, first.marker.start as usize);
        let items = paragraph.ancestors().take_while(|node| matches!(node.kind(), Kind::List | Kind::Item));
        let mut items = items.filter(|node| node.kind() == Kind::Item);
        self.first > 0
            && items.any(|item| {
                let number = item_number(source, item);
                let beside = syntax::column(source, item.span().start as usize).abs_diff(column) <= 1;
                beside && number.is_some_and(|number| number.is_before(first))
            })
    }

    fn is_between(&self, source: &Source, paragraph: Node<'_>, lines: &[BulletLine]) -> bool {
        let (Some(first), Some(last)) = (self.numbers.first(), self.numbers.last()) else { return false };
        let is_list = |node: &Node<'_>| node.kind() == Kind::List;
        let above = || {
            let item = paragraph.previous_sibling().filter(is_list)?.children().last()?;
            Some(item_number(source, item)?.is_before(first))
        };
        let below = || {
            let item = paragraph.next_sibling().filter(is_list)?.first_child()?;
            Some(last.is_before(&item_number(source, item)?))
        };
        self.first == 0 && above() == Some(true)
            || self.first + self.numbers.len() == lines.len() && below() == Some(true)
    }

    /// Edits that insert a space after each number. `None` where that would not make a list: only 1 can begin a list
    /// within a paragraph (`CommonMark` 0.31 §5.3), and on some hosts nothing can.
    pub(crate) fn fix(
        &self,
        source: &Source,
        paragraph: Node<'_>,
        lines: &[BulletLine],
    ) -> Option<(Applicability, Vec<Edit>)> {
        let first = self.numbers.first()?;
        let folded = self.is_folded(source, paragraph);
        if self.first > 0 && first.value != 1 && !folded || !folded && begins_within(source, paragraph, self.first) {
            return None;
        }
        let opens =
            |(number, line): (&NumberMarker, &BulletLine)| opens_block(&source.text()[number.content..line.end]);
        if self.numbers.iter().zip(&lines[self.first..]).any(opens) {
            return None;
        }
        let mut edits = Vec::new();
        for (number, line) in self.numbers.iter().zip(&lines[self.first..]) {
            // A number that already has its space becomes a marker too, so it is part of the edit.
            let marker = Span { start: number.marker.start, end: offset(number.content) };
            edits.push(Edit::replace(marker, format!("{} ", source.slice(number.marker))));
            // A backslash would be displayed at the end of the item above.
            if let Some((span, true)) = line.before {
                let marks = source.slice(span).find(['\n', '\r']).unwrap_or(0);
                edits.push(Edit::delete(Span::new(span.start as usize, span.start as usize + marks)));
            }
        }
        edits.retain(|edit| !(edit.span.is_empty() && edit.text.is_empty()));
        let last = self.first + self.numbers.len() == lines.len();
        Some((if last { Applicability::Safe } else { Applicability::Unsafe }, edits))
    }
}

/// The number of a real item.
fn item_number(source: &Source, item: Node<'_>) -> Option<NumberMarker> {
    let marker = syntax::item_marker(item)?;
    let digits = source.slice(marker.span).trim_end_matches(['.', ')']);
    let value = digits.parse().ok().filter(|_| matches!(marker.char, '.' | ')'))?;
    Some(NumberMarker { value, delimiter: marker.char, marker: marker.span, content: marker.content, gap: Gap::Plain })
}

/// Whether a paragraph in the items of `list`, or directly before it, has a numbered line without a space. If so, the
/// numbers of the items take that line into account.
pub(crate) fn counts_other_lines(source: &Source, list: Node<'_>) -> bool {
    let lacks = |paragraph: Node<'_>| {
        let numbers = || runs(source, paragraph, &super::lines(paragraph)).into_iter().flat_map(|run| run.numbers);
        paragraph.kind() == Kind::Paragraph && numbers().any(|number| number.gap != Gap::Plain)
    };
    let own = list.children().flat_map(Node::children).any(lacks);
    own || list.previous_sibling().is_some_and(lacks)
}
