//! `pseudo-ordered-list`: numbered lines that are not an ordered list in Markdown.

use std::ops::RangeInclusive;

use crate::lint::prelude::*;
use crate::markdown::bullets::plan::{begins_within, opens_block};
use crate::markdown::bullets::{BulletLine, lines};

pub(crate) struct PseudoOrderedList;

rule!(PseudoOrderedList {
    summary: Text {
        en: "numbered lines that are not a list and run together",
        ja: "番号付きリストにならず、1 行につながる手順",
    },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
});

/// How a line is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NumberFormat {
    /// `１．` or `1．`
    Stop,
    /// `１）` or `1）`
    Bracket,
    /// `（１）` or `(1)`
    Brackets,
    /// `①`
    Circle,
    /// `⑴`
    Set,
}

/// The number at the head of a line.
#[derive(Clone, Copy, Debug)]
struct LineNumber {
    style: NumberFormat,
    value: u32,
    /// Length in bytes, including its punctuation and the space after it.
    length: usize,
}

/// A note without any of these characters is skipped.
const TRIGGERS: &[RangeInclusive<char>] = &['①'..='⑳', '⑴'..='⒇', '('..='(', '（'..='）', '．'..='．', '０'..='９'];

impl Check for PseudoOrderedList {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        TRIGGERS
    }

    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Paragraph])
    }

    fn node(&self, note: &Note<'_>, paragraph: Node<'_>, sink: &mut Sink<'_>) {
        let lines = lines(paragraph);
        if lines.len() < 2 {
            return;
        }
        let mut run: Vec<(usize, LineNumber)> = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let Some(number) = number(&note.source.text()[line.start..line.end]) else { continue };
            let hard = line.before.is_some_and(|(_, hard)| hard);
            let next = run.last().is_some_and(|(_, last)| last.style == number.style && last.value + 1 == number.value);
            if !next || hard {
                report(note, paragraph, &lines, &std::mem::take(&mut run), sink);
            }
            run.push((index, number));
        }
        report(note, paragraph, &lines, &run, sink);
    }
}

/// The number that `text` starts with, if it is not a list marker in Markdown.
fn number(text: &str) -> Option<LineNumber> {
    let first = text.chars().next()?;
    let (style, value, marks) = match first {
        '①'..='⑳' => (NumberFormat::Circle, first as u32 - '①' as u32 + 1, first.len_utf8()),
        '⑴'..='⒇' => (NumberFormat::Set, first as u32 - '⑴' as u32 + 1, first.len_utf8()),
        '(' | '（' => {
            let inner = &text[first.len_utf8()..];
            let (value, digits, _) = digits(inner)?;
            let close = inner[digits..].chars().next().filter(|char| matches!(char, ')' | '）'))?;
            (NumberFormat::Brackets, value, first.len_utf8() + digits + close.len_utf8())
        }
        _ => {
            let (value, digits, full) = digits(text)?;
            let close = text[digits..].chars().next()?;
            let style = match close {
                '．' => NumberFormat::Stop,
                '）' => NumberFormat::Bracket,
                '.' if full => NumberFormat::Stop,
                ')' if full => NumberFormat::Bracket,
                _ => return None,
            };
            (style, value, digits + close.len_utf8())
        }
    };
    let content = text[marks..].trim_start_matches([' ', '\u{3000}']);
    // `１．５` is a decimal number, `①②` a pair.
    let part = content.chars().next().is_none_or(char::is_numeric);
    (!part).then(|| LineNumber { style, value, length: text.len() - content.len() })
}

/// The number of at most two digits that `text` starts with, its length in bytes, and whether it has full-width digits.
fn digits(text: &str) -> Option<(u32, usize, bool)> {
    let (mut value, mut length, mut full) = (0, 0, false);
    for (count, char) in text.chars().enumerate() {
        let digit = match char {
            '0'..='9' => char as u32 - '0' as u32,
            '０'..='９' => char as u32 - '０' as u32,
            _ => break,
        };
        if count == 2 {
            return None;
        }
        full |= !char.is_ascii();
        value = value * 10 + digit;
        length += char.len_utf8();
    }
    (length > 0).then_some((value, length, full))
}

/// Reports each line of `run` if there are at least two. The first finding has the fix for all of them.
fn report(
    note: &Note<'_>,
    paragraph: Node<'_>,
    lines: &[BulletLine],
    run: &[(usize, LineNumber)],
    sink: &mut Sink<'_>,
) {
    if run.len() < 2 {
        return;
    }
    let host = note.document.profile().title;
    let mut fix = fix(note, paragraph, lines, run);
    for (index, number) in run {
        let line = lines[*index];
        let text = excerpt(&note.source.text()[line.start..line.end]);
        let report = sink.report(
            Span::new(line.start, line.start + number.length),
            message!("`{text}` is not a list item", "`{text}` が番号付きリストにならない"),
        );
        let report = if *index == 0 {
            report.note(message!("{host} joins it with the next line", "{host} では次の行とつながって表示される"))
        } else {
            report.note(message!("{host} joins it with the previous line", "{host} では前の行とつながって表示される"))
        };
        if let Some((applicability, edits)) = fix.take() {
            let title = message!("turn these lines into an ordered list", "番号付きリストにする");
            report.fix(applicability, Effect::Structure, title, edits);
        }
    }
}

/// The edits that turn the run into a list. Numbers in brackets or circles stay: the text may refer to them.
fn fix(
    note: &Note<'_>,
    paragraph: Node<'_>,
    lines: &[BulletLine],
    run: &[(usize, LineNumber)],
) -> Option<(Applicability, Vec<Edit>)> {
    let (index, first) = run.first()?;
    let delimiter = match first.style {
        NumberFormat::Stop => '.',
        NumberFormat::Bracket if note.document.profile().lists.parenthesis => ')',
        _ => return None,
    };
    if begins_within(note.source, paragraph, *index) {
        return None;
    }
    let begins = *index == 0 || first.value == 1;
    let content = |(index, number): &(usize, LineNumber)| {
        &note.source.text()[lines[*index].start + number.length..lines[*index].end]
    };
    if !begins || run.iter().any(|line| opens_block(content(line))) {
        return None;
    }
    let is_list = |node: Option<Node<'_>>| node.is_some_and(|node| node.kind() == Kind::List);
    let merges = is_list(paragraph.previous_sibling()) || is_list(paragraph.next_sibling());
    let nested = paragraph.within(Kinds::of(&[Kind::Item, Kind::FootnoteDefinition]));
    let edits = run.iter().map(|(index, number)| {
        let start = lines[*index].start;
        Edit::replace(Span::new(start, start + number.length), format!("{}{delimiter} ", number.value))
    });
    let applicability = if merges || nested { Applicability::Unsafe } else { Applicability::Safe };
    Some((applicability, edits.collect()))
}
