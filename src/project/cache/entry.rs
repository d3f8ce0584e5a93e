//! The cache entry of a note: its analysis, and separately the findings of a rule set.

use serde::{Deserialize, Serialize};

use crate::facts::spelling::Spelling;
use crate::finding::{Finding, Fix, Inert, Severity};
use crate::lint::engine::{Analysis, Inputs};
use crate::lint::rule_set::RuleSet;
use crate::text::hash::{Hash, hash};
use crate::text::source::Span;

/// An [`Analysis`] without what is known anyway.
#[derive(Debug, Serialize, Deserialize)]
struct CachedAnalysis {
    analysis: Analysis,
    /// The names of the groups in [`CachedAnalysis::spellings`].
    groups: Vec<Box<str>>,
    spellings: Vec<CachedSpelling>,
}

/// A [`Spelling`].
#[derive(Debug, Serialize, Deserialize)]
struct CachedSpelling {
    span: Span,
    /// Index into [`CachedAnalysis::groups`].
    group: usize,
    form: u16,
    editable: bool,
}

/// A [`Finding`].
#[derive(Debug, Serialize, Deserialize)]
struct CachedFinding {
    rule: Box<str>,
    span: Span,
    severity: Severity,
    message: String,
    notes: Vec<String>,
    fix: Option<Fix>,
    inert: Inert,
    fact: Option<String>,
    in_contents: bool,
}

/// Encodes `analysis`; `None` if that fails.
pub(super) fn encode_analysis(analysis: &Analysis) -> Option<Vec<u8>> {
    let mut groups: Vec<Box<str>> = Vec::new();
    let spellings = analysis.facts.spellings.iter().map(|spelling| {
        let id = &spelling.group.id;
        let group = groups.iter().position(|group| group == id).unwrap_or_else(|| {
            groups.push(id.clone());
            groups.len() - 1
        });
        CachedSpelling { span: spelling.span, group, form: spelling.form, editable: spelling.editable }
    });
    let spellings = spellings.collect();
    postcard::to_stdvec(&CachedAnalysis { analysis: analysis.clone(), groups, spellings }).ok()
}

/// Decodes the analysis of a note with these `inputs`; `None` if `bytes` are damaged.
pub(super) fn decode_analysis(bytes: &[u8], inputs: &Inputs<'_>) -> Option<Analysis> {
    let CachedAnalysis { mut analysis, groups, spellings } = postcard::from_bytes(bytes).ok()?;
    let group = |id: &str| inputs.terms.and_then(|terms| terms.group(id));
    let groups = groups.iter().map(|id| group(id)).collect::<Option<Vec<_>>>()?;
    let spelling = |kept: CachedSpelling| {
        let group = groups.get(kept.group)?.clone();
        Some(Spelling { span: kept.span, group, form: kept.form, editable: kept.editable })
    };
    analysis.facts.spellings = spellings.into_iter().map(spelling).collect::<Option<_>>()?;
    analysis.facts.settings = inputs.settings.clone();
    Some(analysis)
}

/// Encodes `findings`; `None` if that fails.
pub(super) fn encode_findings(findings: &[Finding]) -> Option<Vec<u8>> {
    postcard::to_stdvec(&findings.iter().map(CachedFinding::of).collect::<Vec<_>>()).ok()
}

/// A hash of `findings` with everything that the proof of their fixes depends on besides the note; `None` if that fails.
pub(super) fn fixes_hash(findings: &[Finding]) -> Option<Hash> {
    encode_findings(findings).map(|bytes| hash(&bytes))
}

/// Decodes the findings of `rules`; `None` if `bytes` are damaged.
pub(super) fn decode_findings(bytes: &[u8], rules: &RuleSet) -> Option<Vec<Finding>> {
    let findings: Vec<CachedFinding> = postcard::from_bytes(bytes).ok()?;
    findings.into_iter().map(|finding| finding.finding(rules)).collect()
}

impl CachedFinding {
    fn of(finding: &Finding) -> Self {
        let Finding { rule, span, severity, message, notes, fix, inert, fact, in_contents, .. } = finding.clone();
        Self { rule: rule.name.into(), span, severity, message, notes, fix, inert, fact, in_contents }
    }

    fn finding(self, rules: &RuleSet) -> Option<Finding> {
        let Self { rule, span, severity, message, notes, fix, inert, fact, in_contents } = self;
        let rule = rules.rules().iter().find(|active| *active.meta.name == *rule)?.meta;
        Some(Finding { notes, fix, inert, fact, in_contents, ..Finding::new(rule, span, severity, message) })
    }
}
