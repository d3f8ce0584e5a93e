//! `"run": "onSave"`: findings are those of the texts that were saved, while everything else is about what is typed.
//!
//! Between two saves no diagnostics are computed. After one, the projects get the saved texts of all documents for a moment
//! (`Publisher::publish_saved`).

use std::collections::BTreeMap;

use lsp_types::{Diagnostic, Uri};

use super::client::Client;
use super::diagnostics;
use super::settings::RunOn;
use super::views::Views;

/// The diagnostics of the open notes, as all documents were saved last. By URI.
#[derive(Debug, Default)]
pub(super) struct SavedDiagnostics(BTreeMap<String, Vec<Diagnostic>>);

impl SavedDiagnostics {
    /// Computes those of all open notes.
    pub(super) fn compute(client: &Client, views: &Views<'_>) -> Self {
        let documents = views.workspace.documents();
        let found = documents.map(|(path, document)| {
            let note = views.at(path).filter(|_| client.settings().diagnostics);
            let found = note.map(|note| diagnostics::of_note(client, &note)).unwrap_or_default();
            (document.uri.as_str().to_owned(), found)
        });
        Self(found.collect())
    }

    /// Those of the document `uri`; `None` if diagnostics follow what is typed.
    pub(super) fn of(&self, client: &Client, uri: &Uri) -> Option<Vec<Diagnostic>> {
        is_on(client).then(|| self.0.get(uri.as_str()).cloned())?
    }
}

/// Whether findings wait until documents are saved.
pub(super) fn is_on(client: &Client) -> bool {
    client.settings().run == RunOn::OnSave
}

/// Whether the findings of all notes have to wait, because documents are edited.
pub(super) fn waits(client: &Client, views: &Views<'_>) -> bool {
    is_on(client) && views.workspace.documents().any(|(_, document)| !document.is_saved())
}
