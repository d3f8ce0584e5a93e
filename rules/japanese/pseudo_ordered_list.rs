//! `pseudo-ordered-list`: numbered lines that are not an ordered list in Markdown.

use crate::lint::prelude::*;
use crate::markdown::bullets::enumerators::{LineNumber, NumberFormat, number};
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
    about_text: true,
});

impl Check for PseudoOrderedList {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Paragraph])
    }

    fn node(&self, note: &Note<'_>, paragraph: Node<'_>, sink: &mut Sink<'_>) {
        if !has_numbers(paragraph.source()) {
            return;
        }
        let lines = lines(paragraph);
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

/// Whether two lines of `text` begin with numbers. Cheap.
fn has_numbers(text: &str) -> bool {
    let several = memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_some();
    several
        && text.md_lines().filter(|line| number(line.trim_start_matches([' ', '\t', '>'])).is_some()).nth(1).is_some()
}

/// Reports each line of `run` if there are at least two. The first finding has the fix for all of them.
fn report(
    note: &Note<'_>,
    paragraph: Node<'_>,
    lines: &[BulletLine],
    run: &[(usize, LineNumber)],
    sink: &mut Sink<'_>,
) {
    let counts = run.first().is_some_and(|(_, first)| first.value == 1 || !first.style.begins_with_first());
    if run.len() < 2 || !counts {
        return;
    }
    let host = note.document.profile().title;
    let decimal = run.first().is_some_and(|(_, first)| first.style.is_decimal());
    let mut fix = fix(note, paragraph, lines, run);
    let mut breaks = if decimal { None } else { breaks(note, lines, run) };
    let fact = format!("list at byte {}", run.first().map_or(0, |(index, _)| lines[*index].start));
    for (index, number) in run {
        let line = lines[*index];
        let text = excerpt(&note.source.text()[line.start..line.end]);
        let report = sink.report(
            Span::new(line.start, line.start + number.length),
            message!("`{text}` is not a list item", "`{text}` が番号付きリストにならない"),
        );
        // One finding for all lines of the list.
        let report = report.about(&fact);
        let report = if *index == 0 {
            report.note(message!("{host} joins it with the next line", "{host} では次の行とつながって表示される"))
        } else {
            report.note(message!("{host} joins it with the previous line", "{host} では前の行とつながって表示される"))
        };
        if let Some((applicability, edits)) = fix.take() {
            let title = message!("turn these lines into an ordered list", "番号付きリストにする");
            report.fix(applicability, Effect::Structure, title, edits);
        } else if let Some(edits) = breaks.take() {
            let title = message!("keep the line breaks", "改行したまま表示されるようにする");
            report.fix(Applicability::Unsafe, Effect::Structure, title, edits);
        }
    }
}

/// The edits that make the line endings before and between the lines of `run` hard line breaks.
fn breaks(note: &Note<'_>, lines: &[BulletLine], run: &[(usize, LineNumber)]) -> Option<Vec<Edit>> {
    let backslash = note.document.profile().backslash_breaks;
    let soft = run.iter().filter(|(index, _)| lines[*index].before.is_some_and(|(_, hard)| !hard));
    let edits = soft.map(|(index, _)| {
        let line = lines[index - 1];
        let last = note.source.text()[line.start..line.end].unicode_words().next_back().unwrap_or_default();
        // A backslash would become part of the URL.
        let mark = if backslash && !last.contains("://") { "\\" } else { "  " };
        Edit::insert(line.end, mark.to_owned())
    });
    let edits: Vec<Edit> = edits.collect();
    Some(edits).filter(|edits| !edits.is_empty())
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
        NumberFormat::Stop | NumberFormat::Comma | NumberFormat::Space => '.',
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
