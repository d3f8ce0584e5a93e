//! Spellings that differ from the one the project uses: single deviations, and mixtures, which are reported once.

use crate::facts::spelling::{Group, Spelling};
use crate::finding::{Applicability, Edit, Effect, Severity};
use crate::lint::engine::ProjectView;
use crate::lint::rule::{FindingBuilder, Sink};
use crate::message;
use crate::terms::SpellingUsage;

/// The index of the first spelling in `preferred` that belongs to `group`.
fn preference(group: &Group, preferred: &[String]) -> Option<u16> {
    let at = preferred.iter().find_map(|form| group.forms.iter().position(|own| **own == **form))?;
    u16::try_from(at).ok()
}

/// Reports the spellings of the note that differ from the project's. `latin` selects groups of names in Latin letters,
/// otherwise groups of other words. Spellings in `preferred` take precedence over the most frequent ones.
pub fn report(view: &ProjectView<'_>, latin: bool, preferred: &[String], sink: &mut Sink<'_>) {
    let totals = &view.project.spellings;
    for spelling in view.facts.spellings.iter().filter(|spelling| spelling.group.latin == latin) {
        if let Some(form) = preference(&spelling.group, preferred) {
            if form != spelling.form {
                report_unwanted(spelling, form, sink);
            }
            continue;
        }
        match totals.usage(&spelling.group) {
            _ if spelling.group.optional => {}
            SpellingUsage::Consistent { form, .. } | SpellingUsage::Mixed { form, .. }
                if latin && is_as_right(spelling, form) => {}
            SpellingUsage::Consistent { form, times, total }
                if form != spelling.form && !totals.is_way_of(spelling, &view.facts.spellings) =>
            {
                report_slip(spelling, form, times, total, sink);
            }
            SpellingUsage::Mixed { form, times, path, span } if path == view.path && span == spelling.span => {
                let others = totals.times(&spelling.group, spelling.form);
                report_mixture(spelling, form, times, others, sink);
            }
            _ => {}
        }
    }
}

/// Whether the spelling of the note is at least as right as the `usual` one of the project: only its own is the maker's, or
/// both are and differ like a word at the start of a sentence and elsewhere.
fn is_as_right(spelling: &Spelling, usual: u16) -> bool {
    let Spelling { group, form, .. } = spelling;
    group.is_in_source(*form) && (!group.is_in_source(usual) || group.differ_in_capital(*form, usual))
}

/// Reports a spelling that differs from the configured one.
fn report_unwanted(spelling: &Spelling, form: u16, sink: &mut Sink<'_>) {
    let (Some(written), Some(expected)) = (form_of(spelling, spelling.form), form_of(spelling, form)) else { return };
    let report = sink
        .report(
            spelling.span,
            message!(
                "this project uses `{expected}`, not `{written}`",
                "このプロジェクトでは `{written}` ではなく `{expected}` と書く"
            ),
        )
        .note(message!("set by `prefer` in notelint.toml", "notelint.toml の `prefer` で指定"))
        .about(expected);
    fix(spelling, expected, report);
}

/// Reports a spelling that differs from the one used nearly everywhere in the project.
fn report_slip(spelling: &Spelling, form: u16, times: usize, total: usize, sink: &mut Sink<'_>) {
    let (Some(written), Some(usual)) = (form_of(spelling, spelling.form), form_of(spelling, form)) else { return };
    let report = sink
        .report(
            spelling.span,
            message!(
                "`{written}` is spelled `{usual}` elsewhere in this project",
                "`{written}` は、このプロジェクトではほとんど `{usual}` と書かれている"
            ),
        )
        .note(message!("`{usual}` in {times} of {total} places", "{total} か所のうち {times} か所が `{usual}`"))
        .about(usual);
    fix(spelling, usual, report);
}

/// Reports, once for the project, that it uses both spellings about equally.
fn report_mixture(spelling: &Spelling, form: u16, times: usize, others: usize, sink: &mut Sink<'_>) {
    let (Some(written), Some(usual)) = (form_of(spelling, spelling.form), form_of(spelling, form)) else { return };
    sink.report(
        spelling.span,
        message!(
            "this project uses both `{usual}` ({times}) and `{written}` ({others})",
            "`{usual}`（{times} か所）と `{written}`（{others} か所）が混在している"
        ),
    )
    .note(message!(
        "choose one; `prefer` in notelint.toml sets it",
        "どちらかに揃える（notelint.toml の `prefer` で指定できる）"
    ))
    .at_most(Severity::Advice);
}

fn fix(spelling: &Spelling, right: &str, report: FindingBuilder<'_>) {
    if spelling.editable {
        // A name in lower case may be a command.
        let applicability = if spelling.group.latin { Applicability::Unsafe } else { Applicability::Safe };
        let edit = Edit::replace(spelling.span, right);
        report.fix(
            applicability,
            Effect::Text,
            message!("replace with `{right}`", "`{right}` に置き換える"),
            vec![edit],
        );
    }
}

fn form_of(spelling: &Spelling, form: u16) -> Option<&str> {
    spelling.group.forms.get(form as usize).map(AsRef::as_ref)
}
