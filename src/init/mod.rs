//! What `notelint init` finds out: where the notes of a folder are read, what is configured for others' tools, and what
//! each preset, dictionary and flavour would find.

pub mod signs;
pub mod survey;
