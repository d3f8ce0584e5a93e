//! The first part of a run: analyzes every note by itself, then collects the facts of the project.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::note_cache::{NoteCache, NoteId};
use super::note_text::NoteText;
use super::notes::{NotePath, Project};
use super::options::RunOptions;
use super::parallel::parallel;
use crate::facts::Facts;
use crate::facts::files::FileTree;
use crate::facts::index::ProjectIndex;
use crate::finding::Finding;
use crate::links::link_status::{LinkRequest, LinkStatuses};
use crate::links::linked_notes;
use crate::lint::engine::{Analysis, Inputs, Unparsed};
use crate::lint::fix::FixBasis;
use crate::lint::panics::{Panic, catch};
use crate::lint::project::ProjectFacts;
use crate::lint::rule::Needs;
use crate::lint::rule_set::{RuleFindings, RuleSet};
use crate::terms::SpellingTotals;
use crate::text::hash::{Hash, hash};
use crate::text::read::ReadError;
use crate::text::source::Source;

/// A run over a project.
pub(super) struct Run<'a> {
    pub(super) project: &'a Project,
    pub(super) options: &'a RunOptions<'a>,
}

/// The analysis of a note by itself.
pub(super) struct AnalyzedNote {
    pub(super) text: NoteText,
    /// Boxed because it is large: lists of analyzed notes grow and are sorted.
    pub(super) analysis: Box<Analysis>,
    /// The rules for the note; none if it is not selected.
    pub(super) rules: Arc<RuleSet>,
    /// Findings before suppression.
    pub(super) found: RuleFindings,
    /// What is kept to verify fixes. Empty but in an editor.
    pub(super) basis: FixBasis,
}

impl AnalyzedNote {
    /// A note that only contributes facts.
    pub(super) fn unselected(analysis: Analysis) -> Self {
        Self {
            text: NoteText::Unneeded,
            analysis: Box::new(analysis),
            rules: Arc::default(),
            found: RuleFindings::default(),
            basis: FixBasis::default(),
        }
    }

    /// The findings that depend on no other note, after suppression. Sorted by position, then by rule.
    pub(super) fn own_findings(&self) -> Vec<Finding> {
        let mut findings = self.found.findings.clone();
        self.rules.suppress(&self.analysis.suppressions, &mut findings);
        findings.sort_by(|a, b| (a.span, a.rule.name, &a.message).cmp(&(b.span, b.rule.name, &b.message)));
        findings
    }
}

/// Why a note was not checked and has no facts.
#[derive(Debug)]
pub(super) enum Unchecked {
    /// It can't be read.
    Unreadable(ReadError),
    /// notelint failed before it had the facts.
    Panicked(Panic),
    /// It is analyzed next.
    #[cfg(feature = "lsp")]
    Pending,
}

/// The notes of a project, in the project's order.
pub(super) type AnalyzedNotes = Vec<Result<AnalyzedNote, Unchecked>>;

/// The paths of the notes of `project` that can be read, and what they say of themselves.
pub(super) fn facts_of<'f>(
    project: &'f Project,
    analyzed: &'f AnalyzedNotes,
) -> impl Iterator<Item = (&'f str, &'f Facts)> {
    let notes = project.notes.iter().zip(analyzed);
    notes.filter_map(|(note, analyzed)| Some((&*note.path, &analyzed.as_ref().ok()?.analysis.facts)))
}

impl<'a> Run<'a> {
    /// Analyzes every note by itself.
    pub(super) fn analyze_notes(&self) -> AnalyzedNotes {
        let cache = self.options.cache.filter(|_| self.options.web.is_none());
        parallel(self.options.threads, &self.project.notes, |note| self.analyze(note, cache))
    }

    /// Analyzes the notes at these `indexes` by themselves. Their texts are new, so the cache does not have them. `last` has what
    /// was kept of their former texts.
    pub(super) fn analyze_anew(&self, indexes: &[usize], last: &AnalyzedNotes) -> AnalyzedNotes {
        let none = FixBasis::default();
        let kept = |index: usize| last.get(index).and_then(|note| note.as_ref().ok()).map_or(&none, |note| &note.basis);
        parallel(self.options.threads, indexes, |&index| {
            self.analyze_kept(&self.project.notes[index], None, kept(index))
        })
    }

    /// Reads and analyzes `note`, using the cache. A note that has not changed since an earlier run is not read.
    pub(super) fn analyze(&self, note: &NotePath, cache: Option<&dyn NoteCache>) -> Result<AnalyzedNote, Unchecked> {
        self.analyze_kept(note, cache, &FixBasis::default())
    }

    /// [`Run::analyze`] with what was kept of the former text.
    fn analyze_kept(
        &self,
        note: &NotePath,
        cache: Option<&dyn NoteCache>,
        last: &FixBasis,
    ) -> Result<AnalyzedNote, Unchecked> {
        let lint = || {
            if let Some(known) = cache.and_then(|cache| self.analyzed_before(note, cache)) {
                return Ok(known);
            }
            let (source, stat) = self.project.read_with_stat(note).map_err(Unchecked::Unreadable)?;
            let cache = cache.map(|cache| (cache, hash(source.text().as_bytes())));
            if let (Some((cache, text)), Some(stat)) = (cache, stat) {
                cache.put_text(&note.path, stat, text);
            }
            Ok(self.analyze_note(note, Arc::new(self.with_syntax(note, source)), cache, last))
        };
        catch(lint).unwrap_or_else(|panic| Err(Unchecked::Panicked(panic)))
    }

    pub(super) fn read(&self, note: &NotePath) -> Result<Source, ReadError> {
        self.project.read(note).map(|source| self.with_syntax(note, source))
    }

    fn with_syntax(&self, note: &NotePath, source: Source) -> Source {
        source.with_syntax_reader(self.options.config.syntax_reader(&note.path))
    }

    /// The inputs of the analysis of `note`.
    pub(super) fn inputs(&self, note: &NotePath) -> Inputs<'a> {
        let RunOptions { config, terms, .. } = *self.options;
        Inputs { terms, settings: config.links(&note.path), conventions: config.needs().contain(Needs::CONVENTIONS) }
    }

    /// Analyzes `note` with the text `source` by itself, using the cache with the hash of the text. `last` is what was kept of the
    /// former text.
    pub(super) fn analyze_note(
        &self,
        note: &NotePath,
        source: Arc<Source>,
        cache: Option<(&dyn NoteCache, Hash)>,
        last: &FixBasis,
    ) -> AnalyzedNote {
        let RunOptions { config, web, lang, .. } = *self.options;
        let hash = cache.map(|(_, text)| text);
        let unparsed = Unparsed::new(&note.path, &source, self.inputs(note));
        let cache = cache.map(|(cache, text)| {
            let id = NoteId { path: &note.path, profile: source.profile(), inputs: unparsed.inputs(), text };
            (cache, cache.key(&id))
        });
        let mut analysis =
            cache.and_then(|(cache, key)| cache.analysis(&key, unparsed.inputs())).unwrap_or_else(|| {
                let analysis = unparsed.analyze();
                cache.inspect(|(cache, key)| cache.put_analysis(*key, &analysis));
                analysis
            });
        analysis.facts.profile = *source.profile();
        if !note.selected {
            return AnalyzedNote::unselected(analysis);
        }
        let rules = config.rules(&note.path, analysis.japanese, &analysis.suppressions.inline());
        if let Some(web) = web.filter(|_| rules.needs().contain(Needs::LINK_STATUSES)) {
            analysis.facts.external = unparsed.external_links(web);
        }
        let known = cache.and_then(|(cache, key)| cache.findings(&key, &rules));
        let known = known.map(|findings| RuleFindings { findings, panics: Vec::new() });
        let found = known.unwrap_or_else(|| {
            let found = unparsed.lint(&rules, lang);
            cache
                .filter(|_| found.panics.is_empty())
                .inspect(|(cache, key)| cache.put_findings(*key, &rules, &found.findings));
            found
        });
        let basis = unparsed.basis(&source, last);
        drop(unparsed);
        // Most notes without findings of their own have none at all. Their texts would be most of the memory.
        let is_done = found.findings.is_empty() && found.panics.is_empty();
        let text = match hash.filter(|_| is_done) {
            Some(hash) => NoteText::Unread(hash),
            None => NoteText::Read(source),
        };
        AnalyzedNote { text, analysis: Box::new(analysis), rules, found, basis }
    }

    pub(super) fn facts<'f>(&self, analyzed: &'f AnalyzedNotes, tree: &'f FileTree) -> ProjectFacts<'f>
    where
        'a: 'f,
    {
        let spellings = Arc::new(SpellingTotals::of(facts_of(self.project, analyzed)));
        self.counted_facts(analyzed, tree, spellings)
    }

    /// Like [`Run::facts`], for notes whose `spellings` are already counted.
    pub(super) fn counted_facts<'f>(
        &self,
        analyzed: &'f AnalyzedNotes,
        tree: &'f FileTree,
        spellings: Arc<SpellingTotals>,
    ) -> ProjectFacts<'f>
    where
        'a: 'f,
    {
        let index = ProjectIndex::new(facts_of(self.project, analyzed), tree);
        let facts = ProjectFacts::counted(index, spellings).with_link_statuses(self.link_statuses(analyzed));
        if analyzed.iter().flatten().any(|analyzed| analyzed.rules.needs().contain(Needs::LINKED)) {
            let linked = self.linked(&facts);
            return facts.with_linked(linked);
        }
        facts
    }

    /// Resolves all links of the project.
    fn linked(&self, facts: &ProjectFacts<'_>) -> linked_notes::LinkedNotes {
        let notes: Vec<_> = facts.index().notes().collect();
        let parts: Vec<_> = notes.chunks(64).collect();
        let follow = |notes: &&[_]| linked_notes::LinkedNotes::of(&facts.links, notes.iter().copied());
        parallel(self.options.threads, &parts, follow).into_iter().collect()
    }

    /// Checks the external links of the selected notes, each URL once.
    fn link_statuses(&self, analyzed: &AnalyzedNotes) -> LinkStatuses {
        let Some(web) = self.options.web else { return LinkStatuses::default() };
        let mut requests: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for link in analyzed.iter().flatten().flat_map(|analyzed| &analyzed.analysis.facts.external) {
            requests.entry(&link.url).or_default().extend(link.fragment.as_deref());
        }
        let requests = requests.into_iter().map(|(url, fragments)| LinkRequest {
            url: url.into(),
            fragments: fragments.into_iter().map(Into::into).collect(),
        });
        web.check(&requests.collect::<Vec<_>>())
    }

    pub(super) fn selected<R: Send>(&self, work: impl Fn(usize) -> R + Sync) -> Vec<R> {
        let notes = &self.project.notes;
        let selected: Vec<usize> = (0..notes.len()).filter(|&index| notes[index].selected).collect();
        parallel(self.options.threads, &selected, |&index| work(index))
    }
}
