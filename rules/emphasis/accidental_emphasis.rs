//! `accidental-emphasis`: text between two asterisks that are not meant to emphasize it.

use std::ops::RangeInclusive;

use crate::lint::prelude::*;
use crate::markdown::emphasis::asterisks::accidental_emphasis;

pub(crate) struct AccidentalEmphasis;

rule!(AccidentalEmphasis {
    summary: Text {
        en: "asterisks that are not shown because they pair up, as in `(*, /images/*)`",
        ja: "`(*, /images/*)` のように、組になって表示されないアスタリスク",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
    about_text: true,
});

impl Check for AccidentalEmphasis {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        &['*'..='*']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let host = note.document.profile().title;
        for found in accidental_emphasis(note.document) {
            let source = note.source.slice(found.span);
            let written = excerpt(source);
            // One edit over all of it: such an edit may take emphasis away.
            let escaped = format!("\\*{}\\*", &source[1..source.len() - 1]);
            sink.report(
                found.span,
                message!(
                    "the asterisks of `{written}` are not shown on {host}",
                    "{host} では `{written}` のアスタリスクが表示されない"
                ),
            )
            .about("asterisks")
            .note(message!("they pair up, and the text between them is in italics", "組になり、間の文字が斜体になる"))
            .fix(
                Applicability::Unsafe,
                Effect::Structure,
                message!("escape the asterisks", "アスタリスクを `\\*` にする"),
                vec![Edit::replace(found.span, escaped)],
            );
        }
    }
}
