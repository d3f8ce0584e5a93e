//! Completion: what can follow at a position of a note. [`context`] decides what that is from the text before the position,
//! and there is a file for each kind of text.

mod anchors;
mod blocks;
mod candidate;
mod comment;
mod context;
mod destination;
mod front_matter_keys;
mod labels;
mod languages;
mod line;
mod names;
mod nearby;
mod paths;
mod place;
mod request;
mod suppressions;
mod wikilinks;

use lsp_types::{CompletionParams, CompletionResponse};

use super::client::Client;
use super::views::Views;
use crate::markdown::document::Document;
use place::Kind;
use request::Request;

/// The characters after which editors ask for completion, beside letters.
pub(super) const TRIGGERS: [&str; 10] = ["(", "<", "#", "[", "^", "/", "!", "\"", ":", "`"];

/// Answers `textDocument/completion`.
pub(super) fn offer(client: &Client, views: &Views<'_>, params: &CompletionParams) -> Option<CompletionResponse> {
    if !client.settings().completion {
        return None;
    }
    let position = &params.text_document_position;
    let note = views.note(&position.text_document.uri)?;
    let offset = client.encoding.offset(&note.source, position.position);
    let document = Document::parse(&note.source);
    let context = context::at(&document, offset)?;
    let request = Request { client, note: &note, document: &document, context: &context, offset };
    let candidates = match &context.kind {
        Kind::Path(written) => paths::candidates(&request, written),
        Kind::Anchor(written) => anchors::candidates(&request, written),
        Kind::Label { full: true } => labels::references(&request),
        Kind::Label { full: false } => {
            let mut all = labels::references(&request);
            all.extend(names::candidates(&request));
            all
        }
        Kind::Footnote => labels::footnotes(&request),
        Kind::WikiNote { embedded } => wikilinks::notes(&request, *embedded),
        Kind::WikiHeading(name) => wikilinks::headings(&request, name),
        Kind::Callout => blocks::callouts(&request),
        Kind::Language => languages::candidates(&request),
        Kind::FrontMatterKey => front_matter_keys::candidates(&request),
        Kind::Directive => suppressions::directives(&request),
        Kind::Rule => suppressions::rules(&request),
        Kind::Prose => names::candidates(&request),
    };
    Some(CompletionResponse::List(candidate::list(&request, candidates)))
}
