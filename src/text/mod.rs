//! The bytes of a note: text, spans, lines, characters, encodings, paths.

pub mod braces;
pub mod characters;
pub mod diff;
pub mod encoding;
pub mod hash;
pub(crate) mod jsonc;
pub mod paths;
pub mod pattern;
pub mod read;
pub mod sanitize;
pub mod slice;
pub mod source;
pub(crate) mod sync;
pub mod whitespace;
