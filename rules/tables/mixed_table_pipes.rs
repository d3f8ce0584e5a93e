//! `mixed-table-pipes`: table rows with and without leading or trailing pipes.

use crate::lint::prelude::*;
use crate::markdown::tables::{self, TableRow};

pub(crate) struct MixedTablePipes {
    style: StyleOption,
}

/// Options of `mixed-table-pipes`, named as in markdownlint.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Which outer pipes all rows have; `consistent` follows the first row in the note, `per_table` the first row of each
    /// table.
    style: StyleOption,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum StyleOption {
    #[default]
    Consistent,
    LeadingAndTrailing,
    LeadingOnly,
    NoLeadingOrTrailing,
    PerTable,
    TrailingOnly,
}

rule!(MixedTablePipes {
    options: Options,
    new: |options| MixedTablePipes { style: options.style },
    summary: Text {
        en: "table rows with and without leading or trailing pipes",
        ja: "表の行頭や行末の `|` が、ある行とない行がある",
    },
    aliases: &["MD055", "table-pipe-style"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

/// Whether a row has a leading pipe, and whether it has a trailing one.
type Ends = (bool, bool);

impl Check for MixedTablePipes {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut expected: Option<Ends> = match self.style {
            StyleOption::Consistent | StyleOption::PerTable => None,
            StyleOption::LeadingAndTrailing => Some((true, true)),
            StyleOption::LeadingOnly => Some((true, false)),
            StyleOption::NoLeadingOrTrailing => Some((false, false)),
            StyleOption::TrailingOnly => Some((false, true)),
        };
        for table in note.document.of_kind(Kind::Table) {
            if self.style == StyleOption::PerTable {
                expected = None;
            }
            for row in tables::rows(note.source, table) {
                let ends = (row.is_opened(), row.is_closed());
                let expected = *expected.get_or_insert(ends);
                if ends != expected {
                    report(&row, ends, expected, sink);
                }
            }
        }
    }
}

fn report(row: &TableRow, ends: Ends, expected: Ends, sink: &mut Sink<'_>) {
    let (missing, surplus) =
        ((expected.0 && !ends.0, expected.1 && !ends.1), (!expected.0 && ends.0, !expected.1 && ends.1));
    let message = match (missing, surplus) {
        ((true, true), _) => message!("missing pipes at both ends of this row", "行頭と行末に `|` がない"),
        ((true, _), (_, false)) => message!("missing leading pipe in this row", "行頭に `|` がない"),
        ((_, true), (false, _)) => message!("missing trailing pipe in this row", "行末に `|` がない"),
        (_, (true, true)) => message!("unexpected pipes at both ends of this row", "行頭と行末に余分な `|` がある"),
        ((false, false), (true, _)) => message!("unexpected leading pipe in this row", "行頭に余分な `|` がある"),
        ((false, false), (_, true)) => message!("unexpected trailing pipe in this row", "行末に余分な `|` がある"),
        _ => message!("a pipe at the wrong end of this row", "`|` が逆の端にある"),
    };
    let report = sink.report(row.span, message);
    if row.pipes.is_empty() {
        report.note(message!(
            "a line right below a table is part of it; add a blank line if it is not meant to be a row",
            "表のすぐ下の行は表の一部になる。表の行でなければ、間に空行を入れる"
        ));
    } else if surplus == (false, false) {
        let (opening, closing) = (missing.0.then(|| Edit::insert(row.span.start as usize, "| ")), missing.1);
        let closing = closing.then(|| Edit::insert(row.span.end as usize, " |"));
        let title = message!("add the missing pipes", "足りない `|` を付ける");
        report.fix(Applicability::Safe, Effect::Layout, title, opening.into_iter().chain(closing).collect());
    }
}
