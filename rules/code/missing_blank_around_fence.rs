//! `missing-blank-around-fence`: a fenced code block without a blank line above or below it.

use crate::lint::prelude::*;
use crate::markdown::block_spacing::{self, BlockSide, Looseness};
use crate::markdown::syntax;

pub(crate) struct MissingBlankAroundFence {
    list_items: bool,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Also check code blocks in list items.
    list_items: bool,
}

rule!(MissingBlankAroundFence {
    options: Options,
    new: |options| MissingBlankAroundFence { list_items: options.list_items },
    summary: Text {
        en: "a fenced code block without a blank line above or below it",
        ja: "コードブロックの前後に空行がない",
    },
    aliases: &["MD031", "blanks-around-fences"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("list_items = true")],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
    yields_to: Some("lost-structure"),
});

impl Check for MissingBlankAroundFence {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut looseness = Looseness::default();
        for block in note.document.of_kind(Kind::CodeBlock) {
            if syntax::fence(block).is_none() || !self.list_items && block.within(Kinds::of(&[Kind::Item])) {
                continue;
            }
            for missing in block_spacing::missing(note.document, block) {
                let message = match missing.side {
                    BlockSide::Above => {
                        message!("no blank line above the code block", "コードブロックの前に空行がない")
                    }
                    BlockSide::Below => {
                        message!("no blank line below the code block", "コードブロックの後に空行がない")
                    }
                };
                let title = message!("add a blank line", "空行を入れる");
                // A blank line turns a tight list into a loose one, which adds space between all its items.
                let loosens = looseness.would_change(note.source, block, missing.side);
                let applicability = if loosens { Applicability::Unsafe } else { Applicability::Safe };
                let report = sink.report(missing.line, message);
                report.fix(applicability, Effect::Layout, title, vec![missing.edit]);
            }
        }
    }
}
