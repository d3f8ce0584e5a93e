//! Collects the syntax of a flavour and replaces it in the text for the parser.

use std::ops::Range;

use regex::{Captures, Regex};

use super::code;
use crate::markdown::front_matter;
use crate::text::mdx_fault::MdxFault;
use crate::text::source::{Span, TEXT, offset};
use crate::text::syntax_reader::Syntax;
use crate::text::whitespace::Whitespace as _;

/// Compiles `text`, a constant. The tests of each flavour compile all patterns.
pub(in crate::markdown::flavour) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("constant patterns are valid")
}

/// How far from an offset the ends of its line are searched, in bytes.
const MAX_LINE: usize = 4096;

/// A text and the syntax marked in it so far.
pub(in crate::markdown::flavour) struct Marks<'t> {
    text: &'t str,
    /// The start of the body, after the front matter.
    body: usize,
    parsed: Option<Vec<u8>>,
    /// Code and comments, in which nothing is syntax. Sorted, without overlaps.
    code: Vec<Range<usize>>,
    syntax: Syntax,
}

impl<'t> Marks<'t> {
    pub(in crate::markdown::flavour) fn new(text: &'t str) -> Self {
        let body = front_matter::find(text).map_or(front_matter::skip_bom(text), |front| front.end);
        let code = code::ranges(text, body);
        Self { text, body, parsed: None, code, syntax: Syntax::default() }
    }

    /// The offset of the body, after the front matter.
    pub(in crate::markdown::flavour) fn body(&self) -> usize {
        self.body
    }

    /// Whether byte `at` is in code, a comment or a closed range.
    pub(in crate::markdown::flavour) fn in_code(&self, at: usize) -> bool {
        self.closed_at(at).is_some()
    }

    pub(in crate::markdown::flavour) fn text(&self) -> &'t str {
        self.text
    }
    /// Calls `mark` for each match of `pattern` that begins in the body, outside code and ranges already marked. `mark`
    /// returns where to continue; if it returns `None`, the search continues at the end of the match.
    pub(in crate::markdown::flavour) fn each(
        &mut self,
        pattern: &Regex,
        mut mark: impl FnMut(&mut Self, &Captures<'t>) -> Option<usize>,
    ) {
        let mut at = self.body;
        while let Some(found) = (at <= self.text.len()).then(|| pattern.captures_at(self.text, at)).flatten() {
            let Some(whole) = found.get(0) else { break };
            // The pattern's groups begin with the syntax, after any white space before it.
            let start = found.iter().skip(1).flatten().map(|group| group.start()).min().unwrap_or(whole.start());
            let next = match self.closed_at(start) {
                Some(end) => end.max(whole.start() + 1),
                None => mark(self, &found).unwrap_or(whole.end()).max(whole.start() + 1),
            };
            at = (next..=self.text.len()).find(|at| self.text.is_char_boundary(*at)).unwrap_or(self.text.len() + 1);
        }
    }

    /// The end of the code or closed range that contains byte `at`.
    fn closed_at(&self, at: usize) -> Option<usize> {
        let code = self.code.get(self.code.partition_point(|range| range.end <= at));
        let inside = |range: &Range<usize>| range.start <= at;
        code.filter(|range| inside(range)).map(|range| range.end)
    }

    /// Treats `range` like code: nothing more is marked in it.
    pub(in crate::markdown::flavour) fn close(&mut self, range: Range<usize>) {
        let from = self.code.partition_point(|code| code.end <= range.start);
        let near = self.code[from..].iter().take_while(|code| code.start < range.end);
        let (mut whole, mut count) = (range.clone(), 0);
        for code in near {
            whole = whole.start.min(code.start)..whole.end.max(code.end);
            count += 1;
        }
        self.code.splice(from..from + count, [whole]);
    }

    /// Marks `range` as syntax that the parser reads unchanged.
    pub(in crate::markdown::flavour) fn keep(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.syntax.spans.push(Span::new(range.start, range.end));
        }
    }

    /// Marks `range` as syntax that is replaced by spaces, keeping its line endings.
    pub(in crate::markdown::flavour) fn blank(&mut self, range: Range<usize>) {
        let blank = |byte: u8| if matches!(byte, b'\n' | b'\r') { byte } else { b' ' };
        let bytes: Vec<u8> = self.text.as_bytes()[range.clone()].iter().copied().map(blank).collect();
        self.put(range.start, &bytes);
        self.keep(range);
    }

    /// Marks `range` as syntax that shows something. In running text it is replaced by a tag, which is not a word;
    /// alone on its lines by an HTML block.
    pub(in crate::markdown::flavour) fn object(&mut self, range: Range<usize>) {
        if self.is_alone(&range) || self.text[range.clone()].contains(['\n', '\r']) {
            return self.leaf(range);
        }
        if range.len() >= 3 {
            self.put(range.start, format!("<x{}>", " ".repeat(range.len() - 3)).as_bytes());
        }
        self.keep(range);
    }

    /// Whether nothing except `range` is on its lines, apart from quote and list markers before it.
    pub(in crate::markdown::flavour) fn is_alone(&self, range: &Range<usize>) -> bool {
        let (first, last) = (self.line(range.start), self.line(range.end));
        let before = code::after_marks(&self.text[first.start..range.start]);
        before.is_empty() && self.text[range.end..last.end].is_blank()
    }

    /// Replaces `range` with a processing instruction: an HTML block that ends with `?>` (`CommonMark` 0.31 §4.6).
    fn leaf(&mut self, range: Range<usize>) {
        self.blank(range.clone());
        if range.len() >= 4 {
            self.put(range.start, b"<?");
            self.put(range.end - 2, b"?>");
        }
    }

    /// Makes the parser read `bytes` from byte `at` on.
    pub(in crate::markdown::flavour) fn put(&mut self, at: usize, bytes: &[u8]) {
        let parsed = self.parsed.get_or_insert_with(|| self.text.as_bytes().to_vec());
        if let Some(place) = parsed.get_mut(at..at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }

    /// Makes the parser read the `<` at byte `at` as text.
    pub(in crate::markdown::flavour) fn text_at(&mut self, at: usize) {
        self.put(at, &[TEXT]);
    }

    /// Records what MDX can't compile.
    pub(in crate::markdown::flavour) fn mdx_faults(&mut self, faults: Vec<MdxFault>) {
        self.syntax.mdx_faults = faults;
    }

    /// Marks the URL at `range` as shown as a card.
    pub(in crate::markdown::flavour) fn card(&mut self, range: Range<usize>) {
        self.syntax.cards.push(Span::new(range.start, range.end));
    }

    /// Marks the line at byte `at` as separate: the next line does not continue it.
    pub(in crate::markdown::flavour) fn end_line(&mut self, at: usize) {
        self.syntax.ends.push(offset(self.line(at).end));
    }

    /// Records an `id` that the attribute list at `range` sets.
    pub(in crate::markdown::flavour) fn id(&mut self, id: &str, range: Range<usize>) {
        self.syntax.ids.push((id.to_owned(), Span::new(range.start, range.end)));
    }

    /// Records that the page may have ids that the note does not show.
    pub(in crate::markdown::flavour) fn has_other_ids(&mut self) {
        self.syntax.has_other_ids = true;
    }

    /// The line that contains byte `at`, without its ending. For a very long line, only the part near `at`.
    pub(in crate::markdown::flavour) fn line(&self, at: usize) -> Range<usize> {
        let near = self.text.floor_char_boundary(at.saturating_sub(MAX_LINE))
            ..self.text.ceil_char_boundary((at + MAX_LINE).min(self.text.len()));
        let start = self.text[near.start..at].rfind('\n').map_or(near.start, |end| near.start + end + 1);
        let end = self.text[at..near.end].find('\n').map_or(near.end, |end| at + end);
        start..end - usize::from(self.text[start..end].ends_with('\r') && end > at)
    }

    pub(in crate::markdown::flavour) fn finish(self) -> Syntax {
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
