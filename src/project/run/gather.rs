//! The first half of a run: every note by itself, then what the notes say to each other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::note_cache::NoteCache;
use super::notes::{NotePath, Project};
use super::options::Options;
use super::parallel::parallel;
use crate::facts::files::FileTree;
use crate::links::linked;
use crate::links::verdict::{Verdicts, Wanted};
use crate::lint::engine::{Analysis, Inputs, Unparsed};
use crate::lint::panics::{Panic, catch};
use crate::lint::project::ProjectFacts;
use crate::lint::rule::Needs;
use crate::lint::rule_set::{Found, RuleSet};
use crate::text::read::ReadError;
use crate::text::source::Source;

/// A run over a project.
pub(super) struct Run<'a> {
    pub(super) project: &'a Project,
    pub(super) options: &'a Options<'a>,
}

/// What is known of a note by itself.
pub(super) struct Linted {
    /// The text, of a selected note.
    pub(super) source: Option<Arc<Source>>,
    pub(super) analysis: Analysis,
    /// The rules of the note; none of one that is not selected.
    pub(super) rules: Arc<RuleSet>,
    /// What they found, not yet suppressed.
    pub(super) found: Found,
}

/// Why a note has no Facts and was not checked.
#[derive(Debug)]
pub(super) enum Unchecked {
    /// It can't be read.
    Unreadable(ReadError),
    /// notelint failed before it had its Facts.
    Panicked(Panic),
}

/// The notes of a project, in its order.
pub(super) type Gathered = Vec<Result<Linted, Unchecked>>;

impl Run<'_> {
    /// The first half: every note by itself.
    pub(super) fn gather(&self) -> Gathered {
        let cache = self.options.cache.filter(|_| self.options.web.is_none());
        let lint = |note: &NotePath| {
            let source = self.read(note).map_err(Unchecked::Unreadable)?;
            Ok(self.lint(note, Arc::new(source), cache))
        };
        parallel(self.options.threads, &self.project.notes, |note| {
            catch(|| lint(note)).unwrap_or_else(|panic| Err(Unchecked::Panicked(panic)))
        })
    }

    pub(super) fn read(&self, note: &NotePath) -> Result<Source, ReadError> {
        self.project.read(note).map(|source| source.with_flavour(self.options.config.flavour(&note.path)))
    }

    /// What is known of `note`, which says `source`, by itself: from the `cache` as far as it knows.
    pub(super) fn lint(&self, note: &NotePath, source: Arc<Source>, cache: Option<&dyn NoteCache>) -> Linted {
        let Options { config, terms, web, lang, .. } = *self.options;
        let habits = config.needs().contain(Needs::HABITS);
        let unparsed = Unparsed::new(&note.path, &source, Inputs { terms, settings: config.links(&note.path), habits });
        let cache = cache.map(|cache| (cache, cache.key(&unparsed)));
        let mut analysis =
            cache.and_then(|(cache, key)| cache.analysis(&key, unparsed.inputs())).unwrap_or_else(|| {
                let analysis = unparsed.analyze();
                cache.inspect(|(cache, key)| cache.put_analysis(*key, &analysis));
                analysis
            });
        if !note.selected {
            return Linted { source: None, analysis, rules: Arc::default(), found: Found::default() };
        }
        let rules = config.rules(&note.path, analysis.japanese, &analysis.suppressions.inline());
        if let Some(web) = web.filter(|_| rules.needs().contain(Needs::VERDICTS)) {
            analysis.facts.far = unparsed.external_links(web);
        }
        let known = cache.and_then(|(cache, key)| cache.findings(&key, &rules));
        let known = known.map(|findings| Found { findings, panics: Vec::new() });
        let found = known.unwrap_or_else(|| {
            let found = unparsed.lint(&rules, lang);
            cache
                .filter(|_| found.panics.is_empty())
                .inspect(|(cache, key)| cache.put_findings(*key, &rules, &found.findings));
            found
        });
        drop(unparsed);
        Linted { source: Some(source), analysis, rules, found }
    }

    pub(super) fn facts<'a>(&'a self, linted: &'a Gathered, tree: &'a FileTree) -> ProjectFacts<'a> {
        let readable = self.project.notes.iter().zip(linted);
        let facts = readable.filter_map(|(note, linted)| Some((&*note.path, &linted.as_ref().ok()?.analysis.facts)));
        let facts = ProjectFacts::new(facts, tree).with_verdicts(self.verdicts(linted));
        if linted.iter().flatten().any(|linted| linted.rules.needs().contain(Needs::LINKED)) {
            let linked = self.linked(&facts);
            return facts.with_linked(linked);
        }
        facts
    }

    /// Follows all links of the project.
    fn linked(&self, facts: &ProjectFacts<'_>) -> linked::Linked {
        let notes: Vec<_> = facts.index().notes().collect();
        let parts: Vec<_> = notes.chunks(64).collect();
        let follow = |notes: &&[_]| linked::Linked::of(&facts.links, notes.iter().copied());
        parallel(self.options.threads, &parts, follow).into_iter().collect()
    }

    /// Looks at the links to the web of the selected notes, at each address once.
    fn verdicts(&self, linted: &Gathered) -> Verdicts {
        let Some(web) = self.options.web else { return Verdicts::default() };
        let mut wanted: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for link in linted.iter().flatten().flat_map(|linted| &linted.analysis.facts.far) {
            wanted.entry(&link.url).or_default().extend(link.fragment.as_deref());
        }
        let wanted = wanted.into_iter().map(|(url, fragments)| Wanted {
            url: url.into(),
            fragments: fragments.into_iter().map(Into::into).collect(),
        });
        web.look(&wanted.collect::<Vec<_>>())
    }

    pub(super) fn selected<R: Send>(&self, work: impl Fn(usize) -> R + Sync) -> Vec<R> {
        let notes = &self.project.notes;
        let selected: Vec<usize> = (0..notes.len()).filter(|&index| notes[index].selected).collect();
        parallel(self.options.threads, &selected, |&index| work(index))
    }
}
