//! A task marker needs text after it on its line: `- [ ]` on its own is an item with the text `[ ]` on GitHub.

use super::{Correction, Expected};
use crate::markdown::kind::Kind;
use crate::markdown::node::Tree;
use crate::text::slice::Slice as _;
use crate::text::source::TEXT;
use crate::text::whitespace::Whitespace as _;

pub(super) fn find(tree: &Tree<'_>, found: &mut Vec<Correction>) {
    for marker in tree.nodes().filter(|node| node.kind() == Kind::TaskMarker) {
        let (at, end) = (marker.span().start as usize, marker.span().end as usize);
        if tree.source.parsed().part(end..tree.source.line_at(at).end as usize).is_blank() {
            let replaced = vec![(at, TEXT)];
            found.push(Correction { at, inserted: String::new(), replaced, expected: Expected::Anything });
        }
    }
}
