//! What a note makes of the names that something had formerly, or that something has which has come to an end.

use std::sync::Arc;

use super::dictionary::{Lifecycle, Rename};
use super::hit::TermHit;
use super::meaning::{AuthorAwareness, Meaning};

/// The places of one entry in a note whose author does not know of it.
#[derive(Debug)]
pub struct TermUses<'a> {
    /// The entry.
    pub rename: &'a Arc<Rename>,
    /// Where, in the order of the text.
    pub hits: Vec<&'a TermHit>,
}

/// The entries of one of `uses` that are met in `hits`, in the order of the text. An entry is left out where the note
/// says anywhere that it knows.
pub fn uses<'a>(hits: &'a [TermHit], uses: &[Lifecycle]) -> Vec<TermUses<'a>> {
    let mut entries: Vec<(TermUses<'a>, bool)> = Vec::new();
    for hit in hits {
        let Meaning::Former { rename, known, .. } = &hit.meaning else { continue };
        if !uses.contains(&rename.kind) {
            continue;
        }
        let index = entries.iter().position(|(uses, _)| Arc::ptr_eq(uses.rename, rename)).unwrap_or_else(|| {
            entries.push((TermUses { rename, hits: Vec::new() }, false));
            entries.len() - 1
        });
        let Some((uses, is_known)) = entries.get_mut(index) else { continue };
        match known {
            AuthorAwareness::No => uses.hits.push(hit),
            AuthorAwareness::Here => {}
            AuthorAwareness::InThisFile => *is_known = true,
        }
    }
    let unknown = |(uses, known): &(TermUses<'a>, bool)| !known && !uses.hits.is_empty();
    entries.into_iter().filter(unknown).map(|(uses, _)| uses).collect()
}
