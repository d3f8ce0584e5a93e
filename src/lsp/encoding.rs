//! Positions as clients count them.

use lsp_types::{Position, PositionEncodingKind, Range};

use crate::text::slice::Slice as _;
use crate::text::source::{Source, Span};

/// The unit in which a client counts characters of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the protocol's default.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The best encoding among those that the client `offers`. Bytes are best, because notelint counts them too.
    pub(super) fn negotiate(offers: Option<&[PositionEncodingKind]>) -> Self {
        let offers = |kind: &PositionEncodingKind| offers.is_some_and(|offers| offers.contains(kind));
        if offers(&PositionEncodingKind::UTF8) {
            Self::Utf8
        } else if offers(&PositionEncodingKind::UTF32) {
            Self::Utf32
        } else {
            Self::Utf16
        }
    }

    /// Its name in the protocol.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// The length of `text` in this unit.
    pub(super) fn len(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
            Self::Utf32 => text.chars().count(),
        }
    }

    /// The position of byte `offset` in `source`.
    pub(super) fn position(self, source: &Source, offset: usize) -> Position {
        let text = source.text();
        let offset = text.floor_char_boundary(offset);
        let line = source.lines().line(offset);
        let start = source.lines().span(text, line).start as usize;
        let character = self.len(text.part(start..offset.max(start)));
        Position { line: number(line), character: number(character) }
    }

    /// The range of `span` in `source`.
    pub(super) fn range(self, source: &Source, span: Span) -> Range {
        Range { start: self.position(source, span.start as usize), end: self.position(source, span.end as usize) }
    }

    /// The byte at `position` in `source`. A position after the end of a line is the end of the line, and one after the last
    /// line the end of the text, as the protocol says.
    pub(super) fn offset(self, source: &Source, position: Position) -> usize {
        let text = source.text();
        let line = position.line as usize;
        if line >= source.lines().count() {
            return text.len();
        }
        let span = source.lines().span(text, line);
        let content = text.part(span.range());
        let wanted = position.character as usize;
        let mut passed = 0;
        for (at, char) in content.char_indices() {
            if passed >= wanted {
                return span.start as usize + at;
            }
            passed += match self {
                Self::Utf8 => char.len_utf8(),
                Self::Utf16 => char.len_utf16(),
                Self::Utf32 => 1,
            };
        }
        span.end as usize
    }

    /// The bytes of `range` in `source`.
    pub(super) fn span(self, source: &Source, range: Range) -> Span {
        let (start, end) = (self.offset(source, range.start), self.offset(source, range.end));
        Span::new(start.min(end), end.max(start))
    }
}

/// Texts are shorter than 4 GiB, so no line number or column is larger.
fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn characters_are_counted_in_the_unit_of_the_client() {
        let source = Source::new("a\r\nか\u{3099}😀\tx\r\n".to_owned()).unwrap();
        let at = source.text().find('x').unwrap();
        let columns = ALL.map(|encoding| encoding.position(&source, at).character);
        assert_eq!(columns, [11, 5, 4]);
        for encoding in ALL {
            let position = encoding.position(&source, at);
            assert_eq!((position.line, encoding.offset(&source, position)), (1, at), "{encoding:?}");
        }
    }

    #[test]
    fn positions_outside_the_text_are_moved_into_it() {
        let source = Source::new("あ\r\nb".to_owned()).unwrap();
        for encoding in ALL {
            let offset = |line, character| encoding.offset(&source, Position { line, character });
            assert_eq!(offset(0, 99), 3, "the end of the line, before CR LF");
            assert_eq!(offset(1, 99), source.text().len());
            assert_eq!(offset(99, 0), source.text().len());
        }
        assert_eq!(Encoding::Utf8.offset(&source, Position { line: 0, character: 1 }), 3, "inside a character");
    }

    #[test]
    fn a_byte_order_mark_is_a_character() {
        let source = Source::new("\u{feff}a".to_owned()).unwrap();
        assert_eq!(ALL.map(|encoding| encoding.position(&source, 3).character), [3, 1, 1]);
    }

    #[test]
    fn bytes_are_preferred_and_utf_16_is_the_default() {
        let of = |offers: &[PositionEncodingKind]| Encoding::negotiate(Some(offers));
        assert_eq!(of(&[PositionEncodingKind::UTF16, PositionEncodingKind::UTF8]), Encoding::Utf8);
        assert_eq!(of(&[PositionEncodingKind::UTF16, PositionEncodingKind::UTF32]), Encoding::Utf32);
        assert_eq!(of(&[]), Encoding::Utf16);
        assert_eq!(Encoding::negotiate(None), Encoding::Utf16);
    }
}
