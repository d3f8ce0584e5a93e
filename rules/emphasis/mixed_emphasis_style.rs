//! `mixed-emphasis-style`: `*` and `_` mixed for emphasis in one note.

use crate::lint::prelude::*;
use crate::markdown::emphasis::{self, EmphasisStyle};

pub(crate) struct MixedEmphasisStyle {
    options: Options,
}

/// Options of `mixed-emphasis-style`; `style` is markdownlint's.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Which marker to use: `"asterisk"`, `"underscore"`, or `"consistent"` for the first one in the note.
    style: EmphasisStyle,
    /// Check also markers next to the same character as text, as in `**note*`. They get no fix.
    every: bool,
}

rule!(MixedEmphasisStyle {
    options: Options,
    summary: Text { en: "`*` and `_` mixed for emphasis", ja: "強調の記号に `*` と `_` が混在している" },
    aliases: &["MD049", "emphasis-style"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("every = true")],
    fix: Some(Applicability::Safe),
});

impl Check for MixedEmphasisStyle {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for odd in emphasis::odd_markers(note.document, Kind::Emphasis, self.options.style, self.options.every) {
            let text = excerpt(&odd.node.text());
            let (mark, expected) = (odd.mark, odd.expected);
            let [opening, closing] = odd.marks;
            let report = sink.report(
                opening,
                message!(
                    "`{text}` uses `{mark}` for emphasis instead of `{expected}`",
                    "`{text}` の強調の記号が `{expected}` ではなく `{mark}`"
                ),
            );
            if let Some(edits) = odd.edits() {
                let title = message!("use `{expected}`", "`{expected}` に揃える");
                report.fix(Applicability::Safe, Effect::Layout, title, edits);
            }
            let line = |span: Span| note.source.lines().line(span.start as usize);
            if line(opening) != line(closing) {
                sink.report(
                    closing,
                    message!(
                        "the emphasis of `{text}` ends with `{mark}` instead of `{expected}`",
                        "`{text}` の強調の終わりの記号が `{expected}` ではなく `{mark}`"
                    ),
                );
            }
        }
    }
}
