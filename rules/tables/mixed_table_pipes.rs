//! `mixed-table-pipes`: rows of tables that begin or end with a pipe where others don't.

use crate::lint::prelude::*;
use crate::markdown::tables::{self, Row};

pub(crate) struct MixedTablePipes {
    style: Style,
}

/// Options of `mixed-table-pipes`, under markdownlint's names.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Where all rows have pipes at their ends; `consistent` leaves the choice to the first row.
    style: Style,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Style {
    #[default]
    Consistent,
    LeadingAndTrailing,
    LeadingOnly,
    NoLeadingOrTrailing,
    TrailingOnly,
}

rule!(MixedTablePipes {
    options: Options,
    new: |options| MixedTablePipes { style: options.style },
    summary: Text {
        en: "rows of tables that begin or end with a pipe where others don't",
        ja: "表の行の端に `|` があったりなかったりする",
    },
    aliases: &["MD055", "table-pipe-style"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

/// Whether a row has pipes at its beginning and at its end.
type Ends = (bool, bool);

impl Check for MixedTablePipes {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut wanted: Option<Ends> = match self.style {
            Style::Consistent => None,
            Style::LeadingAndTrailing => Some((true, true)),
            Style::LeadingOnly => Some((true, false)),
            Style::NoLeadingOrTrailing => Some((false, false)),
            Style::TrailingOnly => Some((false, true)),
        };
        for table in note.document.of_kind(Kind::Table) {
            for row in tables::rows(note.source, table) {
                let ends = (row.is_opened(), row.is_closed());
                let wanted = *wanted.get_or_insert(ends);
                if ends != wanted {
                    report(&row, ends, wanted, sink);
                }
            }
        }
    }
}

fn report(row: &Row, ends: Ends, wanted: Ends, sink: &mut Sink<'_>) {
    let (missing, surplus) = ((wanted.0 && !ends.0, wanted.1 && !ends.1), (!wanted.0 && ends.0, !wanted.1 && ends.1));
    let message = match (missing, surplus) {
        ((true, true), _) => message!("no pipes at the ends of this row", "行の両端に `|` がない"),
        ((true, _), (_, false)) => message!("no pipe at the beginning of this row", "行の先頭に `|` がない"),
        ((_, true), (false, _)) => message!("no pipe at the end of this row", "行の末尾に `|` がない"),
        (_, (true, true)) => message!("pipes at the ends of this row, as nowhere else", "この行だけ両端に `|` がある"),
        ((false, false), (true, _)) => {
            message!("a pipe at the beginning of this row, as nowhere else", "この行だけ先頭に `|` がある")
        }
        ((false, false), (_, true)) => {
            message!("a pipe at the end of this row, as nowhere else", "この行だけ末尾に `|` がある")
        }
        _ => message!("a pipe at the wrong end of this row", "`|` が逆の端にある"),
    };
    let report = sink.report(row.span, message);
    if row.pipes.is_empty() {
        report.note(message!(
            "a line right below a table is a row of it: was it meant to be?",
            "表のすぐ下の行は表の一部になる"
        ));
    } else if surplus == (false, false) {
        let (opening, closing) = (missing.0.then(|| Edit::insert(row.span.start as usize, "| ")), missing.1);
        let closing = closing.then(|| Edit::insert(row.span.end as usize, " |"));
        let title = message!("put pipes at the ends", "端に `|` を付ける");
        report.fix(Applicability::Safe, Effect::Layout, title, opening.into_iter().chain(closing).collect());
    }
}
