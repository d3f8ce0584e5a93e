//! The configuration: from `notelint.toml` files, presets and the command line to the rules for a note.
//!
//! The nearest `notelint.toml`, in the folder of a note or above it, applies. It inherits only what it extends. A file without
//! `extends` extends `recommended`. For notes that are mostly in Japanese, `recommended` includes `japanese`. A rule that
//! `[rules]` names is on, unless it is set to `off`.

#[cfg(feature = "cli")]
pub mod accept;
mod choice;
mod configs;
pub mod dictionaries;
mod environment;
pub mod file;
pub mod globs;
pub mod host;
pub mod links;
mod loader;
pub mod markdownlint;
pub mod name_lookup;
mod parts;
mod reader;
pub mod resolve;
pub mod resolved;
pub mod rule_sets;
pub mod schema;
pub mod select;
pub mod sets;
pub mod setting;
pub mod web;

#[cfg(test)]
mod tests;

pub use choice::Choice;
pub use configs::{Configs, FILE_NAME};
pub use environment::Errors;
pub use parts::{Config, ConfigPart};
