//! The interface of a cache for notes.

use crate::finding::Finding;
use crate::lint::engine::{Analysis, Inputs};
use crate::lint::rule_set::RuleSet;
use crate::text::file_stat::FileStat;
use crate::text::hash::Hash;
use crate::text::profile::Profile;

/// A note, as the cache identifies it.
#[derive(Clone, Copy, Debug)]
pub struct NoteId<'a> {
    /// The path, relative to the project, with `/`.
    pub path: &'a str,
    /// How the host reads the note.
    pub profile: &'a Profile,
    /// The inputs other than the text.
    pub inputs: &'a Inputs<'a>,
    /// The hash of the text.
    pub text: Hash,
}

/// A cache of what was found out about single notes. Any entry may be missing, but none is ever out of date, because
/// the key is a hash of everything that the entry depends on.
pub trait NoteCache: Sync {
    /// The hash of the text of the note at `path`, if it is known without reading the file. `stat` gives the file's stat
    /// of now.
    fn text(&self, path: &str, stat: &dyn Fn() -> Option<FileStat>) -> Option<Hash>;

    /// Adds the hash of the text of the note at `path`, whose file had this `stat` before and after it was read.
    fn put_text(&self, path: &str, stat: FileStat, text: Hash);

    /// The key of `note`.
    fn key(&self, note: &NoteId<'_>) -> Hash;

    /// The analysis of the note with this `key` and these `inputs`, if cached.
    fn analysis(&self, key: &Hash, inputs: &Inputs<'_>) -> Option<Analysis>;

    /// The findings of `rules` in the note with this `key`, without those that depend on other notes, if cached.
    fn findings(&self, key: &Hash, rules: &RuleSet) -> Option<Vec<Finding>>;

    /// Whether all fixes of `findings` were proven to hold in the note with this `key`, and no link to a heading of the note was
    /// part of the proof.
    fn are_proven(&self, key: &Hash, findings: &[Finding]) -> bool;

    /// Adds that [`NoteCache::are_proven`].
    fn put_proven(&self, key: Hash, findings: &[Finding]);

    /// Adds the analysis of the note with this `key`.
    fn put_analysis(&self, key: Hash, analysis: &Analysis);

    /// Adds the findings of `rules` in the note with this `key`.
    fn put_findings(&self, key: Hash, rules: &RuleSet, findings: &[Finding]);
}
