//! Hover: what is known about a position of a note. There is a file for each kind of thing.

mod files;
mod findings;
mod links;
mod names;
mod place;
mod preview;
mod web;

use lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use super::client::Client;
use super::views::Views;
use crate::markdown::document::Document;
use crate::text::source::Span;
use place::Place;

/// Answers `textDocument/hover`.
pub(super) fn show(client: &Client, views: &Views<'_>, params: &HoverParams) -> Option<Hover> {
    if !client.settings().hover {
        return None;
    }
    let position = &params.text_document_position_params;
    let note = views.note(&position.text_document.uri)?;
    let offset = client.encoding.offset(&note.source, position.position);
    let document = Document::parse(&note.source);
    let place = Place { client, note: &note, document: &document, offset };
    let mut parts = findings::parts(&place);
    parts.extend(links::part(&place));
    parts.extend(names::part(&place));
    let span: Span = parts.iter().map(|part| part.span).min_by_key(|span| span.len())?;
    let is_markdown = client.can.markdown_hover;
    let (kind, rule) =
        if is_markdown { (MarkupKind::Markdown, "\n\n---\n\n") } else { (MarkupKind::PlainText, "\n\n") };
    let value = parts.into_iter().map(|part| part.text).collect::<Vec<_>>().join(rule);
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value }),
        range: Some(client.encoding.range(&note.source, span)),
    })
}
