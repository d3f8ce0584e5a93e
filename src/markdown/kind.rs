//! What nodes are, and how they lie in the arena.

use crate::text::source::Span;

/// Index of a node in its document; the root is 0, and the order is that of the text.
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
