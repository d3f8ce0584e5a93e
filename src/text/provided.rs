//! Data that is not part of the library but given to it at run time: with the feature `slim`, the tables of commands, the texts
//! of the dictionaries, the pages of the rules and the table of `Shift_JIS`. A web page loads them when an answer needs them.
//!
//! A file is an archive: the magic number, then for each entry the length of its name (one byte), the name, the length of its
//! content (four bytes, little-endian) and the content.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// A file with data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFile {
    /// The tables of the commands of `aws`, `az`, `gcloud` and `kubectl`: the entries are the files of `rules/catalog`.
    Commands,
    /// The built-in dictionaries as text: the entries are the files of `rules/dictionaries`. To use all of them, or none, takes
    /// only their compiled form.
    Dictionaries,
    /// Tables of encodings, for text that was decoded with the wrong one: the entry `shift_jis.bin` has the characters of
    /// `Shift_JIS` outside ASCII, sorted: the code point and the encoded bytes (one byte has a 0 in front), 2 bytes each.
    Encodings,
    /// The pages of the rules: the entries are the pages by the name of the rule, each deflated.
    Pages,
}

impl DataFile {
    const ALL: [Self; 4] = [Self::Commands, Self::Dictionaries, Self::Encodings, Self::Pages];

    /// The name of the file, which begins with it and a line feed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Commands => "commands.bin",
            Self::Dictionaries => "dictionaries.bin",
            Self::Encodings => "encodings.bin",
            Self::Pages => "pages.bin",
        }
    }
}

static PROVIDED: [OnceLock<Vec<u8>>; 4] = [const { OnceLock::new() }; 4];
static MISSING: [AtomicBool; 4] = [const { AtomicBool::new(false) }; 4];

/// Takes the content of a [`DataFile`]. Returns whether it is one.
pub fn provide(bytes: Vec<u8>) -> bool {
    let is = |file: &DataFile| bytes.strip_prefix(file.name().as_bytes()).is_some_and(|rest| rest.starts_with(b"\n"));
    let Some(file) = DataFile::ALL.into_iter().find(is) else { return false };
    MISSING[file as usize].store(false, Ordering::Relaxed);
    // The same file again has the same content.
    let _ = PROVIDED[file as usize].set(bytes);
    true
}

/// The file that something has asked for in vain since the last call.
pub fn take_missing() -> Option<DataFile> {
    DataFile::ALL.into_iter().find(|file| MISSING[*file as usize].swap(false, Ordering::Relaxed))
}

/// The content of the entry `name` of `file`. `None` if the file was not provided, which [`take_missing`] then returns, or has
/// no such entry.
pub fn entry(file: DataFile, name: &str) -> Option<&'static [u8]> {
    let Some(bytes) = PROVIDED[file as usize].get() else {
        MISSING[file as usize].store(true, Ordering::Relaxed);
        return None;
    };
    let mut rest = bytes.get(file.name().len() + 1..)?;
    while let Some((&length, after)) = rest.split_first() {
        let (found, after) = after.split_at_checked(usize::from(length))?;
        let (length, after) = after.split_first_chunk::<4>()?;
        let (content, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        if found == name.as_bytes() {
            return Some(content);
        }
        rest = after;
    }
    None
}
