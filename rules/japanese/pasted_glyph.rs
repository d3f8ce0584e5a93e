//! `pasted-glyph`: wrong characters copied from a PDF.

use std::ops::RangeInclusive;

use crate::lint::prelude::*;
use crate::text::characters::glyphs::{intended, is_shifted};
use crate::text::characters::{code_points, runs};

pub(crate) struct PastedGlyph;

rule!(PastedGlyph {
    summary: Text { en: "a wrong character copied from a PDF", ja: "PDF からのコピーで化けた文字" },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
});

/// A note without any of these characters is skipped.
const TRIGGERS: &[RangeInclusive<char>] =
    &['\u{2e80}'..='\u{2fd5}', '\u{3ecc}'..='\u{3f2a}', '\u{46d1}'..='\u{4784}', '\u{478a}'..='\u{478a}', '䠄'..='䠅'];

impl Check for PastedGlyph {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        TRIGGERS
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        let text = prose.text();
        if !text.contains(|char| intended(char).is_some()) {
            return;
        }
        let japanese = prose.is_japanese() || text.contains(|char: char| matches!(char, 'ぁ'..='ヺ'));
        for block in prose.blocks() {
            for run in runs(text, block.range.clone(), |char| intended(char).is_some()) {
                // In Chinese text it may really be the rare kanji.
                let found = &text[run.clone()];
                let shifted = found.chars().any(is_shifted);
                if shifted && !(japanese || found.chars().count() > 2) || is_about_radicals(prose.block_text(block)) {
                    continue;
                }
                let readings = || found.chars().filter_map(intended);
                let (right, sure) =
                    (readings().map(|(char, _)| char).collect::<String>(), readings().all(|(_, sure)| sure));
                let (shown, instead, points) = (excerpt(found), excerpt(&right), code_points(found));
                let report = sink
                    .report(
                        prose.span(run.clone()),
                        message!(
                            "`{shown}` ({points}) should be `{instead}`",
                            "`{shown}`（{points}）は `{instead}` が化けた文字"
                        ),
                    )
                    .note(message!(
                        "text copied from a PDF can contain it; a search for `{instead}` does not find it",
                        "PDF からのコピーで入り込む文字で、`{instead}` で検索しても見つからない"
                    ));
                if let Some(span) = prose.verbatim(run) {
                    let applicability = if sure { Applicability::Safe } else { Applicability::Unsafe };
                    let title = message!("replace with `{instead}`", "`{instead}` に置き換える");
                    report.fix(applicability, Effect::Text, title, vec![Edit::replace(span, right)]);
                }
            }
        }
    }
}

/// Whether `text` is about radicals or garbled text, so that it shows such characters as examples.
fn is_about_radicals(text: &str) -> bool {
    ["部首", "Kangxi", "radical", "文字化け"].iter().any(|word| text.contains(word))
}
