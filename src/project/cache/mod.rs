//! Caches analyses and findings of notes, and which fixes are proven, in the user's cache directory, so that a hook that
//! checks one note of a thousand does not have to parse the others again.
//!
//! The key of an analysis is a hash (BLAKE3) of everything it depends on: the note's text, path and flavour, the
//! settings of its facts, the dictionaries, and the program itself. Findings have the same key plus the fingerprint of
//! the rules. If any of these changes, the key changes, so an entry is never out of date, only unused. Findings that
//! depend on other notes are never cached; every run computes them.
//!
//! That fixes hold is cached where no link to a heading of the note matters for it: with the hash of all findings of the note.
//!
//! The key has the hash of the text only, so a note whose file has not changed since an earlier run is not read for it
//! ([`stat`]).

mod disk;
mod entry;
mod file;
mod stat;

use std::collections::BTreeMap;
use std::hash::BuildHasher as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::finding::Finding;
use crate::lint::engine::{Analysis, Inputs};
use crate::lint::rule_set::RuleSet;
use crate::project::run::{NoteCache, NoteId};
use crate::text::file_stat::FileStat;
use crate::text::hash::{Hash, Hasher};
use crate::text::sync::lock;
use entry::{decode_analysis, decode_findings, encode_analysis, encode_findings, fixes_hash};
use file::CacheFile;
use stat::{KnownText, is_settled};

pub use disk::folder;

/// The cache of one project.
#[derive(Debug)]
pub struct AnalysisCache {
    /// The path of the file.
    path: PathBuf,
    /// A hash of everything that all entries of this run depend on.
    environment: Hash,
    /// When it was opened, before any note was read.
    opened: SystemTime,
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
    /// The texts of notes by path: those of the file that are still right, and new ones.
    texts: BTreeMap<Box<str>, KnownText>,
    /// How many of `texts` the file does not have.
    new_texts: usize,
}

/// An entry that this run added.
#[derive(Clone, Debug, Default)]
struct NewEntry {
    analysis: Option<Arc<[u8]>>,
    findings: Option<(Hash, Arc<[u8]>)>,
    proven: Option<Hash>,
}

impl NoteCache for AnalysisCache {
    fn text(&self, path: &str, stat: &dyn Fn() -> Option<FileStat>) -> Option<Hash> {
        let new = lock(&self.session).texts.get(path).copied();
        let known = new.or_else(|| self.kept.text(path).copied())?;
        if stat()? != known.stat {
            return None;
        }
        if new.is_none() {
            lock(&self.session).texts.insert(path.into(), known);
        }
        Some(known.text)
    }

    fn put_text(&self, path: &str, stat: FileStat, text: Hash) {
        if !is_settled(&stat, self.opened) {
            return;
        }
        let known = KnownText { stat, text };
        let mut session = lock(&self.session);
        session.new_texts += usize::from(self.kept.text(path) != Some(&known));
        session.texts.insert(path.into(), known);
    }

    fn key(&self, note: &NoteId<'_>) -> Hash {
        let mut hasher = Hasher::keyed(&self.environment);
        let NoteId { path, profile, inputs: Inputs { settings, conventions, terms: _ }, text } = note;
        // Formatting a profile would take longer than the rest of the key.
        let profile = FxBuildHasher.hash_one(profile);
        hasher.part(path).part(format!("{profile} {conventions} {:?}", settings.front_matter));
        hasher.part(text).hash()
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

    fn are_proven(&self, key: &Hash, findings: &[Finding]) -> bool {
        let known = self.kept.get(key).and_then(|kept| kept.proven);
        known.is_some() && known == fixes_hash(findings)
    }

    fn put_proven(&self, key: Hash, findings: &[Finding]) {
        if let Some(fixes) = fixes_hash(findings) {
            lock(&self.session).added.entry(key).or_default().proven = Some(fixes);
        }
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
