//! Node kinds, and the layout of nodes in the arena.

use crate::text::source::Span;

/// Index of a node in its document. The root is 0, and the indices are in the order of the text.
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
        /// The kind of a node, in the terms of `CommonMark` and GitHub's extensions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Kind { $($(#[$doc])* $kind,)* }

        impl Kind {
            /// All kinds, in declaration order.
            pub const ALL: &[Kind] = &[$(Kind::$kind,)*];
        }
    };
}

kinds! {
    /// The root.
    Document,
    /// YAML, TOML or JSON between `---`, `+++`, `;;;` or brace lines at the start of a note. Has no children.
    FrontMatter,
    /// A paragraph. Also the text of a tight list item, where HTML has no `<p>`.
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
    /// Inline or reference image. Its children are the description.
    Image,
    /// `<https://…>` or `<a@b.c>`.
    Autolink,
    /// A URL or email address without markup. Its syntax is [`LinkSyntax::Bare`](crate::markdown::link::LinkSyntax) if
    /// the host turns it into a link. Has no children.
    BareUrl,
    /// Text.
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
    /// A line ending that is rendered as a line break.
    HardBreak,
    /// `[ ]` or `[x]` at the start of a list item.
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

/// A node in the arena: 28 bytes.
#[derive(Clone, Debug)]
pub(crate) struct NodeData {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
    pub(crate) parent: NodeId,
    pub(crate) first_child: NodeId,
    pub(crate) next_sibling: NodeId,
    /// Depends on the kind: heading level, index into a table of the document, …
    pub(crate) data: u32,
}
