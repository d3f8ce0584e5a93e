//! Fenced code blocks that do not end where their author meant them to.
//!
//! A fence that does not close takes in the text below it, and every later fence is read the other way round: what closes
//! a block opens one. So the marks of one container are read one after the other ([`reading`]), and after a fault the
//! reading goes on as the author meant it.

#![warn(clippy::string_slice, clippy::indexing_slicing)]

mod container;
mod fault;
mod left;
mod mark;
mod outlook;
mod place;
mod reading;

#[cfg(test)]
mod tests;

use rustc_hash::FxHashMap;

use crate::markdown::document::{Document, Kind, Node, NodeId};

pub use fault::{FenceFault, MeantEnd};
pub use mark::Mark;

/// The fences of `document` that do not close where they were meant to, in the order of the text.
pub fn faults(document: &Document<'_>) -> Vec<FenceFault> {
    let blocks: Vec<Node<'_>> = document.of_kind(Kind::CodeBlock).filter(|block| block.is_fenced()).collect();
    if blocks.is_empty() {
        return Vec::new();
    }
    let mut containers: Vec<container::Container<'_>> = Vec::new();
    let mut known: FxHashMap<Option<NodeId>, usize> = FxHashMap::default();
    let mut placed: Vec<(Node<'_>, usize)> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let around = *known.entry(block.parent().map(Node::id)).or_insert_with(|| {
            containers.push(container::Container::new(document, block));
            containers.len() - 1
        });
        if let Some(container) = containers.get_mut(around) {
            container.add(block);
        }
        placed.push((block, around));
    }
    let mut found = left::faults(&placed, &mut containers);
    found.extend(containers.iter().flat_map(reading::faults));
    found.sort_by_key(|fault| fault.open.run);
    found
}
