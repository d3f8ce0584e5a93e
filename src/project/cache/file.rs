//! The file of a cache: a line that says what it is, the entries, and a hash of all that, so that a damaged file is none.

use std::io::{self, Write as _};
use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use rustc_hash::FxHashMap;
use tempfile::NamedTempFile;

use crate::text::hash::{Hash, hash};

/// What the file begins with.
const HEAD: &[u8] = b"notelint cache 1\n";

/// Bytes of a hash.
const HASH: usize = size_of::<Hash>();

/// A file that no run has written for so long is taken away.
const FORGOTTEN: Duration = Duration::from_hours(30 * 24);

/// The entries of a file.
#[derive(Debug, Default)]
pub(super) struct Kept {
    bytes: Vec<u8>,
    entries: FxHashMap<Hash, Range<usize>>,
}

impl Kept {
    /// Reads the file at `path`; one that is not there or damaged has no entries.
    pub(super) fn read(path: &Path) -> Self {
        std::fs::read(path).ok().and_then(Self::parse).unwrap_or_default()
    }

    fn parse(bytes: Vec<u8>) -> Option<Self> {
        let (body, expected) = bytes.split_last_chunk::<HASH>()?;
        if hash(body) != *expected {
            return None;
        }
        let mut entries = FxHashMap::default();
        let mut rest = body.strip_prefix(HEAD)?;
        while !rest.is_empty() {
            let (key, behind) = rest.split_first_chunk::<HASH>()?;
            let (length, behind) = behind.split_first_chunk()?;
            let (entry, behind) = behind.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            let start = body.len() - behind.len() - entry.len();
            entries.insert(*key, start..start + entry.len());
            rest = behind;
        }
        Some(Self { bytes, entries })
    }

    /// The entry under `key`.
    pub(super) fn get(&self, key: &Hash) -> Option<&[u8]> {
        self.bytes.get(self.entries.get(key)?.clone())
    }
}

/// Writes `entries` to `path`, whole or not at all, and takes away what nobody uses beside it.
///
/// # Errors
/// Those of the file system; an entry of 4 GiB.
pub(super) fn write(path: &Path, entries: &[(&Hash, &[u8])]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    std::fs::create_dir_all(folder)?;
    let mut bytes = HEAD.to_vec();
    for (key, entry) in entries {
        bytes.extend_from_slice(&key[..]);
        bytes.extend_from_slice(&u32::try_from(entry.len()).map_err(io::Error::other)?.to_le_bytes());
        bytes.extend_from_slice(entry);
    }
    bytes.extend_from_slice(&hash(&bytes));
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
        if age.is_some_and(|age| age > FORGOTTEN) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_what_is_damaged_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/file");
        let keys = [[1; HASH], [2; HASH], [3; HASH]];
        write(&path, &[(&keys[0], b"one"), (&keys[1], b"")]).unwrap();
        let kept = Kept::read(&path);
        assert_eq!(keys.map(|key| kept.get(&key).map(<[u8]>::to_vec)), [Some(b"one".to_vec()), Some(vec![]), None]);
        let whole = std::fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            assert!(Kept::parse(damaged).is_none(), "byte {at}");
            assert!(Kept::parse(whole[..at].to_vec()).is_none(), "cut at {at}");
        }
    }
}
