//! Fixes that rename headings: proven before they are announced, and made over several notes at once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::{Attempt, Mended, Mending, NotePath, Outcome, Run, parallel, point_into};
use crate::fix::proof::prove;
use crate::fix::units::{Changed, Unit, compose, largest};
use crate::fix::{self, Applicability, Backlinks};
use crate::links::rename::Notes;
use crate::message;
use crate::project::ProjectFacts;
use crate::source::Source;

/// The texts of a project's notes, each read once.
struct Texts<'a> {
    run: &'a Run<'a>,
    only_input: bool,
    read: Mutex<FxHashMap<String, Option<Arc<Source>>>>,
}

impl<'a> Texts<'a> {
    fn new(run: &'a Run<'a>) -> Self {
        let only_input = run.project.notes.iter().any(|note| note.from_input);
        Self { run, only_input, read: Mutex::default() }
    }
}

impl Notes for Texts<'_> {
    fn source(&self, path: &str) -> Option<Arc<Source>> {
        let read = || self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read().get(path) {
            return known.clone();
        }
        let source = self.run.note_at(path).and_then(|(_, note)| self.run.read(note).ok()).map(Arc::new);
        read().insert(path.to_owned(), source.clone());
        source
    }

    fn may_change(&self, path: &str) -> bool {
        !self.only_input || self.run.note_at(path).is_some_and(|(_, note)| note.from_input)
    }
}

/// What a unit, or several that share notes, has come to.
pub(super) struct Renamed {
    /// The note, as an index into the project's.
    pub(super) note: usize,
    pub(super) mended: Mended,
}

impl Run<'_> {
    fn note_at(&self, path: &str) -> Option<(usize, &NotePath)> {
        let index = self.project.notes.binary_search_by(|note| (*note.path).cmp(path)).ok()?;
        Some((index, &self.project.notes[index]))
    }

    /// `outcome`, where each fix is one that `--fix` makes, or is withheld.
    pub(super) fn proven(&self, mut outcome: Outcome, facts: &ProjectFacts<'_>) -> Outcome {
        let is_offered = |fix: &fix::Fix| fix.applicability != Applicability::Manual;
        if !outcome.findings.iter().any(|finding| finding.fix.as_ref().is_some_and(is_offered)) {
            return outcome;
        }
        let note = &self.project.notes[outcome.note];
        let Some(source) = self.read(note).ok().filter(|source| point_into(&outcome.findings, source)) else {
            return outcome;
        };
        let note = Backlinks { project: facts, path: &note.path };
        for (index, proof) in prove(note, &Arc::new(source), &outcome.findings, &Texts::new(self)) {
            proof.tell(&mut outcome.findings[index], self.settings.lang);
        }
        outcome
    }

    /// Makes the fixes that were deferred in `attempts`, which found all notes as they are, together with the edits of the
    /// links. What would get in each other's way waits for the next pass.
    pub(super) fn rename(&self, attempts: &[Attempt], facts: &ProjectFacts<'_>, mending: Mending) -> Vec<Renamed> {
        let texts = Texts::new(self);
        let deferred: Vec<_> =
            attempts.iter().filter_map(|attempt| Some((&attempt.outcome, attempt.deferred.as_ref()?))).collect();
        let units = parallel(self.settings.threads, &deferred, |(outcome, (source, fixes))| {
            let note = Backlinks { project: facts, path: &self.project.notes[outcome.note].path };
            let fixes = without_overlap(&outcome.findings, fixes);
            largest(note, source, &outcome.findings, &fixes, &texts)
        });
        let groups = grouped(units.into_iter().flatten(), facts);
        groups.into_iter().flat_map(|group| self.make(&group, mending)).collect()
    }

    /// Makes the units of `group`, all or none.
    fn make(&self, group: &[Unit], mending: Mending) -> Vec<Renamed> {
        let lang = self.settings.lang;
        let changed = merged(group);
        let located: Option<Vec<_>> = changed.values().map(|change| self.note_at(&change.path)).collect();
        let Some(notes) = located else { return Vec::new() };
        let texts: Vec<_> = changed.values().map(|change| (change.before.text(), change.after())).collect();
        let mut renamed: Vec<_> =
            notes.iter().map(|(note, _)| Renamed { note: *note, mended: Mended::default() }).collect();
        let main =
            |unit: &Unit| changed.keys().position(|path| unit.notes.first().is_some_and(|first| *first.path == **path));
        if mending.write {
            let files = notes.iter().zip(&texts).map(|((_, note), (before, after))| (note.place(), *before, &**after));
            if let Err((at, error)) = fix::write::replace_all(&files.collect::<Vec<_>>()) {
                for unit in group {
                    let Some(main) = main(unit) else { continue };
                    let (path, why) = (&notes[at].1.path, error.text(lang));
                    let text = if at == main {
                        why
                    } else {
                        message!(
                            "`{path}`, which links to a heading here, can't be changed with it: {why}",
                            "この見出しにリンクしている `{path}` を変更できない: {why}"
                        )
                        .text(lang)
                    };
                    renamed[main].mended.trouble.push(text);
                }
                return renamed;
            }
        }
        for unit in group {
            if let Some(main) = main(unit) {
                renamed[main].mended.fixed += unit.fixes.len();
                renamed[main].mended.links += unit.plan.links;
            }
        }
        if !mending.write {
            for (renamed, (before, after)) in renamed.iter_mut().zip(texts) {
                renamed.mended.texts = Some((before.to_owned(), after));
            }
        }
        renamed
    }
}

/// Those of `fixes` that can be made together.
fn without_overlap(findings: &[crate::finding::Finding], fixes: &[usize]) -> Vec<usize> {
    let others: Vec<usize> = (0..findings.len()).filter(|index| fixes.binary_search(index).is_err()).collect();
    fix::apply::choose(findings, Applicability::Unsafe, &others)
}

/// Units that share a note are made together.
fn grouped(units: impl Iterator<Item = Unit>, facts: &ProjectFacts<'_>) -> Vec<Vec<Unit>> {
    let mut groups: Vec<Vec<Unit>> = Vec::new();
    for unit in units {
        let shares = |group: &Vec<Unit>| {
            let paths = group.iter().flat_map(|other| &other.notes).map(|note| &note.path);
            paths.into_iter().any(|path| unit.notes.iter().any(|note| note.path == *path))
        };
        let (mut shared, rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(shares);
        groups = rest;
        if shared.is_empty() {
            groups.push(vec![unit]);
        } else if compose(shared.iter().flatten().chain([&unit]), facts) {
            groups.push(shared.into_iter().flatten().chain([unit]).collect());
        } else {
            groups.append(&mut shared);
        }
    }
    groups
}

/// What becomes of the notes of `units`, by path.
fn merged(units: &[Unit]) -> BTreeMap<&str, Changed> {
    let mut notes: BTreeMap<&str, Changed> = BTreeMap::new();
    for note in units.iter().flat_map(|unit| &unit.notes) {
        match notes.get_mut(&*note.path) {
            Some(known) => known.edits.extend(note.edits.iter().cloned()),
            None => drop(notes.insert(&note.path, note.clone())),
        }
    }
    notes.values_mut().for_each(|note| note.edits.sort_by_key(|edit| edit.span));
    notes
}
