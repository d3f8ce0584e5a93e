//! Fixes a project in memory, in passes, until nothing is left to fix.

use std::collections::BTreeMap;

use super::analyze::{AnalyzedNotes, Run};
use super::fix_note::FixAttempt;
use super::notes::Project;
use super::options::RunOptions;
use super::outcome::{Outcome, merge};
use super::parallel::parallel;
use crate::facts::files::FileTree;
use crate::finding::{Applicability, Meta};
use crate::lint::fix::conflicting_rules::ConflictingRules;
use crate::lint::fix::{FixBasis, apply};
use crate::lint::panics::catch;

/// The maximum number of passes. Applied fixes change the facts, and thus the findings. Fixes that need more passes are
/// considered endless.
const MAX_PASSES: usize = 10;

/// Fixes the selected notes of `project` in memory until nothing is left to fix. Returns the outcomes after that, also
/// for unselected notes in which a link was updated.
pub fn fix_texts(project: &Project, options: &RunOptions<'_>, allowed: Applicability) -> Vec<Outcome> {
    let run = Run { project, options };
    let Converged { mut outcomes, open, analyzed } = fix_in_memory(&run, allowed);
    // Findings with a withheld fix are still there.
    if open {
        let fixed = run.with(&texts(&outcomes));
        merge(&mut outcomes, Run { project: &fixed, options }.check_analyzed(&analyzed));
    }
    outcomes
}

/// The notes after fixing them in memory.
pub(super) struct Converged {
    pub(super) outcomes: Vec<Outcome>,
    /// Whether a finding with a withheld fix is left.
    pub(super) open: bool,
    /// The notes with their fixed texts.
    pub(super) analyzed: AnalyzedNotes,
}

/// Fixes the notes in memory.
pub(super) fn fix_in_memory(run: &Run<'_>, allowed: Applicability) -> Converged {
    let options = run.options;
    let mut left_out = ExcludedRules::default();
    let mut converged = loop {
        match run.converge(allowed, &left_out) {
            Ok(converged) => break converged,
            Err(conflicts) => left_out.add(conflicts),
        }
    };
    for outcome in &mut converged.outcomes {
        for conflict in left_out.of(outcome.note) {
            outcome.findings.iter_mut().for_each(|finding| conflict.withhold(finding, options.lang));
            outcome.fix_report.get_or_insert_default().add_problem(conflict.text(options.lang));
        }
    }
    converged
}

/// Rules whose fixes are not applied to a note, by the note's index, because they conflict with fixes in other notes.
#[derive(Default)]
struct ExcludedRules(BTreeMap<usize, Vec<ConflictingRules>>);

impl ExcludedRules {
    fn add(&mut self, conflicts: BTreeMap<usize, ConflictingRules>) {
        for (note, conflict) in conflicts {
            self.0.entry(note).or_default().push(conflict);
        }
    }

    fn of(&self, note: usize) -> &[ConflictingRules] {
        self.0.get(&note).map_or(&[], Vec::as_slice)
    }

    fn rules(&self, note: usize) -> Vec<&'static Meta> {
        self.of(note).iter().flat_map(|conflict| &conflict.rules).copied().collect()
    }
}

/// The texts of changed notes, by the note's index.
type FixedTexts = BTreeMap<usize, String>;

/// The rules whose fixes a pass applied, by the note's index.
type AppliedRules = BTreeMap<usize, Vec<&'static Meta>>;

impl Run<'_> {
    /// Fixes the notes in memory until a pass applies no fix. It is open if that pass tried to apply one.
    ///
    /// # Errors
    /// If the passes form a cycle or do not end: the rules to exclude, by the note's index.
    fn converge(
        &self,
        allowed: Applicability,
        left_out: &ExcludedRules,
    ) -> Result<Converged, BTreeMap<usize, ConflictingRules>> {
        let tried = |outcomes: &[Outcome]| outcomes.iter().any(|outcome| outcome.fix_report.is_some());
        let mut analyzed = self.analyze_notes();
        let mut outcomes = self.pass(&analyzed, allowed, left_out);
        let mut open = tried(&outcomes);
        let mut states = vec![FixedTexts::new()];
        let mut made = vec![made_by(&outcomes)];
        for _ in 0..MAX_PASSES {
            if made.last().is_none_or(BTreeMap::is_empty) {
                return Ok(Converged { outcomes, open, analyzed });
            }
            let texts = texts(&outcomes);
            if let Some(first) = states.iter().position(|state| *state == texts) {
                return Err(conflicts(&made[first..], true));
            }
            let project = self.with(&texts);
            let run = Run { project: &project, options: self.options };
            let fixed = changed(states.last(), &texts);
            for (index, fresh) in fixed.iter().zip(run.analyze_anew(&fixed, &AnalyzedNotes::new())) {
                analyzed[*index] = fresh;
            }
            let next = run.pass(&analyzed, allowed, left_out);
            open = tried(&next);
            made.push(made_by(&next));
            states.push(texts);
            merge(&mut outcomes, next);
        }
        match made.last() {
            Some(last) if !last.is_empty() => Err(conflicts(std::slice::from_ref(last), false)),
            _ => Ok(Converged { outcomes, open, analyzed }),
        }
    }

    /// The project with the changed notes `texts`.
    fn with(&self, texts: &FixedTexts) -> Project {
        let mut notes = self.project.notes.clone();
        for (note, text) in texts {
            notes[*note].text = Some(text.clone());
        }
        Project { root: self.project.root.clone(), notes, files: self.project.files.clone() }
    }

    /// Checks the `analyzed` notes and fixes each once, based on the facts before the pass. Headings that have links are renamed
    /// only when nothing else is left to fix, because that needs up-to-date facts.
    fn pass(&self, analyzed: &AnalyzedNotes, allowed: Applicability, left_out: &ExcludedRules) -> Vec<Outcome> {
        let tree = FileTree::new(self.project.files.clone());
        let facts = match catch(|| self.facts(analyzed, &tree)) {
            Ok(facts) => facts,
            Err(panic) => return self.selected(|index| self.without_project(index, &analyzed[index], &panic)),
        };
        let attempts = self.selected(|index| {
            let outcome = self.check(index, &analyzed[index], &facts);
            if outcome.is_incomplete() || apply::choose(&outcome.findings, allowed, &[]).is_empty() {
                return outcome.into();
            }
            let Some(source) = outcome.source.clone() else { return outcome.into() };
            self.or_unchanged(&outcome, &source, allowed, || {
                self.fix_note(&outcome, &source, &facts, allowed, &left_out.rules(index))
            })
        });
        let is_fixed =
            |attempt: &FixAttempt| attempt.outcome.fix_report.as_ref().is_some_and(|fix_report| fix_report.fixed > 0);
        let fixed = attempts.iter().any(is_fixed);
        let renamed = if fixed { Vec::new() } else { self.rename(&attempts, &facts) };
        let mut outcomes: Vec<_> = attempts.into_iter().map(|attempt| attempt.outcome).collect();
        if !fixed && renamed.is_empty() {
            return parallel(self.options.threads, &outcomes, |outcome| {
                self.proven(outcome.clone(), &facts, &FixBasis::default())
            });
        }
        merge(&mut outcomes, renamed);
        outcomes
    }
}

fn made_by(outcomes: &[Outcome]) -> AppliedRules {
    let fix_report = outcomes.iter().filter_map(|outcome| Some((outcome.note, outcome.fix_report.as_ref()?)));
    fix_report
        .filter(|(_, fix_report)| fix_report.fixed > 0)
        .map(|(note, fix_report)| (note, fix_report.rules.clone()))
        .collect()
}

/// The indexes of the notes whose texts differ between the states `before` and `after`, sorted.
fn changed(before: Option<&FixedTexts>, after: &FixedTexts) -> Vec<usize> {
    let before = |note| before.and_then(|before| before.get(note));
    after.iter().filter(|(note, text)| before(note) != Some(text)).map(|(note, _)| *note).collect()
}

fn texts(outcomes: &[Outcome]) -> FixedTexts {
    let changed = |outcome: &Outcome| {
        let (before, after) = outcome.fix_report.as_ref()?.texts.as_ref()?;
        (before != after).then(|| (outcome.note, after.clone()))
    };
    outcomes.iter().filter_map(changed).collect()
}

/// The conflicting rules of each note, if the fixes of `passes` do not converge. A cycle may involve several notes, so
/// each note gets the rules of all.
fn conflicts(passes: &[AppliedRules], circle: bool) -> BTreeMap<usize, ConflictingRules> {
    let rules = || passes.iter().flat_map(BTreeMap::values).flatten().copied();
    let notes = passes.iter().flat_map(BTreeMap::keys);
    notes.map(|note| (*note, ConflictingRules::new(rules(), circle))).collect()
}
