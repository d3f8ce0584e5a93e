//! `pseudo-table`: a table drawn with full-width bars.

use std::ops::RangeInclusive;

use crate::finding::{Meta, Preset, Severity, Text};
use crate::lint::engine::Note;
use crate::lint::rule::{Check, NoOptions, Rule, Sink};
use crate::markdown::document::{Kind, Kinds, Node};
use crate::markdown::syntax;
use crate::message;
use crate::text::whitespace::Whitespace as _;

/// See the page.
pub struct PseudoTable;

impl Rule for PseudoTable {
    const META: Meta = Meta {
        name: "pseudo-table",
        group: "japanese",
        summary: Text {
            en: "a table drawn with full-width bars", ja: "全角の縦棒で書かれ、表にならない行"
        },
        aliases: &[],
        severity: Severity::Warning,
        presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
        fix: None,
        since: "0.1.0",
        page: include_str!("pseudo_table.md"),
    };

    type Options = NoOptions;

    fn check(_options: NoOptions) -> Box<dyn Check> {
        Box::new(PseudoTable)
    }
}

/// Without one of these there is nothing to find.
const LOOKED_FOR: &[RangeInclusive<char>] = &['｜'..='｜'];

impl Check for PseudoTable {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        LOOKED_FOR
    }

    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Paragraph])
    }

    fn node(&self, note: &Note<'_>, paragraph: Node<'_>, sink: &mut Sink<'_>) {
        if !paragraph.source().contains('｜') {
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
                "this is no table: its bars are full-width (`｜`)",
                "全角の `｜` で区切られているため、表にならない"
            ),
        )
        .note(message!(
            "write `|`, with a row of `---` below the heads of the columns",
            "半角の `|` に直し、見出しの行の下に `---` の行を置く"
        ));
    }
}

fn is_bar(char: char) -> bool {
    matches!(char, '｜' | '|')
}
