//! Callouts and alerts.

use std::collections::BTreeMap;

use lsp_types::CompletionItemKind;

use super::candidate::Candidate;
use super::request::Request;

/// The kinds that the host of the note knows. Where a theme may add some, those that the notes of the project use, the most
/// frequent first.
pub(super) fn callouts(request: &Request<'_, '_, '_>) -> Vec<Candidate> {
    let (Some(own), Some(facts)) = (request.note.facts(), request.note.view.facts()) else { return Vec::new() };
    let known = own.profile.boxes.alerts.kinds;
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for label in facts.index().notes().flat_map(|(_, facts)| &facts.alerts) {
        *used.entry(&label.kind).or_default() += 1;
    }
    // The label that is being written is one of them.
    let typed = request.typed();
    if let Some(count) = used.get_mut(typed) {
        *count -= 1;
    }
    let mut used: Vec<(&str, usize)> = used.into_iter().filter(|(_, count)| *count > 0).collect();
    used.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let is_known = |kind: &str| known.is_none_or(|known| known.iter().any(|known| known.eq_ignore_ascii_case(kind)));
    let mut kinds: Vec<&str> = Vec::new();
    let all = used.into_iter().map(|(kind, _)| kind).filter(|kind| is_known(kind));
    for kind in all.chain(known.unwrap_or_default().iter().copied()) {
        if kinds.iter().all(|known| !known.eq_ignore_ascii_case(kind)) {
            kinds.push(kind);
        }
    }
    kinds.into_iter().map(|kind| Candidate::new(kind, CompletionItemKind::ENUM_MEMBER)).collect()
}
