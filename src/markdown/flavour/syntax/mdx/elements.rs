//! Which tags belong together.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::text::mdx_fault::MdxFaultKind;

/// A tag that no closing tag was found for yet.
struct Open {
    name: String,
    range: Range<usize>,
    /// Whether its closing tag was found in an inner block.
    split: bool,
}

/// The elements that are open at some point of a note. An element has to be closed in the block that it begins in.
#[derive(Default)]
pub(super) struct Elements {
    open: Vec<Open>,
    /// For each block around this point: how many elements were open at its start.
    blocks: Vec<usize>,
    /// How many tags of this name were not closed in their blocks.
    unclosed: FxHashMap<String, usize>,
    /// What is wrong, with the name of the tag.
    pub(super) faults: Vec<(String, Range<usize>, MdxFaultKind)>,
}

impl Elements {
    /// Begins a block.
    pub(super) fn enter(&mut self) {
        self.blocks.push(self.open.len());
    }

    /// Ends the innermost block.
    pub(super) fn exit(&mut self) {
        let start = self.blocks.pop().unwrap_or_default();
        self.cut(start);
    }

    /// Whether this point is inside an element.
    pub(super) fn is_inside(&self) -> bool {
        !self.open.is_empty()
    }

    pub(super) fn opens(&mut self, name: &str, range: Range<usize>) {
        self.open.push(Open { name: name.to_owned(), range, split: false });
    }

    pub(super) fn closes(&mut self, name: &str, range: Range<usize>) {
        let start = self.blocks.last().copied().unwrap_or_default();
        if let Some(at) = self.open[start..].iter().rposition(|open| open.name == name) {
            self.cut(start + at + 1);
            self.open.pop();
        } else if let Some(open) = self.open[..start].iter_mut().rev().find(|open| open.name == name && !open.split) {
            open.split = true;
            self.faults.push((name.to_owned(), range, MdxFaultKind::SplitTag));
        } else if let Some(count) = self.unclosed.get_mut(name).filter(|count| **count > 0) {
            // The opening tag was reported.
            *count -= 1;
        } else {
            self.faults.push((name.to_owned(), range, MdxFaultKind::UnopenedTag));
        }
    }

    /// Reports the elements that are open from the one at index `start` on, and forgets them.
    fn cut(&mut self, start: usize) {
        for open in self.open.drain(start..) {
            if !open.split {
                *self.unclosed.entry(open.name.clone()).or_default() += 1;
                self.faults.push((open.name, open.range, MdxFaultKind::UnclosedTag));
            }
        }
    }
}
