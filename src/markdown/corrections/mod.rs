//! Corrects what the parser reads where it differs from GitHub.
//!
//! GitHub's renderer, cmark-gfm, is not the parser that notelint uses, and the two disagree on a few constructs. Each
//! file here knows one of them: it looks for the construct in a parsed note and says what the parser has to be given
//! so that it reads the construct as GitHub does. Then the note is parsed again. Notes without such constructs are
//! parsed once.
//!
//! `tests/it/differential.rs` compares the trees with cmark-gfm's.

mod comments;
mod html_lines;
mod table_ends;
mod table_heads;
mod tasks;
mod urls;

use crate::markdown::kind::{Kind, NodeId};
use crate::markdown::node::{Node, Tree};
use crate::text::slice::Slice as _;
use crate::text::source::offset;

/// How often a note is parsed again at most. A correction can reveal another construct, but rarely does.
const ROUNDS: usize = 4;

/// A change to what the parser reads.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Correction {
    /// The byte of the source before which [`Self::inserted`] is inserted.
    at: usize,
    inserted: String,
    /// Bytes that are replaced.
    replaced: Vec<(usize, u8)>,
    expected: Expected,
}

/// What the tree must have after a correction. Otherwise the construct was another one, and the correction is undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    /// Nothing in particular.
    Anything,
    /// A node of this kind that begins at this byte.
    Block(Kind, usize),
    /// A code block that begins on the line of this byte.
    Code(usize),
    /// A table that begins at this byte, directly after a paragraph.
    InnerTable(usize),
    /// An HTML block that begins at this byte and does not directly follow a paragraph on the line before it.
    OuterHtml(usize),
}

/// The corrections of a note.
#[derive(Debug, Default)]
pub(crate) struct Corrections {
    /// Sorted by position.
    active: Vec<Correction>,
    undone: Vec<Correction>,
    rounds: usize,
}

impl Corrections {
    /// Adapts the corrections to `tree`, which was parsed with them. Returns whether they changed, so that the note has
    /// to be parsed again.
    pub(crate) fn revise(&mut self, tree: &Tree<'_>) -> bool {
        let (kept, failed): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.active).into_iter().partition(|correction| correction.holds(tree));
        let failed_any = !failed.is_empty();
        self.active = kept;
        self.undone.extend(failed);
        self.rounds += 1;
        if self.rounds > ROUNDS {
            return failed_any;
        }
        let mut found = Vec::new();
        comments::find(tree, &mut found);
        html_lines::find(tree, &mut found);
        table_heads::find(tree, &mut found);
        table_ends::find(tree, &mut found);
        tasks::find(tree, &mut found);
        urls::find(tree, &mut found);
        found.retain(|correction| !self.active.contains(correction) && !self.undone.contains(correction));
        let changed = failed_any || !found.is_empty();
        self.active.extend(found);
        self.active.sort_by_key(|correction| correction.at);
        changed
    }

    /// `text`, which begins at byte `start` of the source, with the corrections.
    pub(crate) fn apply(&self, text: &str, start: usize) -> String {
        let mut bytes = text.as_bytes().to_owned();
        for &(at, byte) in self.active.iter().flat_map(|correction| &correction.replaced) {
            bytes[at - start] = byte;
        }
        // Only ASCII characters are replaced, by others.
        let text = String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned());
        let mut corrected = String::with_capacity(text.len() + 16 * self.active.len());
        let mut rest = 0;
        for correction in &self.active {
            corrected.push_str(text.part(rest..correction.at - start));
            corrected.push_str(&correction.inserted);
            rest = correction.at - start;
        }
        corrected.push_str(text.tail(rest));
        corrected
    }

    /// The byte of the source for byte `offset` of the corrected text, which begins at byte `start` of the source.
    pub(crate) fn in_source(&self, offset: usize, start: usize) -> usize {
        let mut inserted = 0;
        for correction in &self.active {
            if correction.at - start + inserted >= offset {
                break;
            }
            inserted += correction.inserted.len().min(offset - inserted - (correction.at - start));
        }
        offset - inserted + start
    }
}

impl Correction {
    fn holds(&self, tree: &Tree<'_>) -> bool {
        let block = |kind: Kind, from: usize, at: usize| begins(tree, from, at).find(|node| node.kind() == kind);
        match self.expected {
            Expected::Anything => true,
            Expected::Block(kind, at) => block(kind, at, at).is_some(),
            Expected::Code(at) => {
                let line = tree.source.line_at(at).start as usize;
                block(Kind::CodeBlock, line, at).is_some()
            }
            Expected::InnerTable(at) => block(Kind::Table, at, at).and_then(after_paragraph).is_some(),
            Expected::OuterHtml(at) => block(Kind::HtmlBlock, at, at).is_some_and(|html| {
                let lines = tree.source.lines();
                let near = |before: Node<'_>| lines.line(before.span().end as usize) + 1 == lines.line(at);
                !after_paragraph(html).is_some_and(near)
            }),
        }
    }
}

/// The paragraph directly before `block`.
fn after_paragraph(block: Node<'_>) -> Option<Node<'_>> {
    block.previous_sibling().filter(|before| before.kind() == Kind::Paragraph)
}

/// The nodes of `tree` that begin at bytes `from` to `to`.
fn begins<'t>(tree: &'t Tree<'_>, from: usize, to: usize) -> impl Iterator<Item = Node<'t>> {
    let first = tree.nodes.partition_point(|node| (node.span.start as usize) < from);
    let near = tree.nodes[first..].iter().take_while(move |node| node.span.start as usize <= to).count();
    (first..first + near).map(|index| tree.node(NodeId(offset(index))))
}

/// The text before byte `at` on its line: the prefix of the blocks around it.
fn prefix<'t>(tree: &'t Tree<'_>, at: usize) -> &'t str {
    let start = tree.source.line_at(at).start as usize;
    tree.source.parsed().part(start..at)
}

/// The number of quote markers in `prefix`.
fn quotes(prefix: &str) -> usize {
    prefix.bytes().filter(|&byte| byte == b'>').count()
}

/// The block that contains `node`.
fn block_around(node: Node<'_>) -> Option<Node<'_>> {
    node.ancestors().find(|node| matches!(node.kind(), Kind::Paragraph | Kind::Heading | Kind::TableCell))
}
