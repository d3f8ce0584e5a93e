//! The second part of a run for a note: rules that need the project, suppression, sorting.

use super::analyze::{AnalyzedNote, Run, Unchecked};
use super::options::RunOptions;
use super::outcome::{Filtered, Outcome, spans_fit};
use crate::config::markdownlint::settings::problems as configure_problems;
use crate::finding::Finding;
use crate::lint::engine::Analysis;
use crate::lint::note::ProjectView;
use crate::lint::panics::Panic;
use crate::lint::project::ProjectFacts;
use crate::lint::rule::{Rule as _, Sink};
use crate::lint::suppression::Inline;
use crate::markdown::conflicts;
use crate::rules::notes::unreadable_file::UnreadableFile;
use crate::rules::notes::unused_suppression::UnusedSuppression;
use crate::text::source::Source;

/// The final findings of a note.
pub(super) struct NoteFindings {
    /// Sorted by position, then by rule.
    pub(super) findings: Vec<Finding>,
    /// Panics of rules, whose findings are missing.
    pub(super) panics: Vec<Panic>,
}

impl NoteFindings {
    pub(super) fn of(findings: Vec<Finding>) -> Self {
        Self { findings, panics: Vec::new() }
    }

    pub(super) fn panicked(panic: Panic) -> Self {
        Self { findings: Vec::new(), panics: vec![panic] }
    }

    /// The findings. Resumes a panic if there was one, because fixes are only applied if all findings are known.
    pub(super) fn complete(self) -> Vec<Finding> {
        match self.panics.into_iter().next() {
            Some(panic) => panic.resume(),
            None => self.findings,
        }
    }
}

impl Run<'_> {
    /// Runs the rules that need the facts of all notes, then suppresses and sorts findings.
    pub(super) fn project_findings(
        &self,
        index: usize,
        analyzed: &Result<AnalyzedNote, Unchecked>,
        facts: &ProjectFacts<'_>,
    ) -> NoteFindings {
        let note = &self.project.notes[index];
        let RunOptions { config, lang, .. } = *self.options;
        let AnalyzedNote { analysis, rules, found, .. } = match analyzed {
            Ok(analyzed) => analyzed,
            Err(Unchecked::Unreadable(error)) => {
                let rules = config.rules(&note.path, false, &Inline::default());
                let report = |sink: &mut Sink<'_>| UnreadableFile::report(error, sink);
                return NoteFindings::of(rules.in_name_of(&UnreadableFile::META, lang, report));
            }
            Err(Unchecked::Panicked(panic)) => return NoteFindings::panicked(panic.clone()),
            #[cfg(feature = "lsp")]
            Err(Unchecked::Pending) => return NoteFindings::of(Vec::new()),
        };
        let Analysis { facts: own, japanese, suppressions } = &**analysis;
        let view = ProjectView { path: &note.path, facts: own, project: facts, japanese: *japanese };
        let mut findings = found.findings.clone();
        let in_project = rules.lint_in_project(&view, lang);
        findings.extend(in_project.findings);
        let used = rules.suppress(suppressions, &mut findings);
        let mut unused = rules.in_name_of(&UnusedSuppression::META, lang, |sink| {
            rules.unused(suppressions, &used).iter().for_each(|unused| UnusedSuppression::report(unused, sink));
            for comment in suppressions.configure() {
                for problem in configure_problems(&comment.text) {
                    UnusedSuppression::report_configure(comment.span, &problem, sink);
                }
            }
        });
        rules.suppress(suppressions, &mut unused);
        findings.append(&mut unused);
        conflicts::skip_conflicts(&mut findings, &own.conflicts, |meta| rules.is_always_on(meta), lang);
        findings.sort_by(|a, b| (a.span, a.rule.name, &a.message).cmp(&(b.span, b.rule.name, &b.message)));
        NoteFindings { findings, panics: found.panics.iter().cloned().chain(in_project.panics).collect() }
    }

    /// The outcome of the note at `index` with what `find` finds in it; see [`Run::with_text`].
    pub(super) fn outcome_with_text(
        &self,
        index: usize,
        analyzed: &Result<AnalyzedNote, Unchecked>,
        find: impl Fn(&Result<AnalyzedNote, Unchecked>) -> NoteFindings,
    ) -> Outcome {
        let (source, found) = self.with_text(index, analyzed, find);
        let outcome = self.outcome(index, source.as_deref(), found);
        Outcome { source: source.filter(|_| !outcome.findings.is_empty()), ..outcome }
    }

    /// The outcome of the note at `index` with the text `source`.
    pub(super) fn outcome(&self, index: usize, source: Option<&Source>, finished: NoteFindings) -> Outcome {
        let NoteFindings { mut findings, panics } = finished;
        let source = source.filter(|source| spans_fit(&findings, source));
        let filtered = self.filter(index, source, &mut findings);
        Outcome { findings, filtered, ..Outcome::empty(index) }.with_panics(&panics, self.options.lang)
    }

    pub(super) fn filter(&self, index: usize, source: Option<&Source>, findings: &mut Vec<Finding>) -> Filtered {
        let filter = self.options.filter;
        filter.map(|filter| filter.filter(&self.project.notes[index], source, findings)).unwrap_or_default()
    }
}
