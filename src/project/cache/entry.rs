//! What is kept of one note: its Facts, and what a set of rules found in it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::facts::Facts;
use crate::facts::spelling::Spelling;
use crate::finding::{Finding, Fix, Severity};
use crate::lint::engine::{Linted, RuleSet, Wants};
use crate::lint::suppression::{Inline, Suppressions};
use crate::text::hash::Hash;
use crate::text::source::Span;

/// An entry, without what every run knows anew.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    japanese: bool,
    facts: Facts,
    /// The groups of [`Entry::spellings`], by name.
    groups: Vec<Box<str>>,
    spellings: Vec<KeptSpelling>,
    found: Option<Found>,
}

/// A [`Spelling`].
#[derive(Debug, Serialize, Deserialize)]
struct KeptSpelling {
    span: Span,
    /// Index into [`Entry::groups`].
    group: usize,
    form: u16,
    editable: bool,
}

/// What the note gave by itself, before suppression.
#[derive(Debug, Serialize, Deserialize)]
struct Found {
    /// See [`RuleSet::fingerprint`].
    rules: Hash,
    findings: Vec<KeptFinding>,
    suppressions: Suppressions,
}

/// A [`Finding`].
#[derive(Debug, Serialize, Deserialize)]
struct KeptFinding {
    rule: Box<str>,
    span: Span,
    severity: Severity,
    message: String,
    notes: Vec<String>,
    fix: Option<Fix>,
}

impl Entry {
    /// The entry of `linted`; `full` says whether its findings are those of its rules.
    pub(super) fn of(linted: &Linted, full: bool) -> Self {
        let mut groups: Vec<Box<str>> = Vec::new();
        let spellings = linted.facts.spellings.iter().map(|spelling| {
            let id = &spelling.group.id;
            let group = groups.iter().position(|group| group == id).unwrap_or_else(|| {
                groups.push(id.clone());
                groups.len() - 1
            });
            KeptSpelling { span: spelling.span, group, form: spelling.form, editable: spelling.editable }
        });
        let spellings = spellings.collect();
        let found = linted.rules.fingerprint().filter(|_| full).map(|rules| Found {
            rules,
            findings: linted.findings.iter().map(KeptFinding::of).collect(),
            suppressions: linted.suppressions.clone(),
        });
        Self { japanese: linted.japanese, facts: linted.facts.clone(), groups, spellings, found }
    }

    /// The bytes to keep.
    pub(super) fn encode(&self) -> Option<Vec<u8>> {
        postcard::to_stdvec(self).ok()
    }

    /// The entry in `bytes`.
    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// What it says of the note. `None` where `rules` are asked for and these are others.
    pub(super) fn linted(
        self,
        wants: &Wants<'_>,
        rules: Option<impl FnOnce(bool, &Inline) -> Arc<RuleSet>>,
    ) -> Option<Linted> {
        let Self { japanese, mut facts, groups, spellings, found } = self;
        let group = |id: &str| wants.terms.and_then(|terms| terms.group(id)).cloned();
        let groups = groups.iter().map(|id| group(id)).collect::<Option<Vec<_>>>()?;
        let spelling = |kept: KeptSpelling| {
            let group = groups.get(kept.group)?.clone();
            Some(Spelling { span: kept.span, group, form: kept.form, editable: kept.editable })
        };
        facts.spellings = spellings.into_iter().map(spelling).collect::<Option<_>>()?;
        facts.settings = wants.settings.clone();
        let Some(rules) = rules else {
            let (suppressions, rules) = (Suppressions::default(), Arc::default());
            return Some(Linted { findings: Vec::new(), panics: Vec::new(), facts, suppressions, japanese, rules });
        };
        let Found { rules: fingerprint, findings, suppressions } = found?;
        let rules = rules(japanese, &suppressions.inline());
        if rules.fingerprint() != Some(fingerprint) {
            return None;
        }
        let findings = findings.into_iter().map(|finding| finding.finding(&rules)).collect::<Option<_>>()?;
        Some(Linted { findings, panics: Vec::new(), facts, suppressions, japanese, rules })
    }
}

impl KeptFinding {
    fn of(finding: &Finding) -> Self {
        let Finding { rule, span, severity, message, notes, fix, .. } = finding;
        let (message, notes, fix) = (message.clone(), notes.clone(), fix.clone());
        Self { rule: rule.name.into(), span: *span, severity: *severity, message, notes, fix }
    }

    fn finding(self, rules: &RuleSet) -> Option<Finding> {
        let Self { rule, span, severity, message, notes, fix } = self;
        let rule = rules.rules().iter().find(|active| *active.meta.name == *rule)?.meta;
        Some(Finding { rule, span, severity, message, notes, fix, withheld: false })
    }
}
