//! Takes down what is syntax, and writes what the parser reads in its place.

use std::ops::Range;

use regex::{Captures, Regex};

use super::code;
use crate::markdown::front_matter;
use crate::text::source::{Span, offset};
use crate::text::syntax_reader::Syntax;
use crate::text::whitespace::Whitespace as _;

/// The pattern that `text`, a constant, is. The tests of each flavour make all of them.
pub(super) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern is one")
}

/// How far the ends of a line are looked for, in bytes.
const MAX_LINE: usize = 4096;

/// A text in which syntax is being marked.
pub(super) struct Marks<'t> {
    text: &'t str,
    /// Where the body begins, behind the front matter.
    body: usize,
    parsed: Option<Vec<u8>>,
    /// Code and comments: nothing in there is syntax. Sorted, without overlap.
    code: Vec<Range<usize>>,
    syntax: Syntax,
}

impl<'t> Marks<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let body = front_matter::find(text).map_or(front_matter::skip_bom(text), |front| front.end);
        let code = code::ranges(text, body);
        Self { text, body, parsed: None, code, syntax: Syntax::default() }
    }

    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// Calls `mark` for each match of `pattern` that begins in the body, outside of code and of what is marked already.
    /// What `mark` gives is where to go on; the end of the match, if it gives nothing.
    pub(super) fn each(&mut self, pattern: &Regex, mut mark: impl FnMut(&mut Self, &Captures<'t>) -> Option<usize>) {
        let mut at = self.body;
        while let Some(found) = (at <= self.text.len()).then(|| pattern.captures_at(self.text, at)).flatten() {
            let Some(whole) = found.get(0) else { break };
            // Groups begin where the syntax does, behind the white space before it.
            let start = found.iter().skip(1).flatten().map(|group| group.start()).min().unwrap_or(whole.start());
            let next = match self.closed_at(start) {
                Some(end) => end.max(whole.start() + 1),
                None => mark(self, &found).unwrap_or(whole.end()).max(whole.start() + 1),
            };
            at = (next..=self.text.len()).find(|at| self.text.is_char_boundary(*at)).unwrap_or(self.text.len() + 1);
        }
    }

    /// Where the code or the syntax ends that byte `at` is in.
    fn closed_at(&self, at: usize) -> Option<usize> {
        let code = self.code.get(self.code.partition_point(|range| range.end <= at));
        let inside = |range: &Range<usize>| range.start <= at;
        code.filter(|range| inside(range)).map(|range| range.end)
    }

    /// Says that `range` is as good as code: nothing in there is syntax by itself.
    pub(super) fn close(&mut self, range: Range<usize>) {
        let from = self.code.partition_point(|code| code.end <= range.start);
        let near = self.code[from..].iter().take_while(|code| code.start < range.end);
        let (mut whole, mut count) = (range.clone(), 0);
        for code in near {
            whole = whole.start.min(code.start)..whole.end.max(code.end);
            count += 1;
        }
        self.code.splice(from..from + count, [whole]);
    }

    /// `range` is syntax; the parser reads it as it stands.
    pub(super) fn keep(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.syntax.spans.push(Span::new(range.start, range.end));
        }
    }

    /// `range` is syntax; the parser reads spaces, line by line.
    pub(super) fn blank(&mut self, range: Range<usize>) {
        let blank = |byte: u8| if matches!(byte, b'\n' | b'\r') { byte } else { b' ' };
        let bytes: Vec<u8> = self.text.as_bytes()[range.clone()].iter().copied().map(blank).collect();
        self.put(range.start, &bytes);
        self.keep(range);
    }

    /// `range` is syntax that shows something. In running text the parser reads a tag, which is no word; alone in its line
    /// a block.
    pub(super) fn object(&mut self, range: Range<usize>) {
        if self.is_alone(&range) || self.text[range.clone()].contains(['\n', '\r']) {
            return self.leaf(range);
        }
        if range.len() >= 3 {
            self.put(range.start, format!("<x{}>", " ".repeat(range.len() - 3)).as_bytes());
        }
        self.keep(range);
    }

    /// Whether nothing stands in its lines beside `range` but the marks of quotes and items before it.
    pub(super) fn is_alone(&self, range: &Range<usize>) -> bool {
        let (first, last) = (self.line(range.start), self.line(range.end));
        let before = code::after_marks(&self.text[first.start..range.start]);
        before.is_empty() && self.text[range.end..last.end].is_blank()
    }

    /// The parser reads an instruction, which is a block of HTML that ends where it is closed (`CommonMark` 0.31 §4.6).
    fn leaf(&mut self, range: Range<usize>) {
        self.blank(range.clone());
        if range.len() >= 4 {
            self.put(range.start, b"<?");
            self.put(range.end - 2, b"?>");
        }
    }

    /// The parser reads `bytes` from byte `at` on.
    pub(super) fn put(&mut self, at: usize, bytes: &[u8]) {
        let parsed = self.parsed.get_or_insert_with(|| self.text.as_bytes().to_vec());
        if let Some(place) = parsed.get_mut(at..at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }

    /// The address at `range` is shown as a card.
    pub(super) fn card(&mut self, range: Range<usize>) {
        self.syntax.cards.push(Span::new(range.start, range.end));
    }

    /// The line at byte `at` is one of its own: the next does not go on with it.
    pub(super) fn end_line(&mut self, at: usize) {
        self.syntax.ends.push(offset(self.line(at).end));
    }

    /// `id` is given by an attribute list at `range`.
    pub(super) fn id(&mut self, id: &str, range: Range<usize>) {
        self.syntax.ids.push((id.to_owned(), Span::new(range.start, range.end)));
    }

    /// The line that holds byte `at`, without its ending; of a very long one, what is near.
    pub(super) fn line(&self, at: usize) -> Range<usize> {
        let near = self.text.floor_char_boundary(at.saturating_sub(MAX_LINE))
            ..self.text.ceil_char_boundary((at + MAX_LINE).min(self.text.len()));
        let start = self.text[near.start..at].rfind('\n').map_or(near.start, |end| near.start + end + 1);
        let end = self.text[at..near.end].find('\n').map_or(near.end, |end| at + end);
        start..end - usize::from(self.text[start..end].ends_with('\r') && end > at)
    }

    pub(super) fn finish(self) -> Syntax {
        let mut syntax = self.syntax;
        syntax.parsed = self.parsed.and_then(|bytes| String::from_utf8(bytes).ok());
        syntax.cards.sort_unstable();
        syntax.ends.sort_unstable();
        syntax.spans.sort_unstable();
        let mut spans: Vec<Span> = Vec::with_capacity(syntax.spans.len());
        for span in std::mem::take(&mut syntax.spans) {
            match spans.last_mut() {
                Some(last) if last.end > span.start => last.end = last.end.max(span.end),
                _ => spans.push(span),
            }
        }
        syntax.spans = spans;
        syntax
    }
}
