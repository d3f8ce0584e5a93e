//! The line of a position.

use crate::text::source::Source;
use crate::text::whitespace::{Whitespace as _, is_space};

/// The line of a position.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'s> {
    /// The text of the note.
    pub(super) text: &'s str,
    /// The first byte of the line.
    pub(super) start: usize,
    /// The line up to the position.
    pub(super) before: &'s str,
    /// The line from the position on, without its ending.
    pub(super) after: &'s str,
}

impl<'s> Line<'s> {
    /// The line of byte `offset` of `source`.
    pub(super) fn at(source: &'s Source, offset: usize) -> Self {
        let (text, line) = (source.text(), source.line_at(offset));
        let offset = offset.clamp(line.start as usize, line.end as usize);
        let before = &text[line.start as usize..offset];
        Self { text, start: line.start as usize, before, after: &text[offset..line.end as usize] }
    }

    /// The rest of the line from byte `offset` of the note on.
    pub(super) fn rest(&self, offset: usize) -> &'s str {
        self.after.get((offset - self.start).saturating_sub(self.before.len())..).unwrap_or_default()
    }

    /// The byte of the line at which the characters that follow the position are no longer `part` of what is written there.
    pub(super) fn end_of(&self, part: impl Fn(char) -> bool) -> usize {
        let rest = self.after.trim_start_matches(part);
        self.before.len() + self.after.len() - rest.len()
    }

    /// The text before the position without the markers of the blocks around it: quotes and list items.
    pub(super) fn content(&self) -> &'s str {
        let mut rest = self.before.trim_start_matches('\u{feff}');
        loop {
            let content = rest.trim_start_matches(is_space);
            let inside = content.strip_prefix('>').or_else(|| item(content));
            match inside {
                Some(inside) => rest = inside,
                None => return content,
            }
        }
    }

    /// The same, if the last of these blocks is a quote.
    pub(super) fn content_of_quote(&self) -> Option<&'s str> {
        let content = self.content();
        let markers = &self.before[..self.before.len() - content.len()];
        markers.md_trim_end().ends_with('>').then_some(content)
    }
}

/// The text of a list item after its marker.
fn item(text: &str) -> Option<&str> {
    let digits = text.trim_start_matches(|char: char| char.is_ascii_digit());
    let after =
        if digits.len() == text.len() { text.strip_prefix(['-', '*', '+']) } else { digits.strip_prefix(['.', ')']) };
    after.filter(|after| after.starts_with(is_space))
}
