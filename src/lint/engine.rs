//! The one walk: every rule over every node of a note, then suppression and order.

use std::cell::Cell;
use std::fmt;
use std::sync::Arc;

use crate::facts::Facts;
use crate::facts::settings::Settings;
use crate::finding::{Finding, Lang, Meta, Severity};
use crate::japanese::habits::Habits;
use crate::japanese::sentences::Sentences;
use crate::links;
use crate::links::verdict::Web;
use crate::lint::panics::{Panic, catch};
use crate::lint::project::ProjectFacts;
use crate::lint::rule::{Check, Sink};
use crate::lint::suppression::{Inline, Suppressions, is_called};
use crate::markdown::conflicts::{Conflict, conflicts};
use crate::markdown::document::{Document, Kind};
use crate::markdown::flavour;
use crate::terms::{TermHit, Terms};
use crate::text::hash::Hash;
use crate::text::read::ReadError;
use crate::text::source::Source;

/// A note as a rule sees it.
#[derive(Debug)]
pub struct Note<'a> {
    /// Relative to the project, with `/`.
    pub path: &'a str,
    /// The text.
    pub source: &'a Source,
    /// The tree.
    pub document: &'a Document<'a>,
    /// The sentences of its prose.
    pub sentences: &'a Sentences<'a>,
    /// What the dictionaries find in the prose; empty unless a rule that is on reads terms.
    pub terms: &'a [TermHit],
    /// The dictionaries, for what only one rule asks of them; `None` unless a rule that is on reads terms.
    pub dictionaries: Option<&'a Terms>,
}

/// A note among the Facts of its project.
#[derive(Clone, Copy, Debug)]
pub struct ProjectView<'a> {
    /// Relative to the project, with `/`.
    pub path: &'a str,
    /// The note's own Facts.
    pub facts: &'a Facts,
    /// Everybody's.
    pub project: &'a ProjectFacts<'a>,
    /// Whether the note's prose is mostly Japanese.
    pub japanese: bool,
}

/// A rule that is on, as built for a run.
pub struct Active {
    /// What is known of it.
    pub meta: &'static Meta,
    /// As configured.
    pub severity: Severity,
    /// See [`Entry::always_on`](crate::lint::rule::Entry::always_on).
    pub always_on: bool,
    /// At work.
    pub check: Box<dyn Check>,
}

/// The rules that are on for some files, sorted by the kinds of nodes they look at.
#[derive(Default)]
pub struct RuleSet {
    rules: Vec<Active>,
    by_kind: Vec<Vec<usize>>,
    /// Off but where a comment in the note switches them on.
    dormant: Vec<&'static str>,
    fingerprint: Option<Hash>,
}

impl fmt::Debug for RuleSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.rules.iter().map(|rule| rule.meta.name)).finish()
    }
}

impl RuleSet {
    /// The set of `rules`.
    pub fn new(rules: Vec<Active>) -> Self {
        let wants = |kind: Kind| {
            let wanting = rules.iter().enumerate().filter(|(_, rule)| rule.check.kinds().contains(kind));
            wanting.map(|(index, _)| index).collect()
        };
        let by_kind = Kind::ALL.iter().map(|&kind| wants(kind)).collect();
        Self { rules, by_kind, dormant: Vec::new(), fingerprint: None }
    }

    /// The same, where the rules called so are off but where a comment in the note switches them on.
    #[must_use]
    pub fn with_dormant(mut self, names: Vec<&'static str>) -> Self {
        self.dormant = names;
        self
    }

    /// The same, made of rules, severities and options that have this hash.
    #[must_use]
    pub fn with_fingerprint(mut self, fingerprint: Hash) -> Self {
        self.fingerprint = Some(fingerprint);
        self
    }

    /// A hash of the rules, their severities and their options, where that is known.
    pub fn fingerprint(&self) -> Option<Hash> {
        self.fingerprint
    }

    /// The rules that are on.
    pub fn rules(&self) -> &[Active] {
        &self.rules
    }

    fn awake(&self) -> impl Iterator<Item = &Active> {
        self.rules.iter().filter(|rule| !self.dormant.contains(&rule.meta.name))
    }

    /// Takes the findings out of `findings` that `suppressions` switch off; gives what [`Suppressions::apply`] gives.
    pub fn suppress(&self, suppressions: &Suppressions, findings: &mut Vec<Finding>) -> Vec<Vec<bool>> {
        suppressions.apply(findings, |meta| self.dormant.contains(&meta.name))
    }

    /// Whether nothing may hide what the rule of `meta` reports.
    pub fn is_always_on(&self, meta: &Meta) -> bool {
        self.rules.iter().any(|rule| rule.always_on && rule.meta.name == meta.name)
    }

    /// Whether a rule needs the dictionaries.
    pub fn reads_terms(&self) -> bool {
        self.rules.iter().any(|rule| rule.check.reads_terms())
    }

    /// Whether a rule asks what is known of links to the web.
    pub fn reads_verdicts(&self) -> bool {
        self.awake().any(|rule| rule.check.reads_verdicts())
    }

    /// Whether a rule asks which notes are linked to.
    pub fn reads_linked(&self) -> bool {
        self.awake().any(|rule| rule.check.reads_linked())
    }

    /// Whether a rule needs the habits of the project.
    pub fn reads_habits(&self) -> bool {
        self.rules.iter().any(|rule| rule.check.reads_habits())
    }

    /// What the rules find in one note by itself. A rule that panics is left out: the others are run again without it.
    pub fn lint(&self, note: &Note<'_>, lang: Lang) -> Found {
        let present = note.document.present();
        let asked = |rule: &Active| {
            let characters = rule.check.looks_for();
            characters.is_empty() || present.has_any(characters)
        };
        let mut asked: Vec<bool> = self.rules.iter().map(asked).collect();
        let mut panics = Vec::new();
        loop {
            let at_work = Cell::new(0);
            let panic = match catch(|| self.walk(note, &asked, &at_work, lang)) {
                Ok(findings) => return Found { findings, panics },
                Err(panic) => panic,
            };
            let Some(rule) = self.rules.get(at_work.get()).filter(|_| asked[at_work.get()]) else {
                panics.push(panic);
                return Found { findings: Vec::new(), panics };
            };
            panics.push(panic.in_rule(rule.meta.name));
            asked[at_work.get()] = false;
        }
    }

    /// The one walk, with the rules that are `asked`; `at_work` says at any time which of them is running.
    fn walk(&self, note: &Note<'_>, asked: &[bool], at_work: &Cell<usize>, lang: Lang) -> Vec<Finding> {
        let mut findings = Vec::new();
        for node in note.document.nodes() {
            for &index in self.by_kind[node.kind() as usize].iter().filter(|&&index| asked[index]) {
                let rule = &self.rules[index];
                at_work.set(index);
                rule.check.node(note, node, &mut Sink::new(rule.meta, rule.severity, lang, &mut findings));
            }
        }
        for (index, rule) in self.rules.iter().enumerate().filter(|(index, _)| asked[*index]) {
            at_work.set(index);
            rule.check.note(note, &mut Sink::new(rule.meta, rule.severity, lang, &mut findings));
        }
        findings
    }

    /// What the rules find in one note once the Facts of the project are known; without those that panic.
    pub fn lint_in_project(&self, view: &ProjectView<'_>, lang: Lang) -> Found {
        let mut found = Found::default();
        for rule in &self.rules {
            let before = found.findings.len();
            let mut sink = Sink::new(rule.meta, rule.severity, lang, &mut found.findings);
            if let Err(panic) = catch(|| rule.check.project(view, &mut sink)) {
                found.findings.truncate(before);
                found.panics.push(panic.in_rule(rule.meta.name));
            }
        }
        found
    }
}

/// What rules found, and the panics of those that failed.
#[derive(Debug, Default)]
pub struct Found {
    /// In no order.
    pub findings: Vec<Finding>,
    /// One for each rule that panicked.
    pub panics: Vec<Panic>,
}

impl RuleSet {
    /// What the rules say of a file that can't be read.
    pub fn unreadable(&self, error: &ReadError, lang: Lang) -> Vec<Finding> {
        let mut findings = Vec::new();
        for rule in &self.rules {
            rule.check.unreadable(error, &mut Sink::new(rule.meta, rule.severity, lang, &mut findings));
        }
        findings
    }

    /// What the rules say of comments that suppress nothing; `used` is what [`Suppressions::apply`] gave.
    pub fn unused(&self, suppressions: &Suppressions, used: &[Vec<bool>], lang: Lang) -> Vec<Finding> {
        let mut findings = Vec::new();
        let is_on = |name: &str| self.awake().any(|rule| is_called(rule.meta, name));
        for unused in suppressions.unused(used, is_on) {
            for rule in &self.rules {
                let mut sink = Sink::new(rule.meta, rule.severity, lang, &mut findings);
                rule.check.unused_suppression(&unused, &mut sink);
            }
        }
        findings
    }
}

/// What one parse and one walk of a note give.
#[derive(Debug)]
pub struct Linted {
    /// Of the note by itself; not yet suppressed, not yet sorted.
    pub findings: Vec<Finding>,
    /// Those of rules that are missing from the findings for it.
    pub panics: Vec<Panic>,
    /// For the project.
    pub facts: Facts,
    /// The comments that switch rules off.
    pub suppressions: Suppressions,
    /// Whether its prose is mostly Japanese.
    pub japanese: bool,
    /// The rules that apply; none where only the Facts were wanted.
    pub rules: Arc<RuleSet>,
}

/// What a run has for the Facts of a note.
#[derive(Clone, Default)]
pub struct Wants<'a> {
    /// The dictionaries, if a rule reads terms.
    pub terms: Option<&'a Terms>,
    /// What is said of the note's links.
    pub settings: Arc<Settings>,
    /// Whoever looks at links to the web: they are gathered for it, if a rule that applies asks for them.
    pub web: Option<&'a dyn Web>,
    /// Whether a rule needs the habits of the project.
    pub habits: bool,
}

impl fmt::Debug for Wants<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wants").field("settings", &self.settings).field("habits", &self.habits).finish_non_exhaustive()
    }
}

/// Parses and walks `source` once. `rules` gives the set that applies, once the language of the note and what its
/// comments say of rules are known; `None` where only the Facts are wanted.
pub fn lint(
    path: &str,
    source: &Source,
    wants: Wants<'_>,
    lang: Lang,
    rules: Option<impl FnOnce(bool, &Inline) -> Arc<RuleSet>>,
) -> Linted {
    let document = Document::parse(source);
    let japanese = document.prose().is_japanese();
    let Wants { terms, settings, web, habits } = wants;
    let mut hits = terms.map(|terms| terms.find(&document)).unwrap_or_default();
    hits.retain(|hit| !source.syntax().covers(hit.span.start));
    let mut facts = Facts {
        anchors: links::anchors::anchors(&document),
        links: links::local::links(&document, &settings.front_matter),
        settings,
        headings: links::wikilink::headings(&document),
        blocks: links::wikilink::blocks(&document),
        far: Vec::new(),
        spellings: terms.map(|terms| terms.spellings(&document, &hits)).unwrap_or_default(),
        habits: if habits { Habits::of(&document) } else { Habits::default() },
        expansions: terms.map(|terms| terms.expansions(&document)).unwrap_or_default(),
        conflicts: conflicts(&document).iter().map(Conflict::whole).collect(),
    };
    let Some(rules) = rules else {
        let (suppressions, rules) = (Suppressions::default(), Arc::default());
        return Linted { findings: Vec::new(), panics: Vec::new(), facts, suppressions, japanese, rules };
    };
    let suppressions = Suppressions::of(&document);
    let rules = rules(japanese, &suppressions.inline());
    if let Some(web) = web.filter(|_| rules.reads_verdicts()) {
        facts.far = links::far::links(&document);
        facts.far.retain(|link| url::Url::parse(&link.url).is_ok_and(|url| web.wants(&url)));
    }
    let sentences = Sentences::new(&document);
    let note = Note { path, source, document: &document, sentences: &sentences, terms: &hits, dictionaries: terms };
    let Found { mut findings, panics } = rules.lint(&note, lang);
    flavour::clear(source.syntax(), &mut findings, |meta| rules.is_always_on(meta));
    Linted { findings, panics, facts, suppressions, japanese, rules }
}
