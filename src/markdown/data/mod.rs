//! The code blocks of a note as data: JSON and YAML with the bytes of every key and value, and the mistake of a block that
//! is neither.
//!
//! [`Blocks`] is built once per note, and a block is read when a rule asks for it. What a block is follows from its
//! content ([`shape`]), not only from its label. Excerpts, elisions and placeholders are not mistakes ([`elision`]).

mod block;
mod block_text;
pub mod elision;
mod heredocs;
pub mod json;
pub mod language;
#[cfg(test)]
mod position_tests;
pub mod shape;
pub mod value;
pub mod yaml;

pub use block::{Block, Blocks};
pub use block_text::BlockText;
