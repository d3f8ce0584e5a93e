//! The mistake that keeps a text from being YAML, which is often lines above the place where the parser gives up.

use std::ops::Range;

use serde_saphyr::granit_parser::ErrorKind;

use super::lines::YamlLine;
use super::read::{YamlError, error};
use crate::text::slice::Slice as _;

/// The longest text, in bytes, whose mistakes are looked for: it is parsed again with each change that might mend it.
const LONGEST: usize = 64 * 1024;
/// How many lines with an open quote or bracket are tried.
const TRIED: usize = 12;

/// What is wrong with a text that is not YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YamlFaultKind {
    /// The indentation has a tab.
    Tab,
    /// No space after the colon: `key:value`.
    MissingSpace,
    /// No space after the dash: `-name: a`.
    MissingDashSpace,
    /// The line is deeper than the one before it, which has a value already.
    TooDeep,
    /// The line is not at the column of any block around it.
    Misaligned,
    /// A key without a colon.
    MissingColon,
    /// The quote or bracket is not closed in its line.
    Unclosed(char),
    /// A plain value contains `: `.
    ColonInValue,
    /// A plain value begins with the character.
    Reserved(char),
}

/// The mistake in a text that is not YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlFault {
    /// What is wrong.
    pub kind: YamlFaultKind,
    /// The bytes at fault.
    pub range: Range<usize>,
    /// For a line in the wrong column: the key or item that it does not line up with.
    pub other: Option<Range<usize>>,
}

/// The mistake in `text`, which can't be parsed because of `found`. `None` if it is not clear which one it is.
pub(crate) fn fault(text: &str, found: &YamlError) -> Option<YamlFault> {
    if text.len() > LONGEST {
        return None;
    }
    let lines = YamlLine::all(text);
    let last = lines.iter().rposition(YamlLine::has_content)?;
    let finder = Finder { text, lines: &lines, found, at: found.line.min(last) };
    finder.tab().or_else(|| finder.unclosed()).or_else(|| finder.dash()).or_else(|| match found.kind {
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => finder.colon(),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => finder.no_colon(),
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::InvalidIndentation => finder.column(),
        ErrorKind::UnexpectedCharacter { character } => finder.reserved(character),
        _ => None,
    })
}

struct Finder<'t> {
    text: &'t str,
    lines: &'t [YamlLine<'t>],
    found: &'t YamlError,
    /// The index of the line at which the parser gives up.
    at: usize,
}

impl YamlFault {
    fn new(kind: YamlFaultKind, range: Range<usize>) -> Self {
        Self { kind, range, other: None }
    }
}

impl<'t> Finder<'t> {
    fn here(&self) -> &'t YamlLine<'t> {
        &self.lines[self.at]
    }

    /// The last line with content before the one with index `at`.
    fn before(&self, at: usize) -> Option<usize> {
        self.lines[..at].iter().rposition(YamlLine::has_content)
    }

    /// Whether the parser gets further if `insert` is inserted at byte `at`.
    fn is_fixed_by(&self, at: usize, insert: &str) -> bool {
        let changed = format!("{}{insert}{}", self.text.head(at), self.text.tail(at));
        error(&changed).is_none_or(|error| error.line > self.found.line.max(self.at))
    }

    /// The first line that is indented with a tab.
    fn tab(&self) -> Option<YamlFault> {
        let is_tab = matches!(
            self.found.kind,
            ErrorKind::TabInBlockIndentation
                | ErrorKind::TabInIndentation
                | ErrorKind::TabNotAllowed
                | ErrorKind::TabAtBlockScalarStart
                | ErrorKind::InvalidBlockEntryWhitespace
                | ErrorKind::InvalidMappingValueWhitespace
        );
        let has_tab = |line: &YamlLine<'_>| line.has_content() && line.text.head(line.indent).contains('\t');
        // In plain text, the parser gives up at the end of the line above.
        let below = self.found.kind == ErrorKind::TabInPlainScalar && self.at + 1 < self.lines.len();
        let end = self.at + usize::from(below);
        let near = || [Some(end), self.before(end)].into_iter().flatten().any(|at| has_tab(&self.lines[at]));
        if !is_tab && !near() {
            return None;
        }
        let line = self.lines[..=end].iter().find(|line| has_tab(line))?;
        let tabs = line.text.head(line.indent);
        let start = line.start + tabs.find('\t')?;
        Some(YamlFault::new(YamlFaultKind::Tab, start..line.start + line.indent))
    }

    /// A quote or bracket that is not closed in its line, if the parser gets further with the end added.
    fn unclosed(&self) -> Option<YamlFault> {
        let lines = self.lines[..=self.at].iter().rev().filter(|line| line.has_content());
        let open = lines.flat_map(|line| open_in(line.content).into_iter().rev().map(move |open| (line, open)));
        open.take(TRIED).find_map(|(line, (open, char))| {
            let close = match char {
                '[' => "]",
                '{' => "}",
                '"' => "\"",
                _ => "'",
            };
            let range = line.range();
            let ends = [range.end, range.start + line.content.trim_end_matches([',', ']', '}', ':']).len()];
            let is_fixed = ends.into_iter().any(|end| self.is_fixed_by(end, close));
            is_fixed.then(|| YamlFault {
                kind: YamlFaultKind::Unclosed(char),
                range: range.start + open..range.end,
                other: None,
            })
        })
    }

    /// A dash without a space, at the line or above it.
    fn dash(&self) -> Option<YamlFault> {
        let near = [Some(self.at), self.before(self.at)].into_iter().flatten();
        near.map(|at| &self.lines[at]).find_map(|line| {
            let rest =
                line.content.strip_prefix('-').filter(|rest| rest.starts_with(|char: char| char.is_alphabetic()))?;
            let at = line.range().start + 1;
            (YamlLine::all(rest)[0].key().is_some() && self.is_fixed_by(at, " "))
                .then(|| YamlFault::new(YamlFaultKind::MissingDashSpace, line.key_range()))
        })
    }

    /// A colon where no key is expected.
    fn colon(&self) -> Option<YamlFault> {
        let here = self.here();
        let key = here.key()?;
        let column = here.text.head(here.column()).chars().count() + key.chars().count();
        if self.found.column > column {
            let value = here.value();
            let is_sentence = !value.is_empty() && value.contains(": ");
            let start = here.range().end - value.len();
            return is_sentence.then(|| YamlFault::new(YamlFaultKind::ColonInValue, start..here.range().end));
        }
        self.in_plain_text().or_else(|| self.too_deep())
    }

    /// The line before the one at fault that lacks a colon, or the space after it, and is plain text because of that.
    fn in_plain_text(&self) -> Option<YamlFault> {
        let mut first = self.at;
        while let Some(above) = self.before(first).filter(|&above| {
            let line = &self.lines[above];
            line.key().is_none() && !line.has_dash()
        }) {
            first = above;
        }
        let item =
            self.before(first).filter(|&above| self.lines[above].has_dash() && self.lines[above].key().is_none());
        let lines = &self.lines[item.unwrap_or(first)..self.at];
        let lines = lines.iter().filter(|line| line.has_content());
        lines.into_iter().find_map(|line| self.key_like(line))
    }

    /// The fault of a `line` without a key that would be one with a colon or a space.
    fn key_like(&self, line: &YamlLine<'_>) -> Option<YamlFault> {
        let name = line.content.find(|char: char| !(char.is_ascii_alphanumeric() || "-_./".contains(char)));
        let start = line.range().start;
        let name = name.unwrap_or(line.content.len());
        if !line.content.starts_with(|char: char| char.is_ascii_alphabetic()) {
            return None;
        }
        let rest = line.content.tail(name);
        match rest.strip_prefix(':') {
            Some(value) if !value.is_empty() && !value.starts_with(['/', ':', ' ']) => {
                Some(YamlFault::new(YamlFaultKind::MissingSpace, line.range()))
            }
            None if rest.is_empty() && self.is_fixed_by(start + name, ":") => {
                Some(YamlFault::new(YamlFaultKind::MissingColon, line.range()))
            }
            None if rest.starts_with(' ') && !rest[1..].contains(' ') && self.is_fixed_by(start + name, ":") => {
                Some(YamlFault::new(YamlFaultKind::MissingColon, line.range()))
            }
            _ => None,
        }
    }

    /// A line without a colon where a key is expected.
    fn no_colon(&self) -> Option<YamlFault> {
        let near = [Some(self.at), self.before(self.at)].into_iter().flatten();
        near.map(|at| &self.lines[at]).filter(|line| line.key().is_none()).find_map(|line| self.key_like(line))
    }

    /// The line is deeper than the one above it, which has a value.
    fn too_deep(&self) -> Option<YamlFault> {
        let (here, above) = (self.here(), &self.lines[self.before(self.at)?]);
        let has_value = above.key().is_some() && !above.value().is_empty() && !above.value().starts_with(['&', '!']);
        (has_value && !above.begins_block_scalar() && here.indent > above.column()).then(|| YamlFault {
            kind: YamlFaultKind::TooDeep,
            range: here.key_range(),
            other: Some(above.key_range()),
        })
    }

    /// The line is not at the column of a block around it.
    fn column(&self) -> Option<YamlFault> {
        if let Some(deep) = self.too_deep() {
            return Some(deep);
        }
        let here = self.here();
        if here.key().is_none() && !here.has_dash() {
            return None;
        }
        // The blocks that are open, each with the column and the line that began it.
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut closed = None;
        let mut text = None;
        let mut is_text = false;
        for (at, line) in self.lines[..=self.at].iter().enumerate().filter(|(_, line)| line.has_content()) {
            is_text = text.is_some_and(|column| line.indent > column);
            if is_text {
                continue;
            }
            text = line.begins_block_scalar().then(|| line.column());
            closed = None;
            while let Some(last) = open.pop_if(|(column, _)| *column > line.indent) {
                closed = Some(last);
            }
            if at < self.at {
                for &column in &line.columns {
                    if open.last().is_none_or(|last| last.0 < column) {
                        open.push((column, at));
                    }
                }
            }
        }
        // A line to the left of the first one continues something that is not shown.
        let around = open.last().filter(|_| !is_text)?;
        let aligned = around.0 == here.indent;
        let is_dash = |at: usize| self.lines[at].has_dash() && self.lines[at].indent == here.indent;
        let (other, wrong) = match closed {
            _ if aligned => (around.1, is_dash(around.1) != here.has_dash()),
            // The nearer one of the columns to its left and right. Halfway, a key after a dash is likelier.
            Some((column, at)) => {
                let (right, left) = (column - here.indent, here.indent - around.0);
                let is_right = right < left || right == left && !self.lines[around.1].has_dash();
                (if is_right { at } else { around.1 }, true)
            }
            None => (around.1, false),
        };
        wrong.then(|| YamlFault {
            kind: YamlFaultKind::Misaligned,
            range: here.key_range(),
            other: Some(self.lines[other].key_range()),
        })
    }

    /// A plain value that begins with a character that YAML reserves.
    fn reserved(&self, char: char) -> Option<YamlFault> {
        let here = self.here();
        let value = if here.key().is_some() { here.value() } else { here.content };
        let start = here.range().end - value.len();
        (matches!(char, '@' | '`') && value.starts_with(char))
            .then(|| YamlFault::new(YamlFaultKind::Reserved(char), start..here.range().end))
    }
}

/// The quotes and brackets in `content` that begin a value and are not closed, with their offsets.
fn open_in(content: &str) -> Vec<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let (mut begins, mut escaped) = (true, false);
    for (at, char) in content.char_indices() {
        match open.last().copied() {
            Some((_, quote @ ('"' | '\''))) => {
                if quote == char && !escaped {
                    open.pop();
                }
                escaped = char == '\\' && quote == '"' && !escaped;
                begins = false;
                continue;
            }
            around => match char {
                '"' | '\'' | '[' | '{' if begins => open.push((at, char)),
                ']' | '}' if around.is_some() => drop(open.pop()),
                _ => {}
            },
        }
        let opens = matches!(char, '[' | '{' | ',') && !open.is_empty();
        let separates = char == ' ' && (begins || content.head(at).ends_with([':', '-']));
        begins = opens || separates;
    }
    open
}
