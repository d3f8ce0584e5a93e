//! `inconsistent-spelling`: one word, spelled in two ways by one project.

use crate::engine::{Note, ProjectView};
use crate::finding::{Severity, Text, excerpt};
use crate::fix::{Applicability, Edit, Effect};
use crate::message;
use crate::rule::{Check, Meta, NoOptions, Preset, Rule, Sink};
use crate::terms::brackets::{self, Pair};
use crate::terms::{Spelling, Usage};

/// See the page.
pub struct InconsistentSpelling;

impl Rule for InconsistentSpelling {
    const META: Meta = Meta {
        name: "inconsistent-spelling",
        group: "terms",
        summary: Text {
            en: "one word, spelled in two ways by one project",
            ja: "同じ言葉の表記がプロジェクト内で揺れている",
        },
        aliases: &[],
        severity: Severity::Warning,
        presets: &[Preset::Recommended.member()],
        fix: Some(Applicability::Unsafe),
        since: "0.1.0",
        page: include_str!("inconsistent_spelling.md"),
    };

    type Options = NoOptions;

    fn check(_options: NoOptions) -> Box<dyn Check> {
        Box::new(InconsistentSpelling)
    }
}

impl Check for InconsistentSpelling {
    fn reads_terms(&self) -> bool {
        true
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for pair in brackets::own_pairs(note.document) {
            if pair.opens_wide != pair.closes_wide {
                report_pair(note, &pair, sink);
            }
        }
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        let totals = view.project.spellings();
        for spelling in &view.facts.spellings {
            match totals.usage(&spelling.group) {
                Usage::Settled { form, times, total } if form != spelling.form => {
                    report_slip(spelling, form, times, total, sink);
                }
                Usage::Mixed { form, times, path, span } if path == view.path && span == spelling.span => {
                    let others = totals.times(&spelling.group, spelling.form);
                    report_mixture(spelling, form, times, others, sink);
                }
                _ => {}
            }
        }
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

/// The project has a habit, and this is not it.
fn report_slip(spelling: &Spelling, form: u16, times: usize, total: usize, sink: &mut Sink<'_>) {
    let (Some(written), Some(usual)) = (form_of(spelling, spelling.form), form_of(spelling, form)) else { return };
    let report = sink
        .report(
            spelling.span,
            message!(
                "`{written}` is `{usual}` elsewhere in this project",
                "`{written}` はこのプロジェクトでは普段 `{usual}` と書かれている"
            ),
        )
        .note(message!("{times} times out of {total}", "{total} か所のうち {times} か所"));
    if spelling.editable {
        let edit = Edit::replace(spelling.span, usual);
        report.fix(Applicability::Safe, Effect::Text, message!("write `{usual}`", "`{usual}` と書く"), vec![edit]);
    }
}

/// The project has no habit: said once.
fn report_mixture(spelling: &Spelling, form: u16, times: usize, others: usize, sink: &mut Sink<'_>) {
    let (Some(written), Some(usual)) = (form_of(spelling, spelling.form), form_of(spelling, form)) else { return };
    sink.report(
        spelling.span,
        message!(
            "this project writes both `{usual}` ({times}) and `{written}` ({others})",
            "`{usual}`（{times} か所）と `{written}`（{others} か所）が混在している"
        ),
    )
    .note(message!("a search for one does not find the other", "片方で検索しても、もう片方は見つからない"))
    .at_most(Severity::Advice);
}

fn form_of(spelling: &Spelling, form: u16) -> Option<&str> {
    spelling.group.forms.get(form as usize).map(AsRef::as_ref)
}
