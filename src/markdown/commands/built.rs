//! A word of a command while it is read.

use crate::markdown::commands::command::WordData;
use crate::text::slice::Slice as _;
use crate::text::source::Span;

/// A word while it is read.
pub(super) struct Built {
    /// The text so far. `None` as long as it is the same as the source.
    text: Option<String>,
    /// Where the text that is not in `text` begins.
    pub(super) from: usize,
    pub(super) quoted: bool,
    pub(super) varies: bool,
}

impl Built {
    /// An empty word that begins at byte `start`.
    pub(super) fn at(start: usize) -> Self {
        Self { text: None, from: start, quoted: false, varies: false }
    }

    /// Adds the source up to byte `to`.
    pub(super) fn flush(&mut self, source: &str, to: usize) {
        let text = source.part(self.from.min(to)..to);
        self.text.get_or_insert_default().push_str(text);
        self.from = to;
    }

    pub(super) fn push(&mut self, char: char) {
        self.text.get_or_insert_default().push(char);
    }

    pub(super) fn finish(mut self, source: &str, start: usize, end: usize) -> WordData {
        if self.text.is_some() {
            self.flush(source, end);
        }
        let written = self.text.as_deref().unwrap_or_else(|| source.part(start..end));
        let varies = self.varies || written.as_bytes().windows(3).any(|dots| dots == b"...");
        WordData {
            span: Span::new(start, end),
            text: self.text.map(String::into_boxed_str),
            quoted: self.quoted,
            varies,
        }
    }
}
