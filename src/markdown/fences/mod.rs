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

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::markdown::document::{Document, Kind, Node, NodeId};
use crate::markdown::syntax;
use crate::text::source::Span;

pub use fault::{FenceFault, MeantEnd};
pub use mark::Mark;

/// The fences of a note, which are read at the first call.
#[derive(Debug)]
pub struct NoteFences<'d> {
    document: &'d Document<'d>,
    found: OnceCell<Found>,
}

/// What the fences of a note show.
#[derive(Debug, Default)]
struct Found {
    faults: Vec<FenceFault>,
    /// Where code was meant to be, in the blocks with a fault.
    code: Vec<Span>,
}

impl<'d> NoteFences<'d> {
    /// The fences of `document`.
    pub fn of(document: &'d Document<'d>) -> Self {
        Self { document, found: OnceCell::new() }
    }

    /// Those that do not close where they were meant to, in the order of the text.
    pub fn faults(&self) -> &[FenceFault] {
        &self.found().faults
    }

    /// Whether `span` is meant as code. It may be text because of a fault above it, which turns the fences below inside out.
    pub fn mean_code(&self, span: Span) -> bool {
        let code = &self.found().code;
        let after = code.partition_point(|block| block.start <= span.start);
        code.get(..after).and_then(<[Span]>::last).is_some_and(|block| block.covers(span))
    }

    fn found(&self) -> &Found {
        self.found.get_or_init(|| find(self.document))
    }
}

fn find(document: &Document<'_>) -> Found {
    let blocks: Vec<Node<'_>> = document.of_kind(Kind::CodeBlock).filter(|block| block.is_fenced()).collect();
    // Most notes have no others.
    if blocks.iter().all(|block| is_closed_around_code(document, *block)) {
        return Found::default();
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
    let mut found = Found { faults: left::faults(&placed, &mut containers), code: Vec::new() };
    for (faults, code) in containers.iter().map(reading::faults).filter(|(faults, _)| !faults.is_empty()) {
        found.faults.extend(faults);
        found.code.extend(code);
    }
    found.faults.sort_by_key(|fault| fault.open.run);
    found.code.sort_unstable();
    found
}

/// Whether a closing fence ends `block` and no line in it can be taken for a fence. If that is so of all blocks in a note, their
/// fences come in pairs and none of them has a fault.
fn is_closed_around_code(document: &Document<'_>, block: Node<'_>) -> bool {
    let Some(fence) = syntax::fence(block) else { return true };
    let Some(closing) = fence.closing else { return false };
    let code = document.source().slice(Span { start: fence.run.end, end: closing.start });
    !container::may_have_marks(code)
}
