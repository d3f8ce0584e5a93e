//! `pseudo-table`: a table drawn with full-width pipes.

use std::ops::RangeInclusive;

use crate::lint::prelude::*;
use crate::markdown::syntax;

pub(crate) struct PseudoTable;

rule!(PseudoTable {
    summary: Text {
        en: "a table drawn with full-width pipes", ja: "全角の縦棒で書かれ、表にならない行"
    },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    about_text: true,
});

/// A note without any of these characters is skipped.
const TRIGGERS: &[RangeInclusive<char>] = &['｜'..='｜'];

impl Check for PseudoTable {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        TRIGGERS
    }

    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Paragraph])
    }

    fn node(&self, note: &Note<'_>, paragraph: Node<'_>, sink: &mut Sink<'_>) {
        if !paragraph.source().contains('｜') || !note.document.profile().tables.supported {
            return;
        }
        let lines = syntax::lines(paragraph);
        let is_row = |line: &str| {
            let line = line.unicode_trim();
            line.starts_with(['｜', '|'])
                && line.ends_with(['｜', '|'])
                && line.chars().filter(|char| is_bar(*char)).count() > 2
        };
        let rows = lines.iter().all(|line| is_row(note.source.slice(*line)));
        if lines.len() < 2 || !rows {
            return;
        }
        sink.report(
            paragraph.span(),
            message!(
                "this is not a table: its pipes are full-width (`｜`)",
                "全角の `｜` で区切られているため、表にならない"
            ),
        )
        .note(message!(
            "use `|`, and add a row of `---` below the header row",
            "半角の `|` を使い、見出し行の下に `---` の行を置く"
        ));
    }
}

fn is_bar(char: char) -> bool {
    matches!(char, '｜' | '|')
}
