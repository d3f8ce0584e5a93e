//! Fixes one note in memory.

use std::cell::Cell;
use std::sync::Arc;

use super::analyze::{Run, Unchecked};
use super::outcome::{FixReport, Outcome};
use crate::finding::{Applicability, Meta};
use crate::lint::fix::{self, Backlinks, FixBasis};
use crate::lint::project::ProjectFacts;
use crate::text::source::Source;

/// The result of fixing one note.
pub(super) struct FixAttempt {
    pub(super) outcome: Outcome,
    /// The text that the findings refer to, and the indices of findings whose fixes also edit links.
    pub(super) deferred: Option<(Arc<Source>, Vec<usize>)>,
}

impl From<Outcome> for FixAttempt {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, deferred: None }
    }
}

impl Run<'_> {
    /// Fixes the note of `checked` in memory, without fixes of the rules in `left_out`. `checked` refers to the text at
    /// the time of the check.
    pub(super) fn fix_note(
        &self,
        checked: &Outcome,
        source: &Source,
        facts: &ProjectFacts<'_>,
        allowed: Applicability,
        left_out: &[&'static Meta],
    ) -> FixAttempt {
        let index = checked.note;
        let note = &self.project.notes[index];
        let lang = self.options.lang;
        let filtered = Cell::new(checked.filtered);
        let backlinks = Some(Backlinks { project: &facts.links, path: &note.path });
        let how = fix::FixOptions { allowed, left_out, backlinks };
        let lint = |source: &Source| {
            let analyzed = Ok(self.analyze_note(note, Arc::new(source.clone()), None, &FixBasis::default()));
            let mut findings = self.project_findings(index, &analyzed, facts).complete();
            filtered.set(self.filter(index, Some(source), &mut findings));
            findings
        };
        // The note may have been edited while external links were checked: fix the current text.
        let now = match self.read(note) {
            Ok(now) => now,
            Err(error) => {
                let finished = self.project_findings(index, &Err(Unchecked::Unreadable(error)), facts);
                return self.outcome(index, None, finished).into();
            }
        };
        let rechecked = if now.text() == source.text() { None } else { Some(lint(&now)) };
        let source = &now;
        let mut fixed_text = fix::fix_source(source, rechecked.as_ref().unwrap_or(&checked.findings), &how, lint);
        let mut fix_report = FixReport {
            fixed: fixed_text.fixed,
            fixed_by: fixed_text.fixed_by,
            texts: Some((source.text().to_owned(), fixed_text.source.text().to_owned())),
            rules: fixed_text.rules,
            ..FixReport::default()
        };
        for conflict in &fixed_text.conflicts {
            fix_report.problems.push(conflict.text(lang));
            fixed_text.findings.iter_mut().for_each(|finding| conflict.withhold(finding, lang));
        }
        let source = Arc::new(fixed_text.source);
        let outcome = Outcome {
            note: index,
            findings: fixed_text.findings,
            source: Some(source.clone()),
            fix_report: Some(fix_report),
            filtered: filtered.get(),
        };
        FixAttempt { outcome, deferred: (!fixed_text.deferred.is_empty()).then_some((source, fixed_text.deferred)) }
    }
}
