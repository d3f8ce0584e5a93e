//! What a run says of a note.

use std::collections::BTreeSet;

use crate::finding::{Applicability, Finding, Lang, Meta};
use crate::lint::fix::count_fixes;
use crate::lint::panics::Panic;
use crate::rules::notes::internal_error;
use crate::text::source::{Source, Span};

/// What a run found in one selected note.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Index into [`Project::notes`](super::Project::notes).
    pub note: usize,
    /// Sorted by place, then by rule.
    pub findings: Vec<Finding>,
    /// What `--fix` did.
    pub fix_report: Option<FixReport>,
    /// How many findings are left out.
    pub filtered: Filtered,
}

/// What became of a note under `--fix`.
#[derive(Clone, Debug, Default)]
pub struct FixReport {
    /// How many fixes were made.
    pub fixed: usize,
    /// How many of each rule, in no order.
    pub fixed_by: Vec<(&'static Meta, usize)>,
    /// How many links were changed so that they lead where they led.
    pub links: usize,
    /// The other notes that are written together with this one or not at all, as indexes into [`Project::notes`](super::Project::notes).
    pub write_with: BTreeSet<usize>,
    /// Text before and after; only where nothing was to be written.
    pub texts: Option<(String, String)>,
    /// What went wrong, in words.
    pub problems: Vec<String>,
    /// The rules whose fixes were made, sorted by name.
    pub rules: Vec<&'static Meta>,
}

/// How to mend.
#[derive(Clone, Copy, Debug)]
pub struct FixMode {
    /// The boldest fix to make.
    pub allowed: Applicability,
    /// Whether to write; otherwise [`FixReport::texts`] say what would be written.
    pub write: bool,
}

/// How many findings a run is not about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filtered {
    /// Those that the baseline knows.
    pub baseline: usize,
    /// Those on lines that did not change.
    pub unchanged: usize,
}

impl Outcome {
    /// Whether notelint failed on the note: its findings are not complete.
    pub fn is_incomplete(&self) -> bool {
        internal_error::contains_internal_error(&self.findings)
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

    /// The same note after one more pass.
    fn merge(&mut self, new: Outcome) {
        let before = std::mem::replace(&mut self.findings, new.findings);
        keep_withheld(&before, &mut self.findings);
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

/// Each of `outcomes` after one more pass. One of a note that has none yet is added.
pub(super) fn merge(outcomes: &mut Vec<Outcome>, next: Vec<Outcome>) {
    for next in next {
        match outcomes.binary_search_by_key(&next.note, |outcome| outcome.note) {
            Ok(at) => outcomes[at].merge(next),
            Err(at) => outcomes.insert(at, next),
        }
    }
}

/// A fix that was withheld stays so in the findings of the check that follows the fixes.
fn keep_withheld(old: &[Finding], new: &mut [Finding]) {
    let withheld = |finding: &&Finding| finding.withheld;
    for finding in old.iter().filter(withheld) {
        let same = |other: &&mut Finding| other.span == finding.span && other.rule.name == finding.rule.name;
        if let Some(same) = new.iter_mut().find(same) {
            *same = finding.clone();
        }
    }
}

/// Whether `findings` can be those of `source`, which may have been written anew meanwhile.
pub fn spans_fit(findings: &[Finding], source: &Source) -> bool {
    let fits = |at: u32| source.text().is_char_boundary(at as usize);
    let span_fits = |span: Span| fits(span.start) && fits(span.end);
    findings.iter().all(|finding| {
        let edits = finding.fix.as_ref().map_or(&[][..], |fix| &fix.edits);
        span_fits(finding.span) && edits.iter().all(|edit| span_fits(edit.span))
    })
}
