//! `notelint/paste`: the links of a text that is copied from one note and pasted into another. The protocol (3.17) has no such
//! request, so it is one of our own, for clients that can change what is pasted.

use lsp_types::{Position, TextDocumentIdentifier, TextDocumentPositionParams};
use serde::{Deserialize, Serialize};

use super::client::Client;
use super::views::Views;
use crate::lint::moves::{NoteText, paste};
use crate::markdown::document::{Document, Kind};

/// The request.
#[derive(Debug)]
pub(super) enum Paste {}

impl lsp_types::request::Request for Paste {
    type Params = PasteParams;
    type Result = Option<PastedText>;
    const METHOD: &'static str = "notelint/paste";
}

/// The parameters of `notelint/paste`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct PasteParams {
    /// The text, as it was copied.
    text: String,
    /// The document that it was copied from.
    from: TextDocumentIdentifier,
    /// Where it is pasted.
    #[serde(flatten)]
    to: TextDocumentPositionParams,
}

/// The result of `notelint/paste`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PastedText {
    /// The text to insert.
    text: String,
}

/// Answers `notelint/paste`. `None` if the text can be pasted as it is.
pub(super) fn change(client: &Client, views: &Views<'_>, params: &PasteParams) -> Option<PastedText> {
    let [from, to] = [&params.from.uri, &params.to.text_document.uri].map(|uri| views.note(uri));
    let (from, to) = (from?, to?);
    // In another project, other files and other rules apply.
    let same_project = std::ptr::eq(from.view, to.view);
    if !client.settings().paste || !same_project || from.index == to.index {
        return None;
    }
    let document = Document::parse(&to.source);
    if is_in_code(client, &document, params.to.position) {
        return None;
    }
    let facts = to.view.facts()?;
    let [from, to] = [&from, &to].map(|note| NoteText { path: note.path, source: &note.source });
    Some(PastedText { text: paste(&facts.links, from, to, &params.text)? })
}

fn is_in_code(client: &Client, document: &Document<'_>, position: Position) -> bool {
    let node = document.node_at(client.encoding.offset(document.source(), position));
    std::iter::once(node).chain(node.ancestors()).any(|node| matches!(node.kind(), Kind::CodeBlock | Kind::Code))
}
