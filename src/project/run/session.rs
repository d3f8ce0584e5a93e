//! A project that is checked again and again while its notes change, as an editor needs it.
//!
//! What each note says of itself is kept, so a change analyzes one note. Only open notes are linted; of the others, only
//! the facts are kept. A [`View`](super::View) answers questions about one state of the session.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;

use super::analyze::{AnalyzedNote, AnalyzedNotes, Run, Unchecked, facts_of};
use super::note_cache::NoteCache;
use super::notes::{NotePath, Project};
use super::options::{Filter, RunOptions};
use crate::config::Errors;
use crate::config::rule_sets::RuleSets;
use crate::facts::Facts;
use crate::facts::files::FileTree;
use crate::finding::Lang;
use crate::terms::SpellingTotals;

/// A project with the analyses of its notes.
pub struct Session {
    project: Project,
    rules: RuleSets,
    filter: Option<Box<dyn Filter>>,
    lang: Lang,
    threads: NonZeroUsize,
    analyzed: AnalyzedNotes,
    /// Notes that have to be analyzed again, by their index.
    stale: BTreeSet<usize>,
    tree: FileTree,
    /// Counted over `analyzed`. A change counts one note again; counting all takes longer than checking that note.
    spellings: Arc<SpellingTotals>,
}

impl Session {
    /// A session over `project`, whose notes are all analyzed: those that are selected are open. `rules` are for all of
    /// its notes. `cache` saves analyzing notes that an earlier run has seen.
    pub fn new(
        project: Project,
        rules: RuleSets,
        filter: Option<Box<dyn Filter>>,
        (lang, threads): (Lang, NonZeroUsize),
        cache: Option<&dyn NoteCache>,
    ) -> Self {
        let options = RunOptions { terms: rules.terms(), cache, lang, threads, ..RunOptions::new(&rules) };
        let analyzed = Run { project: &project, options: &options }.analyze_notes();
        let tree = FileTree::new(project.files.clone());
        let spellings = Arc::new(SpellingTotals::of(facts_of(&project, &analyzed)));
        Self { project, rules, filter, lang, threads, analyzed, stale: BTreeSet::new(), tree, spellings }
    }

    /// The project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The rules of its notes.
    pub fn rules(&self) -> &RuleSets {
        &self.rules
    }

    /// The language of messages.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The files of the project.
    pub fn tree(&self) -> &FileTree {
        &self.tree
    }

    /// The index of the note at `path`, relative to the project.
    pub fn find(&self, path: &str) -> Option<usize> {
        self.project.notes.binary_search_by(|note| (*note.path).cmp(path)).ok()
    }

    /// The note at `index`.
    pub fn note(&self, index: usize) -> Option<&NotePath> {
        self.project.notes.get(index)
    }

    /// Opens the note at `index` with `text`, or replaces its text.
    pub fn open(&mut self, index: usize, text: String) {
        if let Some(note) = self.project.notes.get_mut(index) {
            note.text = Some(text);
            note.selected = true;
            self.stale.insert(index);
        }
    }

    /// Closes the note at `index`: its text is that of the file again.
    pub fn close(&mut self, index: usize) {
        if let Some(note) = self.project.notes.get_mut(index) {
            note.text = None;
            note.selected = false;
            self.stale.insert(index);
        }
    }

    /// Replaces the notes with those of `project`, the same project after files were created, deleted or written. Open
    /// notes have to be selected in it, with their texts. Notes are analyzed again if they are new, or their paths are
    /// in `written`.
    ///
    /// # Errors
    /// Errors in the configuration of a new note. The session is then as it was.
    pub fn update(&mut self, project: Project, written: &BTreeSet<String>) -> Result<(), Errors> {
        let mut errors = Errors::new();
        let added: Vec<&NotePath> = project.notes.iter().filter(|note| self.find(&note.path).is_none()).collect();
        for note in added {
            match self.rules.add_note(&note.path) {
                Ok(more) => errors.extend(more),
                Err(error) => errors.push(error),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let old = std::mem::take(&mut self.analyzed);
        let mut known: BTreeMap<String, (NotePath, Result<AnalyzedNote, Unchecked>)> = BTreeMap::new();
        for (index, (note, analyzed)) in self.project.notes.drain(..).zip(old).enumerate() {
            if !self.stale.contains(&index) {
                known.insert(note.path.clone(), (note, analyzed));
            }
        }
        self.stale.clear();
        for (index, note) in project.notes.iter().enumerate() {
            let same = |(old, _): &(NotePath, _)| old.selected == note.selected && old.text == note.text;
            let kept = known.remove(&note.path).filter(|known| same(known) && !written.contains(&note.path));
            self.analyzed.push(kept.map_or(Err(Unchecked::Pending), |(_, analyzed)| analyzed));
            if matches!(self.analyzed.last(), Some(Err(Unchecked::Pending))) {
                self.stale.insert(index);
            }
        }
        self.tree = FileTree::new(project.files.clone());
        self.project = project;
        self.spellings = Arc::new(SpellingTotals::of(facts_of(&self.project, &self.analyzed)));
        Ok(())
    }

    /// Analyzes the notes that changed. Call it before [`View::new`](super::View::new).
    pub fn refresh(&mut self) {
        let stale: Vec<usize> = std::mem::take(&mut self.stale).into_iter().collect();
        let options = self.options();
        let fresh = Run { project: &self.project, options: &options }.analyze_anew(&stale, &self.analyzed);
        for (index, analyzed) in stale.into_iter().zip(fresh) {
            self.replace(index, analyzed);
        }
    }

    /// Replaces the analysis of the note at `index`.
    fn replace(&mut self, index: usize, analyzed: Result<AnalyzedNote, Unchecked>) {
        let old = std::mem::replace(&mut self.analyzed[index], analyzed);
        let none = Facts::default();
        let path = &*self.project.notes[index].path;
        let others = || facts_of(&self.project, &self.analyzed);
        let new = self.analyzed[index].as_ref().map_or(&none, |analyzed| &analyzed.analysis.facts);
        let old = old.as_ref().map_or(&none, |analyzed| &analyzed.analysis.facts);
        Arc::make_mut(&mut self.spellings).replace(path, old, new, others);
    }

    /// The options of a run over it.
    pub fn options(&self) -> RunOptions<'_> {
        RunOptions {
            terms: self.rules.terms(),
            filter: self.filter.as_deref(),
            lang: self.lang,
            threads: self.threads,
            ..RunOptions::new(&self.rules)
        }
    }

    pub(super) fn analyzed(&self) -> &AnalyzedNotes {
        &self.analyzed
    }

    pub(super) fn spellings(&self) -> Arc<SpellingTotals> {
        self.spellings.clone()
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("project", &self.project).field("lang", &self.lang).finish_non_exhaustive()
    }
}
