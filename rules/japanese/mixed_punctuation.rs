//! `mixed-punctuation`: `、。` and `，．` mixed in one project.

use crate::japanese::conventions::{Convention, ConventionUsage};
use crate::lint::prelude::*;
use crate::text::source::Span;

pub(crate) struct MixedPunctuation;

rule!(MixedPunctuation {
    summary: Text {
        en: "`、。` and `，．` mixed in one project", ja: "句読点「、。」と「，．」の混在"
    },
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Style.member()],
    fix: Some(Applicability::Safe),
});

impl Check for MixedPunctuation {
    fn needs(&self) -> Needs {
        Needs::CONVENTIONS
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        for convention in [Convention::Comma, Convention::Stop] {
            report(view, convention, sink);
        }
    }
}

fn report(view: &ProjectView<'_>, convention: Convention, sink: &mut Sink<'_>) {
    let tally = view.facts.conventions.tally(convention);
    let forms = convention.forms();
    match view.project.conventions().usage(convention) {
        ConventionUsage::Consistent { form, times, total } => {
            let (usual, other) = (forms[form], forms[1 - form]);
            if tally.minority_form() != form {
                for &span in &tally.minority {
                    let message = message!(
                        "`{other}` should be `{usual}`, as in the rest of the project",
                        "`{other}` は、このプロジェクトではほとんど `{usual}` と書かれている"
                    );
                    let title = message!("replace with `{usual}`", "`{usual}` に置き換える");
                    let why = message!(
                        "`{usual}` in {times} of {total} places",
                        "{total} か所のうち {times} か所が `{usual}`"
                    );
                    let report = sink.report(span, message).note(why);
                    report.fix(Applicability::Safe, Effect::Text, title, vec![Edit::replace(span, usual)]);
                }
            } else if let Some(span) = tally.first[1 - form] {
                let count = tally.times[1 - form];
                report_note(span, [usual, other], count, sink);
            }
        }
        ConventionUsage::Mixed { form, times, path, span } if path == view.path => {
            let (usual, other) = (forms[form], forms[1 - form]);
            let (more, fewer) = (times[form], times[1 - form]);
            let message = message!(
                "this project uses both `{usual}` ({more}) and `{other}` ({fewer})",
                "`{usual}`（{more} か所）と `{other}`（{fewer} か所）が混在している"
            );
            sink.report(span, message).at_most(Severity::Advice);
        }
        _ => {}
    }
}

/// Reports once that a note consistently uses `other`, unlike the project.
fn report_note(span: Span, [usual, other]: [&str; 2], count: usize, sink: &mut Sink<'_>) {
    let message = message!(
        "this note uses `{other}` ({count}), but the rest of the project uses `{usual}`",
        "このノートでは `{other}`（{count} か所）、プロジェクトのほかのノートでは `{usual}` が使われている"
    );
    sink.report(span, message);
}
