//! Formatting: all safe fixes of a note. Off by default, because another server may format Markdown too.

use lsp_types::{DocumentFormattingParams, TextEdit};

use super::client::Client;
use super::edits::{difference, text_edits};
use super::views::Views;
use crate::finding::Applicability;

/// Answers `textDocument/formatting`.
pub(super) fn format(client: &Client, views: &Views<'_>, params: &DocumentFormattingParams) -> Option<Vec<TextEdit>> {
    let note = views.note(&params.text_document.uri).filter(|note| note.is_configured)?;
    let after = note.view.fixed(note.index, Applicability::Safe, None)?;
    Some(text_edits(client, &note.source, &difference(&note.source, &after)))
}
