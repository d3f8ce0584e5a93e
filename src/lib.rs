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
//! | [`source`], [`read`], [`encoding`], [`whitespace`], [`slice`](mod@slice) | a note's text, byte spans, lines; reading it, and what prevents that |
//! | [`document`], [`node`], [`syntax`], [`lines`], [`headings`], [`hash_lines`], [`almost_heading`], [`lists`], [`tables`], [`blank`], [`blanks`], [`front_matter`] | the tree, and the spans that the parser does not give |
//! | [`conflicts`] | merge conflicts that are left in a note |
//! | [`emphasis`], [`names`] | the marks of emphasis, made and broken; names with a case of their own |
//! | [`characters`] | characters that are not what they seem |
//! | [`options`], [`pattern`], [`jsonc`] | types of options: bounded numbers and lists, regular expressions; JSON with comments |
//! | [`prose`] | the visible text of a note as one string, with a map back to the source |
//! | [`sentences`] | Japanese prose as sentences: where they end, and how |
//! | [`rule`], [`engine`], [`suppression`], [`finding`] | what a rule is, the one walk, comments that switch rules off, findings |
//! | [`links::remote`] | the network: what looks at links to the web, started only when that is asked for |
//! | [`facts`], [`links`], [`terms`], [`habits`], [`project`] | what a file tells the rest of the project, and the project |
//! | [`files`], [`disk`], [`moves`] | which files there are beside the notes, and where others went |
//! | [`run`], [`cache`] | a run over a project: check, or mend and check; what is remembered of it |
//! | [`flavour`] | what the host of the notes reads as its own syntax, where GitHub reads text |
//! | [`fix`] | fixes as data; choosing, applying, verifying and writing them |
//! | [`fingerprint`], [`baseline`], [`git`] | what makes a finding the same tomorrow; which were there before, and which lines changed |
//! | [`init`] | what `notelint init` finds out of a folder |
//! | [`report`] | what a run has to say, a file a form |
//! | [`rules`] | what notelint knows: a file, a page and a row for each rule |
//!
//! # Invariants
//!
//! `tests/architecture.rs` holds them:
//!
//! - Parsing can't fail, and only [`document`] names the parser.
//! - A rule can't fail either: it does no I/O, compiles no regular expression, does not parse, does not panic.
//! - The engine knows no rule by name.
//! - Everything but the report counts in bytes; only the report knows lines and columns.
//! - What is found in a note depends on the project and its configuration, never on which notes were named, the number
//!   of threads or the platform (`tests/project.rs`).
//! - No fix reaches a file without having been held against what it declares (`tests/fixes.rs`).

#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

pub mod almost_heading;
pub mod baseline;
pub mod blank;
pub mod blanks;
mod builder;
mod bullets;
pub mod cache;
pub mod characters;
pub mod cli;
pub mod config;
pub mod conflicts;
pub mod disk;
pub mod document;
pub mod emphasis;
pub mod encoding;
pub mod engine;
pub mod facts;
pub mod files;
pub mod finding;
pub mod fingerprint;
pub mod fix;
pub mod flavour;
pub mod front_matter;
pub mod git;
pub mod habits;
pub mod hash_lines;
pub mod headings;
pub mod init;
mod jsonc;
pub mod lines;
pub mod links;
pub mod lists;
pub mod moves;
pub mod names;
pub mod node;
pub mod options;
pub mod panics;
pub mod paths;
pub mod pattern;
pub mod project;
pub mod prose;
pub mod read;
pub mod report;
pub mod rule;
pub mod run;
pub mod sentences;
pub mod slice;
pub mod source;
pub mod suppression;
mod sync;
pub mod syntax;
pub mod tables;
pub mod terms;
pub mod walk;
pub mod whitespace;

#[path = "../rules/mod.rs"]
pub mod rules;
