//! The configuration: `notelint.toml` files, presets, the command line; and which rules they make of it for a note.
//!
//! The nearest `notelint.toml` above a note decides for it, and inherits nothing but what it extends. A file that says
//! nothing of `extends` builds on `recommended`, and `recommended` brings `japanese` along for notes whose prose is
//! mostly Japanese. A rule named under `[rules]` is on, unless it says `off`.

#[cfg(feature = "cli")]
pub mod accept;
mod choice;
mod configs;
pub mod dictionaries;
mod environment;
pub mod file;
pub mod globs;
pub mod links;
mod loader;
pub mod markdownlint;
mod parts;
mod reader;
pub mod resolve;
pub mod resolved;
pub mod rule_sets;
pub mod schema;
pub mod select;
pub mod setting;
pub mod web;

#[cfg(test)]
mod tests;

pub use choice::Choice;
pub use configs::{Configs, FILE_NAME};
pub use environment::Errors;
pub use parts::{Config, ConfigPart};
