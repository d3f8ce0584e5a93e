//! `fullwidth-space-after-marker`: a list marker that is text, because a full-width space follows it.

use std::ops::RangeInclusive;

use crate::lint::prelude::*;
use crate::markdown::bullets;
use crate::markdown::bullets::gap::Gap;
use crate::markdown::bullets::plan::{ListPlan, levels};
use crate::markdown::bullets::spaced::{SpacePosition, lines};
use crate::text::source::offset;

pub(crate) struct FullwidthSpaceAfterMarker;

rule!(FullwidthSpaceAfterMarker {
    summary: Text {
        en: "a list marker followed by a full-width space, which makes it text",
        ja: "後に全角スペースがあり、リスト項目にならない行",
    },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
});

/// Notes without any of these characters are skipped.
const TRIGGERS: &[RangeInclusive<char>] = &['\u{3000}'..='\u{3000}'];

impl Check for FullwidthSpaceAfterMarker {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        TRIGGERS
    }

    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Paragraph])
    }

    fn node(&self, note: &Note<'_>, paragraph: Node<'_>, sink: &mut Sink<'_>) {
        if !paragraph.source().contains('\u{3000}') {
            return;
        }
        marks(note, paragraph, sink);
        numbers(note, paragraph, sink);
    }
}

fn marks(note: &Note<'_>, paragraph: Node<'_>, sink: &mut Sink<'_>) {
    let (mut lines, places) = lines(note.source, paragraph);
    for (line, place) in lines.iter_mut().zip(places) {
        line.accepted = place == Some(SpacePosition::After);
    }
    if !lines.iter().any(|line| line.accepted) {
        return;
    }
    let levels = levels(note.source, paragraph);
    let mut fixes = ListPlan::new(note.source, paragraph, levels).fixes(&lines);
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.accepted) {
        let Some(mark) = line.mark else { continue };
        let edits = fixes.edits[index].take().map(|(_, edits)| (fixes.applicability, edits));
        report(note, Span::new(mark.start, line.end), Span::new(mark.start, mark.content), edits, sink);
    }
}

/// Reports numbers such as `1.` that are followed by a full-width space. The first finding of a run has the fix for all of its
/// lines.
fn numbers(note: &Note<'_>, paragraph: Node<'_>, sink: &mut Sink<'_>) {
    let lines = bullets::lines(paragraph);
    for run in bullets::numbers::runs(note.source, paragraph, &lines) {
        let mut fix = run.fix(note.source, paragraph, &lines);
        for (number, line) in run.numbers.iter().zip(&lines[run.first..]) {
            if number.gap == Gap::Fullwidth {
                let marker = Span { start: number.marker.start, end: offset(number.content) };
                report(note, Span::new(line.start, line.end), marker, fix.take(), sink);
            }
        }
    }
}

fn report(note: &Note<'_>, line: Span, marker: Span, fix: Option<(Applicability, Vec<Edit>)>, sink: &mut Sink<'_>) {
    let (text, mark) = (excerpt(note.source.slice(line)), note.source.slice(marker).unicode_trim_end());
    let report = sink
        .report(
            marker,
            message!(
                "`{text}` is not a list item: the space after `{mark}` is full-width (U+3000)",
                "`{text}` がリスト項目にならない。`{mark}` の後の空白が全角（U+3000）"
            ),
        )
        .note(message!(
            "Markdown treats a full-width space as text, so the marker is text too",
            "Markdown では全角スペースは文字として扱われ、行全体が通常のテキストになる"
        ));
    if let Some((applicability, edits)) = fix {
        report.fix(
            applicability,
            Effect::Structure,
            message!("use a half-width space", "半角スペースに置き換える"),
            edits,
        );
    }
}
