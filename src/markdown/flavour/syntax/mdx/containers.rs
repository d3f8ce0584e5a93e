//! The blocks around a line: quotes, list items, footnotes and admonitions.
//!
//! MDX has no indented code, so markers may be indented by any number of columns.

use std::ops::Range;

/// A block that contains blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// `>`
    Quote,
    /// A list item or a footnote whose content is indented by this number of columns.
    Indented(usize),
    /// A directive (`:::tip`) between lines of this number of colons.
    Directive(usize),
}

/// A position in a line, and its column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    pub(super) at: usize,
    end: usize,
    column: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, line: &Range<usize>) -> Self {
        Self { text, at: line.start, end: line.end, column: 0 }
    }

    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..self.end]
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.at..self.end
    }

    pub(super) fn is_blank(&self) -> bool {
        self.rest().trim().is_empty()
    }

    /// Skips white space, but at most `columns`. Returns how many columns were skipped.
    fn skip(&mut self, columns: usize) -> usize {
        let start = self.column;
        while self.column < start + columns {
            match self.rest().bytes().next() {
                Some(b' ') => self.column += 1,
                Some(b'\t') => self.column += 4 - self.column % 4,
                _ => break,
            }
            self.at += 1;
        }
        self.column - start
    }

    pub(super) fn skip_space(&mut self) -> usize {
        self.skip(usize::MAX / 2)
    }

    fn advance(&mut self, bytes: usize) {
        self.at += bytes;
        self.column += bytes;
    }

    /// Skips what `container` has at the start of each line. Returns whether the line is in it.
    pub(super) fn continues(&mut self, container: Container) -> bool {
        let start = *self;
        let inside = match container {
            Container::Quote => {
                self.skip_space();
                let quoted = self.rest().starts_with('>');
                if quoted {
                    self.advance(1);
                    self.skip(1);
                }
                quoted
            }
            Container::Indented(columns) => self.is_blank() || self.skip(columns) >= columns,
            Container::Directive(_) => true,
        };
        if !inside {
            *self = start;
        }
        inside
    }

    /// Whether the line closes a directive that was opened with `colons` colons.
    pub(super) fn closes_directive(&self, colons: usize) -> bool {
        let rest = self.rest().trim();
        rest.len() >= colons && rest.bytes().all(|byte| byte == b':')
    }

    /// The container that begins here, whose marker is skipped. `interrupts`: whether it would end a paragraph.
    pub(super) fn opens(&mut self, interrupts: bool) -> Option<Container> {
        let start = *self;
        let indent = self.skip_space();
        let found = self.marker(indent, interrupts);
        if found.is_none() {
            *self = start;
        }
        found
    }

    fn marker(&mut self, indent: usize, interrupts: bool) -> Option<Container> {
        let rest = self.rest();
        let first = rest.bytes().next()?;
        match first {
            b'>' => {
                self.advance(1);
                self.skip(1);
                Some(Container::Quote)
            }
            b':' => {
                let name = rest.trim_start_matches(':');
                let colons = rest.len() - name.len();
                let named = name.trim_start().starts_with(|char: char| char.is_alphabetic());
                (colons >= 3 && named).then(|| {
                    self.at = self.end;
                    Container::Directive(colons)
                })
            }
            b'[' => {
                let label = rest.strip_prefix("[^")?;
                let end = label.find(']').filter(|end| *end > 0 && label[*end + 1..].starts_with(':'))?;
                if label[..end].contains(|char: char| char.is_whitespace() || char == '[') {
                    return None;
                }
                self.advance(end + 4);
                self.skip_space();
                Some(Container::Indented(4))
            }
            b'-' | b'+' | b'*' if !is_thematic_break(rest) => self.item(1, indent, interrupts),
            b'0'..=b'9' => {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                let delimited = rest[digits..].starts_with(['.', ')']);
                let number = digits <= 9 && delimited && !(interrupts && &rest[..digits] != "1");
                if number { self.item(digits + 1, indent, interrupts) } else { None }
            }
            _ => None,
        }
    }

    /// The list item whose marker has `length` bytes.
    fn item(&mut self, length: usize, indent: usize, interrupts: bool) -> Option<Container> {
        self.advance(length);
        if self.is_blank() {
            return (!interrupts).then(|| Container::Indented(indent + length + 1));
        }
        let space = self.skip_space();
        (space > 0).then(|| Container::Indented(indent + length + space))
    }
}

/// Whether `line` is a thematic break.
pub(super) fn is_thematic_break(line: &str) -> bool {
    let marks: Vec<u8> = line.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    marks.len() >= 3 && matches!(marks[0], b'*' | b'-' | b'_') && marks.iter().all(|mark| *mark == marks[0])
}
