//! markdownlint's configuration, read where it lies: in comments of a note and in files of its own.
//!
//! A project without any `notelint.toml` above a note has that note's `.markdownlint.*` and `.markdownlint-cli2.*`
//! files read, as markdownlint-cli2 reads them. What they say is said of markdownlint's rules; the presets below it are
//! `recommended` and `markdownlint`, so that notelint's own rules find their faults too.

#[cfg(feature = "cli")]
pub mod convert;
pub mod files;
pub(in crate::config) mod nearest;
pub(in crate::config) mod notices;
pub mod settings;

#[cfg(test)]
mod tests;
