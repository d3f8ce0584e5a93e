//! `mixed-strong-style`: bold text made now with `*`, now with `_`.

use crate::lint::prelude::*;
use crate::markdown::emphasis::{self, Style};

pub(crate) struct MixedStrongStyle {
    options: Options,
}

/// Options of `mixed-strong-style`, under markdownlint's names.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// The mark: `"asterisk"`, `"underscore"`, or `"consistent"` for that of the first in the note.
    style: Style,
}

rule!(MixedStrongStyle {
    options: Options,
    summary: Text {
        en: "bold text made now with `*`, now with `_`", ja: "太字の記号に `*` と `_` が混ざっている"
    },
    aliases: &["MD050", "strong-style"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

impl Check for MixedStrongStyle {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for stranger in emphasis::strangers(note.document, Kind::Strong, self.options.style) {
            let text = excerpt(&stranger.node.text());
            let (mark, wanted) = (stranger.mark, stranger.wanted);
            let [opening, closing] = stranger.marks;
            sink.report(
                opening,
                message!(
                    "`{text}` is made bold with `{mark}`, not `{wanted}`",
                    "`{text}` の太字の記号が `{wanted}` ではなく `{mark}`"
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
                        "`{text}` の太字の終わりが `{wanted}` ではなく `{mark}`"
                    ),
                );
            }
        }
    }
}
