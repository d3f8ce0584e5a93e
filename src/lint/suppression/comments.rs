//! Finds and parses the suppression comments of a note.

use memchr::memmem::{self, Finder};

use super::comment::{Configure, Directive, Suppression};
use super::suppressions::Suppressions;
use crate::markdown::document::{Document, Kind, Node};
use crate::text::source::{Source, Span};
use crate::text::whitespace::{Whitespace as _, is_unicode_space};

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";
const OWN: &str = "notelint-";
const MARKDOWNLINT: &str = "markdownlint-";
const CONFIGURE: &str = "configure-file";

impl Suppressions {
    /// The suppression comments of `document`.
    pub fn of(document: &Document<'_>) -> Self {
        let mut found = Self::default();
        let source = document.source();
        let text = source.text();
        if memmem::find(text.as_bytes(), OPEN.as_bytes()).is_none() {
            return found;
        }
        let start = front_matter(document);
        let mut html = HtmlSpans::of(document);
        let mut closes = Closes { text, finder: Finder::new(CLOSE), next: Some(start) };
        for open in memmem::find_iter(&text.as_bytes()[start..], OPEN).map(|open| start + open) {
            let inner = open + OPEN.len();
            let Some(word) = Word::at(text, inner) else { continue };
            let Some(close) = closes.closing(inner) else { break };
            let comment = Span::new(open, close + CLOSE.len());
            let around = html.around(open);
            if word.own && around.is_none_or(|around| comment.end > around.end) {
                continue;
            }
            let rest = Span::new(word.end.min(close), close);
            if !word.own && word.name(text).eq_ignore_ascii_case(CONFIGURE) {
                let text = source.slice(rest).unicode_trim().to_owned();
                found.configure.push(Configure { span: comment, text });
            } else if let Some(directive) = Directive::named(word.name(text))
                && (word.own || !source.slice(comment).contains('\n'))
            {
                let rules = names(source, rest, word.own).map(|(name, span)| (name.to_owned(), span)).collect();
                let reach = reach(source, directive, comment);
                let in_code = around.is_none();
                found.list.push(Suppression { directive, span: comment, rules, own: word.own, in_code, reach });
            }
        }
        found
    }
}

/// The offset at which the front matter ends. Comments in front matter are ignored.
fn front_matter(document: &Document<'_>) -> usize {
    let front = document.nodes().find(|node| node.kind() == Kind::FrontMatter);
    front.map_or(0, |node| node.span().end as usize)
}

/// The first word of a comment, after the prefix.
struct Word {
    own: bool,
    start: usize,
    end: usize,
}

impl Word {
    /// The word of the comment whose content starts at `at`; `None` if it has neither prefix.
    fn at(text: &str, at: usize) -> Option<Self> {
        let start = at + text[at..].len() - text[at..].unicode_trim_start().len();
        let has = |prefix: &str| {
            let head = text.as_bytes().get(start..start + prefix.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(prefix.as_bytes()))
        };
        let prefix = if has(OWN) { OWN } else { MARKDOWNLINT };
        if !has(prefix) {
            return None;
        }
        let start = start + prefix.len();
        let letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'-';
        let length = text.as_bytes()[start..].iter().take_while(|byte| letter(byte)).count();
        // In `disable-->`, the dashes are the end of the comment.
        let length = text[start..start + length].find("--").unwrap_or(length);
        let end = start + length;
        let ends = text[end..].starts_with(CLOSE) || text[end..].starts_with(is_unicode_space);
        ends.then_some(Self { own: prefix == OWN, start, end })
    }

    fn name<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }
}

/// Finds the ends of comments, each only once: a note may open any number of comments and close none.
struct Closes<'t> {
    text: &'t str,
    finder: Finder<'static>,
    /// The last end that was found.
    next: Option<usize>,
}

impl Closes<'_> {
    /// The first `-->` at or after `at`. `at` must not decrease between calls.
    fn closing(&mut self, at: usize) -> Option<usize> {
        if self.next? < at || !self.text[self.next?..].starts_with(CLOSE) {
            self.next = self.finder.find(&self.text.as_bytes()[at..]).map(|close| at + close);
        }
        self.next
    }
}

/// The HTML in the note, in the order of the text.
struct HtmlSpans {
    spans: Vec<Span>,
    passed: usize,
}

impl HtmlSpans {
    fn of(document: &Document<'_>) -> Self {
        let html = document.nodes().filter(|node| matches!(node.kind(), Kind::HtmlBlock | Kind::InlineHtml));
        Self { spans: html.map(Node::span).collect(), passed: 0 }
    }

    /// The HTML that contains byte `at`. `at` must not decrease between calls.
    fn around(&mut self, at: usize) -> Option<Span> {
        let after = self.spans[self.passed..].iter().take_while(|span| span.end as usize <= at).count();
        self.passed += after;
        self.spans.get(self.passed).copied().filter(|span| span.start as usize <= at)
    }
}

/// The rule names in `span`. markdownlint separates names by white space only. notelint (`own`) also accepts commas,
/// and ignores everything after `--` as a remark.
fn names(source: &Source, span: Span, own: bool) -> impl Iterator<Item = (&str, Span)> {
    let is_border = move |char: char| is_unicode_space(char) || own && char == ',';
    let mut end = span.start as usize;
    let words = source.slice(span).split_inclusive(is_border).map(move |piece| {
        let word = piece.trim_end_matches(is_border);
        let start = end;
        end += piece.len();
        (word, Span::new(start, start + word.len()))
    });
    words.filter(|(word, _)| !word.is_empty()).take_while(move |(word, _)| !own || *word != "--")
}

fn reach(source: &Source, directive: Directive, comment: Span) -> Span {
    let end = source.text().len();
    let line = source.line_at(comment.start as usize);
    match directive {
        Directive::Disable | Directive::Enable | Directive::Capture | Directive::Restore => {
            Span::new(line.start as usize, end)
        }
        Directive::DisableFile | Directive::EnableFile => Span::new(0, end),
        Directive::DisableLine => line,
        Directive::DisableNextLine => {
            let lines = source.lines();
            let next = lines.line(comment.end as usize - 1) + 1;
            if next < lines.count() { lines.span(source.text(), next) } else { Span::at(end) }
        }
    }
}
