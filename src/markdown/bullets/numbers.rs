//! Lines that begin with the number of a list item and are not items, because no space follows it.

use super::BulletLine;
use super::gap::Gap;
use super::plan::opens_block;
use crate::finding::{Applicability, Edit};
use crate::markdown::document::{Kind, Node};
use crate::markdown::syntax;
use crate::text::source::{Source, Span, offset};

/// The number at the head of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NumberMarker {
    pub(crate) value: u64,
    /// `.` or `)`.
    pub(crate) delimiter: char,
    /// Digits and delimiter.
    pub(crate) marker: Span,
    /// Where the text begins.
    pub(crate) content: usize,
    pub(crate) gap: Gap,
}

impl NumberMarker {
    /// The number that `text`, at byte `at`, begins with; `None` where nothing follows it.
    fn of(text: &str, at: usize) -> Option<Self> {
        let digits = text.len() - text.trim_start_matches(|char: char| char.is_ascii_digit()).len();
        let delimiter = text[digits..].chars().next().filter(|char| matches!(char, '.' | ')'))?;
        let (gap, length) = Gap::of(&text[digits + 1..]);
        let content = digits + 1 + length;
        // CommonMark takes nine digits at most.
        let value = text[..digits].parse().ok().filter(|_| digits <= 9 && content < text.len())?;
        Some(Self { value, delimiter, marker: Span::new(at, at + digits + 1), content: at + content, gap })
    }

    /// Whether `next` goes on with it: by one, or with the same number, as lists are written that number themselves.
    fn is_before(&self, next: &NumberMarker) -> bool {
        self.delimiter == next.delimiter
            && (next.value == self.value + 1 || next.value == self.value && self.value <= 1)
    }
}

/// Lines of a paragraph that follow each other, with their numbers.
#[derive(Clone, Debug)]
pub(crate) struct NumberedLines {
    /// The number of its first line in the paragraph.
    pub(crate) first: usize,
    pub(crate) numbers: Vec<NumberMarker>,
}

/// The runs of numbered lines among `lines`, those of `paragraph`. A line with a plain space is among them: it is text as long
/// as the one above it is. The text of an item is not: `- 1.a` has its marker.
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
    /// Whether the run goes on with, or leads to, real items: those of the list that its first line was folded into, or of the
    /// list before or after its paragraph.
    pub(crate) fn is_beside_items(&self, source: &Source, paragraph: Node<'_>, lines: &[BulletLine]) -> bool {
        self.is_folded(source, paragraph) || self.is_between(source, paragraph, lines)
    }

    /// Whether it was folded into an item that it goes on from.
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

    /// Writes a space after each number; `None` where that makes no list: only 1 can begin one within a paragraph.
    pub(crate) fn fix(
        &self,
        source: &Source,
        paragraph: Node<'_>,
        lines: &[BulletLine],
    ) -> Option<(Applicability, Vec<Edit>)> {
        let first = self.numbers.first()?;
        if self.first > 0 && first.value != 1 && !self.is_folded(source, paragraph) {
            return None;
        }
        let opens =
            |(number, line): (&NumberMarker, &BulletLine)| opens_block(&source.text()[number.content..line.end]);
        if self.numbers.iter().zip(&lines[self.first..]).any(opens) {
            return None;
        }
        let mut edits = Vec::new();
        for (number, line) in self.numbers.iter().zip(&lines[self.first..]) {
            // One that has its space becomes a marker too: it belongs to the edit.
            let marker = Span { start: number.marker.start, end: offset(number.content) };
            edits.push(Edit::replace(marker, format!("{} ", source.slice(number.marker))));
            // A backslash would be shown at the end of the item above.
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

/// Whether a paragraph of the items of `list`, or one right before it, has a line with a number that lacks its space: then
/// the numbers of the items count that line.
pub(crate) fn counts_other_lines(source: &Source, list: Node<'_>) -> bool {
    let lacks = |paragraph: Node<'_>| {
        let numbers = || runs(source, paragraph, &super::lines(paragraph)).into_iter().flat_map(|run| run.numbers);
        paragraph.kind() == Kind::Paragraph && numbers().any(|number| number.gap != Gap::Plain)
    };
    let own = list.children().flat_map(Node::children).any(lacks);
    own || list.previous_sibling().is_some_and(lacks)
}
