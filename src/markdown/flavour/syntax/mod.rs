//! The syntax that hosts add to Markdown, and how it is found in a text. Several hosts share some of it.

pub(super) mod attributes;
pub(super) mod cards;
mod code;
pub(super) mod containers;
pub(super) mod definitions;
pub(super) mod marks;
pub(super) mod mdx;
pub(super) mod mkdocs;
pub(super) mod obsidian;
pub(super) mod templates;
pub(super) mod vue;

use crate::text::syntax_reader::Syntax;
use marks::Marks;

/// The syntax that `mark` marks in `text`.
pub(super) fn marked(text: &str, mark: impl FnOnce(&mut Marks<'_>)) -> Syntax {
    let mut marks = Marks::new(text);
    mark(&mut marks);
    marks.finish()
}
