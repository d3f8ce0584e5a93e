//! `inconsistent-spelling`: one word spelled in two ways in the project.

use std::cell::LazyCell;
use std::ops::Range;

use crate::lint::consistency;
use crate::lint::options::TextList;
use crate::lint::prelude::*;
use crate::terms::brackets::{self, BracketPair};

pub(crate) struct InconsistentSpelling {
    options: Options,
}

/// Options of the rule.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Spellings to use, such as `サーバー`. Other spellings of these words are reported, however common they are.
    prefer: TextList,
}

rule!(InconsistentSpelling {
    options: Options,
    summary: Text {
        en: "one word spelled in two ways in the project",
        ja: "同じ言葉の表記がプロジェクト内で揺れている",
    },
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Safe),
});

impl Check for InconsistentSpelling {
    fn needs(&self) -> Needs {
        Needs::TERMS
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let half_width = LazyCell::new(|| brackets::are_mostly_half_width(note.document));
        for pair in brackets::own_pairs(note.document, |pair| pair.opens_wide != pair.closes_wide) {
            report_pair(note, &pair, || *half_width, sink);
        }
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        consistency::report(view, false, &self.options.prefer, sink);
    }
}

/// Reports a pair of one full-width and one half-width bracket, which is wrong in any project.
/// `prefers_half`: whether the note has mostly half-width ones.
fn report_pair(note: &Note<'_>, pair: &BracketPair, prefers_half: impl Fn() -> bool, sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    let written = excerpt(&prose.text()[pair.range.clone()]);
    let report = sink
        .report(
            prose.span(pair.range.clone()),
            message!(
                "`{written}` mixes full-width and half-width brackets",
                "`{written}` で全角と半角のかっこが対になっている"
            ),
        )
        .note(message!("use the same width for both", "開きと閉じの幅を揃える"));
    let Some((wrong, right)) = replacement(note, pair, prefers_half) else { return };
    if let Some(span) = prose.verbatim(wrong) {
        let title = message!("replace with `{right}`", "`{right}` に置き換える");
        report.fix(Applicability::Safe, Effect::Text, title, vec![Edit::replace(span, right)]);
    }
}

/// The bracket of `pair` to replace, and by which one. `None` if a bracket right next to the pair matches one of it: then
/// the other one may be too many.
fn replacement(
    note: &Note<'_>,
    pair: &BracketPair,
    prefers_half: impl Fn() -> bool,
) -> Option<(Range<usize>, &'static str)> {
    let text = note.document.prose().text();
    let closing = if pair.opens_wide { '）' } else { ')' };
    let opening = if pair.closes_wide { '（' } else { '(' };
    if text[pair.range.end..].starts_with(closing) || text[..pair.range.start].ends_with(opening) {
        return None;
    }
    // `](` could become the start of a link.
    let half_width = !text[..pair.range.start].ends_with(']') && prefers_half();
    Some(match (pair.opens_wide, half_width) {
        (true, true) => (pair.opening(), "("),
        (true, false) => (pair.closing(), "）"),
        (false, true) => (pair.closing(), ")"),
        (false, false) => (pair.opening(), "（"),
    })
}
