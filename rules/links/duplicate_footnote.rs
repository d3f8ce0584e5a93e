//! `duplicate-footnote`: two footnotes with the same label.

use std::ops::RangeInclusive;

use crate::links::footnotes;
use crate::lint::prelude::*;

pub(crate) struct DuplicateFootnote;

rule!(DuplicateFootnote {
    summary: Text { en: "two footnotes with the same label", ja: "同じラベルの脚注が 2 つある" },
    severity: Severity::Error,
    presets: &[Preset::Recommended.member()],
});

impl Check for DuplicateFootnote {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        &['^'..='^']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let host = note.document.profile().title;
        for (footnote, earlier) in footnotes::duplicates(note.document) {
            // Nothing is lost if both say the same.
            if text(footnote) == text(earlier) {
                continue;
            }
            let shown = excerpt(footnote.literal());
            let line = note.source.lines().line(earlier.span().start as usize) + 1;
            let report = sink.report(
                footnotes::label_span(footnote),
                message!(
                    "footnote `{shown}` is already defined in line {line}",
                    "脚注 `{shown}` はすでに {line} 行目で定義されている"
                ),
            );
            // The other hosts do not agree on which one it is.
            if note.document.profile().footnote_labels.match_case {
                report.note(message!(
                    "{host} shows only one of them, for every `[^{shown}]`",
                    "{host} ではどの `[^{shown}]` にも片方しか表示されない"
                ));
            } else {
                report.note(message!(
                    "{host} shows the first one for every `[^{shown}]`, and not this one",
                    "{host} ではどの `[^{shown}]` にも最初の脚注が表示され、この脚注は表示されない"
                ));
            }
        }
    }
}

/// The text of `footnote`, without its label.
fn text(footnote: Node<'_>) -> &str {
    footnote.source().split_once("]:").map_or("", |(_, text)| text).unicode_trim()
}
