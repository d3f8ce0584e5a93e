//! Reading a note from disk, and the errors that can occur.

use std::io::{self, Read};

use crate::text::encoding::looks_like;
use crate::text::source::Source;

/// Number of bytes to read at a time. Larger than nearly every note.
pub(super) const CHUNK: u64 = 1 << 20;

/// Why a note can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The file system's error: its kind and the operating system's message.
    Io(io::ErrorKind, String),
    /// Neither a file nor a link to one; for example a pipe or a device.
    NotAFile,
    /// Not UTF-8.
    NotUtf8 {
        /// Byte offset of the first invalid byte.
        offset: usize,
        /// The name of an encoding, or `binary data`.
        looks_like: &'static str,
    },
    /// Contains a NUL byte.
    Nul {
        /// Byte offset of the NUL.
        offset: usize,
        /// The name of an encoding, or `binary data`.
        looks_like: &'static str,
    },
    /// 4 GiB or more.
    TooLong,
    /// Git tracks the file, but the clone does not have its content.
    NotInClone,
}

/// The bytes of `input`. Stops once they are too long for a note or contain a NUL byte; [`decode`] rejects both.
///
/// # Errors
/// Errors of `input`.
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

/// Decodes the bytes of a note.
///
/// # Errors
/// A [`ReadError`] if `bytes` are not UTF-8, contain NUL, or are too long.
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
