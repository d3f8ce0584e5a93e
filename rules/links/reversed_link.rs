//! `reversed_link-link`: a link with its brackets and parentheses swapped.

use std::ops::RangeInclusive;

use crate::links::reversed_link::{self, is_destination};
use crate::lint::prelude::*;
use crate::markdown::dollar_math;

pub(crate) struct ReversedLink {
    options: Options,
}

/// Options of `reversed_link-link`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Report every `(…)[…]` outside HTML blocks, as markdownlint does, not only those with a URL or a path in the brackets.
    /// All fixes are then unsafe.
    all: bool,
}

rule!(ReversedLink {
    options: Options,
    summary: Text {
        en: "a link with its brackets and parentheses swapped", ja: "リンクの丸括弧と角括弧が逆"
    },
    aliases: &["MD011", "no-reversed-links"],
    presets: &[Preset::Recommended.member(), Preset::Markdownlint.with("all = true")],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
});

/// The rule is skipped for notes that have none of these.
const TRIGGERS: &[RangeInclusive<char>] = &[')'..=')'];

impl Check for ReversedLink {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        TRIGGERS
    }

    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Paragraph, Kind::Heading, Kind::TableCell, Kind::HtmlBlock])
    }

    fn node(&self, note: &Note<'_>, block: Node<'_>, sink: &mut Sink<'_>) {
        if self.options.all && block.kind() == Kind::HtmlBlock {
            return;
        }
        let pairs = reversed_link::pairs(block);
        let math = if self.options.all && !pairs.is_empty() { dollar_math::spans(block) } else { Vec::new() };
        for pair in pairs {
            let (text, to) = (note.source.slice(pair.text), note.source.slice(pair.brackets));
            let sure = is_destination(to) && !is_destination(text) && pair.in_text;
            if !(sure || self.options.all) {
                continue;
            }
            let whole = Span { start: pair.text.start - 1, end: pair.brackets.end + 1 };
            // markdownlint leaves out pairs right after code or math.
            let is_code = |at: u32| matches!(note.document.node_at(at as usize).kind(), Kind::Code | Kind::Math);
            if self.options.all && whole.start.checked_sub(1).is_some_and(is_code) {
                continue;
            }
            let next = math.partition_point(|math| math.end < whole.start);
            if math.get(next).is_some_and(|math| math.start < whole.end) {
                continue;
            }
            let shown = excerpt(note.source.slice(whole));
            let report = sink.report(
                whole,
                message!("`{shown}` has its brackets and parentheses swapped", "`{shown}` は丸括弧と角括弧が逆"),
            );
            if sure {
                report.fix(
                    // With `all`, some pairs are not meant as links, and the fix would change how they render.
                    if self.options.all { Applicability::Unsafe } else { Applicability::Safe },
                    Effect::Structure,
                    message!("write it as `[text](target)`", "`[文字列](リンク先)` の形にする"),
                    vec![Edit::replace(whole, format!("[{text}]({to})"))],
                );
            }
        }
    }
}
