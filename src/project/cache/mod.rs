//! Caches analyses and findings of notes in the user's cache directory, so that a hook that checks one note of a
//! thousand does not have to parse the others again.
//!
//! The key of an analysis is a hash (BLAKE3) of everything it depends on: the note's text, path and flavour, the
//! settings of its facts, the dictionaries, and the program itself. Findings have the same key plus the fingerprint of
//! the rules. If any of these changes, the key changes, so an entry is never out of date, only unused. Findings that
//! depend on other notes are never cached; every run computes them.

mod disk;
mod entry;
mod file;

use std::hash::BuildHasher as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::finding::Finding;
use crate::lint::engine::{Analysis, Inputs, Unparsed};
use crate::lint::rule_set::RuleSet;
use crate::project::run::NoteCache;
use crate::text::hash::{Hash, Hasher};
use crate::text::sync::lock;
use entry::{decode_analysis, decode_findings, encode_analysis, encode_findings};
use file::CacheFile;

pub use disk::folder;

/// The cache of one project.
#[derive(Debug)]
pub struct AnalysisCache {
    /// The path of the file.
    path: PathBuf,
    /// A hash of everything that all entries of this run depend on.
    environment: Hash,
    kept: CacheFile,
    session: Mutex<Session>,
}

/// What was requested and added in this run.
#[derive(Debug, Default)]
struct Session {
    /// Keys of notes for which the file had everything requested.
    hits: FxHashSet<Hash>,
    /// Entries that the file does not have.
    added: FxHashMap<Hash, NewEntry>,
}

/// An entry that this run added.
#[derive(Clone, Debug, Default)]
struct NewEntry {
    analysis: Option<Arc<[u8]>>,
    findings: Option<(Hash, Arc<[u8]>)>,
}

impl NoteCache for AnalysisCache {
    fn key(&self, note: &Unparsed<'_>) -> Hash {
        let mut hasher = Hasher::keyed(&self.environment);
        let (source, Inputs { settings, conventions, terms: _ }) = (note.source(), note.inputs());
        // Formatting a profile would take longer than the rest of the key.
        let profile = FxBuildHasher.hash_one(source.profile());
        hasher.part(note.path()).part(format!("{profile} {conventions} {:?}", settings.front_matter));
        hasher.part(source.text()).hash()
    }

    fn analysis(&self, key: &Hash, inputs: &Inputs<'_>) -> Option<Analysis> {
        let new = lock(&self.session).added.get(key).and_then(|new| new.analysis.clone());
        if let Some(new) = new {
            return decode_analysis(&new, inputs);
        }
        let analysis = decode_analysis(self.kept.get(key)?.analysis, inputs)?;
        lock(&self.session).hits.insert(*key);
        Some(analysis)
    }

    fn findings(&self, key: &Hash, rules: &RuleSet) -> Option<Vec<Finding>> {
        let fingerprint = rules.fingerprint()?;
        let new = lock(&self.session).added.get(key).and_then(|new| new.findings.clone());
        if let Some((_, new)) = new.filter(|(of, _)| *of == fingerprint) {
            return decode_findings(&new, rules);
        }
        let (_, kept) = self.kept.get(key)?.findings.filter(|(of, _)| *of == fingerprint)?;
        decode_findings(kept, rules)
    }

    fn put_analysis(&self, key: Hash, analysis: &Analysis) {
        if let Some(bytes) = encode_analysis(analysis) {
            lock(&self.session).added.entry(key).or_default().analysis = Some(bytes.into());
        }
    }

    fn put_findings(&self, key: Hash, rules: &RuleSet, findings: &[Finding]) {
        if let Some(fingerprint) = rules.fingerprint()
            && let Some(bytes) = encode_findings(findings)
        {
            lock(&self.session).added.entry(key).or_default().findings = Some((fingerprint, bytes.into()));
        }
    }
}
