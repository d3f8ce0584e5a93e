//! What was found in notes before, kept in the user's cache directory: a hook that is about one note of a thousand need not
//! parse the others again.
//!
//! An entry goes by a hash (BLAKE3) of all that it depends on: the note's text, path and flavour, what the configuration says
//! of its Facts, the dictionaries, the program itself. What has changed in any of these has another hash, so no entry is ever
//! out of date; it only is of no use any more. What notes mean to each other is never kept: that is found anew in every run.

mod entry;
mod file;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use rustc_hash::FxHashMap;

use crate::lint::engine::{Linted, RuleSet, Wants};
use crate::lint::suppression::Inline;
use crate::markdown::flavour::Flavour;
use crate::text::hash::{Hash, Hasher, hash};
use crate::text::source::Source;
use crate::text::sync::lock;
use entry::Entry;
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

/// The entries of the notes of this run.
#[derive(Debug, Default)]
struct Seen {
    old: Vec<Hash>,
    new: FxHashMap<Hash, Arc<[u8]>>,
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
        let name: String = name.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        let path = folder.join(name);
        Self { kept: Kept::read(&path), path: Some(path), environment, seen: Mutex::default() }
    }

    /// One that lasts as long as the run: what is mended in some notes does not have all looked at again.
    pub fn in_memory() -> Self {
        Self { path: None, environment: Hash::default(), kept: Kept::default(), seen: Mutex::default() }
    }

    /// What the entry of a note goes by.
    pub fn key(&self, path: &str, source: &Source, wants: &Wants<'_>) -> Hash {
        let mut hasher = Hasher::keyed(&self.environment);
        let flavour =
            Flavour::ALL.iter().position(|flavour| flavour.name() == source.reading().name).unwrap_or(usize::MAX);
        for part in [path, &format!("{flavour} {} {:?}", wants.habits, wants.settings.front_matter)] {
            hasher.part(part);
        }
        hasher.part(source.text()).hash()
    }

    /// What is kept under `key`: the Facts of a note and, where `rules` are asked for, what they found in it. `None` where
    /// that is not known.
    pub fn get(
        &self,
        key: &Hash,
        wants: &Wants<'_>,
        rules: Option<impl FnOnce(bool, &Inline) -> Arc<RuleSet>>,
    ) -> Option<Linted> {
        let seen = || lock(&self.seen);
        let new = seen().new.get(key).cloned();
        if let Some(new) = new {
            return Entry::decode(&new)?.linted(wants, rules);
        }
        let linted = Entry::decode(self.kept.get(key)?)?.linted(wants, rules)?;
        seen().old.push(*key);
        Some(linted)
    }

    /// Keeps `linted` under `key`; `full` says whether its findings are those of its rules.
    pub fn put(&self, key: Hash, linted: &Linted, full: bool) {
        if let Some(bytes) = Entry::of(linted, full).encode() {
            lock(&self.seen).new.insert(key, bytes.into());
        }
    }

    /// Writes what is known of the notes of this run, and forgets all else. Where little of it is new, the file stays as it
    /// is: to look at a few notes again takes less time than to write it. A cache that can't be written is no trouble.
    pub fn write(&self) {
        let Some(path) = &self.path else { return };
        let seen = lock(&self.seen);
        if seen.new.is_empty() || seen.new.len() * 20 < seen.old.len() {
            return;
        }
        let old = seen.old.iter().filter(|key| !seen.new.contains_key(*key));
        let old = old.filter_map(|key| Some((key, self.kept.get(key)?)));
        let mut entries: Vec<_> = old.chain(seen.new.iter().map(|(key, bytes)| (key, &**bytes))).collect();
        entries.sort_unstable();
        entries.dedup();
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
