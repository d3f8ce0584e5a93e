//! `mixed-latin-spacing`: spaces between Japanese and Latin text in some places and none in others.

use crate::japanese::conventions::borders::{self, BorderKind};
use crate::japanese::conventions::{Convention, ConventionUsage};
use crate::lint::prelude::*;
use crate::text::source::Span;

pub(crate) struct MixedLatinSpacing {
    options: Options,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// `consistent` follows the project's usual spacing next to hiragana. `never` and `always` apply next to any Japanese
    /// character.
    space: Space,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Space {
    #[default]
    Consistent,
    Never,
    Always,
}

rule!(MixedLatinSpacing {
    options: Options,
    summary: Text {
        en: "inconsistent spacing between Japanese and Latin text",
        ja: "和欧間の半角スペースの有無が揃っていない",
    },
    aliases: &["ja-space-between-half-and-full-width", "ja-space-around-code"],
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Style.member()],
    fix: Some(Applicability::Safe),
});

impl Check for MixedLatinSpacing {
    fn needs(&self) -> Needs {
        if self.options.space == Space::Consistent { Needs::CONVENTIONS } else { Needs::NONE }
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let spaced = match self.options.space {
            Space::Consistent => return,
            Space::Never => false,
            Space::Always => true,
        };
        if !note.document.prose().is_japanese() {
            return;
        }
        for border in borders::of(note.document) {
            if border.span.is_empty() == spaced {
                let message = match (spaced, border.kind) {
                    (true, BorderKind::Code) => {
                        message!("missing space next to the code span", "コードスパンの隣に半角スペースがない")
                    }
                    (true, _) => message!("missing space next to Latin text", "英数字の隣に半角スペースがない"),
                    (false, BorderKind::Code) => {
                        message!("space next to the code span", "コードスパンの隣に半角スペースがある")
                    }
                    (false, _) => message!("space next to Latin text", "英数字の隣に半角スペースがある"),
                };
                fix(sink.report(border.span, message), border.span);
            }
        }
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        if self.options.space == Space::Consistent {
            for convention in [Convention::Word, Convention::Number, Convention::Code] {
                report(view, convention, sink);
            }
        }
    }
}

fn report(view: &ProjectView<'_>, convention: Convention, sink: &mut Sink<'_>) {
    let tally = view.facts.conventions.tally(convention);
    let (en, ja) = match convention {
        Convention::Number => ("numbers", "数字"),
        Convention::Code => ("code spans", "コードスパン"),
        _ => ("Latin words", "英単語"),
    };
    match view.project.conventions().usage(convention) {
        ConventionUsage::Consistent { form, times, total } if tally.minority_form() != form => {
            let why = match form {
                0 => message!(
                    "{times} of {total} places have none",
                    "{total} か所のうち {times} か所に半角スペースがない"
                ),
                _ => message!(
                    "{times} of {total} places have one",
                    "{total} か所のうち {times} か所に半角スペースがある"
                ),
            };
            for &span in &tally.minority {
                let message = match form {
                    0 => message!(
                        "space next to {en}, unlike in the rest of the project",
                        "{ja}との間に半角スペースがある（このプロジェクトでは入れていない）"
                    ),
                    _ => message!(
                        "no space next to {en}, unlike in the rest of the project",
                        "{ja}との間に半角スペースがない（このプロジェクトでは入れている）"
                    ),
                };
                fix(sink.report(span, message).note(why), span);
            }
        }
        ConventionUsage::Consistent { form, .. } => {
            if let Some(span) = tally.first[1 - form] {
                report_note(span, tally.times[1 - form], form, (en, ja), sink);
            }
        }
        ConventionUsage::Mixed { times: [without, with], path, span, .. } if path == view.path => {
            let message = message!(
                "mixed spacing next to {en} in this project: {with} with a space, {without} without",
                "{ja}との間に半角スペースがある箇所（{with} か所）とない箇所（{without} か所）が混在している"
            );
            sink.report(span, message).at_most(Severity::Advice);
        }
        _ => {}
    }
}

/// Reports once that a note consistently does the opposite of `form`, the project's usual spacing.
fn report_note(span: Span, count: usize, form: usize, (en, ja): (&str, &str), sink: &mut Sink<'_>) {
    let message = match form {
        0 => message!(
            "this note has spaces next to {en} ({count}), but the rest of the project has none",
            "このノートでは{ja}との間に半角スペースを入れている（{count} か所）が、プロジェクトでは入れていない"
        ),
        _ => message!(
            "this note has no spaces next to {en} ({count}), but the rest of the project has them",
            "このノートでは{ja}との間に半角スペースがない（{count} か所）が、プロジェクトでは入れている"
        ),
    };
    sink.report(span, message);
}

/// Adds a fix that inserts the space at `span`, or removes it.
fn fix(report: FindingBuilder<'_>, span: Span) {
    let (title, edit) = if span.is_empty() {
        (message!("add a space", "半角スペースを入れる"), Edit::insert(span.start as usize, " "))
    } else {
        (message!("remove the space", "半角スペースを削除する"), Edit::delete(span))
    };
    report.fix(Applicability::Safe, Effect::Text, title, vec![edit]);
}
