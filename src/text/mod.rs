//! The bytes of a note: text, spans, lines, characters, encodings, paths.

pub mod characters;
pub mod encoding;
pub(crate) mod jsonc;
pub mod paths;
pub mod pattern;
pub mod read;
pub mod slice;
pub mod source;
pub(crate) mod sync;
pub mod whitespace;
pub mod words;
