//! `mixed-strong-style`: `**` and `__` mixed for bold text in one note.

use crate::lint::prelude::*;
use crate::markdown::emphasis::{self, EmphasisStyle};

pub(crate) struct MixedStrongStyle {
    options: Options,
}

/// Options of `mixed-strong-style`; `style` is markdownlint's.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Which marker to use: `"asterisk"`, `"underscore"`, or `"consistent"` for the first one in the note.
    style: EmphasisStyle,
    /// Check also markers next to the same character as text, as in `**note*`. They get no fix.
    every: bool,
}

rule!(MixedStrongStyle {
    options: Options,
    summary: Text {
        en: "`**` and `__` mixed for bold text", ja: "太字の記号に `**` と `__` が混在している"
    },
    aliases: &["MD050", "strong-style"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("every = true")],
    fix: Some(Applicability::Safe),
});

impl Check for MixedStrongStyle {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for odd in emphasis::odd_markers(note.document, Kind::Strong, self.options.style, self.options.every) {
            let text = excerpt(&odd.node.text());
            let (mark, expected) = (odd.mark, odd.expected);
            let [opening, closing] = odd.marks;
            let report = sink.report(
                opening,
                message!(
                    "`{text}` uses `{mark}{mark}` for bold instead of `{expected}{expected}`",
                    "`{text}` の太字の記号が `{expected}{expected}` ではなく `{mark}{mark}`"
                ),
            );
            if let Some(edits) = odd.edits() {
                let title = message!("use `{expected}{expected}`", "`{expected}{expected}` に揃える");
                report.fix(Applicability::Safe, Effect::Layout, title, edits);
            }
            let line = |span: Span| note.source.lines().line(span.start as usize);
            if line(opening) != line(closing) {
                sink.report(
                    closing,
                    message!(
                        "the bold text `{text}` ends with `{mark}{mark}` instead of `{expected}{expected}`",
                        "太字 `{text}` の終わりの記号が `{expected}{expected}` ではなく `{mark}{mark}`"
                    ),
                );
            }
        }
    }
}
