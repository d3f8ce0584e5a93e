//! The file of a cache on the disk, in the user's cache directory.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use super::file::{CacheFile, EncodedEntry, encode};
use super::{AnalysisCache, NewEntry};
use crate::text::hash::{Hash, Hasher, hash, hex};
use crate::text::sync::lock;

/// A file that no run has written for so long is taken away.
const EXPIRY: Duration = Duration::from_hours(30 * 24);

/// The folder of the user's caches in which ours lie; `None` where there is none.
pub fn folder() -> Option<PathBuf> {
    dirs::cache_dir().map(|folder| folder.join("notelint"))
}

impl AnalysisCache {
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
        Self { kept: read(&path), path: Some(path), environment, session: Mutex::default() }
    }

    /// Writes what is known of the notes of this run, and forgets all else. Where little of it is new, the file stays as it
    /// is: to look at a few notes again takes less time than to write it. A cache that can't be written is not an error.
    pub fn write(&self) {
        let Some(path) = &self.path else { return };
        let seen = lock(&self.session);
        if seen.added.is_empty() || seen.added.len() * 20 < seen.hits.len() {
            return;
        }
        let nothing = NewEntry::default();
        let keys = seen.hits.iter().filter(|key| !seen.added.contains_key(*key)).chain(seen.added.keys());
        let entry = |key| {
            let (new, old) = (seen.added.get(key).unwrap_or(&nothing), self.kept.get(key));
            let new_findings = new.findings.as_ref().map(|(rules, bytes)| (*rules, &**bytes));
            let findings = new_findings.or(old.as_ref().and_then(|old| old.findings));
            Some(EncodedEntry { analysis: new.analysis.as_deref().or(old.map(|old| old.analysis))?, findings })
        };
        let mut entries: Vec<_> = keys.filter_map(|key| Some((key, entry(key)?))).collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        let _ = write(path, &entries);
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

/// Reads the file at `path`; one that is not there or damaged has no entries.
fn read(path: &Path) -> CacheFile {
    std::fs::read(path).ok().and_then(CacheFile::parse).unwrap_or_default()
}

/// Writes `entries` to `path`, whole or not at all, and takes away what nobody uses beside it.
///
/// # Errors
/// Those of the file system; a part of 4 GiB.
fn write(path: &Path, entries: &[(&Hash, EncodedEntry<&[u8]>)]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    std::fs::create_dir_all(folder)?;
    let bytes = encode(entries)?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(&bytes)?;
    file.persist(path)?;
    forget(folder);
    Ok(())
}

/// Takes the files out of `folder` that were not written for long.
fn forget(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = entry.metadata().and_then(|metadata| metadata.modified()).ok().and_then(|time| time.elapsed().ok());
        if age.is_some_and(|age| age > EXPIRY) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: usize = size_of::<Hash>();

    #[test]
    fn what_was_written_is_read_and_what_is_damaged_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/file");
        let keys = [[1; HASH], [2; HASH], [3; HASH]];
        let entries = [
            EncodedEntry { analysis: &b"one"[..], findings: Some(([7; HASH], &b"found"[..])) },
            EncodedEntry { analysis: b"", findings: None },
        ];
        write(&path, &[(&keys[0], entries[0].clone()), (&keys[1], entries[1].clone())]).unwrap();
        let kept = read(&path);
        let [one, two] = entries;
        assert_eq!(keys.map(|key| kept.get(&key)), [Some(one), Some(two), None]);
        let whole = std::fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            assert!(CacheFile::parse(damaged).is_none(), "byte {at}");
            assert!(CacheFile::parse(whole[..at].to_vec()).is_none(), "cut at {at}");
        }
    }
}
