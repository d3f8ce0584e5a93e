//! One state of a [`Session`]: its facts are collected when a question needs them, and each note is checked once.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::analyze::{AnalyzedNote, Run, Unchecked};
use super::checked_note::CheckedNote;
use super::heading_renames::SourceReader;
use super::notes::{NotePath, Project};
use super::options::RunOptions;
use super::outcome::Outcome;
use super::project_findings::NoteFindings;
use super::session::Session;
use super::unread::source_of;
use crate::facts::Facts;
use crate::finding::{self, Applicability, Edit, Finding, Meta};
use crate::links::heading_rename::NoteSources;
use crate::lint::engine::Analysis;
use crate::lint::fix::{FixBasis, apply};
use crate::lint::panics::{Panic, catch};
use crate::lint::project::ProjectFacts;
use crate::markdown::document::{Document, Kind, Node};
use crate::rules::RULES;
use crate::text::characters::OBJECT;
use crate::text::read::ReadError;
use crate::text::source::Source;
use crate::text::whitespace::is_unicode_space;

/// One state of a session.
pub struct View<'a> {
    run: Run<'a>,
    session: &'a Session,
    facts: OnceCell<Result<ProjectFacts<'a>, Panic>>,
    /// By the index of the note.
    checked: RefCell<FxHashMap<usize, Rc<CheckedNote>>>,
}

impl<'a> View<'a> {
    /// The state of `session`, which has to be [refreshed](Session::refresh). `options` are its own.
    pub fn new(session: &'a Session, options: &'a RunOptions<'a>) -> Self {
        let run = Run { project: session.project(), options };
        Self { run, session, facts: OnceCell::new(), checked: RefCell::default() }
    }

    /// The session.
    pub fn session(&self) -> &'a Session {
        self.session
    }

    /// The project.
    pub fn project(&self) -> &'a Project {
        self.session.project()
    }

    /// The facts of all notes; `None` if notelint failed while it collected them.
    pub fn facts(&self) -> Option<&ProjectFacts<'a>> {
        self.try_facts().as_ref().ok()
    }

    fn try_facts(&self) -> &Result<ProjectFacts<'a>, Panic> {
        self.facts.get_or_init(|| {
            catch(|| self.run.counted_facts(self.session.analyzed(), self.session.tree(), self.session.spellings()))
        })
    }

    /// What the note at `index` says of itself; `None` if it can't be read.
    pub fn note_facts(&self, index: usize) -> Option<&'a Facts> {
        Some(&self.session.analyzed().get(index)?.as_ref().ok()?.analysis.facts)
    }

    /// The text of the note at `index`; `None` if it can't be read.
    pub fn source(&self, index: usize) -> Option<Arc<Source>> {
        let read = || self.run.read(self.session.note(index)?).ok().map(Arc::new);
        source_of(self.session.analyzed().get(index)?).or_else(read)
    }

    /// The texts of the notes, for planning edits of several notes; `None` without facts.
    pub fn sources(&self) -> Option<impl NoteSources + '_> {
        Some(SourceReader::new(&self.run, self.facts()?))
    }

    /// The note at `index`, checked as the command line checks it.
    pub fn check(&self, index: usize) -> Rc<CheckedNote> {
        if let Some(known) = self.checked.borrow().get(&index) {
            return known.clone();
        }
        let none = FixBasis::default();
        let outcome = self.with_note(index, |analyzed| match self.try_facts() {
            Ok(facts) => {
                let kept = analyzed.as_ref().map_or_else(|_| &none, |analyzed| &analyzed.basis);
                self.run.proven(self.run.check(index, analyzed, facts), facts, kept)
            }
            Err(panic) => self.run.without_project(index, analyzed, panic),
        });
        let checked = Rc::new(CheckedNote::new(self.project(), outcome, self.session.lang()));
        self.checked.borrow_mut().insert(index, checked.clone());
        checked
    }

    /// The note at `index`, with the findings that depend on no other note.
    pub fn check_alone(&self, index: usize) -> CheckedNote {
        let findings = |analyzed: &Result<AnalyzedNote, Unchecked>| match analyzed {
            Ok(analyzed) => NoteFindings::of(analyzed.own_findings()),
            Err(_) => NoteFindings::of(Vec::new()),
        };
        let outcome = self.with_note(index, |analyzed| self.run.outcome_with_text(index, analyzed, findings));
        CheckedNote::new(self.project(), outcome, self.session.lang())
    }

    /// The text of the note at `index` after its fixes up to `allowed`; those of `rule` only, if one is named. `None` if
    /// nothing can be fixed without a change in another note.
    pub fn fixed(&self, index: usize, allowed: Applicability, rule: Option<&'static Meta>) -> Option<String> {
        let others: Vec<&'static Meta> = RULES
            .iter()
            .map(|entry| entry.meta)
            .filter(|meta| rule.is_some_and(|rule| rule.name != meta.name))
            .collect();
        let facts = self.facts()?;
        self.with_note(index, |analyzed| {
            let mut outcome = self.run.check(index, analyzed, facts);
            outcome.findings.retain(|finding: &Finding| others.iter().all(|other| other.name != finding.rule.name));
            if outcome.is_incomplete() || apply::choose(&outcome.findings, allowed, &[]).is_empty() {
                return None;
            }
            let source = outcome.source.clone()?;
            let fix = || self.run.fix_note(&outcome, &source, facts, allowed, &others);
            let Outcome { fix_report, .. } = self.run.or_unchanged(&outcome, &source, allowed, fix).outcome;
            let (before, after) = fix_report?.texts?;
            (before != after).then_some(after)
        })
    }

    /// Whether `edit` of the note at `index` suppresses `finding`, and nothing else changes: no finding appears, and the
    /// note looks the same.
    pub fn suppresses(&self, index: usize, edit: &Edit, finding: &Finding) -> bool {
        let (Some(source), Some(facts)) = (self.source(index), self.facts()) else { return false };
        let Some(note) = self.session.note(index) else { return false };
        let text = finding::apply(source.text(), [edit]).text;
        let edited = NotePath { text: Some(text), selected: true, ..note.clone() };
        let Ok(Ok(after)) = catch(|| {
            let source = self.run.read(&edited)?;
            Ok::<_, ReadError>(self.run.analyze_note(&edited, Arc::new(source), None, &FixBasis::default()))
        }) else {
            return false;
        };
        let after = Ok(after);
        let Some(new) = source_of(&after) else { return false };
        if shown(&source) != shown(&new) {
            return false;
        }
        let counts = |analyzed: &Result<AnalyzedNote, Unchecked>| {
            let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
            for finding in self.run.project_findings(index, analyzed, facts).findings {
                *counts.entry(finding.rule.name).or_default() += 1;
            }
            counts
        };
        let before = self.with_note(index, counts);
        let after = counts(&after);
        let rule = finding.rule.name;
        let count = |counts: &BTreeMap<&str, usize>, rule: &str| counts.get(rule).copied().unwrap_or(0);
        count(&after, rule) < count(&before, rule)
            && after.keys().all(|rule| count(&after, rule) <= count(&before, rule))
    }

    /// Calls `work` with the analysis of the note at `index`, linted also if it is not open.
    fn with_note<R>(&self, index: usize, work: impl FnOnce(&Result<AnalyzedNote, Unchecked>) -> R) -> R {
        let analyzed = &self.session.analyzed()[index];
        let (Some(note), Ok(_)) = (self.session.note(index).filter(|note| !note.selected), analyzed) else {
            return work(analyzed);
        };
        let open = NotePath { selected: true, ..note.clone() };
        work(&self.run.analyze(&open, None))
    }

    /// The analysis of the note at `index`; `None` if it can't be read.
    pub fn analysis(&self, index: usize) -> Option<&'a Analysis> {
        Some(&self.session.analyzed().get(index)?.as_ref().ok()?.analysis)
    }
}

/// What a reader sees of `source`: its blocks and spans, and its text without white space and placeholders, which HTML has too.
fn shown(source: &Source) -> (Vec<Kind>, String) {
    let document = Document::parse(source);
    // The space before a comment is a text of its own.
    let counts = |kind: &Kind| !matches!(kind, Kind::Text | Kind::Html | Kind::HtmlBlock | Kind::InlineHtml);
    let kinds = document.root().descendants().map(Node::kind).filter(counts);
    let text = document.prose().text().chars().filter(|char| !is_unicode_space(*char) && *char != OBJECT);
    (kinds.collect(), text.collect())
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("View").field("project", self.project()).finish_non_exhaustive()
    }
}
