//! The format of the cache file: a header line, the entries, and a hash of both to detect damage.
//!
//! An entry consists of the key of a note, its analysis (`u32` length, bytes), and its findings (the fingerprint of the
//! rules, `u32` length, bytes). If the findings are unknown, the fingerprint and the length are zero.

use std::io;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::text::hash::{Hash, hash};

/// The header line.
const HEADER: &[u8] = b"notelint cache 2\n";

/// The size of a hash in bytes.
const HASH: usize = size_of::<Hash>();

/// The entry of a note. `B` is the type of its byte strings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EncodedEntry<B> {
    /// See [`super::entry::encode_analysis`].
    pub(super) analysis: B,
    /// The fingerprint of the rules, and their findings; see [`super::entry::encode_findings`].
    pub(super) findings: Option<(Hash, B)>,
}

/// The entries of a file.
#[derive(Debug, Default)]
pub(super) struct CacheFile {
    bytes: Vec<u8>,
    entries: FxHashMap<Hash, EncodedEntry<Range<usize>>>,
}

impl CacheFile {
    /// The entries in `bytes`; `None` if the file is damaged.
    pub(super) fn parse(bytes: Vec<u8>) -> Option<Self> {
        let (body, expected) = bytes.split_last_chunk::<HASH>()?;
        if hash(body) != *expected {
            return None;
        }
        let mut entries = FxHashMap::default();
        let mut rest = ByteReader { at: HEADER.len(), bytes: body.strip_prefix(HEADER)? };
        while !rest.bytes.is_empty() {
            let key = rest.hash()?;
            let analysis = rest.part()?;
            let (rules, findings) = (rest.hash()?, rest.part()?);
            let findings = (!findings.is_empty()).then_some((rules, findings));
            entries.insert(key, EncodedEntry { analysis, findings });
        }
        Some(Self { bytes, entries })
    }

    /// The entry for `key`.
    pub(super) fn get(&self, key: &Hash) -> Option<EncodedEntry<&[u8]>> {
        let EncodedEntry { analysis, findings } = self.entries.get(key)?;
        let analysis = self.bytes.get(analysis.clone())?;
        let findings = findings.as_ref().and_then(|(rules, part)| Some((*rules, self.bytes.get(part.clone())?)));
        Some(EncodedEntry { analysis, findings })
    }
}

/// Reads a file from front to back.
struct ByteReader<'b> {
    /// The offset of the next byte in the file.
    at: usize,
    bytes: &'b [u8],
}

impl ByteReader<'_> {
    fn chunk<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (chunk, after) = self.bytes.split_first_chunk::<N>()?;
        (self.at, self.bytes) = (self.at + N, after);
        Some(*chunk)
    }

    fn hash(&mut self) -> Option<Hash> {
        self.chunk::<HASH>()
    }

    /// The range of the next byte string, which has its length in front.
    fn part(&mut self) -> Option<Range<usize>> {
        let length = u32::from_le_bytes(self.chunk()?) as usize;
        let (_, after) = self.bytes.split_at_checked(length)?;
        let start = self.at;
        (self.at, self.bytes) = (start + length, after);
        Some(start..self.at)
    }
}

/// Encodes a file with `entries`.
///
/// # Errors
/// If an analysis or findings have 4 GiB or more.
pub(super) fn encode(entries: &[(&Hash, EncodedEntry<&[u8]>)]) -> io::Result<Vec<u8>> {
    let mut bytes = HEADER.to_vec();
    for (key, EncodedEntry { analysis, findings }) in entries {
        bytes.extend_from_slice(&key[..]);
        push(&mut bytes, analysis)?;
        let (rules, findings) = findings.unwrap_or_default();
        bytes.extend_from_slice(&rules);
        push(&mut bytes, findings)?;
    }
    bytes.extend_from_slice(&hash(&bytes));
    Ok(bytes)
}

fn push(bytes: &mut Vec<u8>, part: &[u8]) -> io::Result<()> {
    bytes.extend_from_slice(&u32::try_from(part.len()).map_err(io::Error::other)?.to_le_bytes());
    bytes.extend_from_slice(part);
    Ok(())
}
