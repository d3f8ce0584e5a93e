//! The results of a run.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::finding::{Applicability, Finding, Lang, Meta};
use crate::lint::fix::count_fixes;
use crate::lint::panics::Panic;
use crate::rules::notes::internal_error;
use crate::text::source::{Source, Span};

/// The result for one selected note.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Index into [`Project::notes`](super::Project::notes).
    pub note: usize,
    /// Sorted by position, then by rule.
    pub findings: Vec<Finding>,
    /// The text that the findings refer to. `None` if there are none, or the text has to be read again.
    pub source: Option<Arc<Source>>,
    /// What `--fix` did.
    pub fix_report: Option<FixReport>,
    /// How many findings were filtered out.
    pub filtered: Filtered,
}

/// What `--fix` did to a note.
#[derive(Clone, Debug, Default)]
pub struct FixReport {
    /// The number of applied fixes.
    pub fixed: usize,
    /// The number of applied fixes of each rule, unordered.
    pub fixed_by: Vec<(&'static Meta, usize)>,
    /// The number of links that were updated to keep working.
    pub links: usize,
    /// Other notes that must be written together with this one, as indices into
    /// [`Project::notes`](super::Project::notes). Either all are written, or none.
    pub write_with: BTreeSet<usize>,
    /// The text before and after; only if nothing is to be written.
    pub texts: Option<(String, String)>,
    /// Messages about what went wrong.
    pub problems: Vec<String>,
    /// The rules whose fixes were applied, sorted by name.
    pub rules: Vec<&'static Meta>,
}

/// Options of `--fix`.
#[derive(Clone, Copy, Debug)]
pub struct FixMode {
    /// The least safe kind of fix to apply.
    pub allowed: Applicability,
    /// Whether to write files. Otherwise the result is in [`FixReport::texts`].
    pub write: bool,
}

/// The number of findings that were filtered out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filtered {
    /// Findings in the baseline.
    pub baseline: usize,
    /// Findings on unchanged lines.
    pub unchanged: usize,
}

impl Outcome {
    /// An outcome without findings.
    pub(super) fn empty(note: usize) -> Self {
        Self { note, findings: Vec::new(), source: None, fix_report: None, filtered: Filtered::default() }
    }

    /// Whether notelint failed on the note, so that findings may be missing.
    pub fn is_incomplete(&self) -> bool {
        internal_error::contains_internal_error(&self.findings)
    }

    /// Adds one finding for each source location in `panics`. These findings are not suppressed, filtered or in the
    /// baseline.
    pub(super) fn with_panics(mut self, panics: &[Panic], lang: Lang) -> Self {
        let first = |(index, panic): &(usize, &Panic)| panics[..*index].iter().all(|other| other.place != panic.place);
        let distinct = panics.iter().enumerate().filter(first);
        let errors: Vec<_> = distinct.map(|(_, panic)| internal_error::finding(panic, lang)).collect();
        self.findings.splice(0..0, errors);
        self
    }

    /// Adds the outcome of the next pass over the same note.
    fn merge(&mut self, new: Outcome) {
        let before = std::mem::replace(&mut self.findings, new.findings);
        keep_withheld(&before, &mut self.findings);
        self.source = new.source;
        self.filtered = new.filtered;
        let Some(later) = new.fix_report else { return };
        let report = self.fix_report.get_or_insert_default();
        report.fixed += later.fixed;
        count_fixes(&mut report.fixed_by, later.fixed_by);
        report.links += later.links;
        report.write_with.extend(later.write_with);
        report.rules.extend(later.rules);
        report.texts = match (report.texts.take(), later.texts) {
            (Some((first, _)), Some((_, last))) => Some((first, last)),
            (earlier, later) => earlier.or(later),
        };
        later.problems.into_iter().for_each(|problem| report.add_problem(problem));
    }
}

impl FixReport {
    pub(super) fn add_problem(&mut self, problem: String) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}

/// Adds the outcomes of the next pass. Notes without an outcome yet are added.
pub(super) fn merge(outcomes: &mut Vec<Outcome>, next: Vec<Outcome>) {
    for next in next {
        match outcomes.binary_search_by_key(&next.note, |outcome| outcome.note) {
            Ok(at) => outcomes[at].merge(next),
            Err(at) => outcomes.insert(at, next),
        }
    }
}

/// Marks findings whose fix was withheld before as withheld again, in the check that follows the fixes.
fn keep_withheld(old: &[Finding], new: &mut [Finding]) {
    let withheld = |finding: &&Finding| finding.withheld;
    for finding in old.iter().filter(withheld) {
        let same = |other: &&mut Finding| other.span == finding.span && other.rule.name == finding.rule.name;
        if let Some(same) = new.iter_mut().find(same) {
            *same = finding.clone();
        }
    }
}

/// Whether all spans of `findings` are valid in `source`. The file may have changed since it was checked.
pub fn spans_fit(findings: &[Finding], source: &Source) -> bool {
    let fits = |at: u32| source.text().is_char_boundary(at as usize);
    let span_fits = |span: Span| fits(span.start) && fits(span.end);
    findings.iter().all(|finding| {
        let edits = finding.fix.as_ref().map_or(&[][..], |fix| &fix.edits);
        span_fits(finding.span) && edits.iter().all(|edit| span_fits(edit.span))
    })
}
