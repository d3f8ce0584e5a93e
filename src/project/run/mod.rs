//! A run over a project: lint every note for its Facts, the selected ones for their findings too; then the rules that
//! need the whole project; then suppression and order.

mod guard;
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
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::facts::files::FileTree;
use crate::facts::files::ProjectFiles;
use crate::facts::settings::Settings as Links;
use crate::finding::{Applicability, Finding, Lang, Meta};
use crate::links::linked::Linked;
use crate::links::verdict::{Verdicts, Wanted, Web};
use crate::lint::engine::{self, Linted, ProjectView, RuleSet, Wants};
use crate::lint::fix::{self, Backlinks};
use crate::lint::panics::catch;
use crate::lint::project::ProjectFacts;
use crate::lint::suppression::Inline;
use crate::markdown::conflicts;
use crate::markdown::flavour::Flavour;
use crate::project::cache::Cache;
use crate::terms::Terms;
use crate::text::read::{self, ReadError};
use crate::text::source::{Source, Span};
use guard::{Finished, Unchecked};
pub(crate) use parallel::parallel;
pub use passes::fix_texts;
#[cfg(feature = "cli")]
pub use write::{fix, fix_online};

/// Which rules are on for which note. The configuration is one; a test may be another.
pub trait Rules: Sync {
    /// The rules for the note at `path` (relative to the project, `/`), whose prose is mostly Japanese or not.
    fn for_note(&self, path: &str, japanese: bool) -> Arc<RuleSet>;

    /// The same for a note whose comments say something of its rules.
    fn for_note_with(&self, path: &str, japanese: bool, _inline: &Inline) -> Arc<RuleSet> {
        self.for_note(path, japanese)
    }

    /// What is said of the links of the note at `path`.
    fn links(&self, _path: &str) -> Arc<Links> {
        Arc::default()
    }

    /// How the note at `path` is read.
    fn flavour(&self, _path: &str) -> Flavour {
        Flavour::Github
    }

    /// The dictionaries, if any rule that is on reads terms.
    fn terms(&self) -> Option<&Terms>;

    /// Whether any rule that is on reads the habits of the project.
    fn reads_habits(&self) -> bool {
        false
    }

    /// What is remembered of notes from run to run.
    fn cache(&self) -> Option<&Cache> {
        None
    }

    /// Whether [`Rules::hold_back`] is to be asked.
    fn holds_back(&self) -> bool {
        false
    }

    /// Takes out of `findings` those of `note`, which says `source`, that the run is not about. What it takes out is not
    /// mended either.
    fn hold_back(&self, _note: &NotePath, _source: Option<&Source>, _findings: &mut Vec<Finding>) -> HeldBack {
        HeldBack::default()
    }
}

/// How many findings a run is not about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeldBack {
    /// Those that the baseline knows.
    pub baseline: usize,
    /// Those on lines that did not change.
    pub unchanged: usize,
}

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

/// How to run.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The language of messages.
    pub lang: Lang,
    /// Worker threads.
    pub threads: NonZeroUsize,
}

/// How to mend.
#[derive(Clone, Copy, Debug)]
pub struct Mending {
    /// The boldest fix to make.
    pub allowed: Applicability,
    /// Whether to write; otherwise [`Mended::texts`] say what would be written.
    pub write: bool,
}

/// Runs `rules` over `project`. Outcomes come in the order of the notes, one for each selected note.
pub fn check(project: &Project, rules: &dyn Rules, settings: Settings) -> Vec<Outcome> {
    check_online(project, rules, settings, None)
}

/// The same, where `web` looks at the selected notes' links to the web.
pub fn check_online(project: &Project, rules: &dyn Rules, settings: Settings, web: Option<&dyn Web>) -> Vec<Outcome> {
    let run = Run { project, rules, settings, web };
    let linted = run.gather();
    let tree = FileTree::new(project.files.clone());
    match catch(|| run.facts(&linted, &tree)) {
        Ok(facts) => run.selected(|index| run.proven(run.check(index, &linted, &facts), &facts)),
        Err(panic) => run.selected(|index| run.by_itself(index, &linted, &panic)),
    }
}

struct Run<'a> {
    project: &'a Project,
    rules: &'a dyn Rules,
    settings: Settings,
    web: Option<&'a dyn Web>,
}

type Gathered = Vec<Result<Linted, Unchecked>>;

impl Run<'_> {
    /// The first half: every note by itself.
    fn gather(&self) -> Gathered {
        let cache = self.rules.cache().filter(|_| self.web.is_none());
        let analyze = |note: &NotePath| {
            let source = self.read(note).map_err(Unchecked::Unreadable)?;
            Ok(match cache {
                Some(cache) => self.recall(cache, note, &source),
                None => self.lint(note, &source),
            })
        };
        let gathered = parallel(self.settings.threads, &self.project.notes, |note| {
            catch(|| analyze(note)).unwrap_or_else(|panic| Err(Unchecked::Panicked(panic)))
        });
        cache.inspect(|cache| cache.write());
        gathered
    }

    /// What is remembered of `note`, or else found in it.
    fn recall(&self, cache: &Cache, note: &NotePath, source: &Source) -> Linted {
        let wants = self.wants(note);
        let key = cache.key(&note.path, source, &wants);
        let rules = note.selected.then_some(|japanese: bool, inline: &Inline| self.rules_for(note, japanese, inline));
        cache.get(&key, &wants, rules).unwrap_or_else(|| {
            let linted = self.lint(note, source);
            if linted.panics.is_empty() {
                cache.put(key, &linted, note.selected);
            }
            linted
        })
    }

    fn read(&self, note: &NotePath) -> Result<Source, ReadError> {
        self.project.read(note).map(|source| source.with_flavour(self.rules.flavour(&note.path)))
    }

    fn lint(&self, note: &NotePath, source: &Source) -> Linted {
        let rules = note.selected.then_some(|japanese: bool, inline: &Inline| self.rules_for(note, japanese, inline));
        engine::lint(&note.path, source, self.wants(note), self.settings.lang, rules)
    }

    fn rules_for(&self, note: &NotePath, japanese: bool, inline: &Inline) -> Arc<RuleSet> {
        if inline.is_empty() {
            self.rules.for_note(&note.path, japanese)
        } else {
            self.rules.for_note_with(&note.path, japanese, inline)
        }
    }

    fn wants(&self, note: &NotePath) -> Wants<'_> {
        Wants {
            terms: self.rules.terms(),
            settings: self.rules.links(&note.path),
            web: self.web,
            habits: self.rules.reads_habits(),
        }
    }

    fn facts<'a>(&'a self, linted: &'a Gathered, tree: &'a FileTree) -> ProjectFacts<'a> {
        let readable = self.project.notes.iter().zip(linted);
        let facts = readable.filter_map(|(note, linted)| Some((&*note.path, &linted.as_ref().ok()?.facts)));
        let facts = ProjectFacts::new(facts, tree).with_verdicts(self.verdicts(linted));
        if linted.iter().flatten().any(|linted| linted.rules.reads_linked()) {
            let linked = self.linked(&facts);
            return facts.with_linked(linked);
        }
        facts
    }

    /// Follows all links of the project.
    fn linked(&self, facts: &ProjectFacts<'_>) -> Linked {
        let notes: Vec<_> = facts.index().notes().collect();
        let parts: Vec<_> = notes.chunks(64).collect();
        let follow = |notes: &&[_]| Linked::of(&facts.links, notes.iter().copied());
        parallel(self.settings.threads, &parts, follow).into_iter().collect()
    }

    /// Looks at the links to the web of the selected notes, at each address once.
    fn verdicts(&self, linked: &Gathered) -> Verdicts {
        let Some(web) = self.web else { return Verdicts::default() };
        let mut wanted: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for link in linked.iter().flatten().flat_map(|linked| &linked.facts.far) {
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
        parallel(self.settings.threads, &selected, |&index| work(index))
    }

    /// The second half for one note: what needs the Facts of all, then suppression and order.
    fn finish(&self, index: usize, linted: &Result<Linted, Unchecked>, facts: &ProjectFacts<'_>) -> Finished {
        let note = &self.project.notes[index];
        let lang = self.settings.lang;
        let linted = match linted {
            Ok(linted) => linted,
            Err(Unchecked::Unreadable(error)) => {
                return Finished::of(self.rules.for_note(&note.path, false).unreadable(error, lang));
            }
            Err(Unchecked::Panicked(panic)) => return Finished::panicked(panic.clone()),
        };
        let set = &linted.rules;
        let view = ProjectView { path: &note.path, facts: &linted.facts, project: facts, japanese: linted.japanese };
        let mut findings = linted.findings.clone();
        let in_project = set.lint_in_project(&view, lang);
        findings.extend(in_project.findings);
        let used = set.suppress(&linted.suppressions, &mut findings);
        let mut unused = set.unused(&linted.suppressions, &used, lang);
        set.suppress(&linted.suppressions, &mut unused);
        findings.append(&mut unused);
        conflicts::leave_alone(&mut findings, &linted.facts.conflicts, |meta| set.is_always_on(meta), lang);
        findings.sort_by(|a, b| (a.span, a.rule.name, &a.message).cmp(&(b.span, b.rule.name, &b.message)));
        Finished { findings, panics: linted.panics.iter().cloned().chain(in_project.panics).collect() }
    }

    /// What the run says of the note at `index`.
    fn outcome(&self, index: usize, finished: Finished) -> Outcome {
        let Finished { mut findings, panics } = finished;
        let mut held_back = HeldBack::default();
        if self.rules.holds_back() {
            // Only here does anyone ask for the text of a note that is checked already.
            let read = if findings.is_empty() { None } else { self.project.read(&self.project.notes[index]).ok() };
            let source = read.filter(|source| point_into(&findings, source));
            held_back = self.hold_back(index, source.as_ref(), &mut findings);
        }
        Outcome { note: index, findings, mended: None, held_back }.with_panics(&panics, self.settings.lang)
    }

    fn hold_back(&self, index: usize, source: Option<&Source>, findings: &mut Vec<Finding>) -> HeldBack {
        if self.rules.holds_back() {
            self.rules.hold_back(&self.project.notes[index], source, findings)
        } else {
            HeldBack::default()
        }
    }

    /// Fixes the note at `index`, in memory, without the fixes of the rules `left_out`.
    fn mend(
        &self,
        index: usize,
        facts: &ProjectFacts<'_>,
        allowed: Applicability,
        left_out: &[&'static Meta],
    ) -> Attempt {
        let note = &self.project.notes[index];
        let lang = self.settings.lang;
        let source = match self.read(note) {
            Ok(source) => source,
            Err(error) => {
                return self.outcome(index, self.finish(index, &Err(Unchecked::Unreadable(error)), facts)).into();
            }
        };
        let held_back = Cell::new(HeldBack::default());
        let backlinks = Backlinks { project: &facts.links, path: &note.path };
        let mut mended = fix::mend_in(Some(backlinks), &source, allowed, left_out, |source| {
            let mut findings = self.finish(index, &Ok(self.lint(note, source)), facts).complete();
            held_back.set(self.hold_back(index, Some(source), &mut findings));
            findings
        });
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
