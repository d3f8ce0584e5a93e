//! `wrong-cell-count`: a row of a table with more or fewer cells than its header.

use crate::lint::prelude::*;
use crate::markdown::tables;

pub(crate) struct WrongCellCount;

rule!(WrongCellCount {
    summary: Text {
        en: "a row of a table with more or fewer cells than its header",
        ja: "表の行のセルの数が見出し行と違う",
    },
    aliases: &["MD056", "table-column-count"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
});

impl Check for WrongCellCount {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Table])
    }

    fn node(&self, note: &Note<'_>, table: Node<'_>, sink: &mut Sink<'_>) {
        let rows = tables::rows(note.source, table);
        let Some(wanted) = rows.first().map(|header| header.cells().len()) else { return };
        for row in &rows[1..] {
            let cells = row.cells();
            let count = cells.len();
            if count == wanted {
                continue;
            }
            let Some(lost) = cells.get(wanted) else {
                let few = message!("only {count} of {wanted} cells", "{wanted} 列のうち {count} 列しかない");
                sink.report(row.span, few);
                continue;
            };
            let cell = note.source.slice(*lost);
            let start = lost.end as usize - cell.md_trim_start().len();
            let report = sink.report(
                Span::new(start, row.span.end as usize),
                message!("{count} cells below a header of {wanted}", "見出しの {wanted} 列に対してセルが {count} 個"),
            );
            report.note(message!("cells beyond the header are not shown", "見出しより多いセルは表示されない"));
        }
    }
}
