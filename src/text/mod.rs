//! The bytes of a note.
//!
//! A [`source::Source`] is the text as it is on disk, with an index of its lines and with what its flavour gives
//! ([`syntax_reader`]); a [`source::Span`] is a range of its bytes, and all layers below speak of places in spans. Around them: how a
//! file is read and what its bytes may be ([`read`], [`encoding`]), characters and white space, paths, patterns.

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
pub mod sanitize;
pub mod slice;
pub mod source;
pub mod span;
pub(crate) mod sync;
pub mod syntax_reader;
pub mod value;
pub mod whitespace;
pub mod words;
