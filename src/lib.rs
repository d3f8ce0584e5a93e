//! notelint finds what is wrong with Markdown cloud study notes, explains it, and mends it without changing what a
//! note says.
//!
//! # Code map
//!
//! A note's way: `path → Source → Document → one walk, all rules → Findings + Facts`; then, over the Facts of all notes,
//! the rules that need the project; then suppression, order, report.
//!
//! | module | what it does |
//! |---|---|
//! | [`text::source`], [`text::read`], [`text::encoding`], [`text::whitespace`], [`text::slice`] | a note's text, byte spans, lines; reading it, and what prevents that |
//! | [`markdown::document`], [`markdown::node`], [`markdown::syntax`], [`markdown::lines`], [`markdown::headings`], [`markdown::hash_lines`], [`markdown::almost_heading`], [`markdown::lists`], [`markdown::tables`], [`markdown::blank`], [`markdown::blanks`], [`markdown::front_matter`] | the tree, and the spans that the parser does not give |
//! | [`markdown::conflicts`] | merge conflicts that are left in a note |
//! | [`markdown::emphasis`], [`japanese::names`] | the marks of emphasis, made and broken; names with a case of their own |
//! | [`text::characters`] | characters that are not what they seem |
//! | [`lint::options`], [`text::pattern`], [`text::jsonc`] | types of options: bounded numbers and lists, regular expressions; JSON with comments |
//! | [`markdown::prose`] | the visible text of a note as one string, with a map back to the source |
//! | [`japanese::sentences`] | Japanese prose as sentences: where they end, and how |
//! | [`lint::rule`], [`lint::engine`], [`lint::suppression`], [`finding`] | what a rule is, the one walk, comments that switch rules off, findings |
//! | [`links::remote`] | the network: what looks at links to the web, started only when that is asked for |
//! | [`facts`], [`links`], [`terms`], [`japanese::habits`], [`lint::project`] | what a file tells the rest of the project, and the project |
//! | [`facts::files`], [`project::disk`], [`project::moves`] | which files there are beside the notes, and where others went |
//! | [`project::run`], [`project::cache`] | a run over a project: check, or mend and check; what is remembered of it |
//! | [`markdown::flavour`] | what the host of the notes reads as its own syntax, where GitHub reads text |
//! | [`lint::fix`] | fixes as data; choosing, applying, verifying and writing them |
//! | [`finding::fingerprint`], [`project::baseline`], [`project::git`] | what makes a finding the same tomorrow; which were there before, and which lines changed |
//! | `cli::init` | what `notelint init` finds out of a folder |
//! | [`report`] | what a run has to say, a file a form |
//! | [`rules`] | what notelint knows: a file, a page and a row for each rule |
//!
//! # Invariants
//!
//! `tests/architecture.rs` holds them:
//!
//! - Parsing can't fail, and only [`markdown::document`] names the parser.
//! - A rule can't fail either: it does no I/O, compiles no regular expression, does not parse, does not panic.
//! - The engine knows no rule by name.
//! - Everything but the report counts in bytes; only the report knows lines and columns.
//! - What is found in a note depends on the project and its configuration, never on which notes were named, the number
//!   of threads or the platform (`tests/project.rs`).
//! - No fix reaches a file without having been held against what it declares (`tests/fixes.rs`).

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
