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
//! A note's way: `path → Source → Document → one walk, all rules → Findings + Facts`; then, over the Facts of all notes,
//! the rules that need the project; then suppression, order, report.
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

#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod facts;
pub mod finding;
pub mod japanese;
pub mod links;
pub mod lint;
pub mod markdown;
pub mod project;
pub mod report;
pub mod terms;
pub mod text;

pub use project::linter::Linter;

#[path = "../rules/mod.rs"]
pub mod rules;
