//! Lines and columns.

use crate::text::source::Source;

/// The signature that may stand before a text; it is no character of its first line.
pub(super) const BOM: char = '\u{FEFF}';

/// Line and column, both from 1; the column counts Unicode scalar values. A byte order mark is not counted, as no
/// editor counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineColumn {
    /// From 1.
    pub(super) line: usize,
    /// From 1, in Unicode scalar values.
    pub(super) column: usize,
}

impl LineColumn {
    /// The first character of a file.
    pub(super) const START: Self = Self { line: 1, column: 1 };

    /// Of byte `offset` of `source`.
    pub(super) fn new(source: &Source, offset: usize) -> Self {
        let text = source.text();
        let position = source.lines().position(text, offset);
        let mark = position.line == 1 && offset > 0 && text.starts_with(BOM);
        Self { line: position.line, column: position.column - usize::from(mark) }
    }

    /// The same, where the column counts UTF-16 code units.
    pub(super) fn utf16(source: &Source, offset: usize) -> Self {
        let text = source.text();
        let line = source.lines().line(offset);
        let before = text.get(source.lines().start(line)..offset).unwrap_or_default();
        let before = if line == 0 { before.strip_prefix(BOM).unwrap_or(before) } else { before };
        let units: usize = before.chars().map(char::len_utf16).sum();
        Self { line: line + 1, column: units + 1 }
    }
}
