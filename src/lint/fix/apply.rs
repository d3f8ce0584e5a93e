//! Chooses fixes that do not overlap.

use crate::finding::{Applicability, Edit, Effect, Finding, Fix};
use crate::text::source::Span;

/// The indexes of the findings whose fixes can be applied together, ordered by their first edit. A fix is chosen as a
/// whole or not at all. One that overlaps an earlier fix waits for the next round, unless the two are identical, such
/// as the same blank line for two findings. Skips `withheld`, which is sorted.
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
            // `taken` is sorted and has no overlaps, so only the neighbours can touch.
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

/// The edits of a finding's fix; empty if it has none.
pub(crate) fn edits(finding: &Finding) -> &[Edit] {
    finding.fix.as_ref().map_or(&[], |fix| &fix.edits)
}

/// The declared effect of a finding's fix.
pub(crate) fn effect(finding: &Finding) -> Option<Effect> {
    finding.fix.as_ref().map(|fix| fix.effect)
}
