//! No note ends the run: what panics over a note becomes a finding of it, and the run goes on.

use super::{Attempt, Gathered, HeldBack, Linted, Outcome, Run};
use crate::finding::{Applicability, Finding, Lang};
use crate::lint::fix;
use crate::lint::panics::{Panic, Task, catch};
use crate::lint::project::ProjectFacts;
use crate::rules::notes::internal_error;
use crate::text::read::ReadError;
use crate::text::source::Source;

/// Why a note has no Facts and was not checked.
#[derive(Debug)]
pub(super) enum Unchecked {
    /// It can't be read.
    Unreadable(ReadError),
    /// notelint failed before it had its Facts.
    Panicked(Panic),
}

/// What was found in a note, when all is known.
pub(super) struct Finished {
    /// Sorted by place, then by rule.
    pub(super) findings: Vec<Finding>,
    /// Those of rules whose findings are missing.
    pub(super) panics: Vec<Panic>,
}

impl Finished {
    pub(super) fn of(findings: Vec<Finding>) -> Self {
        Self { findings, panics: Vec::new() }
    }

    pub(super) fn panicked(panic: Panic) -> Self {
        Self { findings: Vec::new(), panics: vec![panic] }
    }

    /// The findings. A panic goes on: fixes are made only where everything is known.
    pub(super) fn complete(self) -> Vec<Finding> {
        match self.panics.into_iter().next() {
            Some(panic) => panic.resume(),
            None => self.findings,
        }
    }
}

impl Outcome {
    /// Whether notelint failed on the note: its findings are not complete.
    pub fn is_incomplete(&self) -> bool {
        internal_error::is_among(&self.findings)
    }

    /// The same with a finding for each place in the source where one of `panics` began. No comment, baseline or choice of
    /// lines takes it away.
    pub(super) fn with_panics(mut self, panics: &[Panic], lang: Lang) -> Self {
        let first = |(index, panic): &(usize, &Panic)| panics[..*index].iter().all(|other| other.place != panic.place);
        let distinct = panics.iter().enumerate().filter(first);
        let errors: Vec<_> = distinct.map(|(_, panic)| internal_error::finding(panic, lang)).collect();
        self.findings.splice(0..0, errors);
        self
    }
}

fn source_of(linted: &Result<Linted, Unchecked>) -> Option<&Source> {
    linted.as_ref().ok()?.source.as_deref()
}

impl Run<'_> {
    /// The second half for the note at `index`, as an outcome.
    pub(super) fn check(&self, index: usize, linted: &Gathered, facts: &ProjectFacts<'_>) -> Outcome {
        let nothing = Outcome { note: index, findings: Vec::new(), mended: None, held_back: HeldBack::default() };
        catch(|| self.outcome(index, source_of(&linted[index]), self.finish(index, &linted[index], facts)))
            .unwrap_or_else(|panic| nothing.with_panics(&[panic], self.options.lang))
    }

    /// What was found in the note at `index` by itself, where the Facts of the project could not be brought together.
    pub(super) fn by_itself(&self, index: usize, linted: &Gathered, panic: &Panic) -> Outcome {
        let finished = match &linted[index] {
            Ok(linted) => {
                let mut findings = linted.found.findings.clone();
                linted.rules.suppress(&linted.analysis.suppressions, &mut findings);
                findings.sort_by(|a, b| (a.span, a.rule.name, &a.message).cmp(&(b.span, b.rule.name, &b.message)));
                Finished { findings, panics: vec![panic.clone()] }
            }
            Err(_) => Finished::panicked(panic.clone()),
        };
        self.outcome(index, source_of(&linted[index]), finished)
    }

    /// What `mend` makes of a note, which says `source`, or `checked` as it was before, where `mend` panics.
    pub(super) fn or_unchanged(
        &self,
        checked: &Outcome,
        source: &Source,
        allowed: Applicability,
        mend: impl FnOnce() -> Attempt,
    ) -> Attempt {
        catch(mend).unwrap_or_else(|panic| {
            let unknown = panic.rule.is_none();
            let culprit = unknown.then(|| fix::culprit(source, &checked.findings, allowed)).flatten();
            let panic = culprit.map_or(panic.clone(), |meta| panic.in_rule(meta.name));
            checked.clone().with_panics(&[panic.during(Task::Fix)], self.options.lang).into()
        })
    }
}
