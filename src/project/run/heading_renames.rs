//! Fixes that rename headings. They are proven before they are offered, and applied to several notes together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;

use super::analyze::Run;
use super::fix_note::FixAttempt;
use super::note_cache::{NoteCache, NoteId};
use super::notes::NotePath;
use super::outcome::{FixReport, Outcome, spans_fit};
use super::parallel::parallel;
use crate::facts::files::Lock;
use crate::finding::{Applicability, Finding, Fix, Meta, told};
use crate::links::heading_rename::{NoteSources, ObstacleReason};
use crate::links::linked_notes::has_links_to_headings;
use crate::lint::fix::conflicting_rules::distinct;
use crate::lint::fix::proof::prove;
use crate::lint::fix::units::{Changed, FixUnit, compose, largest};
use crate::lint::fix::{self, Backlinks, FixBasis, count_fixes};
use crate::lint::panics::{Task, catch};
use crate::lint::project::ProjectFacts;
use crate::message;
use crate::text::hash::{Hash, hash};
use crate::text::source::Source;
use crate::text::sync::lock;

/// The texts of a project's notes; each is read once.
pub(super) struct SourceReader<'a, 'f> {
    run: &'a Run<'a>,
    facts: &'a ProjectFacts<'f>,
    only_input: bool,
    read: Mutex<FxHashMap<String, Option<Arc<Source>>>>,
}

impl<'a, 'f> SourceReader<'a, 'f> {
    pub(super) fn new(run: &'a Run<'a>, facts: &'a ProjectFacts<'f>) -> Self {
        let only_input = run.project.notes.iter().any(|note| note.from_input);
        Self { run, facts, only_input, read: Mutex::default() }
    }
}

impl NoteSources for SourceReader<'_, '_> {
    fn source(&self, path: &str) -> Option<Arc<Source>> {
        if let Some(known) = lock(&self.read).get(path) {
            return known.clone();
        }
        let source = self.run.note_at(path).and_then(|(_, note)| self.run.read(note).ok()).map(Arc::new);
        lock(&self.read).insert(path.to_owned(), source.clone());
        source
    }

    fn barrier(&self, path: &str) -> Option<ObstacleReason> {
        let (_, note) = self.run.note_at(path)?;
        if self.only_input && !note.from_input {
            return Some(ObstacleReason::OnlyInput);
        }
        if self.facts.index().facts(path).is_some_and(|facts| !facts.conflicts.is_empty()) {
            return Some(ObstacleReason::Conflict);
        }
        self.run.lock(note).map(|_| ObstacleReason::Locked)
    }
}

impl Run<'_> {
    /// What prevents `note` from being written.
    fn lock(&self, note: &NotePath) -> Option<Lock> {
        // The text from standard input is written to standard output.
        if note.from_input { None } else { self.project.files.lock(note.place()) }
    }

    fn note_at(&self, path: &str) -> Option<(usize, &NotePath)> {
        let index = self.project.notes.binary_search_by(|note| (*note.path).cmp(path)).ok()?;
        Some((index, &self.project.notes[index]))
    }

    /// `outcome` with every fix either proven or withheld. `basis` is what is kept of its note.
    pub(super) fn proven(&self, mut outcome: Outcome, facts: &ProjectFacts<'_>, basis: &FixBasis) -> Outcome {
        let is_offered = |fix: &Fix| fix.applicability != Applicability::Manual;
        if !outcome.findings.iter().any(|finding| finding.fix.as_ref().is_some_and(is_offered)) {
            return outcome;
        }
        let note = &self.project.notes[outcome.note];
        if let Some(lock) = self.lock(note) {
            let why = match lock {
                Lock::File => message!("the file is read-only", "ファイルが読み取り専用になっているため"),
                Lock::Folder => message!("its folder is read-only", "フォルダーが読み取り専用になっているため"),
            };
            let offered = |finding: &&mut Finding| finding.fix.as_ref().is_some_and(is_offered);
            outcome.findings.iter_mut().filter(offered).for_each(|finding| finding.withhold(&why, self.options.lang));
            return outcome;
        }
        // An edit outside the text is a bug in a rule. It is reported when the fix is applied.
        let Some(source) = outcome.source.clone().filter(|source| spans_fit(&outcome.findings, source)) else {
            return outcome;
        };
        let cache = self.proof_cache(note, &source, facts);
        if cache.is_some_and(|(cache, key)| cache.are_proven(&key, &outcome.findings)) {
            return outcome;
        }
        let note = Backlinks { project: &facts.links, path: &note.path };
        match catch(|| prove(note, &source, &outcome.findings, &SourceReader::new(self, facts), basis)) {
            Ok(proofs) => {
                if let Some((cache, key)) = cache.filter(|_| proofs.is_empty()) {
                    cache.put_proven(key, &outcome.findings);
                }
                for (index, proof) in proofs {
                    proof.annotate(&mut outcome.findings[index], self.options.lang);
                }
                outcome
            }
            Err(panic) => outcome.with_panics(&[panic.during(Task::Fix)], self.options.lang),
        }
    }

    /// The cache of proofs for `note` with the text `source`, and the key of the note. `None` if links lead to its headings: a proof
    /// depends on them.
    fn proof_cache(
        &self,
        note: &NotePath,
        source: &Source,
        facts: &ProjectFacts<'_>,
    ) -> Option<(&dyn NoteCache, Hash)> {
        let cache = self.options.cache.filter(|_| self.options.web.is_none())?;
        if has_links_to_headings(&facts.links, &note.path) {
            return None;
        }
        let inputs = self.inputs(note);
        let text = hash(source.text().as_bytes());
        let id = NoteId { path: &note.path, profile: source.profile(), inputs: &inputs, text };
        Some((cache, cache.key(&id)))
    }

    /// Applies the deferred fixes of `attempts` in memory, with the edits of the links. The notes must not have changed
    /// since `attempts`. Fixes that would overlap are left for the next pass.
    pub(super) fn rename(&self, attempts: &[FixAttempt], facts: &ProjectFacts<'_>) -> Vec<Outcome> {
        let texts = SourceReader::new(self, facts);
        let deferred: Vec<_> =
            attempts.iter().filter_map(|attempt| Some((&attempt.outcome, attempt.deferred.as_ref()?))).collect();
        let units = parallel(self.options.threads, &deferred, |(outcome, (source, fixes))| {
            let note = Backlinks { project: &facts.links, path: &self.project.notes[outcome.note].path };
            let fixes = without_overlap(&outcome.findings, fixes);
            // A panic here happens again when the fix is proven, and is reported then.
            let unit = catch(|| largest(note, source, &outcome.findings, &fixes, &texts)).ok()??;
            let rules = distinct(unit.fixes.iter().map(|&fix| outcome.findings[fix].rule));
            Some((unit, (*outcome).clone(), rules))
        });
        let groups = grouped(units.into_iter().flatten(), facts);
        groups.into_iter().flat_map(|group| self.make(&group)).collect()
    }

    /// Applies `group`, units that share notes, and returns the outcomes of all notes it changes.
    fn make(&self, group: &[Renaming]) -> Vec<Outcome> {
        let changed = merged(group);
        let notes: Vec<usize> = changed.keys().filter_map(|path| Some(self.note_at(path)?.0)).collect();
        let all: BTreeSet<usize> = notes.iter().copied().collect();
        let outcomes = notes.into_iter().zip(changed.values()).map(|(note, change)| {
            let own = group.iter().find(|(_, outcome, _)| outcome.note == note);
            let mut fixed_by = Vec::new();
            if let Some((unit, outcome, _)) = own {
                let made = told(unit.fixes.iter().map(|&fix| &outcome.findings[fix]));
                count_fixes(&mut fixed_by, made.map(|finding| (finding.rule, 1)));
            }
            let fixed = fixed_by.iter().map(|(_, fixed)| fixed).sum();
            let fix_report = FixReport {
                fixed,
                fixed_by,
                links: own.map_or(0, |(unit, ..)| unit.plan.links),
                texts: Some((change.before.text().to_owned(), change.after())),
                rules: own.map(|(.., rules)| rules.clone()).unwrap_or_default(),
                write_with: all.clone(),
                ..FixReport::default()
            };
            let (findings, filtered) =
                own.map(|(_, outcome, _)| (outcome.findings.clone(), outcome.filtered)).unwrap_or_default();
            Outcome { findings, fix_report: Some(fix_report), filtered, ..Outcome::empty(note) }
        });
        outcomes.collect()
    }
}

/// A unit, the outcome of its note, and the rules whose fixes it applies.
type Renaming = (FixUnit, Outcome, Vec<&'static Meta>);

/// Those of `fixes` that can be applied together because they do not overlap.
fn without_overlap(findings: &[Finding], fixes: &[usize]) -> Vec<usize> {
    let others: Vec<usize> = (0..findings.len()).filter(|index| fixes.binary_search(index).is_err()).collect();
    fix::apply::choose(findings, Applicability::Unsafe, &others)
}

/// Groups units that share a note; these are applied together.
fn grouped(units: impl Iterator<Item = Renaming>, facts: &ProjectFacts<'_>) -> Vec<Vec<Renaming>> {
    let mut groups: Vec<Vec<Renaming>> = Vec::new();
    for unit in units {
        let shares = |group: &Vec<Renaming>| {
            let paths = group.iter().flat_map(|(other, ..)| &other.notes).map(|note| &note.path);
            paths.into_iter().any(|path| unit.0.notes.iter().any(|note| note.path == *path))
        };
        let (mut shared, rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(shares);
        groups = rest;
        if shared.is_empty() {
            groups.push(vec![unit]);
        } else if compose(shared.iter().flatten().chain([&unit]).map(|(unit, ..)| unit), &facts.links) {
            groups.push(shared.into_iter().flatten().chain([unit]).collect());
        } else {
            groups.append(&mut shared);
        }
    }
    groups
}

/// The changed notes of `units`, by path.
fn merged(units: &[Renaming]) -> BTreeMap<&str, Changed> {
    let mut notes: BTreeMap<&str, Changed> = BTreeMap::new();
    for note in units.iter().flat_map(|(unit, ..)| &unit.notes) {
        match notes.get_mut(&*note.path) {
            Some(known) => known.edits.extend(note.edits.iter().cloned()),
            None => drop(notes.insert(&note.path, note.clone())),
        }
    }
    for note in notes.values_mut() {
        note.edits.sort_by_key(|edit| edit.span);
    }
    notes
}
