//! `inconsistent-spelling`: one word, spelled in two ways by one project.

use crate::lint::mixture;
use crate::lint::options::Texts;
use crate::lint::prelude::*;
use crate::terms::brackets::{self, Pair};

pub(crate) struct InconsistentSpelling {
    options: Options,
}

/// Options of the rule.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Spellings that the project wants, such as `サーバー`: other spellings of those words are reported, however many.
    prefer: Texts,
}

rule!(InconsistentSpelling {
    options: Options,
    summary: Text {
        en: "one word, spelled in two ways by one project",
        ja: "同じ言葉の表記がプロジェクト内で揺れている",
    },
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
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
        mixture::report(view, false, &self.options.prefer, sink);
    }
}

/// A bracket of each width: wrong wherever it stands.
fn report_pair(note: &Note<'_>, pair: &Pair, sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    let written = excerpt(&prose.text()[pair.range.clone()]);
    let report = sink
        .report(
            prose.span(pair.range.clone()),
            message!("the brackets of `{written}` do not match", "`{written}` のかっこは全角と半角が混ざっている"),
        )
        .note(message!("one is full-width, the other is not", "開きと閉じの幅をそろえる"));
    // Full-width ones can't become part of a link.
    let (half, full) = if pair.opens_wide { (pair.closing(), "）") } else { (pair.opening(), "（") };
    if let Some(span) = prose.verbatim(half) {
        let title = message!("write `{full}`", "`{full}` にする");
        report.fix(Applicability::Safe, Effect::Text, title, vec![Edit::replace(span, full)]);
    }
}
