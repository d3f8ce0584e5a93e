//! What was found in notes before, kept in the user's cache directory: a hook that is about one note of a thousand need not
//! parse the others again.
//!
//! The key of an analysis is a hash (BLAKE3) of all that it depends on: the note's text, path and flavour, the settings of its
//! facts, the dictionaries, the program itself. That of findings is the same hash and the fingerprint of the rules. What has
//! changed in any of these has another key, so no entry is ever out of date; it only is of no use any more. What notes mean
//! to each other is never kept: that is found anew in every run.

mod disk;
mod entry;
mod file;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::Finding;
use crate::lint::engine::{Analysis, Inputs, Unparsed};
use crate::lint::rule_set::RuleSet;
use crate::markdown::flavour::Flavour;
use crate::project::run::NoteCache;
use crate::text::hash::{Hash, Hasher};
use crate::text::sync::lock;
use entry::{decode_analysis, decode_findings, encode_analysis, encode_findings};
use file::CacheFile;

pub use disk::folder;

/// What is kept of the notes of one project.
#[derive(Debug)]
pub struct AnalysisCache {
    /// `None` where nothing is kept beyond the run.
    path: Option<PathBuf>,
    /// What all entries of this run depend on.
    environment: Hash,
    kept: CacheFile,
    session: Mutex<Session>,
}

/// The notes of this run.
#[derive(Debug, Default)]
struct Session {
    /// Those of which the file knows all that was asked for.
    hits: FxHashSet<Hash>,
    /// What the file does not know.
    added: FxHashMap<Hash, NewEntry>,
}

/// What was found out in this run.
#[derive(Clone, Debug, Default)]
struct NewEntry {
    analysis: Option<Arc<[u8]>>,
    findings: Option<(Hash, Arc<[u8]>)>,
}

impl AnalysisCache {
    /// One that lasts as long as the run: what is mended in some notes does not have all looked at again.
    pub fn in_memory() -> Self {
        Self { path: None, environment: Hash::default(), kept: CacheFile::default(), session: Mutex::default() }
    }
}

impl NoteCache for AnalysisCache {
    fn key(&self, note: &Unparsed<'_>) -> Hash {
        let mut hasher = Hasher::keyed(&self.environment);
        let (source, Inputs { settings, conventions, terms: _ }) = (note.source(), note.inputs());
        let flavour =
            Flavour::ALL.iter().position(|flavour| flavour.name() == source.syntax_reader().name).unwrap_or(usize::MAX);
        hasher.part(note.path()).part(format!("{flavour} {conventions} {:?}", settings.front_matter));
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
