//! `mixed-code-block-style`: fenced and indented code blocks in one note.

use crate::lint::prelude::*;
use crate::markdown::syntax;

pub(crate) struct MixedCodeBlockStyle {
    style: StyleOption,
}

/// Options of `mixed-code-block-style`, named as in markdownlint.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// How to write all code blocks; `consistent` follows the first one in the note.
    style: StyleOption,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum StyleOption {
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
        ja: "フェンスとインデントのコードブロックが混在している",
    },
    aliases: &["MD046", "code-block-style"],
    presets: &[Preset::Style.with("style = \"fenced\""), Preset::Markdownlint.member()],
});

impl Check for MixedCodeBlockStyle {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        // Where there are no indented code blocks, they are not a style.
        if !note.document.profile().indented_code {
            return;
        }
        let mut expected = self.style;
        for block in note.document.of_kind(Kind::CodeBlock) {
            let fence = syntax::fence(block);
            let style = if fence.is_some() { StyleOption::Fenced } else { StyleOption::Indented };
            if expected == StyleOption::Consistent {
                expected = style;
            }
            if style == expected {
                continue;
            }
            let start = block.span().start as usize;
            let first = Span::new(start, note.source.line_at(start).end as usize);
            let message = match fence {
                Some(_) => {
                    message!(
                        "a fenced code block instead of an indented one",
                        "コードブロックがインデントではなくフェンスで書かれている"
                    )
                }
                None => message!(
                    "an indented code block instead of a fenced one",
                    "コードブロックがフェンスではなくインデントで書かれている"
                ),
            };
            let report = sink.report(fence.map_or(first, |fence| fence.run), message);
            if style == StyleOption::Indented {
                report.note(message!(
                    "text that is indented by mistake looks the same; a fence shows that code is meant",
                    "誤ってインデントした文章と見分けがつかない。フェンスならコードだと分かる"
                ));
            }
        }
    }
}
