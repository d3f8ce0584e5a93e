//! What a request for completion is about.

use super::place::Context;
use crate::lsp::client::Client;
use crate::lsp::views::NoteView;
use crate::markdown::document::Document;
use crate::text::slice::Slice as _;

/// What a request for completion is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Request<'r, 'v, 'a> {
    /// The editor.
    pub(super) client: &'r Client,
    /// The note.
    pub(super) note: &'r NoteView<'v, 'a>,
    /// The same, parsed.
    pub(super) document: &'r Document<'r>,
    /// What is to be completed.
    pub(super) context: &'r Context,
    /// The position.
    pub(super) offset: usize,
}

impl<'r> Request<'r, '_, '_> {
    /// What is already typed of the text that a completion replaces.
    pub(super) fn typed(&self) -> &'r str {
        self.document.source().text().part(self.context.span.start as usize..self.offset)
    }
}
