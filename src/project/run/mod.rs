//! A run over a project: lint every note for its Facts, the selected ones for their findings too; then the rules that
//! need the whole project; then suppression and order.

mod guard;
mod note_cache;
mod options;
#[cfg(feature = "cli")]
mod parallel;
#[cfg(not(feature = "cli"))]
#[path = "serial.rs"]
mod parallel;
mod passes;
mod renames;
#[cfg(feature = "cli")]
mod write;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::markdownlint::settings::problems as configure_problems;
use crate::facts::files::{FileTree, ProjectFiles};
use crate::finding::{Applicability, Finding, Meta};
use crate::links::linked;
use crate::links::verdict::{Verdicts, Wanted};
use crate::lint::engine::{Analysis, Inputs, Unparsed};
use crate::lint::fix::{self, Backlinks};
use crate::lint::note::ProjectView;
use crate::lint::panics::catch;
use crate::lint::project::ProjectFacts;
use crate::lint::rule::{Needs, Rule as _, Sink};
use crate::lint::rule_set::{Found, RuleSet};
use crate::lint::suppression::Inline;
use crate::markdown::conflicts;
use crate::rules::notes::unreadable_file::UnreadableFile;
use crate::rules::notes::unused_suppression::UnusedSuppression;
use crate::text::read::{self, ReadError};
use crate::text::source::{Source, Span};
pub use Mended as Fixes;
use guard::{Finished, Unchecked};
pub use note_cache::NoteCache;
pub use options::{Filter, HeldBack, Options};
pub(crate) use parallel::parallel;
pub use passes::fix_texts;
#[cfg(feature = "cli")]
pub use write::fix;

/// A note to run over.
#[derive(Clone, Debug, Default)]
pub struct NotePath {
    /// Relative to the project, with `/`.
    pub path: String,
    /// Where to read it.
    pub file: PathBuf,
    /// Where `file` led when the notes were gathered, if it is a symbolic link; no link that comes later is followed.
    pub target: Option<PathBuf>,
    /// Whether its findings are asked for; the others give their Facts alone.
    pub selected: bool,
    /// What to take for the file's text, where it comes from elsewhere than the disk.
    pub text: Option<String>,
    /// Why it can't be read, where that is known already.
    pub unreadable: Option<ReadError>,
    /// Whether its text is what standard input gave: then no other note may be changed.
    pub from_input: bool,
}

impl NotePath {
    /// Where its text stands, behind a link that was named.
    pub fn place(&self) -> &Path {
        self.target.as_deref().unwrap_or(&self.file)
    }
}

/// A project as a run sees it.
#[derive(Debug)]
pub struct Project {
    /// The folder that the paths are relative to.
    pub root: PathBuf,
    /// The notes, sorted by path.
    pub notes: Vec<NotePath>,
    /// The files that links may lead to, notes and others.
    pub files: Arc<dyn ProjectFiles>,
}

impl Project {
    /// The text of `note`, one of its notes.
    ///
    /// # Errors
    /// Where it can't be read, or is not UTF-8.
    pub fn read(&self, note: &NotePath) -> Result<Source, ReadError> {
        match (&note.unreadable, &note.text) {
            (Some(error), _) => Err(error.clone()),
            (None, Some(text)) => read::decode(text.clone().into_bytes()),
            (None, None) => self.files.note(&note.path, note.place()),
        }
    }

    /// The paths of the selected notes.
    pub fn selected(&self) -> impl Iterator<Item = &str> {
        self.notes.iter().filter(|note| note.selected).map(|note| &*note.path)
    }
}

/// What a run found in one selected note.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Index into [`Project::notes`].
    pub note: usize,
    /// Sorted by place, then by rule.
    pub findings: Vec<Finding>,
    /// What `--fix` did.
    pub mended: Option<Mended>,
    /// How many findings are left out.
    pub held_back: HeldBack,
}

/// What became of a note under `--fix`.
#[derive(Clone, Debug, Default)]
pub struct Mended {
    /// How many fixes were made.
    pub fixed: usize,
    /// How many links were changed so that they lead where they led.
    pub links: usize,
    /// The other notes that are written together with this one or not at all, as indexes into [`Project::notes`].
    pub together: BTreeSet<usize>,
    /// Text before and after; only where nothing was to be written.
    pub texts: Option<(String, String)>,
    /// What went wrong, in words.
    pub trouble: Vec<String>,
    /// The rules whose fixes were made, sorted by name.
    pub rules: Vec<&'static Meta>,
}

/// How to mend.
#[derive(Clone, Copy, Debug)]
pub struct Mending {
    /// The boldest fix to make.
    pub allowed: Applicability,
    /// Whether to write; otherwise [`Mended::texts`] say what would be written.
    pub write: bool,
}

/// Checks `project`. Outcomes come in the order of the notes, one for each selected note.
pub fn check(project: &Project, options: &Options<'_>) -> Vec<Outcome> {
    let run = Run { project, options };
    let linted = run.gather();
    let tree = FileTree::new(project.files.clone());
    match catch(|| run.facts(&linted, &tree)) {
        Ok(facts) => run.selected(|index| run.proven(run.check(index, &linted, &facts), &linted, &facts)),
        Err(panic) => run.selected(|index| run.by_itself(index, &linted, &panic)),
    }
}

struct Run<'a> {
    project: &'a Project,
    options: &'a Options<'a>,
}

/// What is known of a note by itself.
struct Linted {
    /// The text, of a selected note.
    source: Option<Arc<Source>>,
    analysis: Analysis,
    /// The rules of the note; none of one that is not selected.
    rules: Arc<RuleSet>,
    /// What they found, not yet suppressed.
    found: Found,
}

type Gathered = Vec<Result<Linted, Unchecked>>;

impl Run<'_> {
    /// The first half: every note by itself.
    fn gather(&self) -> Gathered {
        let cache = self.options.cache.filter(|_| self.options.web.is_none());
        let lint = |note: &NotePath| {
            let source = self.read(note).map_err(Unchecked::Unreadable)?;
            Ok(self.lint(note, Arc::new(source), cache))
        };
        parallel(self.options.threads, &self.project.notes, |note| {
            catch(|| lint(note)).unwrap_or_else(|panic| Err(Unchecked::Panicked(panic)))
        })
    }

    fn read(&self, note: &NotePath) -> Result<Source, ReadError> {
        self.project.read(note).map(|source| source.with_flavour(self.options.config.flavour(&note.path)))
    }

    /// What is known of `note`, which says `source`, by itself: from the `cache` as far as it knows.
    fn lint(&self, note: &NotePath, source: Arc<Source>, cache: Option<&dyn NoteCache>) -> Linted {
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

    fn facts<'a>(&'a self, linted: &'a Gathered, tree: &'a FileTree) -> ProjectFacts<'a> {
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

    fn selected<R: Send>(&self, work: impl Fn(usize) -> R + Sync) -> Vec<R> {
        let notes = &self.project.notes;
        let selected: Vec<usize> = (0..notes.len()).filter(|&index| notes[index].selected).collect();
        parallel(self.options.threads, &selected, |&index| work(index))
    }

    /// The second half for one note: what needs the Facts of all, then suppression and order.
    fn finish(&self, index: usize, linted: &Result<Linted, Unchecked>, facts: &ProjectFacts<'_>) -> Finished {
        let note = &self.project.notes[index];
        let Options { config, lang, .. } = *self.options;
        let Linted { analysis, rules, found, .. } = match linted {
            Ok(linted) => linted,
            Err(Unchecked::Unreadable(error)) => {
                let rules = config.rules(&note.path, false, &Inline::default());
                let report = |sink: &mut Sink<'_>| UnreadableFile::report(error, sink);
                return Finished::of(rules.in_name_of(&UnreadableFile::META, lang, report));
            }
            Err(Unchecked::Panicked(panic)) => return Finished::panicked(panic.clone()),
        };
        let Analysis { facts: own, japanese, suppressions } = analysis;
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
        conflicts::leave_alone(&mut findings, &own.conflicts, |meta| rules.is_always_on(meta), lang);
        findings.sort_by(|a, b| (a.span, a.rule.name, &a.message).cmp(&(b.span, b.rule.name, &b.message)));
        Finished { findings, panics: found.panics.iter().cloned().chain(in_project.panics).collect() }
    }

    /// What the run says of the note at `index`, which says `source`.
    fn outcome(&self, index: usize, source: Option<&Source>, finished: Finished) -> Outcome {
        let Finished { mut findings, panics } = finished;
        let source = source.filter(|source| point_into(&findings, source));
        let held_back = self.filter(index, source, &mut findings);
        Outcome { note: index, findings, mended: None, held_back }.with_panics(&panics, self.options.lang)
    }

    fn filter(&self, index: usize, source: Option<&Source>, findings: &mut Vec<Finding>) -> HeldBack {
        let filter = self.options.filter;
        filter.map(|filter| filter.filter(&self.project.notes[index], source, findings)).unwrap_or_default()
    }

    /// Fixes the note of `checked`, which said `source` then, in memory, without the fixes of the rules `left_out`.
    fn mend(
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

/// What came of fixing one note.
struct Attempt {
    outcome: Outcome,
    /// The text that the findings point into, and those whose fix takes edits of links too.
    deferred: Option<(Arc<Source>, Vec<usize>)>,
}

impl From<Outcome> for Attempt {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, deferred: None }
    }
}

/// Whether `findings` can be those of `source`, which may have been written anew meanwhile.
pub fn point_into(findings: &[Finding], source: &Source) -> bool {
    let fits = |at: u32| source.text().is_char_boundary(at as usize);
    let span_fits = |span: Span| fits(span.start) && fits(span.end);
    findings.iter().all(|finding| {
        let edits = finding.fix.as_ref().map_or(&[][..], |fix| &fix.edits);
        span_fits(finding.span) && edits.iter().all(|edit| span_fits(edit.span))
    })
}
