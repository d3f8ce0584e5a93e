//! What can be wrong with the end of a code block.

use super::mark::Mark;
use crate::markdown::document::Kind;
use crate::text::source::Span;

/// A fence that does not close where its author meant it to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FenceFault {
    /// The opening fence.
    pub open: Mark,
    /// How the block was meant to end.
    pub meant: MeantEnd,
    /// How many lines that are not blank the block takes in after its meant end.
    pub swallowed: usize,
    /// The kind of the block that contains it.
    pub container: Kind,
    /// What precedes the content of the block on each of its lines: indentation and block quote markers.
    pub prefix: String,
}

/// How a code block was meant to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeantEnd {
    /// With this fence, which has fewer marks than the opening one.
    Short(Mark),
    /// With these marks, which have code before them on their line, and may be fewer than the opening ones.
    Glued(Mark),
    /// With this fence, which has an info string.
    Followed(Mark, Span),
    /// With this fence, which is made of the other character.
    OtherChar(Mark),
    /// With the fence `close`. But the code in it contains the fences `inner`, which are no shorter than its own, so that
    /// it ends at one of those.
    Nested {
        /// The first fence in the code.
        inner: Mark,
        /// The fence that closes that one, and the block as well.
        ends: Mark,
        /// The fence that was meant to close the block.
        close: Mark,
        /// The longest fence in the code, in characters.
        longest: usize,
    },
    /// With this fence, which opens a block instead, because the fence that was meant to open one is too short.
    ShortOpening(Mark),
    /// Nowhere: this fence right below opens the block again.
    OpenedTwice(Mark),
    /// Before this opening fence, after `line` (from 0) if that is certain.
    Before(Mark, Option<usize>),
    /// With this fence, which is no longer in the same list item or block quote. The lines from `first` (from 0) on are
    /// not in it, either.
    LeftContainer {
        /// The fence that was meant to close the block.
        close: Mark,
        /// The first line (from 0) outside.
        first: usize,
    },
    /// After `line` (from 0), if text follows there, or else at the end of the note or container.
    Never(Option<usize>),
    /// Nowhere, because it was hardly meant to open a block: the block is empty, or what follows the fence is not a language.
    Stray,
}
