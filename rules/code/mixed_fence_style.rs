//! `mixed-fence-style`: backtick and tilde fences in one note.

use crate::lint::prelude::*;
use crate::markdown::syntax::{self, Fence};

pub(crate) struct MixedFenceStyle {
    style: StyleOption,
}

/// Options of `mixed-fence-style`, named as in markdownlint.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Which fence to use for all code blocks; `consistent` follows the first one in the note.
    style: StyleOption,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum StyleOption {
    #[default]
    Consistent,
    Backtick,
    Tilde,
}

rule!(MixedFenceStyle {
    options: Options,
    new: |options| MixedFenceStyle { style: options.style },
    summary: Text {
        en: "backtick and tilde fences in one note",
        ja: "コードブロックのフェンスにバッククォートとチルダが混在している",
    },
    aliases: &["MD048", "code-fence-style"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

impl Check for MixedFenceStyle {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut expected = match self.style {
            StyleOption::Consistent => None,
            StyleOption::Backtick => Some('`'),
            StyleOption::Tilde => Some('~'),
        };
        for block in note.document.of_kind(Kind::CodeBlock) {
            let Some(fence) = syntax::fence(block) else { continue };
            let expected = *expected.get_or_insert(fence.char);
            if fence.char != expected {
                report(block, &fence, expected, sink);
            }
        }
    }
}

fn report(block: Node<'_>, fence: &Fence, expected: char, sink: &mut Sink<'_>) {
    let message = match expected {
        '`' => message!("a fence of tildes instead of backticks", "フェンスがバッククォートではなくチルダ"),
        _ => message!("a fence of backticks instead of tildes", "フェンスがチルダではなくバッククォート"),
    };
    let report = sink.report(fence.run, message);
    let Some(closing) = fence.closing else { return };
    let marks = expected.to_string().repeat(length(block, fence, expected));
    let title = match expected {
        '`' => message!("use backticks", "バッククォートに揃える"),
        _ => message!("use tildes", "チルダに揃える"),
    };
    let edits = vec![Edit::replace(fence.run, marks.clone()), Edit::replace(closing, marks)];
    report.fix(Applicability::Safe, Effect::Layout, title, edits);
}

/// The length of the new fence: longer than any run of `expected` in the code, and not shorter than the old fence.
fn length(block: Node<'_>, fence: &Fence, expected: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for char in block.source().chars() {
        run = if char == expected { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    fence.run.len().max(if longest < 3 { 3 } else { longest + 1 })
}
