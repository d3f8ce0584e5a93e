//! `mixed-wave-dash`: wave dashes and full-width tildes mixed in one note.

use crate::lint::prelude::*;
use crate::markdown::regions::quotes_a_title;

pub(crate) struct MixedWaveDash;

rule!(MixedWaveDash {
    summary: Text {
        en: "wave dashes (U+301C) and full-width tildes (U+FF5E) mixed in one note",
        ja: "「〜」（U+301C）と「～」（U+FF5E）の混在",
    },
    fix: Some(Applicability::Safe),
});

/// U+301C WAVE DASH and U+FF5E FULLWIDTH TILDE.
const BOTH: [char; 2] = ['\u{301c}', '\u{ff5e}'];

impl Check for MixedWaveDash {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        let own = |char: char| {
            let all = prose.text().match_indices(char).map(|(at, text)| at..at + text.len());
            all.filter(|range| !quotes_a_title(note.document.node_at(prose.span(range.clone()).start as usize)))
        };
        let [dashes, tildes] = BOTH.map(|char| own(char).count());
        if dashes == 0 || tildes == 0 {
            return;
        }
        let (minority, usual) = if dashes < tildes { (BOTH[0], BOTH[1]) } else { (BOTH[1], BOTH[0]) };
        let (here, there) = (minority as u32, usual as u32);
        for range in own(minority) {
            let report = sink.report(
                prose.span(range.clone()),
                message!(
                    "`{minority}` (U+{here:04X}) in a note that also uses `{usual}` (U+{there:04X})",
                    "`{minority}`（U+{here:04X}）と `{usual}`（U+{there:04X}）が混在している"
                ),
            );
            if let Some(span) = prose.verbatim(range) {
                let title = message!("replace with `{usual}`", "`{usual}` に置き換える");
                report.fix(Applicability::Safe, Effect::Text, title, vec![Edit::replace(span, usual.to_string())]);
            }
        }
    }
}
