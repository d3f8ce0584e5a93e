//! Reads and writes the cache file, in the user's cache directory.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use super::file::{CacheFile, EncodedEntry, encode};
use super::stat::{KnownText, is_settled};
use super::{AnalysisCache, NewEntry};
use crate::config::rule_sets::RuleSets;
use crate::finding::Lang;
use crate::project::run::Project;
use crate::text::hash::{Hash, Hasher, hash, hex};
use crate::text::sync::lock;

/// Cache files that were not written for this long are deleted.
const EXPIRY: Duration = Duration::from_hours(30 * 24);

/// The folder for notelint's cache files; `None` if the user has no cache directory.
pub fn folder() -> Option<PathBuf> {
    dirs::cache_dir().map(|folder| folder.join("notelint"))
}

impl AnalysisCache {
    /// The cache of `project`, whose notes have these `rules`. `None` without a folder for it, or if its dictionaries have no
    /// fingerprint.
    pub fn of_project(project: &Project, rules: &RuleSets, lang: Lang) -> Option<Self> {
        let terms: &[u8] = match rules.terms() {
            Some(terms) => terms.fingerprint()?,
            None => b"none",
        };
        let lang = match lang {
            Lang::En => b"en",
            Lang::Ja => b"ja",
        };
        Some(Self::open(&folder()?, &project.root, &[terms, lang], SystemTime::now()))
    }

    /// Opens the cache in `folder` for the project at `root` at the time `now`; empty if the file can't be read or is
    /// damaged. `environment` is everything besides their configuration that the facts of all notes depend on; the
    /// program itself is added here.
    pub fn open(folder: &Path, root: &Path, environment: &[&[u8]], now: SystemTime) -> Self {
        let mut hasher = Hasher::default();
        hasher.part(program());
        for part in environment {
            hasher.part(part);
        }
        let environment = hasher.hash();
        let name = hash(&[&environment, root.as_os_str().as_encoded_bytes()].concat());
        let path = folder.join(&hex(&name)[..32]);
        Self { kept: read(&path, now), path, environment, opened: now, session: Mutex::default() }
    }

    /// Writes the texts and entries of the notes of this run, and drops all others. If little of it is new, the file is
    /// left as it is: analyzing a few notes again is faster than writing it. Failing to write is not an error.
    pub fn write(&self) {
        let seen = lock(&self.session);
        let new = seen.added.len().max(seen.new_texts);
        if new == 0 || new * 20 < seen.hits.len() {
            return;
        }
        let nothing = NewEntry::default();
        let keys = seen.hits.iter().filter(|key| !seen.added.contains_key(*key)).chain(seen.added.keys());
        let entry = |key| {
            let (new, old) = (seen.added.get(key).unwrap_or(&nothing), self.kept.get(key));
            let new_findings = new.findings.as_ref().map(|(rules, bytes)| (*rules, &**bytes));
            let findings = new_findings.or(old.as_ref().and_then(|old| old.findings));
            let proven = new.proven.or(old.as_ref().and_then(|old| old.proven));
            let analysis = new.analysis.as_deref().or(old.map(|old| old.analysis))?;
            Some(EncodedEntry { analysis, findings, proven })
        };
        let mut entries: Vec<_> = keys.filter_map(|key| Some((key, entry(key)?))).collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        // A run over git's index reads no files. It says nothing about those in the working tree.
        let texts: Vec<_> = if seen.texts.is_empty() {
            self.kept.texts().collect()
        } else {
            seen.texts.iter().map(|(path, text)| (path.as_bytes(), text)).collect()
        };
        let _ = write(&self.path, &texts, &entries);
    }
}

/// A hash that differs between builds of this program.
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

/// Reads the file at `path`; empty if it does not exist or is damaged. Leaves out the texts of files that may have
/// changed unnoticed before `now`; see [`super::stat`].
fn read(path: &Path, now: SystemTime) -> CacheFile {
    let written = path.metadata().and_then(|metadata| metadata.modified()).ok().filter(|written| *written <= now);
    let mut file = std::fs::read(path).ok().and_then(CacheFile::parse).unwrap_or_default();
    file.retain_texts(|known| written.is_some_and(|written| is_settled(&known.stat, written)));
    file
}

/// Writes `texts` and `entries` to `path` atomically, and deletes expired files in the same folder.
///
/// # Errors
/// Errors of the file system; an entry of 4 GiB or more.
fn write(path: &Path, texts: &[(&[u8], &KnownText)], entries: &[(&Hash, EncodedEntry<&[u8]>)]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    std::fs::create_dir_all(folder)?;
    let bytes = encode(texts, entries)?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(&bytes)?;
    file.persist(path)?;
    forget(folder);
    Ok(())
}

/// Deletes expired files from `folder`.
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
    use crate::text::file_stat::FileStat;

    const HASH: usize = size_of::<Hash>();

    #[test]
    fn a_written_file_is_read_and_a_damaged_one_is_ignored() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/file");
        let keys = [[1; HASH], [2; HASH], [3; HASH]];
        let entries = [
            EncodedEntry { analysis: &b"one"[..], findings: Some(([7; HASH], &b"found"[..])), proven: None },
            EncodedEntry { analysis: b"", findings: None, proven: Some([5; HASH]) },
        ];
        let stat = |modified| FileStat { size: 5, modified, changed: -7, inode: u64::MAX, device: 3 };
        let settled = KnownText { stat: stat(11), text: [9; HASH] };
        let future = KnownText { stat: stat(i128::MAX), text: [8; HASH] };
        let texts = [(&b"a/b.md"[..], &settled), ("ノート.md".as_bytes(), &future)];
        write(&path, &texts, &[(&keys[0], entries[0].clone()), (&keys[1], entries[1].clone())]).unwrap();
        let now = SystemTime::now() + Duration::from_mins(1);
        let kept = read(&path, now);
        assert_eq!(["a/b.md", "ノート.md", "a"].map(|path| kept.text(path)), [Some(&settled), None, None]);
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

    #[test]
    fn a_file_that_is_newer_than_the_clock_has_no_texts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let stat = FileStat { size: 1, modified: 1, changed: 1, inode: 1, device: 1 };
        let known = KnownText { stat, text: [1; HASH] };
        write(&path, &[(b"a.md", &known)], &[]).unwrap();
        let written = path.metadata().unwrap().modified().unwrap();
        assert_eq!(read(&path, written).text("a.md"), Some(&known));
        assert_eq!(read(&path, written - Duration::from_nanos(1)).text("a.md"), None);
    }
}
