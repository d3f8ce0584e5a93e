//! Keeps a run going after a panic: a panic while a note is checked becomes a finding in that note.

use super::analyze::{AnalyzedNote, Run, Unchecked};
use super::fix_note::FixAttempt;
use super::outcome::Outcome;
use super::project_findings::NoteFindings;
use crate::finding::Applicability;
use crate::lint::fix;
use crate::lint::panics::{Panic, Task, catch};
use crate::lint::project::ProjectFacts;
use crate::text::source::Source;

impl Run<'_> {
    /// The outcome of the note at `index`: the second part of the run.
    pub(super) fn check(
        &self,
        index: usize,
        analyzed: &Result<AnalyzedNote, Unchecked>,
        facts: &ProjectFacts<'_>,
    ) -> Outcome {
        let find = |analyzed: &_| self.project_findings(index, analyzed, facts);
        catch(|| self.outcome_with_text(index, analyzed, find))
            .unwrap_or_else(|panic| Outcome::empty(index).with_panics(&[panic], self.options.lang))
    }

    /// The outcome of the note at `index` from its own findings only, if collecting the facts of the project panicked.
    pub(super) fn without_project(
        &self,
        index: usize,
        analyzed: &Result<AnalyzedNote, Unchecked>,
        panic: &Panic,
    ) -> Outcome {
        let find = |analyzed: &Result<AnalyzedNote, Unchecked>| match analyzed {
            Ok(analyzed) => NoteFindings { findings: analyzed.own_findings(), panics: vec![panic.clone()] },
            Err(_) => NoteFindings::panicked(panic.clone()),
        };
        self.outcome_with_text(index, analyzed, find)
    }

    /// The result of `fix_note`, or `checked` unchanged if `fix_note` panics. `source` is the text of the note.
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
