//! Keys of front matter.

use std::collections::BTreeMap;

use lsp_types::CompletionItemKind;

use super::candidate::Candidate;
use super::nearby;
use super::request::Request;
use crate::markdown::front_matter;

/// The keys that notes nearby have and this one has not, the most frequent first.
pub(super) fn candidates(request: &Request<'_, '_, '_>) -> Vec<Candidate> {
    let text = request.document.source().text();
    // The key that is being written makes the front matter invalid YAML.
    let line = request.document.source().line_at(request.offset).range();
    let without = format!("{}{}", &text[..line.start], text[line.end..].trim_start_matches(['\r', '\n']));
    let own = front_matter::keys(&without);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for source in nearby::sources(request) {
        for key in front_matter::keys(source.text()).into_iter().filter(|key| !own.contains(key)) {
            *counts.entry(key).or_default() += 1;
        }
    }
    let mut keys: Vec<(String, usize)> = counts.into_iter().collect();
    keys.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let is_toml = text.trim_start_matches('\u{feff}').starts_with("+++");
    let mark = if is_toml { " = " } else { ": " };
    // A key with its value keeps its mark.
    let has_value = text[request.context.span.end as usize..line.end].contains([':', '=']);
    let mark = if has_value { "" } else { mark };
    let candidate = |key: String| Candidate::new(format!("{key}{mark}"), CompletionItemKind::PROPERTY).labelled(key);
    keys.into_iter().map(|(key, _)| candidate(key)).collect()
}
