//! Nodes of the arena tree: their kinds, and the ways from one to another.

use std::fmt;

use crate::markdown::document::{Document, Link};
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;

/// Index of a node in its [`Document`]; the root is 0, and the order is that of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    /// No node.
    pub(crate) const NONE: NodeId = NodeId(u32::MAX);

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident,)*) => {
        /// What a node is, in the terms of `CommonMark` and of GitHub's extensions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Kind { $($(#[$doc])* $kind,)* }

        impl Kind {
            /// All kinds, in the order of their declaration.
            pub const ALL: &[Kind] = &[$(Kind::$kind,)*];
        }
    };
}

kinds! {
    /// The root.
    Document,
    /// YAML, TOML or JSON between `---`, `+++` or brace lines at the very top; without children.
    FrontMatter,
    /// A paragraph; in a tight list item too, where HTML has no `<p>`.
    Paragraph,
    /// ATX or setext heading.
    Heading,
    /// Block quote or alert.
    BlockQuote,
    /// Fenced or indented code block; its children are `Text`.
    CodeBlock,
    /// HTML block; its children are `Html`.
    HtmlBlock,
    /// A line or piece of an HTML block.
    Html,
    /// Bullet or ordered list.
    List,
    /// List item.
    Item,
    /// `[^label]: …`
    FootnoteDefinition,
    /// Table.
    Table,
    /// Header row of a table.
    TableHead,
    /// Body row of a table.
    TableRow,
    /// Cell of a table.
    TableCell,
    /// Thematic break.
    ThematicBreak,
    /// `*…*`
    Emphasis,
    /// `**…**`
    Strong,
    /// `~~…~~`
    Strikethrough,
    /// Inline or reference link.
    Link,
    /// Inline or reference image; its children are the description.
    Image,
    /// `<https://…>` or `<a@b.c>`.
    Autolink,
    /// An address without marks around it, which GitHub links (GFM §6.9); without children.
    BareUrl,
    /// Characters to be read.
    Text,
    /// Code span.
    Code,
    /// `$…$` or `$$…$$`
    Math,
    /// A tag, comment or other raw HTML within a paragraph.
    InlineHtml,
    /// `[^label]`
    FootnoteReference,
    /// A line ending within a paragraph.
    SoftBreak,
    /// A line break that is shown as one.
    HardBreak,
    /// `[ ]` or `[x]` at the head of a list item.
    TaskMarker,
}

/// A set of [`Kind`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u32);

impl Kinds {
    /// The empty set.
    pub const NONE: Kinds = Kinds(0);

    /// The set of `kinds`.
    pub const fn of(kinds: &[Kind]) -> Kinds {
        let mut bits = 0;
        let mut index = 0;
        while index < kinds.len() {
            bits |= 1 << kinds[index] as u32;
            index += 1;
        }
        Kinds(bits)
    }

    /// Whether `kind` is in the set.
    pub const fn contains(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }
}

/// A node as it lies in the arena: 28 bytes.
#[derive(Clone, Debug)]
pub(crate) struct NodeData {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
    pub(crate) parent: NodeId,
    pub(crate) first_child: NodeId,
    pub(crate) next_sibling: NodeId,
    /// By kind: heading level, index into a table of the document, …
    pub(crate) data: u32,
}

/// A node of a document, to look at and to walk from.
#[derive(Clone, Copy)]
pub struct Node<'d> {
    pub(crate) document: &'d Document<'d>,
    pub(crate) id: NodeId,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && std::ptr::eq(self.document, other.document)
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}@{:?}", self.kind(), self.span().range())
    }
}

impl<'d> Node<'d> {
    fn data(self) -> &'d NodeData {
        &self.document.nodes[self.id.index()]
    }

    fn node(self, id: NodeId) -> Option<Node<'d>> {
        (id != NodeId::NONE).then_some(Node { document: self.document, id })
    }

    /// Its index.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        self.data().kind
    }

    /// Its bytes, marks included, white space and line endings behind it left out. A block begins at its first
    /// mark or character: the prefixes of the blocks around it (`> `, indentation) are not in it on the first line,
    /// and are on the others.
    pub fn span(self) -> Span {
        self.data().span
    }

    /// Its source text.
    pub fn source(self) -> &'d str {
        self.document.source.slice(self.span())
    }

    /// The node around it.
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

    /// The node before it with the same parent.
    pub fn previous_sibling(self) -> Option<Node<'d>> {
        let parent = self.data().parent;
        // In pre-order the node just before this one ends the subtree of the sibling sought, or is the parent.
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

    /// The nodes around it, the nearest first.
    pub fn ancestors(self) -> impl Iterator<Item = Node<'d>> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// All nodes within it, in the order of the text; itself not among them.
    pub fn descendants(self) -> impl Iterator<Item = Node<'d>> {
        let nodes = &self.document.nodes;
        let mut end = self.id.index() + 1;
        let mut around = self;
        // The arena is in pre-order: the subtree ends where the next sibling of this node or of one around it begins.
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
        let document = self.document;
        (self.id.0 + 1..u32::try_from(end).unwrap_or(u32::MAX)).map(move |id| Node { document, id: NodeId(id) })
    }

    /// Whether it stands within a node of `kinds`.
    pub fn within(self, kinds: Kinds) -> bool {
        self.ancestors().any(|node| kinds.contains(node.kind()))
    }

    /// Whether it is a callout or an alert (`> [!NOTE]`): a box that its author puts words of their own in, no quotation.
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

    /// Whether a task is done.
    pub fn is_checked(self) -> bool {
        debug_assert_eq!(self.kind(), Kind::TaskMarker);
        self.data().data == 1
    }

    /// Whether a code block has fences.
    pub fn is_fenced(self) -> bool {
        debug_assert_eq!(self.kind(), Kind::CodeBlock);
        self.data().data != 0
    }

    /// Destination, title and form of a link, image, autolink or bare URL.
    pub fn link(self) -> &'d Link<'d> {
        debug_assert!(matches!(self.kind(), Kind::Link | Kind::Image | Kind::Autolink | Kind::BareUrl));
        &self.document.links[self.data().data as usize]
    }

    /// What the node itself says, decoded: the characters of a text, the content of a code span or of math, the
    /// label of a footnote, the info string of a code block. Other nodes have none.
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
                | Kind::CodeBlock => &self.document.strings[index as usize - 1],
                _ => "",
            },
        }
    }

    /// The characters that a reader sees in it: text and code, with a space for each line break.
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
