//! The text of a block, without the markers of the blocks around it, and where it is in the note.

use std::borrow::Cow;
use std::ops::Range;

/// A text made of parts of lines.
pub(super) struct Content<'t> {
    text: Cow<'t, str>,
    /// Where each part begins: in this text, and in the note.
    parts: Vec<(usize, usize)>,
}

impl<'t> Content<'t> {
    /// The content that consists of `lines` of `note`.
    pub(super) fn new(note: &'t str, lines: &[Range<usize>]) -> Self {
        match lines {
            [] => Self { text: Cow::Borrowed(""), parts: vec![(0, 0)] },
            [line] => Self { text: Cow::Borrowed(&note[line.clone()]), parts: vec![(0, line.start)] },
            [first, .., last]
                if lines.windows(2).all(|pair| note[pair[0].end..pair[1].start].trim_matches('\r') == "\n") =>
            {
                Self { text: Cow::Borrowed(&note[first.start..last.end]), parts: vec![(0, first.start)] }
            }
            _ => {
                let (mut text, mut parts) = (String::new(), Vec::new());
                for line in lines {
                    parts.push((text.len(), line.start));
                    text.push_str(&note[line.clone()]);
                    text.push('\n');
                }
                text.pop();
                Self { text: Cow::Owned(text), parts }
            }
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where byte `at` of this text is in the note.
    pub(super) fn place(&self, at: usize) -> usize {
        let part = self.parts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        let (start, place) = self.parts[part];
        place + at - start
    }

    /// Where `range` of this text is in the note.
    pub(super) fn range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.place(range.start);
        if range.is_empty() { start..start } else { start..self.place(range.end - 1) + 1 }
    }
}
