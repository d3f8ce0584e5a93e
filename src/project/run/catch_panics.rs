//! No note ends the run: what panics over a note becomes a finding of it, and the run goes on.

use super::analyze::{AnalyzedNote, AnalyzedNotes, Run, Unchecked};
use super::fix_note::FixAttempt;
use super::outcome::{Filtered, Outcome};
use super::project_findings::NoteFindings;
use crate::finding::Applicability;
use crate::lint::fix;
use crate::lint::panics::{Panic, Task, catch};
use crate::lint::project::ProjectFacts;
use crate::text::source::Source;

fn source_of(analyzed: &Result<AnalyzedNote, Unchecked>) -> Option<&Source> {
    analyzed.as_ref().ok()?.source.as_deref()
}

impl Run<'_> {
    /// The second half for the note at `index`, as an outcome.
    pub(super) fn check(&self, index: usize, analyzed: &AnalyzedNotes, facts: &ProjectFacts<'_>) -> Outcome {
        let nothing = Outcome { note: index, findings: Vec::new(), fix_report: None, filtered: Filtered::default() };
        catch(|| {
            self.outcome(index, source_of(&analyzed[index]), self.project_findings(index, &analyzed[index], facts))
        })
        .unwrap_or_else(|panic| nothing.with_panics(&[panic], self.options.lang))
    }

    /// What was found in the note at `index` by itself, where the Facts of the project could not be brought together.
    pub(super) fn without_project(&self, index: usize, analyzed: &AnalyzedNotes, panic: &Panic) -> Outcome {
        let finished = match &analyzed[index] {
            Ok(analyzed) => {
                let mut findings = analyzed.found.findings.clone();
                analyzed.rules.suppress(&analyzed.analysis.suppressions, &mut findings);
                findings.sort_by(|a, b| (a.span, a.rule.name, &a.message).cmp(&(b.span, b.rule.name, &b.message)));
                NoteFindings { findings, panics: vec![panic.clone()] }
            }
            Err(_) => NoteFindings::panicked(panic.clone()),
        };
        self.outcome(index, source_of(&analyzed[index]), finished)
    }

    /// What `fix_note` makes of a note, which says `source`, or `checked` as it was before, where `fix_note` panics.
    pub(super) fn or_unchanged(
        &self,
        checked: &Outcome,
        source: &Source,
        allowed: Applicability,
        attempt: impl FnOnce() -> FixAttempt,
    ) -> FixAttempt {
        catch(attempt).unwrap_or_else(|panic| {
            let unknown = panic.rule.is_none();
            let culprit = unknown.then(|| fix::culprit(source, &checked.findings, allowed)).flatten();
            let panic = culprit.map_or(panic.clone(), |meta| panic.in_rule(meta.name));
            checked.clone().with_panics(&[panic.during(Task::Fix)], self.options.lang).into()
        })
    }
}
