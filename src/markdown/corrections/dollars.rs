//! Dollar signs that the parser pairs, and the host takes for text because of a digit beside them. What is between them can have
//! markup: `**$5** で $10`. The parser is given another character instead of the first one.

use super::correction::{Correction, Expected};
use crate::markdown::node::Tree;
use crate::text::slice::Slice as _;
use crate::text::source::TEXT;

pub(super) fn find(tree: &Tree<'_>, found: &mut Vec<Correction>) {
    let is_markup = |byte: u8| b"*_~`[]<&\\".contains(&byte);
    for span in &tree.text_dollars {
        if tree.source.parsed().part(span.range()).bytes().any(is_markup) {
            let at = span.start as usize;
            let replaced = vec![(at, TEXT)];
            found.push(Correction { at, inserted: String::new(), replaced, expected: Expected::Anything });
        }
    }
}
