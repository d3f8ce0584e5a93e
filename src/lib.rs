//! notelint checks Markdown cloud study notes, explains what it finds, and fixes it without changing what a note says.
//!
//! # Layers
//!
//! The code is divided into layers. A file may use its own layer and the layers above it in this table, never one
//! below. The files of a layer must not depend on each other in a cycle. Unit tests follow the same rules.
//!
//! | layer | contains |
//! |---|---|
//! | [`text`] | note texts as bytes: sources, spans, lines, encodings, characters, paths within a project |
//! | [`catalog`] | tables of facts about clouds and their tools, with the version and date of each |
//! | [`finding`] | findings, messages in both languages, fixes as data, rule metadata, errors in configuration files |
//! | [`markdown`] | the syntax tree, and what the parser leaves out: markers, tables, lists, emphasis, front matter, flavours |
//! | [`japanese`] | sentences, sentence endings and conventions of Japanese prose |
//! | [`facts`] | what other notes need to know about a note, as plain data |
//! | [`links`] | link targets within the project and on the web |
//! | [`terms`] | dictionaries, and matching them against notes |
//! | [`lint`] | the rule interface, the single walk over a note, suppression, fixes, a rule's view of the project |
//! | [`rules`] | the rules: a file, a page and a `mod` line for each |
//! | [`config`] | `notelint.toml`, presets, markdownlint's configuration files |
//! | [`project`] | the notes of a project, files and git, runs, the cache and the baseline |
//! | [`report`] | reports: a file for each format |
//! | [`lsp`] | the language server: requests of an editor in, diagnostics and edits out |
//! | [`cli`] | the command line: arguments in, exit code out |
//!
//! `docs/architecture.md` follows one note through the layers, file by file.
//!
//! # Features
//!
//! Without features, the library works on texts in memory: [`Linter`] checks and fixes a project, [`render`] writes the
//! report. That build uses no files, git, network, threads or terminal (`tests/it/core.rs`).
//!
//! | feature | adds |
//! |---|---|
//! | `cli` | the program: command line, files, git, threads |
//! | `lsp` | the language server |
//! | `online` | checking external links |
//! | `slim` | without `cli`: leaves out the tables of commands and of `Shift_JIS`, the texts of the dictionaries and the pages of the rules, which are given to it at run time |
//! | `internals` | public layers, for the tests, fuzzers and benches of this repository; no stability guarantee |
//!
//! # Invariants
//!
//! `tests/it/architecture.rs` checks them:
//!
//! - Parsing can't fail, and only [`markdown::document`] names the parser.
//! - A rule can't fail either: it does no I/O, compiles no regular expressions, and neither parses nor panics.
//! - The engine refers to no rule by name.
//! - Positions are byte offsets everywhere except in reports, which use lines and columns.
//! - The findings of a note depend on the project and its configuration only, never on which notes were named, the
//!   number of threads or the platform (`tests/it/project.rs`).
//! - A fix is written to a file only after it was verified against its declared effect (`tests/it/fixes.rs`).

#![cfg_attr(not(test), warn(clippy::disallowed_methods))]
// While the layers are private, items that only tests use look unused, and `pub` looks wider than needed. `.ci/run`
// lints with `internals`, where both lints work.
#![cfg_attr(not(feature = "internals"), allow(dead_code, unreachable_pub, unused_imports))]

#[cfg(not(feature = "internals"))]
mod catalog;
#[cfg(feature = "internals")]
pub mod catalog;
#[cfg(all(feature = "cli", not(feature = "internals")))]
mod cli;
#[cfg(all(feature = "cli", feature = "internals"))]
pub mod cli;
#[cfg(not(feature = "internals"))]
mod config;
#[cfg(feature = "internals")]
pub mod config;
#[cfg(not(feature = "internals"))]
mod facts;
#[cfg(feature = "internals")]
pub mod facts;
#[cfg(not(feature = "internals"))]
mod finding;
#[cfg(feature = "internals")]
pub mod finding;
#[cfg(not(feature = "internals"))]
mod japanese;
#[cfg(feature = "internals")]
pub mod japanese;
#[cfg(not(feature = "internals"))]
mod links;
#[cfg(feature = "internals")]
pub mod links;
#[cfg(not(feature = "internals"))]
mod lint;
#[cfg(feature = "internals")]
pub mod lint;
#[cfg(all(feature = "lsp", not(feature = "internals")))]
mod lsp;
#[cfg(all(feature = "lsp", feature = "internals"))]
pub mod lsp;
#[cfg(not(feature = "internals"))]
mod markdown;
#[cfg(feature = "internals")]
pub mod markdown;
#[cfg(not(feature = "internals"))]
mod project;
#[cfg(feature = "internals")]
pub mod project;
#[cfg(not(feature = "internals"))]
mod report;
#[cfg(feature = "internals")]
pub mod report;
#[cfg(not(feature = "internals"))]
mod terms;
#[cfg(feature = "internals")]
pub mod terms;
#[cfg(not(feature = "internals"))]
mod text;
#[cfg(feature = "internals")]
pub mod text;

#[cfg(not(feature = "internals"))]
#[path = "../rules/mod.rs"]
mod rules;
#[cfg(feature = "internals")]
#[path = "../rules/mod.rs"]
pub mod rules;

#[cfg(feature = "cli")]
pub use cli::main;
pub use config::Choice;
pub use config::name_lookup::NameLookup;
pub use config::sets::{GROUPS, about as about_preset};
pub use facts::memory::MemoryFiles;
pub use finding::config_error::ConfigError;
pub use finding::{Applicability, Edit, Effect, Finding, Fix, Lang, Meta, NoteEdits, Preset, Severity, Text};
pub use links::heading_slugs::{HeadingSlug, heading_slugs};
pub use markdown::flavour::Flavour;
pub use project::linter::{CheckedNote, ConfigErrors, Linter};
pub use project::name_lookup::name_lookup;
pub use report::config_error::{ErrorPlace, place as error_place};
pub use report::render::{render, render_json};
pub use report::rule_examples::{RuleExample, examples as rule_examples};
pub use report::rule_json::rule_json;
pub use report::rule_markdown::{brief as explain_rule_briefly, whole as explain_rule};
pub use report::{Format, Style, page as rule_url};
pub use terms::name_facts::NameFact;
#[cfg(all(feature = "slim", not(feature = "cli")))]
pub use text::provided::{DataFile, provide, take_missing};
pub use text::source::{Source, TooLong};
pub use text::span::Span;

/// The version of notelint.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The metadata of all rules, sorted by group and name.
pub fn all_rules() -> impl Iterator<Item = &'static Meta> {
    rules::RULES.iter().map(|entry| entry.meta)
}
