//! `too-many-hashes`: a heading of more than six hashes, which is text.

use crate::lint::prelude::*;
use crate::markdown::hash_lines::{HashLine, deeper_than_headings};

pub(crate) struct TooManyHashes;

rule!(TooManyHashes {
    summary: Text {
        en: "a line meant as a heading, with more than six `#`",
        ja: "`#` が 6 個を超えていて、見出しになっていない",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
    about_text: true,
});

impl Check for TooManyHashes {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for HashLine { line, opening, .. } in deeper_than_headings(note.document) {
            let shown = excerpt(note.source.slice(line));
            let count = opening.len();
            sink.report(
                line,
                message!(
                    "`{shown}` has {count} `#`; a heading has at most 6",
                    "`{shown}` には `#` が {count} 個ある。見出しは 6 個まで"
                ),
            )
            .about("hashes")
            .note(if note.document.profile().bare_hashes {
                message!("the others are shown in the text of the heading", "残りの `#` は見出しの文字として表示される")
            } else {
                message!(
                    "the line is shown as text, hashes and all, and is missing from the outline",
                    "記号ごと本文として表示され、目次にも出ない"
                )
            })
            .fix(
                Applicability::Unsafe,
                Effect::Structure,
                message!("make it a heading of level 6", "レベル 6 の見出しにする"),
                vec![Edit::replace(opening, "######")],
            );
        }
    }
}
