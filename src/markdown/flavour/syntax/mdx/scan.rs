//! What MDX finds in the text of a note.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::braces::{self, Braces};
use super::content::Content;
use super::elements::Elements;
use super::known::is_global;
use super::script::{self, Script, Shape};
use super::tag::{self, Start, Tag};
use crate::text::mdx_fault::{MdxFault, MdxFaultKind};
use crate::text::source::{Span, offset};

/// After this many places at which MDX stops, no more are looked for: each takes time to find.
const MAX_FAULTS: usize = 200;

/// Something in a note that MDX compiles. Ranges are bytes of the note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A tag, and the expressions in it.
    Tag {
        range: Range<usize>,
        component: bool,
        expressions: Vec<Range<usize>>,
    },
    Expression(Range<usize>),
    Module(Range<usize>),
    /// `{#id}` of a heading.
    Id(Range<usize>),
}

/// What was found so far.
#[derive(Default)]
pub(super) struct Scan<'t> {
    pub(super) found: Vec<Found>,
    pub(super) faults: Vec<MdxFault>,
    pub(super) elements: Elements,
    /// Words in the modules of the note, which may be names of variables.
    pub(super) words: FxHashSet<&'t str>,
    /// Whether `$…$` is mathematics.
    pub(super) math: bool,
    failures: usize,
    /// Where each fault begins.
    starts: FxHashSet<(usize, MdxFaultKind)>,
    /// The end of the braces that were last reported, and the index of that fault. What is in them belongs to it.
    braces: (usize, usize),
}

impl<'t> Scan<'t> {
    pub(super) fn new(words: FxHashSet<&'t str>, math: bool) -> Self {
        Self { words, math, ..Self::default() }
    }

    fn fail(&mut self) {
        self.failures += 1;
    }

    /// Records that MDX stops at the start of `content`, which is the start of a line. Even in a code span that began
    /// on an earlier line, MDX reads a tag or an expression there.
    pub(super) fn stop(&mut self, content: &Content<'_>) {
        if content.text().starts_with('{') {
            self.braces(content, 0, false);
        } else if content.text().starts_with("<!--") {
            self.fail();
        } else {
            self.tag(content, 0);
        }
    }

    /// Looks for nothing more, because the note is too long.
    pub(super) fn give_up(&mut self) {
        self.failures = MAX_FAULTS + 1;
    }

    /// Whether there is too much wrong with the note to look for more.
    pub(super) fn is_exhausted(&self) -> bool {
        self.failures > MAX_FAULTS
    }

    pub(super) fn module(&mut self, range: Range<usize>) {
        self.found.push(Found::Module(range));
    }

    pub(super) fn not_a_module(&mut self, range: Range<usize>) {
        self.fault(range, MdxFaultKind::NotModule, Vec::new());
    }

    /// Reads `length` bytes of tags and expressions with nothing between them.
    pub(super) fn flow(&mut self, content: &Content<'_>, length: usize) {
        let mut at = 0;
        while at < length {
            at += match content.text().as_bytes()[at] {
                b'<' => self.tag(content, at),
                b'{' => self.braces(content, at, false),
                _ => 1,
            };
        }
    }

    /// Reads the tag at byte `at` of `content`. Returns its length.
    pub(super) fn tag(&mut self, content: &Content<'_>, at: usize) -> usize {
        let text = &content.text()[at..];
        match tag::read(text) {
            Start::Text => 1,
            Start::Tag(tag) => {
                self.read_tag(content, at, &tag);
                tag.length
            }
            Start::Broken(stop) => {
                self.fail();
                let (length, kind) = broken(text, stop);
                let escapes = vec![offset(content.place(at))];
                self.fault(content.range(at..at + length), kind, escapes);
                if kind == MdxFaultKind::AngleLink { length } else { 1 }
            }
        }
    }

    fn read_tag(&mut self, content: &Content<'_>, at: usize, tag: &Tag<'_>) {
        let range = content.range(at..at + tag.length);
        let inner = |range: &Range<usize>| content.range(at + range.start..at + range.end);
        let component = tag.name.is_empty() || tag.name.starts_with(char::is_uppercase) || tag.name.contains('.');
        if tag.closes {
            self.elements.closes(tag.name, range.clone());
        } else {
            if !tag.empty {
                self.elements.opens(tag.name, range.clone());
            }
            if let Some(style) = tag.style.as_ref().filter(|_| !component) {
                self.fault(inner(style), MdxFaultKind::StyleString, Vec::new());
            }
        }
        if tag.closes && (tag.attributes || tag.empty) {
            self.fault(range.clone(), MdxFaultKind::BrokenTag, Vec::new());
        }
        if let Some(invalid) = &tag.invalid {
            self.fault(inner(invalid), MdxFaultKind::NotJavaScript, Vec::new());
        }
        let expressions = tag.expressions.iter().map(inner).collect();
        self.found.push(Found::Tag { range, component, expressions });
    }

    /// Reads the braces at byte `at` of `content`, which may be in the description of an image. Returns how many bytes
    /// were read.
    pub(super) fn braces(&mut self, content: &Content<'_>, at: usize, in_image: bool) -> usize {
        let text = &content.text()[at..];
        let (length, fault) = match braces::read(text) {
            Braces::Unclosed => (1, Some(MdxFaultKind::UnclosedBrace)),
            Braces::Invalid(length) | Braces::Unbalanced(length) => (length, Some(MdxFaultKind::NotJavaScript)),
            // The description of an image is shown as written.
            Braces::Expression(length) if in_image => (length, None),
            Braces::Expression(length) => (length, self.wrong_value(&text[1..length - 1])),
        };
        let range = content.range(at..at + length);
        let Some(kind) = fault else {
            if range.start >= self.braces.0 {
                self.found.push(Found::Expression(range));
            }
            return length;
        };
        self.fail();
        let escape = offset(range.start);
        let (end, fault) = self.braces;
        match self.faults.get_mut(fault).filter(|_| range.start < end) {
            Some(around) if around.escapes.contains(&escape) => {}
            Some(around) => around.escapes.push(escape),
            None => {
                self.braces = (range.end, self.faults.len());
                self.fault(range, kind, vec![escape]);
            }
        }
        1
    }

    /// Why the value of an expression can't be shown.
    fn wrong_value(&self, expression: &str) -> Option<MdxFaultKind> {
        match script::read(expression) {
            Script::Expression(variables, _)
                if variables.iter().any(|name| !is_global(name) && !self.words.contains(name)) =>
            {
                Some(MdxFaultKind::UndefinedVariable)
            }
            // A component can do something with its content.
            _ if self.elements.is_inside() => None,
            Script::Empty if expression.trim().is_empty() => Some(MdxFaultKind::EmptyBraces),
            Script::Expression(_, Shape::Object) => Some(MdxFaultKind::ObjectShown),
            Script::Expression(_, Shape::Numbers) => Some(MdxFaultKind::NumberBraces),
            _ => None,
        }
    }

    /// Records that the character at `range`, after a comment, is not shown.
    pub(super) fn lost_character(&mut self, range: Range<usize>) {
        self.fault(range, MdxFaultKind::AfterComment, Vec::new());
    }

    pub(super) fn invalid_url(&mut self, range: Range<usize>) {
        self.fault(range, MdxFaultKind::InvalidUrl, Vec::new());
    }

    pub(super) fn declaration(&mut self, range: Range<usize>, escape: usize) {
        self.fail();
        self.fault(range, MdxFaultKind::Declaration, vec![offset(escape)]);
    }

    fn fault(&mut self, range: Range<usize>, kind: MdxFaultKind, escapes: Vec<u32>) {
        // The start of a line can be read twice.
        if !self.starts.insert((range.start, kind)) {
            return;
        }
        self.faults.push(MdxFault { span: Span::new(range.start, range.end), kind, escapes });
    }
}

/// The length and kind of what begins at the start of `text` and stops MDX at byte `stop`.
fn broken(text: &str, stop: Option<usize>) -> (usize, MdxFaultKind) {
    let line = text.lines().next().unwrap_or_default();
    let angle = line.find('>').filter(|end| !line[1..*end].contains([' ', '<', '\t'])).map(|end| end + 1);
    if let Some(length) = angle.filter(|length| is_angle_link(&text[1..length - 1])) {
        return (length, MdxFaultKind::AngleLink);
    }
    if text[1..].starts_with(['!', '?']) {
        return (line.find('>').map_or(line.trim_end().len(), |end| end + 1), MdxFaultKind::Declaration);
    }
    match stop {
        // Nothing that could be a name.
        Some(1) => (1 + text[1..].chars().next().map_or(0, char::len_utf8), MdxFaultKind::LessThan),
        Some(stop) => {
            let end = text[stop..].chars().next().map_or(stop, |char| stop + char.len_utf8());
            let end = line.find('>').map_or(end, |close| end.max(close + 1));
            (end.min(line.len().max(2)), MdxFaultKind::BrokenTag)
        }
        None if text.len() == 1 => (1, MdxFaultKind::LessThan),
        None => (line.trim_end().len(), MdxFaultKind::BrokenTag),
    }
}

/// Whether `text`, from between `<` and `>`, is a URL or an email address.
fn is_angle_link(text: &str) -> bool {
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    let url = scheme.is_some_and(|scheme| {
        (2..=32).contains(&scheme.len())
            && scheme.starts_with(|char: char| char.is_ascii_alphabetic())
            && scheme.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '+' | '.' | '-'))
    });
    let email = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host.split('.').all(|label| {
                !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            })
    });
    url || email
}
