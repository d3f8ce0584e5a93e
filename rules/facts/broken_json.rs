//! `broken-json`: JSON that one token keeps from being JSON.

use crate::lint::prelude::*;
use crate::markdown::data::json::{self, JsonFault, JsonFaultKind};
use crate::markdown::data::{Block, elision};
use crate::text::slice::Slice as _;

pub(crate) struct BrokenJson;

rule!(BrokenJson {
    summary: Text { en: "JSON with a mistake", ja: "間違いのある JSON" },
    presets: &[Preset::Recommended.member()],
});

impl Check for BrokenJson {
    fn looks_for(&self) -> &[std::ops::RangeInclusive<char>] {
        &['{'..='{', '['..='[']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for block in note.blocks.all().iter().filter(|block| !block.is_skipped() && is_json(block)) {
            let text = block.as_str();
            let Some(fault) = json::fault(text, allows_trailing_commas(block)) else { continue };
            if !elision::is_elided(text) && !elision::is_template(text) && !elision::is_output(text) {
                report(block, &fault, sink);
            }
        }
    }
}

/// Whether `block` is meant as JSON.
fn is_json(block: &Block<'_>) -> bool {
    match block.language() {
        "json" | "jsonc" | "json5" | "jsonl" | "ndjson" | "geojson" => true,
        "" => block.as_str().md_trim_start().starts_with(['{', '[']) && json::looks_like_json(block.as_str()),
        _ => false,
    }
}

/// Whether the program that reads `block` allows a comma before `}` and `]`: editors and TypeScript do.
fn allows_trailing_commas(block: &Block<'_>) -> bool {
    const MARKS: [&str; 5] = ["\"compilerOptions\"", "\"key\": \"", "\"editor.", "\"files.", "\"dockerFile\""];
    const FILES: [&str; 4] = ["tsconfig", ".vscode", "settings.json", "devcontainer"];
    let text = block.as_str();
    let is_comment = |line: &str| line.md_trim_start().starts_with("//");
    matches!(block.language(), "jsonc" | "json5")
        || MARKS.iter().any(|mark| text.contains(mark))
        || text.md_lines().any(is_comment)
        || block.node().previous_sibling().is_some_and(|above| {
            let above = above.source();
            FILES.iter().any(|file| above.contains(file))
        })
        || FILES.iter().any(|file| block.node().literal().contains(file))
}

fn report(block: &Block<'_>, fault: &JsonFault, sink: &mut Sink<'_>) {
    let text = block.as_str();
    let found = text.part(fault.range.clone());
    let shown = excerpt(found);
    let span = block.span(fault.range.clone());
    let finding = match fault.kind {
        JsonFaultKind::MissingComma => {
            sink.report(span, message!("a comma is missing after `{shown}`", "`{shown}` の後にカンマがない"))
        }
        JsonFaultKind::ExtraComma => sink.report(span, message!("an extra `,`", "余分な `,` がある")),
        JsonFaultKind::MissingColon => {
            sink.report(span, message!("a colon is missing after `{shown}`", "`{shown}` の後にコロンがない"))
        }
        JsonFaultKind::ExtraColon => sink.report(span, message!("an extra `:`", "余分な `:` がある")),
        JsonFaultKind::InsteadOf(char) => {
            sink.report(span, message!("`{shown}` instead of `{char}`", "`{char}` ではなく `{shown}` になっている"))
        }
        JsonFaultKind::MissingQuote => {
            sink.report(span, message!("a quote is missing in `{shown}`", "`{shown}` の引用符が足りない"))
        }
        JsonFaultKind::ExtraQuote => sink.report(span, message!("an extra quote", "余分な引用符がある")),
        JsonFaultKind::MissingClose(char) => {
            let open = fault.open.clone().map_or("", |open| text.part(open));
            sink.report(
                span,
                message!(
                    "`{open}` is not closed: a `{char}` is missing after `{shown}`",
                    "`{open}` が閉じられていない。`{shown}` の後に `{char}` がない"
                ),
            )
        }
        JsonFaultKind::MissingOpen(char) => {
            sink.report(span, message!("a `{char}` is missing before `{shown}`", "`{shown}` の前に `{char}` がない"))
        }
        JsonFaultKind::ExtraClose => {
            sink.report(span, message!("`{shown}` closes nothing", "`{shown}` に対応する開き括弧がない"))
        }
        JsonFaultKind::WrongPair if found == "{" => sink.report(
            span,
            message!(
                "`{shown}` instead of `[` around values without keys",
                "キーのない値を囲むのは `{shown}` ではなく `[`"
            ),
        ),
        JsonFaultKind::WrongPair => sink
            .report(span, message!("`{shown}` instead of `{{` around keys", "キーを囲むのは `{shown}` ではなく `{{`")),
        JsonFaultKind::UnquotedKey => {
            sink.report(span, message!("key `{shown}` has no quotes", "キー `{shown}` に引用符がない"))
        }
        JsonFaultKind::MissingValue => {
            sink.report(span, message!("key `{shown}` has no value", "キー `{shown}` に値がない"))
        }
    };
    finding.note(message!("no program can read this block as JSON", "このブロックは JSON として読み込めない"));
}
