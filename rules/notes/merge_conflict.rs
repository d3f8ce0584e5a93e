//! `merge-conflict`: a merge conflict that was saved or committed without being resolved.

use crate::lint::prelude::*;
use crate::markdown::conflicts::{ConflictMarkers, conflicts};

pub(crate) struct MergeConflict;

rule!(MergeConflict {
    summary: Text { en: "an unresolved merge conflict", ja: "解消されていないマージの競合" },
    severity: Severity::Error,
    presets: &[
        Preset::Recommended.member(),
        Preset::Japanese.member(),
        Preset::Style.member(),
        Preset::Markdownlint.member(),
    ],
    always_on: true,
});

impl Check for MergeConflict {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for conflict in conflicts(note.document) {
            report(note, conflict, sink);
        }
    }
}

fn report(note: &Note<'_>, conflict: ConflictMarkers, sink: &mut Sink<'_>) {
    let marker = excerpt(note.source.slice(conflict.first()));
    let line = |at: u32| note.source.lines().line(at as usize) + 1;
    if let (Some(_), Some(closing)) = (conflict.opening, conflict.closing) {
        let last = line(closing.start);
        let report = sink.report(
            conflict.first(),
            message!(
                "`{marker}` starts an unresolved merge conflict",
                "`{marker}` から始まるマージの競合が解消されていない"
            ),
        );
        match conflict.separator.map(|separator| line(separator.start)) {
            Some(middle) => report.note(message!(
                "the other side starts on line {middle}, and the conflict ends on line {last}",
                "もう一方の側は {middle} 行目から、競合の終わりは {last} 行目"
            )),
            None => report.note(message!("the conflict ends on line {last}", "競合の終わりは {last} 行目")),
        };
        return;
    }
    sink.report(
        conflict.first(),
        message!("`{marker}` is left over from a merge conflict", "`{marker}` はマージの競合の消し残し"),
    )
    .note(message!(
        "check for other markers, and for text that is there twice, once from each side",
        "ほかのマーカーや、両方の側の内容が重複して残っていないか確認する"
    ));
}
