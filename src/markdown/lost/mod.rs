//! Structure that the host of a note does not show. The tree is GitHub's reading, and so what the author meant. Some
//! hosts use another parser, which needs blank lines or a deeper indentation, or finds headings and tables elsewhere.
//!
//! [`losses()`] asks for each block of the tree whether that parser sees it. It decides from the lines around the block
//! and keeps silent where that is not enough. Each parser has a file here.

#![warn(clippy::string_slice, clippy::indexing_slicing)]

mod elements;
mod fences;
mod kramdown;
mod loss;
mod position;
mod python_markdown;
mod reindent;

pub use loss::{FenceLoss, HeadingLoss, ItemLoss, ListLoss, Loss, Shown, TableLoss};

use crate::markdown::document::Document;
use crate::text::profile::BlockParser;

/// What the host of `document` does not show as the tree has it, in the order of the text.
pub fn losses<'d>(document: &'d Document<'_>) -> Vec<Loss<'d>> {
    let mut found = match document.profile().blocks {
        BlockParser::CommonMark => return Vec::new(),
        BlockParser::PythonMarkdown => python_markdown::losses(document),
        BlockParser::Kramdown => kramdown::losses(document),
    };
    found.extend(fences::losses(document));
    found.extend(elements::losses(document));
    found.sort_by_key(|loss| loss.span);
    found
}
