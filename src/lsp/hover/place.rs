//! What a request for a hover is about, and a part of its answer.

use crate::lsp::client::Client;
use crate::lsp::views::NoteView;
use crate::markdown::document::Document;
use crate::report::writer::Writer;
use crate::text::source::Span;

/// A position in a note.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'p, 'v, 'a> {
    /// The editor.
    pub(super) client: &'p Client,
    /// The note.
    pub(super) note: &'p NoteView<'v, 'a>,
    /// The same, parsed.
    pub(super) document: &'p Document<'p>,
    /// The byte.
    pub(super) offset: usize,
}

/// What is known about something at a position.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// The bytes of that.
    pub(super) span: Span,
    /// In the form that the editor shows.
    pub(super) text: String,
}

impl Place<'_, '_, '_> {
    /// Whether the position is in `span`, or right after it.
    pub(super) fn is_in(&self, span: Span) -> bool {
        (span.start as usize..=span.end as usize).contains(&self.offset)
    }

    /// A writer of the form that the editor shows.
    pub(super) fn writer(&self) -> Writer {
        Writer::new(self.client.can.markdown_hover)
    }
}
