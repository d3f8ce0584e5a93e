//! `mixed-punctuation`: `、。` and `，．` in one project.

use crate::japanese::habits::{Matter, Usage};
use crate::lint::prelude::*;
use crate::text::source::Span;

pub(crate) struct MixedPunctuation;

rule!(MixedPunctuation {
    summary: Text { en: "`、。` and `，．` in one project", ja: "句読点「、。」と「，．」の混在" },
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Style.member()],
    fix: Some(Applicability::Safe),
});

impl Check for MixedPunctuation {
    fn needs(&self) -> Needs {
        Needs::HABITS
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        for matter in [Matter::Comma, Matter::Stop] {
            report(view, matter, sink);
        }
    }
}

fn report(view: &ProjectView<'_>, matter: Matter, sink: &mut Sink<'_>) {
    let tally = view.facts.habits.tally(matter);
    let forms = matter.forms();
    match view.project.habits.usage(matter) {
        Usage::Settled { form, times, total } => {
            let (usual, other) = (forms[form], forms[1 - form]);
            if tally.rare_form() != form {
                for &span in &tally.rare {
                    let message = message!(
                        "`{other}` where the project writes `{usual}`",
                        "`{other}` はこのプロジェクトでは `{usual}` と書かれている"
                    );
                    let title = message!("write `{usual}`", "`{usual}` に直す");
                    let why = message!("{times} times out of {total}", "{total} か所のうち {times} か所");
                    let report = sink.report(span, message).note(why);
                    report.fix(Applicability::Safe, Effect::Text, title, vec![Edit::replace(span, usual)]);
                }
            } else if let Some(span) = tally.first[1 - form] {
                let count = tally.times[1 - form];
                report_note(span, [usual, other], count, sink);
            }
        }
        Usage::Mixed { form, times, path, span } if path == view.path => {
            let (usual, other) = (forms[form], forms[1 - form]);
            let (more, fewer) = (times[form], times[1 - form]);
            let message = message!(
                "this project writes both `{usual}` ({more}) and `{other}` ({fewer})",
                "`{usual}`（{more} か所）と `{other}`（{fewer} か所）が混在している"
            );
            sink.report(span, message).at_most(Severity::Advice);
        }
        _ => {}
    }
}

/// A note with a habit of its own: said once.
fn report_note(span: Span, [usual, other]: [&str; 2], count: usize, sink: &mut Sink<'_>) {
    let message = message!(
        "this note writes `{other}` ({count} times), the project `{usual}`",
        "このノートは `{other}`（{count} か所）だが、プロジェクトでは `{usual}` と書かれている"
    );
    sink.report(span, message);
}
