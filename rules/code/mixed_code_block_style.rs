//! `mixed-code-block-style`: fenced and indented code blocks in one note.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::finding::{Meta, Preset, Severity, Text};
use crate::lint::engine::Note;
use crate::lint::rule::{Check, Rule, Sink};
use crate::markdown::document::Kind;
use crate::markdown::syntax;
use crate::message;
use crate::text::source::Span;

/// See the page.
pub struct MixedCodeBlockStyle {
    style: Style,
}

/// Options of `mixed-code-block-style`, under markdownlint's names.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The form of all code blocks; `consistent` leaves the choice to the first.
    style: Style,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Style {
    #[default]
    Consistent,
    Fenced,
    Indented,
}

impl Rule for MixedCodeBlockStyle {
    const META: Meta = Meta {
        name: "mixed-code-block-style",
        group: "code",
        summary: Text {
            en: "fenced and indented code blocks in one note",
            ja: "囲みのコードブロックと字下げのコードブロックが混ざっている",
        },
        aliases: &["MD046", "code-block-style"],
        severity: Severity::Warning,
        presets: &[Preset::Style.with("style = \"fenced\""), Preset::Markdownlint.member()],
        fix: None,
        since: "0.1.0",
        page: include_str!("mixed_code_block_style.md"),
    };

    type Options = Options;

    fn check(options: Options) -> Box<dyn Check> {
        Box::new(MixedCodeBlockStyle { style: options.style })
    }
}

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
