//! What was found in notes before, kept in the user's cache directory: a hook that is about one note of a thousand need not
//! parse the others again.
//!
//! The key of an analysis is a hash (BLAKE3) of all that it depends on: the note's text, path and flavour, the settings of its
//! facts, the dictionaries, the program itself. That of findings is the same hash and the fingerprint of the rules. What has
//! changed in any of these has another key, so no entry is ever out of date; it only is of no use any more. What notes mean
//! to each other is never kept: that is found anew in every run.

mod entry;
mod file;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::Finding;
use crate::lint::engine::{Analysis, Inputs, Unparsed};
use crate::lint::rule_set::RuleSet;
use crate::markdown::flavour::Flavour;
use crate::text::hash::{Hash, Hasher, hash, hex};
use crate::text::sync::lock;
use entry::{decode_analysis, decode_findings, encode_analysis, encode_findings};
use file::Kept;

/// What is kept of the notes of one project.
#[derive(Debug)]
pub struct Cache {
    /// `None` where nothing is kept beyond the run.
    path: Option<PathBuf>,
    /// What all entries of this run depend on.
    environment: Hash,
    kept: Kept,
    seen: Mutex<Seen>,
}

/// The notes of this run.
#[derive(Debug, Default)]
struct Seen {
    /// Those of which the file knows all that was asked for.
    old: FxHashSet<Hash>,
    /// What the file does not know.
    new: FxHashMap<Hash, New>,
}

/// What was found out in this run.
#[derive(Clone, Debug, Default)]
struct New {
    analysis: Option<Arc<[u8]>>,
    findings: Option<(Hash, Arc<[u8]>)>,
}

/// The folder of the user's caches in which ours lie; `None` where there is none.
pub fn folder() -> Option<PathBuf> {
    dirs::cache_dir().map(|folder| folder.join("notelint"))
}

impl Cache {
    /// What is kept in `folder` of the project at `root`; nothing, where the file can't be read or is damaged. `environment`
    /// is what the Facts of all notes depend on beside their configuration; that of the program is added here.
    pub fn open(folder: &Path, root: &Path, environment: &[&[u8]]) -> Self {
        let mut hasher = Hasher::default();
        hasher.part(program());
        for part in environment {
            hasher.part(part);
        }
        let environment = hasher.hash();
        let name = hash(&[&environment, root.as_os_str().as_encoded_bytes()].concat());
        let path = folder.join(&hex(&name)[..32]);
        Self { kept: Kept::read(&path), path: Some(path), environment, seen: Mutex::default() }
    }

    /// One that lasts as long as the run: what is mended in some notes does not have all looked at again.
    pub fn in_memory() -> Self {
        Self { path: None, environment: Hash::default(), kept: Kept::default(), seen: Mutex::default() }
    }

    /// The key of `note`.
    pub fn key(&self, note: &Unparsed<'_>) -> Hash {
        let mut hasher = Hasher::keyed(&self.environment);
        let (source, Inputs { settings, habits, terms: _ }) = (note.source(), note.inputs());
        let flavour =
            Flavour::ALL.iter().position(|flavour| flavour.name() == source.reading().name).unwrap_or(usize::MAX);
        hasher.part(note.path()).part(format!("{flavour} {habits} {:?}", settings.front_matter));
        hasher.part(source.text()).hash()
    }

    /// The analysis of the note with this `key` and these `inputs`, if it is known.
    pub fn analysis(&self, key: &Hash, inputs: &Inputs<'_>) -> Option<Analysis> {
        let new = lock(&self.seen).new.get(key).and_then(|new| new.analysis.clone());
        if let Some(new) = new {
            return decode_analysis(&new, inputs);
        }
        let analysis = decode_analysis(self.kept.get(key)?.analysis, inputs)?;
        lock(&self.seen).old.insert(*key);
        Some(analysis)
    }

    /// What `rules` found in the note with this `key` by itself, if that is known.
    pub fn findings(&self, key: &Hash, rules: &RuleSet) -> Option<Vec<Finding>> {
        let fingerprint = rules.fingerprint()?;
        let new = lock(&self.seen).new.get(key).and_then(|new| new.findings.clone());
        if let Some((_, new)) = new.filter(|(of, _)| *of == fingerprint) {
            return decode_findings(&new, rules);
        }
        let (_, kept) = self.kept.get(key)?.findings.filter(|(of, _)| *of == fingerprint)?;
        decode_findings(kept, rules)
    }

    /// Keeps the analysis of the note with this `key`.
    pub fn put_analysis(&self, key: Hash, analysis: &Analysis) {
        if let Some(bytes) = encode_analysis(analysis) {
            lock(&self.seen).new.entry(key).or_default().analysis = Some(bytes.into());
        }
    }

    /// Keeps what `rules` found in the note with this `key`.
    pub fn put_findings(&self, key: Hash, rules: &RuleSet, findings: &[Finding]) {
        if let Some(fingerprint) = rules.fingerprint()
            && let Some(bytes) = encode_findings(findings)
        {
            lock(&self.seen).new.entry(key).or_default().findings = Some((fingerprint, bytes.into()));
        }
    }

    /// Writes what is known of the notes of this run, and forgets all else. Where little of it is new, the file stays as it
    /// is: to look at a few notes again takes less time than to write it. A cache that can't be written is not an error.
    pub fn write(&self) {
        let Some(path) = &self.path else { return };
        let seen = lock(&self.seen);
        if seen.new.is_empty() || seen.new.len() * 20 < seen.old.len() {
            return;
        }
        let nothing = New::default();
        let keys = seen.old.iter().filter(|key| !seen.new.contains_key(*key)).chain(seen.new.keys());
        let entry = |key| {
            let (new, old) = (seen.new.get(key).unwrap_or(&nothing), self.kept.get(key));
            let new_findings = new.findings.as_ref().map(|(rules, bytes)| (*rules, &**bytes));
            let findings = new_findings.or(old.as_ref().and_then(|old| old.findings));
            Some(file::Entry { analysis: new.analysis.as_deref().or(old.map(|old| old.analysis))?, findings })
        };
        let mut entries: Vec<_> = keys.filter_map(|key| Some((key, entry(key)?))).collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        let _ = file::write(path, &entries);
    }
}

/// What tells one build of this program from another.
fn program() -> Hash {
    let mut hasher = Hasher::default();
    hasher.part(env!("CARGO_PKG_VERSION"));
    if let Ok(program) = std::env::current_exe()
        && let Ok(metadata) = program.metadata()
    {
        let built = metadata.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        hasher.part(metadata.len().to_le_bytes());
        hasher.part(built.unwrap_or_default().as_nanos().to_le_bytes());
    }
    hasher.hash()
}
