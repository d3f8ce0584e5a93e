//! The text of a note, and how it is read.
//!
//! A [`source::Source`] is the text as it is on disk, with an index of its lines and the syntax of its flavour
//! ([`syntax_reader`]), which also says how the host reads Markdown ([`profile`]). A [`source::Span`] is a range of its
//! bytes; all higher layers state positions as spans. The other modules read files ([`read`]), guess encodings
//! ([`encoding`]), and handle characters, white space, paths and patterns.

pub(crate) mod addresses;
pub mod boxes;
pub mod braces;
pub mod characters;
pub mod diff;
#[cfg(feature = "cli")]
pub mod disk;
pub mod encoding;
pub mod file_stat;
pub mod file_system;
pub mod hash;
pub mod heading_ids;
pub(crate) mod jsonc;
pub mod mdx_fault;
pub mod paths;
pub mod pattern;
pub mod profile;
#[cfg(all(feature = "slim", not(feature = "cli")))]
pub mod provided;
pub mod quotes;
pub mod read;
pub mod sanitize;
pub mod secrets;
pub mod slice;
pub mod source;
pub mod span;
pub(crate) mod sync;
pub mod syntax_reader;
pub mod value;
pub mod whitespace;
pub mod words;
