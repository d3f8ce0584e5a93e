//! A note as Markdown: the tree, and details that the parser does not report.
//!
//! [`document`] parses a source once, by GitHub's rules, into an arena ([`kind`], [`link`], [`node`]), and provides its
//! visible text as [`prose`]. The other modules find in the source what the tree does not have: the spans of markers,
//! lines, tables, lists, emphasis, front matter, merge conflicts. [`data`] reads code blocks as JSON and YAML.
//! [`flavour`] handles the syntax of hosts other than GitHub.

pub mod alerts;
pub mod almost_heading;
pub mod autolink;
pub mod blank_line;
pub mod block_spacing;
pub(crate) mod builder;
pub(crate) mod bullets;
pub mod commands;
#[cfg(test)]
mod commands_tests;
pub mod comment_ends;
pub mod conflicts;
pub mod containers;
pub(crate) mod corrections;
pub mod counterexample;
pub mod data;
pub mod document;
pub mod dollar_math;
pub mod dollars;
pub mod emphasis;
pub mod fences;
pub mod flavour;
pub mod front_matter;
pub mod hash_lines;
pub mod headings;
pub mod info_string;
pub mod kind;
pub mod lines;
pub mod link;
pub mod lists;
pub mod lost;
pub mod marker_runs;
pub mod node;
pub mod outline;
pub mod part_title;
pub mod prose;
#[cfg(test)]
mod prose_tests;
pub mod regions;
pub mod skipped_levels;
pub mod slug;
pub mod split_words;
pub mod syntax;
#[cfg(test)]
mod syntax_tests;
pub mod tables;
