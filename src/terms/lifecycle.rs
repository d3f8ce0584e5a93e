//! The former and retired names that a note uses without knowing it.

use std::sync::Arc;

use super::dictionary::{Lifecycle, Rename};
use super::hit::TermHit;
use super::meaning::{AuthorAwareness, Meaning};

/// The uses of a rename entry in a note whose author does not know about the rename.
#[derive(Debug)]
pub struct TermUses<'a> {
    /// The entry.
    pub rename: &'a Arc<Rename>,
    /// The uses, in text order.
    pub hits: Vec<&'a TermHit>,
}

/// The entries with one of the lifecycles `uses` that `hits` contains, in text order. Leaves out an entry if the note
/// shows anywhere that its author knows about it.
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
