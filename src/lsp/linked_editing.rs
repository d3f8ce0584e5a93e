//! Labels of references and footnotes that are edited together with their definitions.

use lsp_types::{LinkedEditingRangeParams, LinkedEditingRanges};

use super::client::Client;
use super::views::Views;
use crate::lint::rename::linked_places;
use crate::markdown::document::Document;

/// What a label may consist of while it is edited.
const LABEL: &str = r"[^\[\]\r\n]*";

/// Answers `textDocument/linkedEditingRange`.
pub(super) fn find(
    client: &Client,
    views: &Views<'_>,
    params: &LinkedEditingRangeParams,
) -> Option<LinkedEditingRanges> {
    let place = &params.text_document_position_params;
    let note = views.note(&place.text_document.uri)?;
    let offset = client.encoding.offset(&note.source, place.position);
    let places = linked_places(&Document::parse(&note.source), offset)?;
    let ranges = places.into_iter().map(|span| client.encoding.range(&note.source, span)).collect();
    Some(LinkedEditingRanges { ranges, word_pattern: Some(LABEL.to_owned()) })
}
