//! The format of the cache file: a header line, the texts, the entries, and a hash of all to detect damage.
//!
//! The texts (`u32` count) are sorted by path. Each consists of the path of a note (`u32` length, bytes), the stat of its
//! file (size, times of the last write and the last change, inode, device; 56 bytes) and the hash of its text.
//!
//! An entry consists of the key of a note, its analysis (`u32` length, bytes), its findings (the fingerprint of the rules, `u32`
//! length, bytes), and the hash of the findings whose fixes are proven. If the findings are unknown, the fingerprint and the
//! length are zero; if none are proven, that hash is.

use std::io;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::stat::KnownText;
use crate::text::file_stat::FileStat;
use crate::text::hash::{Hash, hash};

/// The header line.
const HEADER: &[u8] = b"notelint cache 4\n";

/// The size of a hash in bytes.
const HASH: usize = size_of::<Hash>();

/// The entry of a note. `B` is the type of its byte strings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EncodedEntry<B> {
    /// See [`super::entry::encode_analysis`].
    pub(super) analysis: B,
    /// The fingerprint of the rules, and their findings; see [`super::entry::encode_findings`].
    pub(super) findings: Option<(Hash, B)>,
    /// The hash of the findings whose fixes are proven; see [`super::entry::fixes_hash`].
    pub(super) proven: Option<Hash>,
}

/// The content of a file.
#[derive(Debug, Default)]
pub(super) struct CacheFile {
    bytes: Vec<u8>,
    /// With the path of each note, sorted by it.
    texts: Vec<(Range<usize>, KnownText)>,
    entries: FxHashMap<Hash, EncodedEntry<Range<usize>>>,
}

impl CacheFile {
    /// The content of `bytes`; `None` if the file is damaged.
    pub(super) fn parse(bytes: Vec<u8>) -> Option<Self> {
        let (body, expected) = bytes.split_last_chunk::<HASH>()?;
        if hash(body) != *expected {
            return None;
        }
        let mut entries = FxHashMap::default();
        let mut rest = ByteReader { at: HEADER.len(), bytes: body.strip_prefix(HEADER)? };
        let count = u32::from_le_bytes(rest.chunk()?);
        let texts = (0..count).map(|_| Some((rest.part()?, rest.known_text()?))).collect::<Option<_>>()?;
        while !rest.bytes.is_empty() {
            let key = rest.hash()?;
            let analysis = rest.part()?;
            let (rules, findings) = (rest.hash()?, rest.part()?);
            let findings = (!findings.is_empty()).then_some((rules, findings));
            let proven = Some(rest.hash()?).filter(|proven| *proven != Hash::default());
            entries.insert(key, EncodedEntry { analysis, findings, proven });
        }
        Some(Self { bytes, texts, entries })
    }

    /// The text of the note at `path`.
    pub(super) fn text(&self, path: &str) -> Option<&KnownText> {
        let at = self.texts.binary_search_by(|(range, _)| self.bytes[range.clone()].cmp(path.as_bytes())).ok()?;
        Some(&self.texts[at].1)
    }

    /// The texts of all notes, sorted by path.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&[u8], &KnownText)> {
        self.texts.iter().map(|(range, text)| (&self.bytes[range.clone()], text))
    }

    /// Forgets the texts for which `keep` is false.
    pub(super) fn retain_texts(&mut self, keep: impl Fn(&KnownText) -> bool) {
        self.texts.retain(|(_, text)| keep(text));
    }

    /// The entry for `key`.
    pub(super) fn get(&self, key: &Hash) -> Option<EncodedEntry<&[u8]>> {
        let EncodedEntry { analysis, findings, proven } = self.entries.get(key)?;
        let analysis = self.bytes.get(analysis.clone())?;
        let findings = findings.as_ref().and_then(|(rules, part)| Some((*rules, self.bytes.get(part.clone())?)));
        Some(EncodedEntry { analysis, findings, proven: *proven })
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

    fn known_text(&mut self) -> Option<KnownText> {
        let stat = FileStat {
            size: u64::from_le_bytes(self.chunk()?),
            modified: i128::from_le_bytes(self.chunk()?),
            changed: i128::from_le_bytes(self.chunk()?),
            inode: u64::from_le_bytes(self.chunk()?),
            device: u64::from_le_bytes(self.chunk()?),
        };
        Some(KnownText { stat, text: self.hash()? })
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

/// Encodes a file with `texts`, sorted by path, and `entries`.
///
/// # Errors
/// If an analysis or findings have 4 GiB or more, or there are 4 billion texts.
pub(super) fn encode(texts: &[(&[u8], &KnownText)], entries: &[(&Hash, EncodedEntry<&[u8]>)]) -> io::Result<Vec<u8>> {
    let mut bytes = HEADER.to_vec();
    bytes.extend_from_slice(&u32::try_from(texts.len()).map_err(io::Error::other)?.to_le_bytes());
    for (path, KnownText { stat, text }) in texts {
        push(&mut bytes, path)?;
        let FileStat { size, modified, changed, inode, device } = stat;
        bytes.extend_from_slice(&size.to_le_bytes());
        bytes.extend_from_slice(&modified.to_le_bytes());
        bytes.extend_from_slice(&changed.to_le_bytes());
        bytes.extend_from_slice(&inode.to_le_bytes());
        bytes.extend_from_slice(&device.to_le_bytes());
        bytes.extend_from_slice(text);
    }
    for (key, EncodedEntry { analysis, findings, proven }) in entries {
        bytes.extend_from_slice(&key[..]);
        push(&mut bytes, analysis)?;
        let (rules, findings) = findings.unwrap_or_default();
        bytes.extend_from_slice(&rules);
        push(&mut bytes, findings)?;
        bytes.extend_from_slice(&proven.unwrap_or_default());
    }
    bytes.extend_from_slice(&hash(&bytes));
    Ok(bytes)
}

fn push(bytes: &mut Vec<u8>, part: &[u8]) -> io::Result<()> {
    bytes.extend_from_slice(&u32::try_from(part.len()).map_err(io::Error::other)?.to_le_bytes());
    bytes.extend_from_slice(part);
    Ok(())
}
