//! `unused-footnote`: a footnote without a reference to it.

use std::ops::RangeInclusive;

use crate::links::footnotes;
use crate::lint::prelude::*;

pub(crate) struct UnusedFootnote;

rule!(UnusedFootnote {
    summary: Text {
        en: "a footnote that nothing in the note refers to", ja: "ノートのどこからも参照されていない脚注"
    },
    presets: &[Preset::Style.member()],
    kind: Some(FindingKind::Unnecessary),
});

impl Check for UnusedFootnote {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        &['^'..='^']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let host = note.document.profile().title;
        for footnote in footnotes::unused(note.document) {
            let shown = excerpt(footnote.literal());
            let message = message!("footnote `{shown}` is not used", "脚注 `{shown}` は使われていない");
            sink.report(footnotes::label_span(footnote), message)
                .note(message!("{host} does not show it", "{host} では表示されない"));
        }
    }
}
