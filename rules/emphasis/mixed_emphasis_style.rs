//! `mixed-emphasis-style`: italic text made now with `*`, now with `_`.

use crate::lint::prelude::*;
use crate::markdown::emphasis::{self, Style};

pub(crate) struct MixedEmphasisStyle {
    options: Options,
}

/// Options of `mixed-emphasis-style`, under markdownlint's names.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// The mark: `"asterisk"`, `"underscore"`, or `"consistent"` for that of the first in the note.
    style: Style,
}

rule!(MixedEmphasisStyle {
    options: Options,
    summary: Text {
        en: "italic text made now with `*`, now with `_`", ja: "斜体の記号に `*` と `_` が混ざっている"
    },
    aliases: &["MD049", "emphasis-style"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

impl Check for MixedEmphasisStyle {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for stranger in emphasis::strangers(note.document, Kind::Emphasis, self.options.style) {
            let text = excerpt(&stranger.node.text());
            let (mark, wanted) = (stranger.mark, stranger.wanted);
            let [opening, closing] = stranger.marks;
            sink.report(
                opening,
                message!(
                    "`{text}` is made italic with `{mark}`, not `{wanted}`",
                    "`{text}` の斜体の記号が `{wanted}` ではなく `{mark}`"
                ),
            )
            .fix(
                Applicability::Safe,
                Effect::Layout,
                message!("use `{wanted}`", "`{wanted}` に揃える"),
                stranger.edits(),
            );
            let line = |span: Span| note.source.lines().line(span.start as usize);
            if line(opening) != line(closing) {
                sink.report(
                    closing,
                    message!(
                        "`{text}` ends with `{mark}`, not `{wanted}`",
                        "`{text}` の斜体の終わりが `{wanted}` ではなく `{mark}`"
                    ),
                );
            }
        }
    }
}
