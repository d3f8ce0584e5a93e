//! `wrong-cell-count`: a table row with more or fewer cells than the header.

use crate::lint::prelude::*;
use crate::markdown::tables;

pub(crate) struct WrongCellCount;

rule!(WrongCellCount {
    summary: Text {
        en: "a table row with more or fewer cells than the header",
        ja: "表の行のセルの数がヘッダー行と違う",
    },
    aliases: &["MD056", "table-column-count"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
});

impl Check for WrongCellCount {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Table])
    }

    fn node(&self, note: &Note<'_>, table: Node<'_>, sink: &mut Sink<'_>) {
        let tables = note.document.profile().tables;
        if !tables.supported {
            return;
        }
        let rows = tables::rows(note.source, table);
        let Some(expected) = rows.first().map(|header| header.cells().len()) else { return };
        for row in &rows[1..] {
            let cells = row.cells();
            let count = cells.len();
            if count == expected {
                continue;
            }
            let noun = if count == 1 { "cell" } else { "cells" };
            let message = message!(
                "this row has {count} {noun}, but the header has {expected}",
                "ヘッダー行の {expected} 列に対して、この行のセルは {count} 個"
            );
            let Some(extra) = cells.get(expected) else {
                sink.report(row.span, message);
                continue;
            };
            let cell = note.source.slice(*extra);
            let start = extra.end as usize - cell.md_trim_start().len();
            let report = sink.report(Span::new(start, row.span.end as usize), message);
            if tables.shows_extra_cells {
                report.note(message!(
                    "the extra cells are shown in columns without a heading",
                    "余分なセルは見出しのない列に表示される"
                ));
            } else {
                report.note(message!("the extra cells are not shown", "余分なセルは表示されない"));
            }
        }
    }
}
