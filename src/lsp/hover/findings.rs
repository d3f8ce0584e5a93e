//! Findings: the page of the rule in short.

use super::place::{Part, Place};
use crate::finding::Finding;
use crate::report::rule_markdown::short;
use crate::text::source::Span;

/// The most rules to explain at one place.
const MAX: usize = 3;

/// The rules that found something at the position.
pub(super) fn parts(place: &Place<'_, '_, '_>) -> Vec<Part> {
    let Some(checked) = place.note.check() else { return Vec::new() };
    let mut parts: Vec<Part> = Vec::new();
    let mut rules: Vec<&str> = Vec::new();
    for finding in &checked.findings {
        let Some(span) = spans(finding).find(|span| place.is_in(*span)) else { continue };
        if parts.len() < MAX && !rules.contains(&finding.rule.name) {
            rules.push(finding.rule.name);
            parts.push(Part { span, text: short(finding.rule, place.client.lang(), place.writer()) });
        }
    }
    parts
}

fn spans(finding: &Finding) -> impl Iterator<Item = Span> {
    std::iter::once(finding.span).chain(finding.places.iter().copied())
}
