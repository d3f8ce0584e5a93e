//! Where the host of a note shows something else than the tree, which is GitHub's reading. Fixes are compared in the
//! tree, so they may not change that.

use crate::markdown::document::Document;
use crate::markdown::lost::{Loss, adopted, bare_markers, losses};

/// What the host of a note reads in another way than the tree.
#[derive(Debug)]
pub(super) struct HostReading {
    /// How many blocks it loses, and how much it can't compile.
    lost: usize,
    /// How many blocks below lists it puts into the last item.
    adopted: usize,
}

impl HostReading {
    pub(super) fn of(document: &Document<'_>) -> Self {
        let lost = losses(document).iter().map(Loss::count).sum::<usize>() + bare_markers(document);
        Self { lost: lost + document.source().syntax().mdx_faults.len(), adopted: adopted(document) }
    }

    /// Whether the host reads `after` at least as well.
    pub(super) fn holds(&self, after: &Self) -> bool {
        after.lost <= self.lost && after.adopted == self.adopted
    }
}
