//! What a host shows in place of a block of the tree.

use crate::finding::Edit;
use crate::markdown::document::Kind;
use crate::text::source::Span;

/// A block that the host shows as something else.
#[derive(Debug)]
pub struct Loss<'d> {
    /// The line or the marker that a reader would look at.
    pub span: Span,
    /// What the host shows.
    pub shown: Shown<'d>,
    /// Makes the host show what GitHub shows, and leaves GitHub's page as it is. Empty if no such edit is known.
    pub edits: Vec<Edit>,
}

impl Loss<'_> {
    /// The number of blocks that are lost.
    pub fn count(&self) -> usize {
        if let Shown::Item(ItemLoss::NotNested { more, .. }) = self.shown { 1 + more } else { 1 }
    }
}

/// What the host shows in place of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown<'d> {
    /// A block of kind `block` is part of the block above it, which is of kind `above`, because no blank line is between
    /// them.
    Joined {
        /// The kind of the block.
        block: Kind,
        /// The kind of the block above.
        above: Kind,
    },
    /// A quote is part of the quote above, although a blank line is between them.
    Quote,
    /// An item or a block in it is elsewhere.
    Item(ItemLoss),
    /// A list is something else.
    List(ListLoss),
    /// A fenced code block is text.
    Fence(FenceLoss<'d>),
    /// A heading is text, or text is a heading.
    Heading(HeadingLoss),
    /// A table is text, or text is a table.
    Table(TableLoss),
    /// Markdown within the element is shown as it is written.
    Element(&'d str),
}

/// Where content of a list is shown. Columns are from the start of the block around the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemLoss {
    /// Items are at the level of the item above.
    NotNested {
        /// Indentation of the first of them, in columns.
        found: usize,
        /// Indentation needed, in columns.
        needed: usize,
        /// How many other items of the list are not nested.
        more: usize,
    },
    /// A block of kind `block` is outside of its list item.
    Outside {
        /// The kind of the block.
        block: Kind,
        /// Its indentation, in columns.
        found: usize,
        /// Indentation needed, in columns.
        needed: usize,
    },
    /// Indented code is a paragraph.
    Code {
        /// Indentation needed, in columns.
        needed: usize,
    },
}

/// What a list is shown as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListLoss {
    /// Text, because its markers have a parenthesis.
    Parenthesis,
    /// The continuation of the list before it, which has another kind of marker.
    Same,
    /// A list in the last item of the list before it.
    Nested {
        /// Whether it is indented more than that list, which shows that it is meant to be nested.
        indented: bool,
    },
    /// A line of text that begins with a number is a list.
    Text,
}

/// What is shown as a heading, or instead of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingLoss {
    /// A line of text that begins with `#` is a heading.
    Hash,
    /// A heading is text, because it is indented.
    Indented,
    /// A heading is not one, because it has more than one line.
    Long,
    /// The hashes at the end of a heading are missing.
    LastHash,
    /// The line above a thematic break is a heading.
    Above,
}

/// What is shown as a table, or instead of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableLoss {
    /// A table is text, because something follows it without a blank line.
    Open,
    /// A table is text, because it has no row below its header.
    HeaderOnly,
    /// A line of text is a table.
    Bars,
}

/// Why a fenced code block is text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FenceLoss<'d> {
    /// It does not begin at the start of a line, but in a list item or quote, or indented.
    NotAtStart,
    /// The host does not read what follows the fence.
    Info(&'d str),
    /// The closing fence is missing.
    Unclosed,
    /// A line of the code begins like a list item, and no blank line is above the block.
    ItemLine,
    /// The closing fence is longer than the opening one, or is indented in another way.
    Closing,
}
