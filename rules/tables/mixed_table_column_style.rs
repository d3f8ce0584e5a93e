//! `mixed-table-column-style`: a table that is neither aligned nor compact nor tight.

use crate::lint::prelude::*;
use crate::markdown::tables::{self, Row};
use crate::text::source::Source;

pub(crate) struct MixedTableColumnStyle {
    options: Options,
}

/// Options of `mixed-table-column-style`, under markdownlint's names.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// The pipes of the delimiter row stand below those of the header in compact and tight tables too.
    aligned_delimiter: bool,
    /// The style of all tables; `any` takes for each table the one that it is closest to.
    style: Wanted,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Wanted {
    #[default]
    Any,
    Aligned,
    Compact,
    Tight,
}

rule!(MixedTableColumnStyle {
    options: Options,
    summary: Text { en: "a table that is neither aligned nor compact nor tight", ja: "表の桁が揃っていない" },
    aliases: &["MD060", "table-column-style"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
});

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// All pipes stand below those of the header.
    Aligned,
    /// One space on each side of a pipe.
    Compact,
    /// No space beside a pipe.
    Tight,
}

impl Check for MixedTableColumnStyle {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Table])
    }

    fn node(&self, note: &Note<'_>, table: Node<'_>, sink: &mut Sink<'_>) {
        let rows = tables::rows(note.source, table);
        let styles: &[Style] = match self.options.style {
            Wanted::Any => &[Style::Aligned, Style::Compact, Style::Tight],
            Wanted::Aligned => &[Style::Aligned],
            Wanted::Compact => &[Style::Compact],
            Wanted::Tight => &[Style::Tight],
        };
        let faults = styles.iter().map(|&style| (style, self.faults(note.source, &rows, style)));
        let Some((style, faults)) = faults.min_by_key(|(_, faults)| faults.iter().sum::<usize>()) else { return };
        for (row, _) in rows.iter().zip(faults).filter(|(_, faults)| *faults > 0) {
            // A delimiter row with the right spaces has pipes in the wrong places.
            let misplaced = style == Style::Aligned || spacing(note.source, row, style) == 0;
            let message = match style {
                _ if misplaced => message!(
                    "the pipes of this row don't stand below those of the header",
                    "`|` の位置が見出し行と揃っていない"
                ),
                Style::Aligned | Style::Compact => {
                    message!("not one space on each side of the pipes", "`|` の両側の空白が 1 つずつではない")
                }
                Style::Tight => message!("white space beside the pipes", "`|` の隣に空白がある"),
            };
            sink.report(row.span, message);
        }
    }
}

impl MixedTableColumnStyle {
    /// How many faults each row has by `style`.
    fn faults(&self, source: &Source, rows: &[Row], style: Style) -> Vec<usize> {
        let Some(header) = rows.first() else { return Vec::new() };
        let columns = header.columns(source);
        let faults = rows.iter().enumerate().map(|(index, row)| match style {
            Style::Aligned => misaligned(&columns, &row.columns(source)),
            Style::Compact | Style::Tight => {
                let delimiter = index == 1 && self.options.aligned_delimiter;
                let aligned = if delimiter { misaligned(&columns, &row.columns(source)) } else { 0 };
                aligned + spacing(source, row, style)
            }
        });
        faults.collect()
    }
}

/// How many of the pipes at `row` stand below none of those at `header`, until all of those have one.
fn misaligned(header: &[usize], row: &[usize]) -> usize {
    let (mut met, mut faults) = (0, 0);
    for column in row {
        if met == header.len() {
            break;
        }
        match header.binary_search(column) {
            Ok(_) => met += 1,
            Err(_) => faults += 1,
        }
    }
    faults
}

/// How many sides of the pipes of `row`, those at its ends aside, have more or less white space than `style` says.
fn spacing(source: &Source, row: &Row, style: Style) -> usize {
    let wanted = usize::from(style == Style::Compact);
    let blank = [' ', '\t'];
    let mut faults = 0;
    for &pipe in &row.pipes {
        let before = &source.text()[row.span.start as usize..pipe];
        let behind = &source.text()[pipe + 1..row.span.end as usize];
        let space = before.len() - before.trim_end_matches(blank).len();
        faults += usize::from(!before.is_empty() && space != wanted);
        let space = behind.len() - behind.trim_start_matches(blank).len();
        faults += usize::from(!behind.is_empty() && space != wanted);
    }
    faults
}
