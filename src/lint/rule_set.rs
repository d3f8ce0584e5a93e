//! The active rules for some notes, and the single walk over a note that runs them.

use std::cell::Cell;
use std::fmt;

use crate::finding::{Finding, Lang, Meta, Severity};
use crate::lint::note::{Note, ProjectView};
use crate::lint::panics::{Panic, catch};
use crate::lint::rule::{Check, Needs, Sink};
use crate::lint::suppression::{Suppressions, Unused, answers_to_name};
use crate::markdown::document::Kind;
use crate::text::hash::Hash;

/// An active rule of a run.
pub struct Active {
    /// The metadata of the rule.
    pub meta: &'static Meta,
    /// The configured severity.
    pub severity: Severity,
    /// See [`Meta::always_on`].
    pub always_on: bool,
    /// The check, built from the configured options.
    pub check: Box<dyn Check>,
}

/// The active rules for some notes, indexed by the kinds of nodes they check.
#[derive(Default)]
pub struct RuleSet {
    rules: Vec<Active>,
    by_kind: Vec<Vec<usize>>,
    /// Rules that are off unless a comment in the note enables them.
    enabled_by_comment: Vec<&'static str>,
    fingerprint: Option<Hash>,
}

impl fmt::Debug for RuleSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.rules.iter().map(|rule| rule.meta.name)).finish()
    }
}

impl RuleSet {
    /// A set of `rules`.
    pub fn new(rules: Vec<Active>) -> Self {
        let wants = |kind: Kind| {
            let wanting = rules.iter().enumerate().filter(|(_, rule)| rule.check.kinds().contains(kind));
            wanting.map(|(index, _)| index).collect()
        };
        let by_kind = Kind::ALL.iter().map(|&kind| wants(kind)).collect();
        Self { rules, by_kind, enabled_by_comment: Vec::new(), fingerprint: None }
    }

    /// Marks the rules with these names as off unless a comment in the note enables them.
    #[must_use]
    pub fn with_enabled_by_comment(mut self, names: Vec<&'static str>) -> Self {
        self.enabled_by_comment = names;
        self
    }

    /// Sets the hash of the rules, their severities and their options.
    #[must_use]
    pub fn with_fingerprint(mut self, fingerprint: Hash) -> Self {
        self.fingerprint = Some(fingerprint);
        self
    }

    /// The hash of the rules, their severities and their options, if set.
    pub fn fingerprint(&self) -> Option<Hash> {
        self.fingerprint
    }

    /// The active rules.
    pub fn rules(&self) -> &[Active] {
        &self.rules
    }

    fn on_by_default(&self) -> impl Iterator<Item = &Active> {
        self.rules.iter().filter(|rule| !self.enabled_by_comment.contains(&rule.meta.name))
    }

    /// Removes the findings that `suppressions` suppress. Returns the same as [`Suppressions::apply`].
    pub fn suppress(&self, suppressions: &Suppressions, findings: &mut Vec<Finding>) -> Vec<Vec<bool>> {
        suppressions.apply(findings, |meta| self.enabled_by_comment.contains(&meta.name))
    }

    /// Whether findings of the rule `meta` can't be suppressed.
    pub fn is_always_on(&self, meta: &Meta) -> bool {
        self.rules.iter().any(|rule| rule.always_on && rule.meta.name == meta.name)
    }

    /// What the rules need besides the note. External links are not checked for a rule that only a comment enables.
    pub fn needs(&self) -> Needs {
        let is_on = |rule: &Active| !self.enabled_by_comment.contains(&rule.meta.name);
        let needs = self.rules.iter().map(|rule| {
            let needs = rule.check.needs();
            if is_on(rule) { needs } else { needs.without(Needs::LINK_STATUSES) }
        });
        needs.fold(Needs::NONE, Needs::and)
    }

    /// The findings that `report` adds for the rule `meta`; empty if that rule is off.
    pub fn in_name_of(&self, meta: &Meta, lang: Lang, report: impl FnOnce(&mut Sink<'_>)) -> Vec<Finding> {
        let mut findings = Vec::new();
        if let Some(rule) = self.rules.iter().find(|rule| rule.meta.name == meta.name) {
            report(&mut Sink::new(rule.meta, rule.severity, lang, &mut findings));
        }
        findings
    }

    /// The names in comments that suppressed nothing. `used` is what [`RuleSet::suppress`] returned.
    pub fn unused<'s>(&self, suppressions: &'s Suppressions, used: &[Vec<bool>]) -> Vec<Unused<'s>> {
        suppressions.unused(used, |name| self.on_by_default().any(|rule| answers_to_name(rule.meta, name)))
    }

    /// The findings of the rules in one note by itself. If a rule panics, the others run again without it.
    pub fn lint(&self, note: &Note<'_>, lang: Lang) -> RuleFindings {
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
                Ok(findings) => return RuleFindings { findings, panics },
                Err(panic) => panic,
            };
            let Some(rule) = self.rules.get(at_work.get()).filter(|_| asked[at_work.get()]) else {
                panics.push(panic);
                return RuleFindings { findings: Vec::new(), panics };
            };
            panics.push(panic.in_rule(rule.meta.name));
            asked[at_work.get()] = false;
        }
    }

    /// Runs the rules that are `asked` in a single walk over the note. Sets `at_work` to the index of the running rule,
    /// to find the one that panics.
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

    /// The findings of the rules in one note, once the facts of the project are known. Findings of a rule that panics
    /// are dropped.
    pub fn lint_in_project(&self, view: &ProjectView<'_>, lang: Lang) -> RuleFindings {
        let mut found = RuleFindings::default();
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

/// The findings of rules, and the panics of those that failed.
#[derive(Debug, Default)]
pub struct RuleFindings {
    /// The findings, unordered.
    pub findings: Vec<Finding>,
    /// One for each rule that panicked.
    pub panics: Vec<Panic>,
}
