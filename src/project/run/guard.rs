//! No note ends the run: what panics over a note becomes a finding of it, and the run goes on.

use super::finish::Finished;
use super::gather::{Gathered, Linted, Run, Unchecked};
use super::mend::Attempt;
use super::outcome::{HeldBack, Outcome};
use crate::finding::Applicability;
use crate::lint::fix;
use crate::lint::panics::{Panic, Task, catch};
use crate::lint::project::ProjectFacts;
use crate::text::source::Source;

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
