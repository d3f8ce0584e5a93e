//! The lines of YAML by themselves: their indentation, dashes, key and value.

use std::ops::Range;

use crate::text::slice::Slice as _;
use crate::text::whitespace::Whitespace as _;

/// A line.
#[derive(Clone, Debug)]
pub(super) struct YamlLine<'t> {
    /// Offset of its first byte.
    pub(super) start: usize,
    /// The line without its ending.
    pub(super) text: &'t str,
    /// The bytes of its white space at the start.
    pub(super) indent: usize,
    /// The columns of its dashes, and of what follows them.
    pub(super) columns: Vec<usize>,
    /// Without indentation, dashes, comment and space at the end.
    pub(super) content: &'t str,
}

impl<'t> YamlLine<'t> {
    fn new(start: usize, text: &'t str) -> Self {
        let text = text.trim_end_matches(['\n', '\r']);
        let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
        let (mut columns, mut at) = (Vec::new(), indent);
        loop {
            let rest = text.tail(at);
            let Some(after) = rest.strip_prefix('-').filter(|after| after.is_empty() || after.starts_with(' ')) else {
                break;
            };
            columns.push(at);
            at = text.len() - after.trim_start_matches(' ').len();
        }
        if at < text.len() {
            columns.push(at);
        }
        let content = without_comment(text.tail(at)).md_trim_end();
        Self { start, text, indent, columns, content }
    }

    /// The lines of `text`.
    pub(super) fn all(text: &'t str) -> Vec<Self> {
        let mut start = 0;
        let line = |line: &'t str| {
            start += line.len();
            Self::new(start - line.len(), line)
        };
        text.split_inclusive('\n').map(line).collect()
    }

    /// Whether it is neither blank nor a comment.
    pub(super) fn has_content(&self) -> bool {
        !self.content.is_empty() || self.has_dash()
    }

    pub(super) fn has_dash(&self) -> bool {
        self.text.tail(self.indent).starts_with("- ") || self.text.tail(self.indent) == "-"
    }

    /// The column of its content.
    pub(super) fn column(&self) -> usize {
        self.columns.last().copied().unwrap_or(self.indent)
    }

    /// The bytes of its content.
    pub(super) fn range(&self) -> Range<usize> {
        let start = self.start + self.column();
        start..start + self.content.len()
    }

    /// Its key, without the colon.
    pub(super) fn key(&self) -> Option<&'t str> {
        let end = key_end(self.content)?;
        Some(self.content.head(end))
    }

    /// The bytes of its key, or of its content if it has none.
    pub(super) fn key_range(&self) -> Range<usize> {
        let Range { start, end } = self.range();
        start..self.key().map_or(end, |key| start + key.len())
    }

    /// What follows its key; empty for a line without key.
    pub(super) fn value(&self) -> &'t str {
        key_end(self.content).map_or("", |end| self.content.tail(end + 1).md_trim())
    }

    /// Whether the lines below it that are deeper are text: `key: |`.
    pub(super) fn begins_block_scalar(&self) -> bool {
        let value = if self.key().is_some() { self.value() } else { self.content };
        let header = value.rsplit(' ').next().unwrap_or_default();
        header.starts_with(['|', '>']) && header.bytes().skip(1).all(|byte| b"+-0123456789".contains(&byte))
    }
}

/// The offset of the colon after the key with which `content` begins.
fn key_end(content: &str) -> Option<usize> {
    let quote = content.chars().next().filter(|char| matches!(char, '"' | '\''));
    if let Some(quote) = quote {
        let close = 1 + content.get(1..)?.find(quote)?;
        let after = content.tail(close + 1);
        let colon = close + 1 + after.len() - after.trim_start_matches(' ').len();
        let rest = content.tail(colon).strip_prefix(':')?;
        return (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some(colon);
    }
    let ends = |(at, _): &(usize, &str)| {
        let after = content.tail(at + 1);
        after.is_empty() || after.starts_with([' ', '\t'])
    };
    content.match_indices(':').find(ends).map(|(at, _)| at)
}

/// `text` without the comment at its end.
fn without_comment(text: &str) -> &str {
    let (mut quote, mut before) = (None, ' ');
    for (at, char) in text.char_indices() {
        match (quote, char) {
            (None, '#') if matches!(before, ' ' | '\t') => return text.head(at),
            (None, '"' | '\'') if matches!(before, ' ' | '\t' | '[' | '{' | ',') => quote = Some(char),
            (Some(open), _) if open == char && before != '\\' => quote = None,
            _ => {}
        }
        before = char;
    }
    text
}
