//! Suppression comments: what they do, and the rules they name.

use lsp_types::CompletionItemKind;

use super::candidate::Candidate;
use super::request::Request;
use crate::lint::suppression::Directive;
use crate::rules::RULES;

/// What a comment can do.
pub(super) fn directives(_: &Request<'_, '_, '_>) -> Vec<Candidate> {
    Directive::names().map(|name| Candidate::new(name, CompletionItemKind::KEYWORD)).collect()
}

/// The rules that can be suppressed: first those with findings in the note.
pub(super) fn rules(request: &Request<'_, '_, '_>) -> Vec<Candidate> {
    let lang = request.client.lang();
    let checked = request.note.check();
    let has_findings = |name: &str| {
        checked.as_ref().is_some_and(|checked| checked.findings.iter().any(|finding| finding.rule.name == name))
    };
    let candidate = |meta: &'static crate::finding::Meta| {
        let rank = u8::from(!has_findings(meta.name));
        Candidate::new(meta.name, CompletionItemKind::ENUM_MEMBER).detailed(meta.summary.get(lang)).ranked(rank)
    };
    RULES.iter().map(|entry| entry.meta).filter(|meta| !meta.always_on).map(candidate).collect()
}
