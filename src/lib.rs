//! notelint finds what is wrong with Markdown cloud study notes, explains it, and fixes it without changing what a
//! note says.
//!
//! # Layers
//!
//! The code is in rooms, one above the other. A file may name its own room and those above it in this table, never one below,
//! and no two files of a room name each other, directly or by way of others. Tests in the files are held to that too.
//!
//! | layer | holds |
//! |---|---|
//! | [`text`] | the bytes of a note: source, spans, lines, encodings, characters, paths inside a project |
//! | [`finding`] | what can be said of a span: findings, messages in both languages, fixes as data, what is known of a rule; mistakes in a user's file |
//! | [`markdown`] | the tree, and what the parser does not give: markers, tables, lists, emphasis, front matter, flavours |
//! | [`japanese`] | sentences, endings and habits of Japanese prose |
//! | [`facts`] | what a note tells its project, as plain data |
//! | [`links`] | where links lead, near and far |
//! | [`terms`] | dictionaries, and what they find |
//! | [`lint`] | what a rule is; the one walk over a note, suppression, fixes, the project as a rule sees it |
//! | [`rules`] | what notelint knows: a file, a page and a `mod` line for each rule |
//! | [`config`] | `notelint.toml`, presets, markdownlint's files |
//! | [`project`] | which notes there are, what git and the disk know, a run over them, what is remembered of it |
//! | [`report`] | what a run has to say, a file for each form |
//! | [`cli`] | arguments in, exit code out |
//!
//! `docs/architecture.md` follows one note through them, file by file.
//!
//! # Features
//!
//! Without features, what is left takes texts and gives texts: [`Linter`] checks and fixes a project in memory, [`render`] writes
//! the report. It names no files, git, network, threads or terminal (`tests/it/core.rs`).
//!
//! | feature | adds |
//! |---|---|
//! | `cli` | the program: command line, files, git, threads |
//! | `online` | looking at links to the web |
//! | `internals` | public layers, for the tests, fuzzers and benches of this repository; without any promise |
//!
//! # Invariants
//!
//! `tests/it/architecture.rs` checks them:
//!
//! - Parsing can't fail, and only [`markdown::document`] names the parser.
//! - A rule can't fail either: it does no I/O, compiles no regular expression, does not parse, does not panic.
//! - The engine knows no rule by name.
//! - Everything but the report counts in bytes; only the report knows lines and columns.
//! - What is found in a note depends on the project and its configuration, never on which notes were named, the number
//!   of threads or the platform (`tests/it/project.rs`).
//! - No fix reaches a file without having been held against what it declares (`tests/it/fixes.rs`).

#![cfg_attr(not(test), warn(clippy::disallowed_methods))]
// Where the rooms are private, what only tests call looks unused, and `pub` wider than it need be. `.ci/run` lints with
// `internals`, where both would be seen.
#![cfg_attr(not(feature = "internals"), allow(dead_code, unreachable_pub, unused_imports))]

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
pub use facts::memory::MemoryFiles;
pub use finding::{Applicability, Edit, Effect, Finding, Fix, Lang, Meta, NoteEdits, Preset, Severity, Text};
pub use project::linter::{CheckedNote, ConfigErrors, Linter};
pub use report::render::render;
pub use report::{Format, Style};
pub use text::source::Source;
pub use text::span::Span;
