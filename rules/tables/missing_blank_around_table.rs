//! `missing-blank-around-table`: a table without a blank line above or below it.

use crate::lint::prelude::*;
use crate::markdown::block_spacing::{self, BlockSide, Looseness};

pub(crate) struct MissingBlankAroundTable {
    list_items: bool,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Also check tables in list items.
    list_items: bool,
}

rule!(MissingBlankAroundTable {
    options: Options,
    new: |options| MissingBlankAroundTable { list_items: options.list_items },
    summary: Text { en: "a table without a blank line above or below it", ja: "表の前後に空行がない" },
    aliases: &["MD058", "blanks-around-tables"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("list_items = true")],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
    yields_to: Some("lost-structure"),
});

impl Check for MissingBlankAroundTable {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let tables = note.document.profile().tables;
        if !tables.supported {
            return;
        }
        let mut looseness = Looseness::default();
        for block in note.document.of_kind(Kind::Table) {
            if !self.list_items && block.within(Kinds::of(&[Kind::Item])) {
                continue;
            }
            for missing in block_spacing::missing(note.document, block) {
                let message = match missing.side {
                    BlockSide::Above => message!("no blank line above the table", "表の前に空行がない"),
                    BlockSide::Below => message!("no blank line below the table", "表の後に空行がない"),
                };
                let title = message!("add a blank line", "空行を入れる");
                // A blank line turns a tight list into a loose one, which adds space between all its items.
                let loosens = looseness.would_change(note.source, block, missing.side);
                let applicability = if loosens { Applicability::Unsafe } else { Applicability::Safe };
                let report = sink.report(missing.line, message);
                let glued = !tables.interrupts_paragraph && matches!(missing.side, BlockSide::Above);
                let effect = if glued { Effect::Structure } else { Effect::Layout };
                report.fix(applicability, effect, title, vec![missing.edit]);
            }
        }
    }
}
