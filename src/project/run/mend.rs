//! Fixing one note in memory.

use std::cell::Cell;
use std::sync::Arc;

use super::gather::{Run, Unchecked};
use super::outcome::{Mended, Outcome};
use crate::finding::{Applicability, Meta};
use crate::lint::fix::{self, Backlinks};
use crate::lint::project::ProjectFacts;
use crate::text::source::Source;

/// What came of fixing one note.
pub(super) struct Attempt {
    pub(super) outcome: Outcome,
    /// The text that the findings point into, and those whose fix takes edits of links too.
    pub(super) deferred: Option<(Arc<Source>, Vec<usize>)>,
}

impl From<Outcome> for Attempt {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, deferred: None }
    }
}

impl Run<'_> {
    /// Fixes the note of `checked`, which said `source` then, in memory, without the fixes of the rules `left_out`.
    pub(super) fn mend(
        &self,
        checked: &Outcome,
        source: &Source,
        facts: &ProjectFacts<'_>,
        allowed: Applicability,
        left_out: &[&'static Meta],
    ) -> Attempt {
        let index = checked.note;
        let note = &self.project.notes[index];
        let lang = self.options.lang;
        let held_back = Cell::new(checked.held_back);
        let backlinks = Some(Backlinks { project: &facts.links, path: &note.path });
        let how = fix::Options { allowed, left_out, backlinks };
        let lint = |source: &Source| {
            let linted = Ok(self.lint(note, Arc::new(source.clone()), None));
            let mut findings = self.finish(index, &linted, facts).complete();
            held_back.set(self.filter(index, Some(source), &mut findings));
            findings
        };
        // Somebody else may have written the note while links to the web were checked: it is fixed as it is now.
        let now = match self.read(note) {
            Ok(now) => now,
            Err(error) => {
                let finished = self.finish(index, &Err(Unchecked::Unreadable(error)), facts);
                return self.outcome(index, None, finished).into();
            }
        };
        let anew = if now.text() == source.text() { None } else { Some(lint(&now)) };
        let source = &now;
        let mut mended = fix::mend(source, anew.as_ref().unwrap_or(&checked.findings), &how, lint);
        let mut report = Mended {
            fixed: mended.fixed,
            fixed_by: mended.fixed_by,
            texts: Some((source.text().to_owned(), mended.source.text().to_owned())),
            rules: mended.rules,
            ..Mended::default()
        };
        for conflict in &mended.conflicts {
            report.trouble.push(conflict.text(lang));
            mended.findings.iter_mut().for_each(|finding| conflict.withhold(finding, lang));
        }
        let outcome =
            Outcome { note: index, findings: mended.findings, mended: Some(report), held_back: held_back.get() };
        let source = Arc::new(mended.source);
        Attempt { outcome, deferred: (!mended.deferred.is_empty()).then_some((source, mended.deferred)) }
    }
}
