//! What verifying the fixes of a note needs, kept from when the note was parsed.

use std::sync::{Arc, OnceLock};

use super::parts::Parts;
use super::snapshot::Snapshot;
use crate::finding::Finding;
use crate::markdown::document::Document;
use crate::text::source::Source;

/// A parsed note, as verifying its fixes needs it. An editor keeps it while the note is open: parsing the note again for each
/// change would take longer than its rules.
#[derive(Debug, Default)]
pub struct FixBasis {
    kept: Option<(Arc<Source>, Arc<Snapshot>)>,
    /// What the last verification needed. Set once it has run.
    needed: OnceLock<Parts>,
}

impl FixBasis {
    /// What verifying needs of `document`, which is `source` parsed, if it needs what it did for the text before: `last`. Empty if
    /// nothing was verified then. `keys` are those of the front matter whose values are links.
    pub fn of(source: &Arc<Source>, document: &Document<'_>, keys: &[String], last: &FixBasis) -> Self {
        let Some(parts) = last.needed.get() else { return Self::default() };
        let snapshot = Arc::new(Snapshot::of_parsed(document, keys, *parts));
        Self { kept: Some((source.clone(), snapshot)), needed: OnceLock::new() }
    }

    /// Whether a verification has needed it.
    pub fn is_needed(&self) -> bool {
        self.needed.get().is_some()
    }

    /// The snapshot of `source`, if it is kept and has what the fixes of `findings` need.
    pub(super) fn snapshot<'f>(
        &self,
        source: &Arc<Source>,
        findings: impl Iterator<Item = &'f Finding>,
    ) -> Option<Arc<Snapshot>> {
        let (_, snapshot) = self.kept.as_ref().filter(|(kept, _)| Arc::ptr_eq(kept, source))?;
        snapshot.serves(findings).then(|| snapshot.clone())
    }

    /// Takes note that a verification needed `parts`.
    pub(super) fn set_needed(&self, parts: Parts) {
        let _ = self.needed.set(parts);
    }
}
