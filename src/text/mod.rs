//! The bytes of a note: text, spans, lines, characters, encodings, paths.

pub mod braces;
pub mod characters;
pub mod diff;
#[cfg(feature = "cli")]
pub mod disk;
pub mod encoding;
pub mod file_system;
pub mod hash;
pub(crate) mod jsonc;
pub mod paths;
pub mod pattern;
pub mod read;
pub mod reading;
pub mod sanitize;
pub mod slice;
pub mod source;
pub mod span;
pub(crate) mod sync;
pub mod value;
pub mod whitespace;
pub mod words;
