//! The text of a note, byte spans into it, and the conversion of byte offsets to lines and columns.

#![warn(clippy::string_slice)]

use std::ops::Range;
use std::sync::OnceLock;

use memchr::{memchr_iter, memchr2_iter, memchr3};

use crate::text::profile::Profile;
use crate::text::slice::Slice as _;
pub use crate::text::span::{Span, offset};
use crate::text::syntax_reader::{Syntax, SyntaxReader};

/// Why a text can't be a [`Source`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

/// A note's text as it is on disk, including a byte order mark, all line endings and a missing final newline.
#[derive(Clone, Debug)]
pub struct Source {
    text: String,
    syntax_reader: SyntaxReader,
    lines: OnceLock<LineIndex>,
    syntax: OnceLock<Syntax>,
    parsed: OnceLock<Option<String>>,
}

impl Source {
    /// # Errors
    /// [`TooLong`] from 4 GiB on: offsets are `u32`.
    pub fn new(text: String) -> Result<Self, TooLong> {
        if u32::try_from(text.len()).is_err() {
            return Err(TooLong);
        }
        let (lines, syntax, parsed) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Ok(Self { text, syntax_reader: SyntaxReader::GITHUB, lines, syntax, parsed })
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same text, read with another `syntax_reader`.
    #[must_use]
    pub fn with_syntax_reader(self, syntax_reader: SyntaxReader) -> Self {
        Self { syntax_reader, syntax: OnceLock::new(), parsed: OnceLock::new(), ..self }
    }

    /// The reader for the syntax of the note's flavour.
    pub fn syntax_reader(&self) -> SyntaxReader {
        self.syntax_reader
    }

    /// How the host of the note reads Markdown.
    pub fn profile(&self) -> &Profile {
        &self.syntax_reader.profile
    }

    /// The syntax of the note's flavour. Computed at the first call.
    pub fn syntax(&self) -> &Syntax {
        self.syntax.get_or_init(|| self.syntax_reader.syntax(&self.text))
    }

    /// The text that the parser gets. It is as long as the note, byte for byte, but these are replaced:
    ///
    /// - the syntax of the flavour;
    /// - form feeds and vertical tabs at the start of a line, which the parser would take for white space;
    /// - line endings that are a lone CR, which the parser does not recognize everywhere (`CommonMark` 0.31.2 §2.1);
    /// - tabs after fences, around closing sequences of headings and in delimiter rows, which the parser does not take
    ///   for white space.
    ///
    /// Computed at the first call.
    pub(crate) fn parsed(&self) -> &str {
        let text = self.syntax().parsed.as_deref().unwrap_or(&self.text);
        self.parsed.get_or_init(|| corrected(text)).as_deref().unwrap_or(text)
    }

    /// The span from byte `start` to byte `end` of [`Self::parsed`], extended to character boundaries: several spaces
    /// can replace one character there.
    pub(crate) fn span_in_source(&self, start: usize, end: usize) -> Span {
        Span::new(self.text.floor_char_boundary(start), self.text.ceil_char_boundary(end))
    }

    /// The text of `span`. Empty if its ends are not character boundaries of the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.part(span.range())
    }

    /// The start of each line. Computed at the first call.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// The line that contains byte `offset`, without its line ending.
    pub fn line_at(&self, offset: usize) -> Span {
        self.lines().span(&self.text, self.lines().line(offset))
    }
}

/// Replaces a character that the parser would take for white space or markup. The parser reads this character as text.
pub(crate) const TEXT: u8 = 1;

/// `text` with what the parser would misread replaced; `None` where there is nothing to replace.
fn corrected(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let is_lone = |&at: &usize| bytes.get(at + 1) != Some(&b'\n');
    let mut others: Vec<(usize, u8)> = memchr_iter(b'\r', bytes).filter(is_lone).map(|at| (at, b'\n')).collect();
    if memchr3(b'\t', b'\x0b', b'\x0c', bytes).is_some() {
        let mut from = 0;
        for end in memchr2_iter(b'\n', b'\r', bytes).chain([text.len()]) {
            let line = text.part(from..end);
            others.extend(texts_at_head(line).map(|at| (from + at, TEXT)));
            let tabs = tabs_as_spaces(line).filter(|at| line.as_bytes()[*at] == b'\t');
            others.extend(tabs.map(|at| (from + at, b' ')));
            from = end + 1;
        }
    }
    if others.is_empty() {
        return None;
    }
    others.sort_unstable();
    others.dedup_by_key(|(at, _)| *at);
    let mut rest = 0;
    let mut corrected = String::with_capacity(text.len());
    for &(at, other) in &others {
        corrected.push_str(text.part(rest..at));
        corrected.push(char::from(other));
        rest = at + 1;
    }
    corrected.push_str(text.tail(rest));
    Some(corrected)
}

/// The bytes of `line` in which the parser does not recognize tabs as white space:
///
/// - after a fence (`CommonMark` 0.31 §4.5),
/// - around the closing sequence of a heading (§4.2),
/// - in the delimiter row of a table (GFM 0.29 §4.10).
fn tabs_as_spaces(line: &str) -> Range<usize> {
    let is_white = |char: char| matches!(char, ' ' | '\t');
    let written = line.trim_end_matches(is_white);
    if written.len() < line.len() && (written.ends_with("~~~") || written.ends_with("```")) {
        return written.len()..line.len();
    }
    let content = line.trim_start_matches(|char| is_white(char) || char == '>');
    if content.starts_with('#') && written.ends_with('#') {
        let before = written.trim_end_matches('#').trim_end_matches(is_white).len();
        return before.max(line.len() - content.len())..line.len();
    }
    let is_list = || content.starts_with("-\t") || content.starts_with("- ");
    if content.contains('-') && content.bytes().all(|byte| b"|:- \t".contains(&byte)) && !is_list() {
        return line.len() - content.len()..line.len();
    }
    line.len()..line.len()
}

/// Offsets of the form feeds and vertical tabs among the block markers at the start of `line`. The parser treats a line
/// with one as blank, and `#` before one as a heading, but both are text (`CommonMark` 0.31.2 §2.1). A form feed after
/// `*` is left out: it prevents emphasis (§6.2), and the parser handles that correctly.
fn texts_at_head(line: &str) -> impl Iterator<Item = usize> {
    let is_mark = |byte: &u8| byte.is_ascii_digit() || b" \t\x0b\x0c>#-+*.)".contains(byte);
    let bytes = line.as_bytes();
    let head = bytes.iter().take_while(move |byte| is_mark(byte)).enumerate();
    head.filter(move |(at, byte)| match byte {
        b'\x0b' => true,
        b'\x0c' => at.checked_sub(1).is_none_or(|before| bytes.get(before) != Some(&b'*')),
        _ => false,
    })
    .map(|(at, _)| at)
}

/// Whether `text`, which the parser returned, equals `source` except for characters that were replaced before parsing.
pub(crate) fn is_as_written(text: &str, source: &str) -> bool {
    let same = |(text, written): (u8, u8)| text == written || text == TEXT && written.is_ascii();
    text.len() == source.len() && text.bytes().zip(source.bytes()).all(same)
}

/// Line and column of a character, both from 1. The column counts Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in Unicode scalar values.
    pub column: usize,
}

/// The start of each line of a text. Lines end as in `CommonMark` 0.31 §2.1: with LF, CR LF or a lone CR.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Number of characters before every [`STRIDE`]th byte. Finding a column in a line of 100 MB takes no longer than
    /// counting one stride.
    checkpoints: Vec<u32>,
}

const STRIDE: usize = 1024;

impl LineIndex {
    fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr2_iter(b'\n', b'\r', bytes) {
            // In CR LF, the line ends after the LF.
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(offset(at + 1));
            }
        }
        let mut checkpoints = vec![0];
        for chunk in bytes.chunks(STRIDE) {
            let before = checkpoints[checkpoints.len() - 1];
            checkpoints.push(before + offset(count_chars(chunk)));
        }
        Self { starts, checkpoints }
    }

    /// Number of lines. A final newline is followed by an empty last line.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line (from 0) that contains byte `offset`.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= offset) - 1
    }

    /// Offset of the first byte of `line` (from 0).
    pub fn start(&self, line: usize) -> usize {
        self.starts[line] as usize
    }

    /// The span of `line` (from 0) in `text`, without its line ending.
    pub fn span(&self, text: &str, line: usize) -> Span {
        let start = self.start(line);
        let end = self.starts.get(line + 1).map_or(text.len(), |&next| next as usize);
        Span::new(start, start + text.part(start..end).trim_end_matches(['\n', '\r']).len())
    }

    /// Line and column, from 1, of byte `offset` of `text`.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.line(offset);
        let column = self.chars_before(text, offset) - self.chars_before(text, self.start(line));
        Position { line: line + 1, column: column + 1 }
    }

    fn chars_before(&self, text: &str, offset: usize) -> usize {
        let stride = offset / STRIDE;
        self.checkpoints[stride] as usize + count_chars(&text.as_bytes()[stride * STRIDE..offset])
    }
}

/// Number of characters that begin in `bytes`.
fn count_chars(bytes: &[u8]) -> usize {
    let begins = |byte: &u8| u8::from(byte & 0xC0 != 0x80);
    // Small chunks are counted in bytes, many at a time; a chunk has too few characters to wrap around.
    let count = |chunk: &[u8]| usize::from(chunk.iter().fold(0_u8, |count, byte| count.wrapping_add(begins(byte))));
    bytes.chunks(usize::from(u8::MAX)).map(count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, offset: usize) -> (usize, usize) {
        let position = LineIndex::new(text).position(text, offset);
        (position.line, position.column)
    }

    #[test]
    fn columns_count_characters_and_lines_end_in_three_ways() {
        let text = "a\r\nあいう\rb\nc";
        assert_eq!(position(text, 0), (1, 1));
        assert_eq!(position(text, text.find('う').unwrap()), (2, 3));
        assert_eq!(position(text, text.find('b').unwrap()), (3, 1));
        assert_eq!(position(text, text.len()), (4, 2));
    }

    #[test]
    fn a_column_far_into_a_long_line_is_exact() {
        let text = "あ".repeat(5 * STRIDE) + "x";
        assert_eq!(position(&text, text.len() - 1), (1, 5 * STRIDE + 1));
    }

    #[test]
    fn the_span_of_a_line_excludes_its_ending() {
        let source = Source::new("one\r\ntwo\n".into()).unwrap();
        assert_eq!(source.slice(source.line_at(6)), "two");
        assert_eq!(source.lines().count(), 3);
        assert_eq!(source.slice(source.line_at(1)), "one");
    }

    #[test]
    fn a_tab_after_a_fence_is_a_space_for_the_parser() {
        let closed = |text: &str| Source::new(text.to_owned()).unwrap().parsed().to_owned();
        assert_eq!(closed("> ~~~\na\t\n> ~~~ \t\t\r\n```\t"), "> ~~~\na\t\n> ~~~   \r\n``` ");
        assert_eq!(closed("~~~\n\ta\t\n"), "~~~\n\ta\t\n");
    }

    #[test]
    fn a_form_feed_at_the_start_of_a_line_is_text_for_the_parser() {
        let parsed = |text: &str| Source::new(text.to_owned()).unwrap().parsed().to_owned();
        assert_eq!(parsed("a\n\u{c}\n> \u{b}\n#\u{c}a\nb\u{c}"), "a\n\u{1}\n> \u{1}\n#\u{1}a\nb\u{c}");
        assert_eq!(parsed("**\u{c}a**"), "**\u{c}a**");
    }
}
