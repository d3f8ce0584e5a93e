//! `no-break-space-after-marker`: a list marker or checkbox that is text, because its space is not one in Markdown.

use std::ops::RangeInclusive;

use crate::lint::prelude::*;
use crate::markdown::bullets;
use crate::markdown::bullets::gap::{Gap, is_other_space, is_space, space_name};
use crate::markdown::bullets::numbers::runs;
use crate::markdown::bullets::plan::{ListPlan, levels};
use crate::markdown::bullets::spaced::{SpacePosition, lines};
use crate::text::profile::TaskLists;
use crate::text::source::offset;

pub(crate) struct NoBreakSpaceAfterMarker;

rule!(NoBreakSpaceAfterMarker {
    summary: Text {
        en: "a list marker or checkbox with a no-break space, which makes it text",
        ja: "ノーブレークスペースのため、リスト項目やチェックボックスにならない行",
    },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
    about_text: true,
});

/// The rule is skipped for notes that have none of these: the spaces that [`is_other_space`] knows, and the full-width one.
const TRIGGERS: &[RangeInclusive<char>] = &[
    '\u{a0}'..='\u{a0}',
    '\u{1680}'..='\u{1680}',
    '\u{2000}'..='\u{200b}',
    '\u{202f}'..='\u{202f}',
    '\u{205f}'..='\u{2060}',
    '\u{3000}'..='\u{3000}',
    '\u{feff}'..='\u{feff}',
];

impl Check for NoBreakSpaceAfterMarker {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        TRIGGERS
    }

    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Paragraph])
    }

    fn node(&self, note: &Note<'_>, paragraph: Node<'_>, sink: &mut Sink<'_>) {
        let source = paragraph.source();
        if source.is_ascii() || !source.contains(|char| is_other_space(char) || char == '\u{3000}') {
            return;
        }
        if note.document.profile().task_lists != TaskLists::None {
            task_box(note, paragraph, sink);
        }
        if source.contains(is_other_space) {
            marks(note, paragraph, sink);
            numbers(note, paragraph, sink);
        }
    }
}

fn marks(note: &Note<'_>, paragraph: Node<'_>, sink: &mut Sink<'_>) {
    let (mut lines, places) = lines(note.source, paragraph);
    // `-␣5℃` may be a negative number.
    let mut numeric = false;
    for (line, place) in lines.iter_mut().zip(&places) {
        let Some(mark) = line.mark.filter(|_| matches!(place, Some(SpacePosition::Other(_)))) else { continue };
        line.accepted = !note.source.text()[mark.content..].starts_with(char::is_numeric);
        numeric |= !line.accepted;
    }
    if lines.iter().all(|line| !line.accepted) {
        return;
    }
    let levels = levels(note.source, paragraph);
    // In the middle of a sentence it may be a minus.
    let within = levels.is_empty() && lines.windows(2).any(|pair| !pair[0].accepted && pair[1].accepted);
    let doubt = if numeric || within { Applicability::Unsafe } else { Applicability::Safe };
    let mut fixes = ListPlan::new(note.source, paragraph, levels).fixes(&lines);
    for (index, line) in lines.iter().enumerate() {
        let (true, Some(mark), Some(SpacePosition::Other(space))) = (line.accepted, line.mark, places[index]) else {
            continue;
        };
        let edits = fixes.edits[index].take().map(|(_, edits)| (fixes.applicability.max(doubt), edits));
        let marker = Span::new(mark.start, mark.content);
        report(note, Span::new(mark.start, line.end), (marker, space), edits, sink);
    }
}

/// Reports numbers such as `1.` that are followed by such a space. The first finding of a run has the fix for all of its lines.
fn numbers(note: &Note<'_>, paragraph: Node<'_>, sink: &mut Sink<'_>) {
    let lines = bullets::lines(paragraph);
    for run in runs(note.source, paragraph, &lines) {
        // `12.␣März` may be a date.
        let first = run.first == 0 && run.numbers.first().is_some_and(|number| number.value == 1);
        let (beside, several) = (run.is_beside_items(note.source, paragraph, &lines), run.numbers.len() > 1);
        if !(first || several || beside) {
            continue;
        }
        let sure = beside || several && run.first == 0;
        let mut fix = run
            .fix(note.source, paragraph, &lines)
            .map(|(applicability, edits)| (if sure { applicability } else { Applicability::Unsafe }, edits));
        for (number, line) in run.numbers.iter().zip(&lines[run.first..]) {
            if let Gap::Other(space) = number.gap {
                let marker = Span { start: number.marker.start, end: offset(number.content) };
                report(note, Span::new(line.start, line.end), (marker, space), fix.take(), sink);
            }
        }
    }
}

fn report(
    note: &Note<'_>,
    line: Span,
    (marker, space): (Span, char),
    fix: Option<(Applicability, Vec<Edit>)>,
    sink: &mut Sink<'_>,
) {
    let mark = note.source.slice(marker).trim_end_matches(is_space);
    let text = excerpt(note.source.slice(line));
    let (Text { en, ja }, code) = (space_name(space), u32::from(space));
    let message = message!(
        "`{text}` is not a list item: `{mark}` is followed by {en} (U+{code:04X})",
        "`{text}` がリスト項目にならない。`{mark}` の後が{ja}（U+{code:04X}）"
    );
    let report = sink.report(marker, message).note(message!(
        "a list marker must be followed by a space or a tab; this line renders as text",
        "リストマーカーの後は半角スペースかタブでなければならず、この行は通常のテキストになる"
    ));
    if let Some((applicability, edits)) = fix {
        report.fix(applicability, Effect::Structure, message!("use a space", "半角スペースに置き換える"), edits);
    }
}

/// Reports a checkbox at the start of an item that contains, or is followed by, such a space: `[␣]`, `[x]␣`.
fn task_box(note: &Note<'_>, paragraph: Node<'_>, sink: &mut Sink<'_>) {
    if !bullets::is_own_text(paragraph) {
        return;
    }
    let Some((inside, rest)) = paragraph.source().strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
        return;
    };
    let (gap, length) = Gap::of(rest);
    let foreign = |char: &char| !matches!(char, ' ' | '\t') && is_space(*char);
    let empty = inside.chars().all(is_space) && inside.chars().count() == 1;
    let space = inside.chars().find(foreign).or_else(|| rest[..length].chars().next().filter(foreign));
    let known = empty || matches!(inside, "x" | "X");
    let Some(space) = space.filter(|_| known && gap != Gap::None && length < rest.len()) else { return };
    let start = paragraph.span().start as usize;
    let span = Span::new(start, start + inside.len() + 2 + length);
    let shown = if empty { "[ ]" } else { "[x]" };
    let (Text { en, ja }, code, host) = (space_name(space), u32::from(space), note.document.profile().title);
    sink.report(
        span,
        message!(
            "`{shown}` is not a checkbox: it uses {en} (U+{code:04X})",
            "`{shown}` がチェックボックスにならない。{ja}（U+{code:04X}）が使われている"
        ),
    )
    .note(message!("{host} renders the brackets as text", "{host} では角括弧のまま表示される"))
    .fix(
        Applicability::Safe,
        Effect::Structure,
        message!("use a space", "半角スペースに置き換える"),
        vec![Edit::replace(span, format!("[{}] ", if empty { " " } else { inside }))],
    );
}
