//! The structure of notes: headings, foldable blocks, and what is around a position.

pub(super) mod document_symbols;
pub(super) mod folding;
mod matching;
pub(super) mod selection;
pub(super) mod workspace_symbols;
