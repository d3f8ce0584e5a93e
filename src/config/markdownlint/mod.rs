//! The configuration of markdownlint, in its own files and in comments of a note.
//!
//! If no `notelint.toml` applies to a note, its `.markdownlint.*` and `.markdownlint-cli2.*` files are read as markdownlint-cli2
//! reads them. They change only the rules of markdownlint. The presets are `recommended` and `markdownlint`, so that the other
//! rules of notelint are on too.

#[cfg(feature = "cli")]
pub mod convert;
pub mod files;
pub(in crate::config) mod nearest;
pub(in crate::config) mod notices;
pub mod settings;

#[cfg(test)]
mod tests;
