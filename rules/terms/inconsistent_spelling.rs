//! `inconsistent-spelling`: one word spelled in two ways in the project.

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
        for pair in brackets::own_pairs(note.document, |pair| pair.opens_wide != pair.closes_wide) {
            report_pair(note, &pair, sink);
        }
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        consistency::report(view, false, &self.options.prefer, sink);
    }
}

/// Reports a pair of one full-width and one half-width bracket, which is wrong in any project.
fn report_pair(note: &Note<'_>, pair: &BracketPair, sink: &mut Sink<'_>) {
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
    // The half-width one changes: a full-width bracket can't become link syntax.
    let (half, full) = if pair.opens_wide { (pair.closing(), "）") } else { (pair.opening(), "（") };
    if let Some(span) = prose.verbatim(half) {
        let title = message!("replace with `{full}`", "`{full}` に置き換える");
        report.fix(Applicability::Safe, Effect::Text, title, vec![Edit::replace(span, full)]);
    }
}
