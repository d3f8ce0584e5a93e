//! The text of a code block, without the prefixes of the blocks around it, and its place in the note.

use std::borrow::Cow;
use std::ops::Range;

use crate::markdown::node::Node;
use crate::text::slice::Slice as _;
use crate::text::source::Span;

/// The text of a code block, or of a part of one.
#[derive(Clone, Debug)]
pub struct BlockText<'d> {
    text: Cow<'d, str>,
    /// For each piece that is contiguous in the note: its offset in the text and its bytes in the note.
    pieces: Vec<(usize, Span)>,
}

impl<'d> BlockText<'d> {
    /// The text of the code block `node`.
    pub(super) fn of(node: Node<'d>) -> Self {
        let mut text = Cow::Borrowed("");
        let mut pieces: Vec<(usize, Span)> = Vec::new();
        for piece in node.children() {
            let start = text.len();
            // Most blocks have one piece.
            if start == 0 {
                text = Cow::Borrowed(piece.literal());
            } else {
                text.to_mut().push_str(piece.literal());
            }
            pieces.push((start, piece.span()));
        }
        Self { text, pieces }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text of `range` as a text of its own.
    pub(super) fn part(&self, range: Range<usize>) -> BlockText<'d> {
        let text = match &self.text {
            Cow::Borrowed(text) => Cow::Borrowed((*text).part(range.clone())),
            Cow::Owned(text) => Cow::Owned(text.part(range.clone()).to_owned()),
        };
        let first = self.piece(range.start);
        let pieces = self.pieces.iter().enumerate().skip(first).filter(|(_, (start, _))| *start < range.end);
        let pieces = pieces.map(|(index, &(start, span))| {
            let cut = if index == first { range.start.saturating_sub(start) } else { 0 };
            let start_in_note = (span.start as usize + cut).min(span.end as usize);
            (start.saturating_sub(range.start), Span::new(start_in_note, span.end as usize))
        });
        Self { text, pieces: pieces.collect() }
    }

    /// The index of the piece with byte `offset`.
    fn piece(&self, offset: usize) -> usize {
        self.pieces.partition_point(|(start, _)| *start <= offset).saturating_sub(1)
    }

    /// The byte of the note at byte `offset`.
    fn in_note(&self, offset: usize) -> usize {
        let Some((start, span)) = self.pieces.get(self.piece(offset)) else { return 0 };
        (span.start as usize + offset.saturating_sub(*start)).min(span.end as usize)
    }

    /// The bytes of the note for `range`. Where that has several lines, they include the prefixes of the lines after the
    /// first.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.in_note(range.start);
        // The end is that of the last byte: the next piece begins after the prefix of the next line.
        let end = if range.is_empty() { start } else { self.in_note(range.end - 1) + 1 };
        Span::new(start, end.max(start))
    }
}
