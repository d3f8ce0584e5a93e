//! Fences that the end of a list item or a block quote closes, so that their closing fence opens another block.

use rustc_hash::{FxHashMap, FxHashSet};

use super::container::Container;
use super::fault::{FenceFault, MeantEnd};
use super::outlook::Outlook;
use crate::markdown::document::{Kind, Node};
use crate::markdown::lines;
use crate::text::whitespace::Whitespace as _;

/// How many lines of code may be outside.
const MAX_LINES: usize = 200;

/// The faults of `blocks`, the fenced code blocks of a note. Each comes with the index of its container in `containers`,
/// from which their marks are removed. So what is left is as the author meant it.
pub(super) fn faults(blocks: &[(Node<'_>, usize)], containers: &mut [Container<'_>]) -> Vec<FenceFault> {
    let mut outlooks = FxHashMap::default();
    let mut found = Vec::new();
    for pair in blocks.windows(2) {
        if let [inner, outer] = pair {
            found.extend(fault((inner, outer), containers, &mut outlooks));
        }
    }
    if found.is_empty() {
        return found;
    }
    let mut taken = FxHashSet::default();
    for fault in &found {
        taken.insert(fault.open.run);
        if let MeantEnd::LeftContainer { close, .. } = fault.meant {
            taken.insert(close.run);
        }
    }
    for container in containers {
        container.marks.retain(|mark| !taken.contains(&mark.run));
    }
    found
}

/// The fault of the first block, if the opening fence of the second was meant to close it.
fn fault(
    (&(block, inside), &(next, outside)): (&(Node<'_>, usize), &(Node<'_>, usize)),
    containers: &[Container<'_>],
    outlooks: &mut FxHashMap<usize, Outlook>,
) -> Option<FenceFault> {
    let container = containers.get(inside)?;
    let open = *container.marks.last()?;
    let outer = next.parent()?;
    let left = block.ancestors().skip(1).any(|ancestor| ancestor == outer);
    if container.kind == Kind::Document || open.run.start != block.span().start || !left {
        return None;
    }
    let around = containers.get(outside)?;
    let at = around.marks.binary_search_by_key(&next.span().start, |mark| mark.run.start).ok()?;
    let close = *around.marks.get(at)?;
    let first = lines::of(container.source, block.span()).end() + 1;
    if !close.closes(open) || close.line > first + MAX_LINES {
        return None;
    }
    let swallowed = (first..close.line).filter(|line| !lines::text(container.source, *line).is_blank()).count();
    let outlook = outlooks.entry(outside).or_insert_with(|| Outlook::of(&around.marks));
    if outlook.faults_from(at + 1) >= outlook.faults_from(at) {
        return None;
    }
    Some(container.fault(open, MeantEnd::LeftContainer { close, first }, swallowed))
}
