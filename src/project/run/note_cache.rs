//! What a run remembers of notes, if somebody keeps it.

use crate::finding::Finding;
use crate::lint::engine::{Analysis, Inputs, Unparsed};
use crate::lint::rule_set::RuleSet;
use crate::text::hash::Hash;

/// Keeps what was found in notes by themselves. An answer may be missing at any time, and is never out of date: the key is a
/// hash of all that it depends on.
pub trait NoteCache: Sync {
    /// The key of `note`.
    fn key(&self, note: &Unparsed<'_>) -> Hash;

    /// The analysis of the note with this `key` and these `inputs`, if it is known.
    fn analysis(&self, key: &Hash, inputs: &Inputs<'_>) -> Option<Analysis>;

    /// What `rules` found in the note with this `key` by itself, if that is known.
    fn findings(&self, key: &Hash, rules: &RuleSet) -> Option<Vec<Finding>>;

    /// Keeps the analysis of the note with this `key`.
    fn put_analysis(&self, key: Hash, analysis: &Analysis);

    /// Keeps what `rules` found in the note with this `key`.
    fn put_findings(&self, key: Hash, rules: &RuleSet, findings: &[Finding]);
}
