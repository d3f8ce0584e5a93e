//! Blank lines around blocks: whether one is missing, where it would go, and whether it would make a list loose.

#![warn(clippy::string_slice, clippy::indexing_slicing)]

use rustc_hash::FxHashMap;

use crate::finding::Edit;
use crate::markdown::blank_line;
use crate::markdown::document::{Document, Kind, Node, NodeId};
use crate::markdown::lines::end_of_fenced;
use crate::text::slice::Slice as _;
use crate::text::source::{Source, Span};

/// Above or below a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockSide {
    /// Above the first line.
    Above,
    /// Below the last line.
    Below,
}

/// A missing blank line.
#[derive(Debug)]
pub struct MissingBlankLine {
    /// On which side of the block it is missing.
    pub side: BlockSide,
    /// The line of the block that it should be next to.
    pub line: Span,
    /// Inserts the blank line.
    pub edit: Edit,
}

/// The blank lines missing around `block`. Lines with only quote markers and HTML comments count as blank.
pub fn missing(document: &Document<'_>, block: Node<'_>) -> impl Iterator<Item = MissingBlankLine> {
    let source = document.source();
    let lines = source.lines();
    let first = lines.line(block.span().start as usize);
    let is_code = block.kind() == Kind::CodeBlock;
    let last = if is_code { end_of_fenced(source, block) } else { lines.line(block.span().end as usize) };
    let above = first > first_line(document) && !blank_line::is_blank_line(source, first - 1);
    // Without a closing fence, the last line may be blank.
    let below = last + 1 < lines.count()
        && !blank_line::is_blank_line(source, last + 1)
        && !(is_code && blank_line::is_blank_line(source, last));
    let at = |side, line, upper| {
        let edit = Edit::insert(lines.start(upper + 1), between(source, upper));
        MissingBlankLine { side, line: lines.span(source.text(), line), edit }
    };
    let above = above.then(|| at(BlockSide::Above, first, first - 1));
    above.into_iter().chain(below.then(|| at(BlockSide::Below, last, last)))
}

/// The first line (from 0) after the front matter.
pub fn first_line(document: &Document<'_>) -> usize {
    let front = document.root().first_child().filter(|node| node.kind() == Kind::FrontMatter);
    front.map_or(0, |front| document.source().lines().line(front.span().end as usize) + 1)
}

/// A blank line to insert below line `upper` (from 0), with the markers of the block quotes that contain the lines
/// above and below it.
fn between(source: &Source, upper: usize) -> String {
    let lines = source.lines();
    let quotes = |line: usize| {
        let text = source.slice(lines.span(source.text(), line));
        let run = text.head(text.len() - text.trim_start_matches([' ', '\t', '>']).len());
        run.head(run.rfind('>').map_or(0, |at| at + 1)).to_owned()
    };
    let (above, below) = (quotes(upper), quotes(upper + 1));
    let depth = |quotes: &str| quotes.matches('>').count();
    let mut blank = if depth(&above) < depth(&below) { above } else { below };
    let end = lines.span(source.text(), upper).end as usize;
    blank.push_str(source.text().part(end..lines.start(upper + 1)));
    blank
}

/// Which lists are loose: those with blank lines between their items or inside them (`CommonMark` 0.31 §5.3). Cached
/// per list.
#[derive(Debug, Default)]
pub struct Looseness(FxHashMap<NodeId, bool>);

impl Looseness {
    /// Whether a blank line on this side of `block` would turn a tight list into a loose one.
    pub fn would_change(&mut self, source: &Source, block: Node<'_>, side: BlockSide) -> bool {
        let beside = |node: Node<'_>| match side {
            BlockSide::Above => node.previous_sibling().is_some(),
            BlockSide::Below => node.next_sibling().is_some(),
        };
        let mut around = Some(block);
        while let Some(node) = around {
            let parent = node.parent();
            let list = match parent.map(|parent| (parent, parent.kind())) {
                Some((item, Kind::Item)) => item.parent(),
                Some((list, Kind::List)) => Some(list),
                _ => return false,
            };
            if beside(node) {
                return list.is_some_and(|list| !self.is_loose(source, list));
            }
            around = parent;
        }
        false
    }

    fn is_loose(&mut self, source: &Source, list: Node<'_>) -> bool {
        *self.0.entry(list.id()).or_insert_with(|| {
            let line = |offset: u32| source.lines().line(offset as usize);
            let apart = |node: Node<'_>| {
                let next = node.next_sibling();
                next.is_some_and(|next| line(next.span().start) > line(node.span().end) + 1)
            };
            list.children().any(|item| apart(item) || item.children().any(apart))
        })
    }
}
