//! `wrong-list-number`: a list item whose number is out of sequence.

use crate::lint::prelude::*;
use crate::markdown::bullets::numbers::counts_other_lines;
use crate::markdown::lists::has_lost_depth;
use crate::markdown::syntax;
use crate::text::source::Source;

pub(crate) struct WrongListNumber {
    options: Options,
}

/// Options of `wrong-list-number`; `style` is markdownlint's.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Numbering of all lists. `one`: 1, 1, 1. `zero`: 0, 0, 0. `ordered`: 1, 2, 3 or 0, 1, 2. `one_or_ordered`: as the
    /// first two items of each list are numbered.
    style: StyleOption,
    /// Allow a list to start at any number, as it does when it continues after a code block.
    any_start: bool,
    /// Report every number out of sequence. By default, numbers that count on from a wrong one are not reported.
    every: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { style: StyleOption::OneOrOrdered, any_start: true, every: false }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum StyleOption {
    One,
    OneOrOrdered,
    Ordered,
    Zero,
}

rule!(WrongListNumber {
    options: Options,
    summary: Text { en: "a list number out of sequence", ja: "番号付きリストの番号が続いていない" },
    aliases: &["MD029", "ol-prefix"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("any_start = false\nevery = true")],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
});

/// The number of an item, as written.
struct ItemNumber {
    span: Span,
    value: u64,
}

impl Check for WrongListNumber {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::List])
    }

    fn node(&self, note: &Note<'_>, list: Node<'_>, sink: &mut Sink<'_>) {
        if list.list_start().is_none() {
            return;
        }
        let numbers: Vec<ItemNumber> = list.children().filter_map(|item| number(note.source, item)).collect();
        if numbers.first().is_some_and(|first| continues_numbering(note.source, list, first)) {
            return;
        }
        let (start, step) = self.expected(&numbers);
        let padding = Padding::of(note.source, &numbers);
        let expected = || (start..).step_by(step.max(1)).map(|value| if step == 0 { start } else { value });
        let wrong: Vec<_> =
            numbers.iter().zip(expected()).filter(|(number, expected)| number.value != *expected).collect();
        // Renderers show the first number, so changing it changes the rendered note.
        let restarts = numbers.first().is_some_and(|first| first.value != start);
        let mut whole = restarts
            .then(|| wrong.iter().map(|(number, expected)| padding.edit(note.source, number, *expected)).collect());
        // If the nesting of items is lost, or a line meant as an item is text, the numbers are the only trace of it.
        let keeps = !wrong.is_empty() && (has_lost_depth(note.source, list) || counts_other_lines(note.source, list));
        for slip in wrong.chunk_by(|before, next| !self.options.every && counts_on(before, next)) {
            let [(number, expected), others @ ..] = slip else { continue };
            let (found, expected) = (number.value, *expected);
            let report = sink.report(
                number.span,
                message!(
                    "list item is numbered `{found}`; expected `{expected}`",
                    "番号が `{expected}` ではなく `{found}`"
                ),
            );
            let title = if others.is_empty() {
                message!("change it to `{expected}`", "番号を `{expected}` にする")
            } else {
                message!("renumber the items from here on", "ここから番号を振り直す")
            };
            if keeps {
                continue;
            }
            if !restarts {
                let edits =
                    slip.iter().map(|(number, expected)| padding.edit(note.source, number, *expected)).collect();
                report.fix(Applicability::Safe, Effect::Layout, title, edits);
            } else if let Some(edits) = whole.take() {
                let title = message!("renumber the list from `{start}`", "リストの番号を `{start}` から振り直す");
                report
                    .note(message!(
                        "text or code that is not indented ends the list above it",
                        "手前の段落やコードが字下げされていないと、上のリストはそこで終わっている"
                    ))
                    .fix(Applicability::Unsafe, Effect::Structure, title, edits);
            }
        }
    }
}

impl WrongListNumber {
    /// The number that the list should start with, and the step from one item to the next.
    fn expected(&self, numbers: &[ItemNumber]) -> (u64, usize) {
        let first = numbers.first().map_or(1, |number| number.value);
        let second = numbers.get(1).map(|number| number.value);
        let any = self.options.any_start;
        // A list of one item does not show where it starts counting, unless any start is allowed.
        let counted = if any {
            first
        } else if second.is_some() {
            first.min(1)
        } else {
            1
        };
        match self.options.style {
            StyleOption::One => (1, 0),
            StyleOption::Zero => (0, 0),
            StyleOption::Ordered => (counted, 1),
            StyleOption::OneOrOrdered => {
                let same = second == Some(1) && first != 0 || any && second == Some(first) && first <= 1;
                let same = same && (self.options.every || !counts(numbers));
                if second.is_none() && !any {
                    (1, 0)
                } else if same {
                    (if any { first } else { 1 }, 0)
                } else {
                    (counted, 1)
                }
            }
        }
    }
}

/// Whether `next` follows `before`, so that both are wrong by the same amount. Each is a number and the one expected.
fn counts_on(before: &(&ItemNumber, u64), next: &(&ItemNumber, u64)) -> bool {
    let follow = |before: u64, next: u64| before.checked_add(1) == Some(next);
    follow(before.0.value, next.0.value) && follow(before.1, next.1)
}

/// Whether most of `numbers` are one more than the number before them, as in 1, 1, 2, 3.
fn counts(numbers: &[ItemNumber]) -> bool {
    let following = numbers.windows(2).filter(|pair| pair[0].value.checked_add(1) == Some(pair[1].value)).count();
    following * 2 > numbers.len().saturating_sub(1)
}

/// Whether `list`, which starts with `first`, continues the list before it although a code block is between them: the last
/// item there has no text because a blank line follows its marker, and the indented text below became the code block
/// (`CommonMark` 0.31 §5.2: an item can begin with at most one blank line).
fn continues_numbering(source: &Source, list: Node<'_>, first: &ItemNumber) -> bool {
    let Some(code) = list.previous_sibling().filter(|block| block.kind() == Kind::CodeBlock) else { return false };
    let Some(above) = code.previous_sibling().filter(|block| block.kind() == Kind::List) else { return false };
    let Some(last) = above.children().last().filter(|item| item.first_child().is_none()) else { return false };
    let lines = source.slice(code.span()).md_trim_end().md_lines().count();
    // An item that consists of a definition has no child either.
    let line_end = source.line_at(last.span().start as usize).end;
    let is_empty = |number: &ItemNumber| source.slice(Span { start: number.span.end + 1, end: line_end }).is_blank();
    lines > 1 && number(source, last).is_some_and(|last| is_empty(&last) && last.value + 1 == first.value)
}

fn number(source: &Source, item: Node<'_>) -> Option<ItemNumber> {
    let marker = syntax::item_marker(item).filter(|marker| matches!(marker.char, '.' | ')'))?.span;
    let span = Span { start: marker.start, end: marker.end - 1 };
    Some(ItemNumber { span, value: source.slice(span).parse().ok()? })
}

/// How the numbers of a list get the same width.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Padding {
    None,
    /// ` 9.` above `10.`
    Spaces,
    /// `09.` above `10.`
    Zeros,
}

impl Padding {
    /// The padding of a list with `numbers`. They are aligned if all end in the same column.
    fn of(source: &Source, numbers: &[ItemNumber]) -> Self {
        let end = |number: &ItemNumber| number.span.end - source.line_at(number.span.start as usize).start;
        let aligned = numbers.windows(2).all(|pair| end(&pair[0]) == end(&pair[1]));
        let zeros =
            numbers.first().is_some_and(|first| first.span.len() > 1 && source.slice(first.span).starts_with('0'));
        match numbers {
            [_, _, ..] if aligned && zeros => Self::Zeros,
            [_, _, ..] if aligned => Self::Spaces,
            _ => Self::None,
        }
    }

    /// An edit that replaces `number` with `expected`. A number that has leading zeros keeps them.
    fn edit(self, source: &Source, number: &ItemNumber, expected: u64) -> Edit {
        let old = source.slice(number.span);
        let width = old.len();
        Edit::replace(
            number.span,
            match self {
                _ if width > 1 && old.starts_with('0') => format!("{expected:0width$}"),
                Self::Zeros => format!("{expected:0width$}"),
                Self::Spaces => format!("{expected:width$}"),
                Self::None => expected.to_string(),
            },
        )
    }
}
