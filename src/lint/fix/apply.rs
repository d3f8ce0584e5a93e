//! Choosing fixes that don't get in each other's way.

use crate::finding::{Applicability, Edit, Effect, Finding, Fix};
use crate::text::source::Span;

/// Indices of the findings whose fixes may be made at once, by the place of their first edit: whole fixes only. One
/// that overlaps a fix before it waits for the next round, unless it is the same fix: the blank line that two findings
/// ask for. Those of `withheld`, which is sorted, are passed over.
pub fn choose(findings: &[Finding], allowed: Applicability, withheld: &[usize]) -> Vec<usize> {
    let possible = |fix: &Fix| fix.applicability <= allowed && !fix.edits.is_empty();
    let open = |index: &usize| withheld.binary_search(index).is_err();
    let mut candidates: Vec<_> = (0..findings.len())
        .filter(|index| findings[*index].fix.as_ref().is_some_and(possible) && open(index))
        .collect();
    candidates.sort_by_key(|&index| (first_edit(&findings[index]), findings[index].rule.name));
    let mut taken: Vec<Span> = Vec::new();
    let mut last: Option<(&[Edit], Option<Effect>)> = None;
    candidates.retain(|&index| {
        let (edits, effect) = (edits(&findings[index]), effect(&findings[index]));
        let is_twin = last == Some((edits, effect));
        if is_twin && findings[index].fix.as_ref().is_some_and(|fix| fix.elsewhere.is_empty()) {
            return true;
        }
        let free = edits.iter().all(|edit| {
            // `taken` is sorted and without overlap: only its neighbours can touch.
            let after = taken.partition_point(|span| span.end < edit.span.start);
            taken[after..].iter().take_while(|span| span.start <= edit.span.end).all(|span| !span.touches(edit.span))
        });
        if free {
            for edit in edits {
                let at = taken.partition_point(|span| *span < edit.span);
                taken.insert(at, edit.span);
            }
            last = Some((edits, effect));
        }
        free
    });
    candidates
}

fn first_edit(finding: &Finding) -> Option<Span> {
    edits(finding).first().map(|edit| edit.span)
}

/// The edits of a finding's fix.
pub(crate) fn edits(finding: &Finding) -> &[Edit] {
    finding.fix.as_ref().map_or(&[], |fix| &fix.edits)
}

/// What a finding's fix may change.
pub(crate) fn effect(finding: &Finding) -> Option<Effect> {
    finding.fix.as_ref().map(|fix| fix.effect)
}
