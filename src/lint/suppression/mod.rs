//! Comments in a note that switch rules off and on: `<!-- notelint-disable rule … -->` and its kin, each also with the
//! prefix `markdownlint-`; and `<!-- markdownlint-configure-file … -->`.
//!
//! Comments count by lines. Those for the whole file come first, then `disable`, `enable`, `capture` and `restore`,
//! each from the beginning of its line on, then those for one line. A rule is called by its name, an alias or, as in
//! markdownlint, a tag; a name that is none is passed over.
//!
//! markdownlint finds its comments by text alone, in code too, and in one line each (`configure-file` aside). So it is
//! here, but in code they are obeyed by the rules that markdownlint shares, no others. A comment of notelint's own is
//! one where the note has HTML.

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
