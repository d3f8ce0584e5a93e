//! `missing-blank-around-table`: a table without a blank line above or below it.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::finding::{Applicability, Effect, Meta, Preset, Severity, Text};
use crate::lint::engine::Note;
use crate::lint::rule::{Check, Rule, Sink};
use crate::markdown::blanks::{self, Looseness, Side};
use crate::markdown::document::{Kind, Kinds};
use crate::message;

/// See the page.
pub struct MissingBlankAroundTable {
    list_items: bool,
}

/// Options of `missing-blank-around-table`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Look into list items too.
    list_items: bool,
}

impl Rule for MissingBlankAroundTable {
    const META: Meta = Meta {
        name: "missing-blank-around-table",
        group: "tables",
        summary: Text { en: "a table without a blank line above or below it", ja: "表の前後に空行がない" },
        aliases: &["MD058", "blanks-around-tables"],
        severity: Severity::Warning,
        presets: &[Preset::Style.member(), Preset::Markdownlint.with("list_items = true")],
        fix: Some(Applicability::Safe),
        since: "0.1.0",
        page: include_str!("missing_blank_around_table.md"),
    };

    type Options = Options;

    fn check(options: Options) -> Box<dyn Check> {
        Box::new(MissingBlankAroundTable { list_items: options.list_items })
    }
}

impl Check for MissingBlankAroundTable {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut looseness = Looseness::default();
        for block in note.document.of_kind(Kind::Table) {
            if !self.list_items && block.within(Kinds::of(&[Kind::Item])) {
                continue;
            }
            for missing in blanks::missing(note.document, block) {
                let message = match missing.side {
                    Side::Above => message!("no blank line above the table", "表の前に空行がない"),
                    Side::Below => message!("no blank line below the table", "表の後に空行がない"),
                };
                let title = message!("put one in", "空行を入れる");
                // The items of a tight list would move apart.
                let loosens = looseness.would_change(note.source, block, missing.side);
                let applicability = if loosens { Applicability::Unsafe } else { Applicability::Safe };
                let report = sink.report(missing.line, message);
                report.fix(applicability, Effect::Layout, title, vec![missing.edit]);
            }
        }
    }
}
