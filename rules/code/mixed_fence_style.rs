//! `mixed-fence-style`: fences of backticks and of tildes in one note.

use crate::lint::prelude::*;
use crate::markdown::syntax::{self, Fence};

pub(crate) struct MixedFenceStyle {
    style: Style,
}

/// Options of `mixed-fence-style`, under markdownlint's names.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// The fence of all code blocks; `consistent` leaves the choice to the first.
    style: Style,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Style {
    #[default]
    Consistent,
    Backtick,
    Tilde,
}

rule!(MixedFenceStyle {
    options: Options,
    new: |options| MixedFenceStyle { style: options.style },
    summary: Text {
        en: "fences of backticks and of tildes in one note",
        ja: "コードブロックの囲みに 2 種類の記号がある",
    },
    aliases: &["MD048", "code-fence-style"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

impl Check for MixedFenceStyle {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut wanted = match self.style {
            Style::Consistent => None,
            Style::Backtick => Some('`'),
            Style::Tilde => Some('~'),
        };
        for block in note.document.of_kind(Kind::CodeBlock) {
            let Some(fence) = syntax::fence(block) else { continue };
            let wanted = *wanted.get_or_insert(fence.char);
            if fence.char != wanted {
                report(block, &fence, wanted, sink);
            }
        }
    }
}

fn report(block: Node<'_>, fence: &Fence, wanted: char, sink: &mut Sink<'_>) {
    let message = match wanted {
        '`' => message!("a fence of tildes, not of backticks", "囲みがバッククォートではなくチルダになっている"),
        _ => message!("a fence of backticks, not of tildes", "囲みがチルダではなくバッククォートになっている"),
    };
    let report = sink.report(fence.run, message);
    let Some(closing) = fence.closing else { return };
    let marks = wanted.to_string().repeat(length(block, fence, wanted));
    let title = match wanted {
        '`' => message!("use backticks", "バッククォートに揃える"),
        _ => message!("use tildes", "チルダに揃える"),
    };
    let edits = vec![Edit::replace(fence.run, marks.clone()), Edit::replace(closing, marks)];
    report.fix(Applicability::Safe, Effect::Layout, title, edits);
}

/// How many marks it takes: one more than any run in the code, and as many as there were.
fn length(block: Node<'_>, fence: &Fence, wanted: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for char in block.source().chars() {
        run = if char == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    fence.run.len().max(if longest < 3 { 3 } else { longest + 1 })
}
