//! Labels that the note defines: of references and of footnotes.

use lsp_types::CompletionItemKind;

use super::candidate::Candidate;
use super::request::Request;
use crate::links::footnotes;

/// The labels of the link reference definitions, with their destinations.
pub(super) fn references(request: &Request<'_, '_, '_>) -> Vec<Candidate> {
    let definitions = request.document.definitions().iter();
    let candidate =
        |label: &str, destination: &str| Candidate::new(label, CompletionItemKind::REFERENCE).detailed(destination);
    definitions.map(|definition| candidate(&definition.label, &definition.destination)).collect()
}

/// The labels of the footnotes, with their texts.
pub(super) fn footnotes(request: &Request<'_, '_, '_>) -> Vec<Candidate> {
    let candidate = |label: &str, text: &str| {
        Candidate::new(label, CompletionItemKind::REFERENCE).detailed(crate::finding::excerpt(text))
    };
    footnotes::definitions(request.document).map(|footnote| candidate(footnote.literal(), &footnote.text())).collect()
}
