//! Comments in a note that suppress or enable rules: `<!-- notelint-disable rule … -->` and similar, each also with the
//! prefix `markdownlint-`; and `<!-- markdownlint-configure-file … -->`.
//!
//! Comments apply to whole lines. Those for the whole file are applied first, then `disable`, `enable`, `capture` and
//! `restore`, each from the start of its line, then those for a single line. A rule is named by its name, an alias or,
//! as in markdownlint, a tag. Unknown names are ignored.
//!
//! markdownlint finds its comments by text alone, even in code, and (except `configure-file`) only on one line.
//! notelint does the same, but a comment in code only affects rules that markdownlint has too. Comments with notelint's
//! prefix are only recognized in HTML.

mod comment;
mod comments;
mod suppressions;
pub mod tags;
mod timeline;

#[cfg(test)]
mod tests;

pub use comment::{Configure, Directive, Problem, Suppression};
pub use suppressions::{Inline, Suppressions, Unused};
pub use tags::answers_to_name;
