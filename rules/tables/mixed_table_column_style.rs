//! `mixed-table-column-style`: a table that is not aligned, compact or tight.

use unicode_width::UnicodeWidthStr;

use crate::lint::prelude::*;
use crate::markdown::tables::{self, TableRow};
use crate::text::source::Source;

pub(crate) struct MixedTableColumnStyle {
    options: Options,
}

/// Options of `mixed-table-column-style`, named as in markdownlint.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// In compact and tight tables, too, require the pipes of the delimiter row to line up with those of the header.
    aligned_delimiter: bool,
    /// In aligned tables, report also rows with a cell that is wider than the header's, which pushes the pipes after it
    /// to the right.
    wide_cells: bool,
    /// The style of all tables; `any` picks the style that each table is closest to.
    style: StyleOption,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum StyleOption {
    #[default]
    Any,
    Aligned,
    Compact,
    Tight,
}

rule!(MixedTableColumnStyle {
    options: Options,
    summary: Text {
        en: "a table that is not aligned, compact or tight", ja: "表の `|` の位置や空白が揃っていない"
    },
    aliases: &["MD060", "table-column-style"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("wide_cells = true")],
    fix: Some(Applicability::Safe),
});

#[derive(Clone, Copy, PartialEq, Eq)]
enum ColumnStyle {
    /// All pipes line up with those of the header.
    Aligned,
    /// One space on each side of a pipe.
    Compact,
    /// No space beside a pipe.
    Tight,
}

impl ColumnStyle {
    /// Whether a pipe can have this white space beside it.
    fn allows(self, space: &str) -> bool {
        space.len() == usize::from(self == Self::Compact)
    }
}

impl Check for MixedTableColumnStyle {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Table])
    }

    fn node(&self, note: &Note<'_>, table: Node<'_>, sink: &mut Sink<'_>) {
        let rows = tables::rows(note.source, table);
        let styles: &[ColumnStyle] = match self.options.style {
            StyleOption::Any => &[ColumnStyle::Aligned, ColumnStyle::Compact, ColumnStyle::Tight],
            StyleOption::Aligned => &[ColumnStyle::Aligned],
            StyleOption::Compact => &[ColumnStyle::Compact],
            StyleOption::Tight => &[ColumnStyle::Tight],
        };
        let faults = styles.iter().map(|&style| (style, self.faults(note.source, &rows, style)));
        let Some((style, faults)) = faults.min_by_key(|(_, faults)| faults.iter().sum::<usize>()) else { return };
        let header = rows.first().map(|header| widths(note.source, header)).unwrap_or_default();
        for (row, _) in rows.iter().zip(faults).filter(|(_, faults)| *faults > 0) {
            if style == ColumnStyle::Aligned && !self.options.wide_cells && is_wider(note.source, row, &header) {
                continue;
            }
            // If the spacing is right, the row is a delimiter row that is reported for its alignment.
            let misplaced = style == ColumnStyle::Aligned || spacing(note.source, row, style) == 0;
            let message = match style {
                _ if misplaced => message!(
                    "the pipes of this row do not line up with those of the header",
                    "`|` の位置がヘッダー行と揃っていない"
                ),
                ColumnStyle::Aligned | ColumnStyle::Compact => {
                    message!("expected one space on each side of every pipe", "`|` の両側の空白が 1 つずつではない")
                }
                ColumnStyle::Tight => message!("unexpected spaces next to the pipes", "`|` の隣に余分な空白がある"),
            };
            let report = sink.report(row.span, message);
            if let Some(edits) = edits(note.source, row, style).filter(|edits| !edits.is_empty()) {
                let title = match style {
                    ColumnStyle::Tight => message!("remove the spaces next to the pipes", "`|` の隣の空白を削除する"),
                    _ => message!("put one space on each side of every pipe", "`|` の両側の空白を 1 つずつにする"),
                };
                report.fix(Applicability::Safe, Effect::Layout, title, edits);
            }
        }
    }
}

impl MixedTableColumnStyle {
    /// The number of deviations from `style` in each row.
    fn faults(&self, source: &Source, rows: &[TableRow], style: ColumnStyle) -> Vec<usize> {
        let Some(header) = rows.first() else { return Vec::new() };
        let columns = header.columns(source);
        let faults = rows.iter().enumerate().map(|(index, row)| match style {
            ColumnStyle::Aligned => misaligned(&columns, &row.columns(source)),
            ColumnStyle::Compact | ColumnStyle::Tight => {
                let delimiter = index == 1 && self.options.aligned_delimiter;
                let aligned = if delimiter { misaligned(&columns, &row.columns(source)) } else { 0 };
                aligned + spacing(source, row, style)
            }
        });
        faults.collect()
    }
}

/// The columns between the pipes of `row`.
fn widths(source: &Source, row: &TableRow) -> Vec<usize> {
    row.columns(source).windows(2).map(|pair| pair[1] - pair[0] - 1).collect()
}

/// Whether a cell of `row` has no room between the pipes of the header, whose columns are `header` wide.
fn is_wider(source: &Source, row: &TableRow, header: &[usize]) -> bool {
    let cells = row.pipes.windows(2).map(|pair| Span::new(pair[0] + 1, pair[1]));
    cells.zip(header).any(|(cell, width)| source.slice(cell).unicode_trim().width() > width.saturating_sub(1))
}

/// How many pipes of a row are in a column without a header pipe. Counting stops once all header pipes are matched.
/// `header` and `row` are the columns of the pipes.
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

/// How many sides of the pipes of `row` have more or less whitespace than `style` asks for.
fn spacing(source: &Source, row: &TableRow, style: ColumnStyle) -> usize {
    gaps(source, row).filter(|gap| !style.allows(source.slice(*gap))).count()
}

/// The white space, which can be none, on both sides of each pipe of `row`. The outer sides of the first and last pipe
/// don't count. In a cell without content, both are the same.
fn gaps(source: &Source, row: &TableRow) -> impl Iterator<Item = Span> {
    let (start, end) = (row.span.start as usize, row.span.end as usize);
    let blank = [' ', '\t'];
    row.pipes.iter().flat_map(move |&pipe| {
        let before = &source.text()[start..pipe];
        let after = &source.text()[pipe + 1..end];
        let left = Span::new(start + before.trim_end_matches(blank).len(), pipe);
        let right = Span::new(pipe + 1, end - after.trim_start_matches(blank).len());
        [(!before.is_empty()).then_some(left), (!after.is_empty()).then_some(right)].into_iter().flatten()
    })
}

/// Edits that give `row` the spacing of `style`. `None` if it would no longer be the same row.
fn edits(source: &Source, row: &TableRow, style: ColumnStyle) -> Option<Vec<Edit>> {
    let space = match style {
        ColumnStyle::Aligned => return None,
        ColumnStyle::Compact => " ",
        ColumnStyle::Tight => "",
    };
    let before = |at: u32| &source.text()[row.span.start as usize..at as usize];
    let mut gaps: Vec<Span> = gaps(source, row).filter(|gap| !style.allows(source.slice(*gap))).collect();
    gaps.dedup();
    let keeps_meaning = |gap: &Span| match style {
        // A backslash next to the pipe would escape it.
        ColumnStyle::Tight => !before(gap.start).ends_with('\\'),
        _ => !gap.is_empty() || !begins_block(before(gap.start)),
    };
    gaps.iter().all(keeps_meaning).then(|| gaps.iter().map(|gap| Edit::replace(*gap, space)).collect())
}

/// Whether `text`, followed by a space, begins a list item or a heading, so that `-|a` must not become `- |a`.
fn begins_block(text: &str) -> bool {
    let is_number = |number: &str| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_heading = !text.is_empty() && text.bytes().all(|byte| byte == b'#');
    matches!(text, "-" | "+" | "*") || is_heading || text.strip_suffix(['.', ')']).is_some_and(is_number)
}
