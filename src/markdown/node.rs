//! The arena tree, and navigation between nodes.

use std::borrow::Cow;
use std::fmt;

use crate::markdown::kind::{Kind, Kinds, NodeData, NodeId};
use crate::markdown::link::Link;
use crate::text::source::{self, Source, Span};
use crate::text::whitespace::Whitespace as _;

/// The nodes of a note, in the order of the text, and the data that does not fit in them.
#[derive(Debug)]
pub(crate) struct Tree<'s> {
    pub(crate) source: &'s Source,
    pub(crate) nodes: Vec<NodeData>,
    pub(crate) links: Vec<Link<'s>>,
    pub(crate) strings: Vec<Cow<'s, str>>,
    /// From one dollar sign to the other, where the parser reads mathematics and the host text.
    pub(crate) text_dollars: Vec<Span>,
}

impl Tree<'_> {
    /// The node with index `id`.
    pub(crate) fn node(&self, id: NodeId) -> Node<'_> {
        Node { tree: self, id }
    }

    /// All nodes in the order of the text, starting with the root.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.nodes.len()).map(|index| self.node(NodeId(source::offset(index))))
    }

    /// The innermost node that contains byte `offset`.
    pub(crate) fn node_at(&self, offset: usize) -> Node<'_> {
        let after = self.nodes.partition_point(|node| node.span.start as usize <= offset);
        let mut node = self.node(NodeId(source::offset(after.saturating_sub(1))));
        while !node.span().range().contains(&offset) {
            let Some(parent) = node.parent() else { break };
            node = parent;
        }
        node
    }
}

/// A node of a document.
#[derive(Clone, Copy)]
pub struct Node<'d> {
    tree: &'d Tree<'d>,
    id: NodeId,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && std::ptr::eq(self.tree, other.tree)
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}@{:?}", self.kind(), self.span().range())
    }
}

impl<'d> Node<'d> {
    fn data(self) -> &'d NodeData {
        &self.tree.nodes[self.id.index()]
    }

    fn node(self, id: NodeId) -> Option<Node<'d>> {
        (id != NodeId::NONE).then_some(Node { tree: self.tree, id })
    }

    /// The innermost node of its document that contains byte `offset`.
    #[must_use]
    pub fn node_at(self, offset: usize) -> Node<'d> {
        self.tree.node_at(offset)
    }

    /// Its index.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// Its kind.
    pub fn kind(self) -> Kind {
        self.data().kind
    }

    /// Its bytes, including markers, without trailing white space and line endings. A block begins at its first marker
    /// or character. The prefixes of the blocks around it (`> `, indentation) are not included on the first line, but
    /// are on the following lines.
    pub fn span(self) -> Span {
        self.data().span
    }

    /// Its source text.
    pub fn source(self) -> &'d str {
        self.tree.source.slice(self.span())
    }

    /// Its parent.
    pub fn parent(self) -> Option<Node<'d>> {
        self.node(self.data().parent)
    }

    /// Its first child.
    pub fn first_child(self) -> Option<Node<'d>> {
        self.node(self.data().first_child)
    }

    /// The next node with the same parent.
    pub fn next_sibling(self) -> Option<Node<'d>> {
        self.node(self.data().next_sibling)
    }

    /// The previous node with the same parent.
    pub fn previous_sibling(self) -> Option<Node<'d>> {
        let parent = self.data().parent;
        // In pre-order, the node directly before this one is the parent or ends the subtree of the previous sibling.
        let mut node = self.node(NodeId(self.id.0.checked_sub(1)?))?;
        while node.id != parent {
            if node.data().parent == parent {
                return Some(node);
            }
            node = node.parent()?;
        }
        None
    }

    /// Its children.
    pub fn children(self) -> impl Iterator<Item = Node<'d>> {
        std::iter::successors(self.first_child(), |node| node.next_sibling())
    }

    /// Its ancestors, nearest first.
    pub fn ancestors(self) -> impl Iterator<Item = Node<'d>> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// All nodes within it, in the order of the text. Does not include itself.
    pub fn descendants(self) -> impl Iterator<Item = Node<'d>> {
        let nodes = &self.tree.nodes;
        let mut end = self.id.index() + 1;
        let mut around = self;
        // The arena is in pre-order: the subtree ends at the next sibling of this node or of its nearest ancestor that
        // has one.
        loop {
            if let Some(next) = around.next_sibling() {
                end = end.max(next.id.index());
                break;
            }
            let Some(parent) = around.parent() else {
                end = nodes.len();
                break;
            };
            around = parent;
        }
        let tree = self.tree;
        (self.id.0 + 1..u32::try_from(end).unwrap_or(u32::MAX)).map(move |id| Node { tree, id: NodeId(id) })
    }

    /// Whether an ancestor is one of `kinds`.
    pub fn within(self, kinds: Kinds) -> bool {
        self.ancestors().any(|node| kinds.contains(node.kind()))
    }

    /// Whether it is a callout or an alert (`> [!NOTE]`): a box with the author's own words, not a quotation.
    pub fn is_callout(self) -> bool {
        let inside = self.source().strip_prefix('>').map(str::md_trim_start);
        self.kind() == Kind::BlockQuote && inside.is_some_and(|inside| inside.starts_with("[!"))
    }

    /// The level of a heading, 1 to 6.
    pub fn level(self) -> u32 {
        debug_assert_eq!(self.kind(), Kind::Heading);
        self.data().data
    }

    /// The first number of an ordered list; `None` for a bullet list.
    pub fn list_start(self) -> Option<u32> {
        debug_assert_eq!(self.kind(), Kind::List);
        (self.data().data != u32::MAX).then_some(self.data().data)
    }

    /// Whether the task is done.
    pub fn is_checked(self) -> bool {
        debug_assert_eq!(self.kind(), Kind::TaskMarker);
        self.data().data == 1
    }

    /// Whether the code block is fenced.
    pub fn is_fenced(self) -> bool {
        debug_assert_eq!(self.kind(), Kind::CodeBlock);
        self.data().data != 0
    }

    /// Destination, title and syntax of a link, image, autolink or bare URL.
    pub fn link(self) -> &'d Link<'d> {
        debug_assert!(matches!(self.kind(), Kind::Link | Kind::Image | Kind::Autolink | Kind::BareUrl));
        &self.tree.links[self.data().data as usize]
    }

    /// The decoded content of a text, code span or math node, the label of a footnote, or the info string of a code
    /// block. Empty for other nodes.
    pub fn literal(self) -> &'d str {
        match self.data().data {
            0 if self.kind() == Kind::Text => self.source(),
            0 => "",
            index => match self.kind() {
                Kind::Text
                | Kind::Code
                | Kind::Math
                | Kind::FootnoteReference
                | Kind::FootnoteDefinition
                | Kind::CodeBlock => &self.tree.strings[index as usize - 1],
                _ => "",
            },
        }
    }

    /// The visible text: text and code, with a space for each line break.
    pub fn text(self) -> String {
        let mut text = String::new();
        for node in self.descendants() {
            match node.kind() {
                Kind::Text | Kind::Code | Kind::Math => text.push_str(node.literal()),
                Kind::BareUrl => text.push_str(node.source()),
                Kind::SoftBreak | Kind::HardBreak => text.push(' '),
                _ => {}
            }
        }
        text
    }
}
