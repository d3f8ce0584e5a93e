//! `mixed-code-block-style`: fenced and indented code blocks in one note.

use crate::lint::prelude::*;
use crate::markdown::syntax;

pub(crate) struct MixedCodeBlockStyle {
    style: Style,
}

/// Options of `mixed-code-block-style`, under markdownlint's names.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// The form of all code blocks; `consistent` leaves the choice to the first.
    style: Style,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Style {
    #[default]
    Consistent,
    Fenced,
    Indented,
}

rule!(MixedCodeBlockStyle {
    options: Options,
    new: |options| MixedCodeBlockStyle { style: options.style },
    summary: Text {
        en: "fenced and indented code blocks in one note",
        ja: "囲みのコードブロックと字下げのコードブロックが混ざっている",
    },
    aliases: &["MD046", "code-block-style"],
    presets: &[Preset::Style.with("style = \"fenced\""), Preset::Markdownlint.member()],
});

impl Check for MixedCodeBlockStyle {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut wanted = self.style;
        for block in note.document.of_kind(Kind::CodeBlock) {
            let fence = syntax::fence(block);
            let style = if fence.is_some() { Style::Fenced } else { Style::Indented };
            if wanted == Style::Consistent {
                wanted = style;
            }
            if style == wanted {
                continue;
            }
            let start = block.span().start as usize;
            let first = Span::new(start, note.source.line_at(start).end as usize);
            let message = match fence {
                Some(_) => {
                    message!("a code block with fences, not indented", "コードブロックが字下げではなく囲みになっている")
                }
                None => message!(
                    "an indented code block, not one with fences",
                    "コードブロックが囲みではなく字下げになっている"
                ),
            };
            let report = sink.report(fence.map_or(first, |fence| fence.run), message);
            if style == Style::Indented {
                report.note(message!(
                    "text that is indented too far looks the same: fences say that code is meant",
                    "字下げしすぎた文章も同じ形になる。囲みならコードだとわかる"
                ));
            }
        }
    }
}
