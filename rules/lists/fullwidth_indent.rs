//! `fullwidth-indent`: a line meant as a list item that is text, because it is indented with full-width spaces.

use std::ops::RangeInclusive;

use crate::lint::prelude::*;
use crate::markdown::bullets::plan::{ListPlan, levels};
use crate::markdown::bullets::spaced::{SpacePosition, lines};

pub(crate) struct FullwidthIndent;

rule!(FullwidthIndent {
    summary: Text {
        en: "a list item indented with full-width spaces, which makes it text",
        ja: "全角スペースで字下げされ、リスト項目にならない行",
    },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
});

/// Notes without any of these characters are skipped.
const TRIGGERS: &[RangeInclusive<char>] = &['\u{3000}'..='\u{3000}'];

impl Check for FullwidthIndent {
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
        let (mut lines, places) = lines(note.source, paragraph);
        let levels = levels(note.source, paragraph);
        let count = places.iter().filter(|place| **place == Some(SpacePosition::Indent)).count();
        // A single line outside a list may be anything.
        if count == 0 || count == 1 && levels.is_empty() {
            return;
        }
        for (line, place) in lines.iter_mut().zip(places) {
            line.accepted = place == Some(SpacePosition::Indent);
        }
        let mut fixes = ListPlan::new(note.source, paragraph, levels).fixes(&lines);
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.accepted) {
            let Some(mark) = line.mark else { continue };
            let text = excerpt(&note.source.text()[mark.start..line.end]);
            let report = sink
                .report(
                    Span::new(line.start, mark.content),
                    message!(
                        "`{text}` is not a list item: it is indented with a full-width space (U+3000)",
                        "`{text}` がリスト項目にならない。字下げが全角スペース（U+3000）"
                    ),
                )
                .note(if line.before.is_some_and(|(_, hard)| !hard) {
                    message!(
                        "Markdown treats a full-width space as text, so the line is joined to the one above",
                        "Markdown では全角スペースは文字として扱われ、前の行につながって表示される"
                    )
                } else {
                    message!(
                        "Markdown treats a full-width space as text, so the line is text too",
                        "Markdown では全角スペースは文字として扱われ、行全体が通常のテキストになる"
                    )
                });
            if let Some((_, edits)) = fixes.edits[index].take() {
                let title = message!("indent it with half-width spaces", "半角スペースで字下げする");
                report.fix(fixes.applicability, Effect::Structure, title, edits);
            }
        }
    }
}
