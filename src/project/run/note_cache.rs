//! The interface of a cache for notes.

use crate::finding::Finding;
use crate::lint::engine::{Analysis, Inputs, Unparsed};
use crate::lint::rule_set::RuleSet;
use crate::text::hash::Hash;

/// A cache of analyses and findings of single notes. Any entry may be missing, but none is ever out of date, because
/// the key is a hash of everything that the entry depends on.
pub trait NoteCache: Sync {
    /// The key of `note`.
    fn key(&self, note: &Unparsed<'_>) -> Hash;

    /// The analysis of the note with this `key` and these `inputs`, if cached.
    fn analysis(&self, key: &Hash, inputs: &Inputs<'_>) -> Option<Analysis>;

    /// The findings of `rules` in the note with this `key`, without those that depend on other notes, if cached.
    fn findings(&self, key: &Hash, rules: &RuleSet) -> Option<Vec<Finding>>;

    /// Adds the analysis of the note with this `key`.
    fn put_analysis(&self, key: Hash, analysis: &Analysis);

    /// Adds the findings of `rules` in the note with this `key`.
    fn put_findings(&self, key: Hash, rules: &RuleSet, findings: &[Finding]);
}
