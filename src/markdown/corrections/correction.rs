//! One correction, and helpers that the constructs share.

use crate::markdown::kind::{Kind, NodeId};
use crate::markdown::node::{Node, Tree};
use crate::text::slice::Slice as _;
use crate::text::source::offset;

/// A change to what the parser reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Correction {
    /// The byte of the source before which [`Self::inserted`] is inserted.
    pub(super) at: usize,
    pub(super) inserted: String,
    /// Bytes that are replaced.
    pub(super) replaced: Vec<(usize, u8)>,
    pub(super) expected: Expected,
}

/// What the tree must have after a correction. Otherwise the construct was another one, and the correction is undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// Nothing in particular.
    Anything,
    /// A node of this kind that begins at this byte.
    Block(Kind, usize),
    /// A code block that begins on the line of this byte, directly after a table.
    Code(usize),
    /// A table that begins at this byte, directly after a paragraph.
    InnerTable(usize),
    /// An HTML block that begins at this byte and does not directly follow a paragraph on the line before it.
    OuterHtml(usize),
}

impl Correction {
    pub(super) fn holds(&self, tree: &Tree<'_>) -> bool {
        let block = |kind: Kind, from: usize, at: usize| begins(tree, from, at).find(|node| node.kind() == kind);
        match self.expected {
            Expected::Anything => true,
            Expected::Block(kind, at) => block(kind, at, at).is_some(),
            Expected::Code(at) => {
                let line = tree.source.line_at(at).start as usize;
                let before = block(Kind::CodeBlock, line, at).and_then(Node::previous_sibling);
                before.is_some_and(|before| before.kind() == Kind::Table)
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
pub(super) fn prefix<'t>(tree: &'t Tree<'_>, at: usize) -> &'t str {
    let start = tree.source.line_at(at).start as usize;
    tree.source.parsed().part(start..at)
}

/// The number of quote markers in `prefix`.
pub(super) fn quotes(prefix: &str) -> usize {
    prefix.bytes().filter(|&byte| byte == b'>').count()
}

/// The block that contains `node`.
pub(super) fn block_around(node: Node<'_>) -> Option<Node<'_>> {
    node.ancestors().find(|node| matches!(node.kind(), Kind::Paragraph | Kind::Heading | Kind::TableCell))
}
