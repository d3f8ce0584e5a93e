//! `textDocument/references` and `textDocument/documentHighlight`.

use lsp_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, Location, ReferenceParams,
    TextDocumentPositionParams,
};

use super::page::Page;
use super::subject::at;
use super::uses::{self, Scope, Use};
use crate::lsp::client::Client;
use crate::lsp::views::{NoteView, Views};

/// Answers `textDocument/references`. Where there is nothing else, with the links to the note.
pub(in crate::lsp) fn find(client: &Client, views: &Views<'_>, params: &ReferenceParams) -> Option<Vec<Location>> {
    let TextDocumentPositionParams { text_document, position } = &params.text_document_position;
    let note = views.note(&text_document.uri).filter(|_| client.settings().navigation)?;
    let page = Page::new(&note);
    let found = at(&page, client.encoding.offset(&note.source, *position));
    let mut uses = match found {
        Some(found) => uses::of(&page, &found, Scope::Project),
        None => uses::of_note(&page),
    };
    uses.retain(|found| params.context.include_declaration || !found.is_declaration);
    Some(locations(client, &note, &uses))
}

/// Answers `textDocument/documentHighlight`.
pub(in crate::lsp) fn highlight(
    client: &Client,
    views: &Views<'_>,
    params: &DocumentHighlightParams,
) -> Option<Vec<DocumentHighlight>> {
    let TextDocumentPositionParams { text_document, position } = &params.text_document_position_params;
    let note = views.note(&text_document.uri).filter(|_| client.settings().navigation)?;
    let page = Page::new(&note);
    let found = at(&page, client.encoding.offset(&note.source, *position))?;
    let uses = uses::of(&page, &found, Scope::Note);
    // The start of a note is a declaration of the note, but nothing to highlight.
    let shown = uses.iter().filter(|found| found.path == note.path && !found.span.is_empty());
    let highlight = |found: &Use| DocumentHighlight {
        range: client.encoding.range(&note.source, found.span),
        kind: Some(if found.is_declaration { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ }),
    };
    Some(shown.map(highlight).collect())
}

/// The locations of `uses`, which are sorted by path, in notes of the project of `note`.
pub(super) fn locations(client: &Client, note: &NoteView<'_, '_>, uses: &[Use]) -> Vec<Location> {
    let mut locations = Vec::with_capacity(uses.len());
    for group in uses.chunk_by(|a, b| a.path == b.path) {
        let Some(other) = group.first().and_then(|first| note.other(&first.path)) else { continue };
        // A note that another program just wrote may be shorter than its facts say.
        let fits = |found: &&Use| other.source.text().get(found.span.range()).is_some();
        let location =
            |found: &Use| Location { uri: other.uri.clone(), range: client.encoding.range(&other.source, found.span) };
        locations.extend(group.iter().filter(fits).map(location));
    }
    locations
}
