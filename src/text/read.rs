//! Reading a note from disk, and what stands in the way.

use std::io::{self, Read};

use crate::text::encoding::looks_like;
use crate::text::source::Source;

/// So much is read at a time, in bytes: more than nearly any note has.
pub(super) const CHUNK: u64 = 1 << 20;

/// Why a note can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The file system's error: its kind, and the operating system's text.
    Io(io::ErrorKind, String),
    /// Neither a file nor a link to one: a pipe, a device.
    NotAFile,
    /// Bytes that are not UTF-8 from this offset on, and what they look like.
    NotUtf8 {
        /// Offset of the first byte at fault.
        offset: usize,
        /// An encoding, or `binary data`.
        looks_like: &'static str,
    },
    /// A NUL byte at this offset, and what the bytes look like.
    Nul {
        /// Offset of the byte.
        offset: usize,
        /// An encoding, or `binary data`.
        looks_like: &'static str,
    },
    /// 4 GiB or more.
    TooLong,
    /// Git tracks it, and the clone does not have its content.
    NotInClone,
}

/// What `input` holds, as far as it can be a note: no more than tells that it is too long, and nothing behind a NUL byte.
///
/// # Errors
/// Those of `input`.
pub fn bytes(input: impl Read) -> io::Result<Vec<u8>> {
    let mut input = input.take(u64::from(u32::MAX) + 1);
    let mut bytes = Vec::new();
    loop {
        let before = bytes.len();
        let read = input.by_ref().take(CHUNK).read_to_end(&mut bytes)?;
        if read == 0 || memchr::memchr(0, &bytes[before..]).is_some() {
            return Ok(bytes);
        }
    }
}

/// Takes `bytes` as a note.
///
/// # Errors
/// A [`ReadError`] where they are not UTF-8, hold a NUL byte or are too many.
pub fn decode(bytes: Vec<u8>) -> Result<Source, ReadError> {
    if let Some(offset) = memchr::memchr(0, &bytes) {
        return Err(ReadError::Nul { offset, looks_like: looks_like(&bytes) });
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        ReadError::NotUtf8 { offset, looks_like: looks_like(error.as_bytes()) }
    })?;
    Source::new(text).map_err(|_| ReadError::TooLong)
}
