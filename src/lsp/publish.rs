//! Sends the diagnostics of open notes as they change, and answers requests for them.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};

use lsp_types::notification::PublishDiagnostics;
use lsp_types::request::WorkspaceDiagnosticRefresh;
use lsp_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, PublishDiagnosticsParams, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri,
};

use super::client::Client;
use super::diagnostics::{self, result_id};
use super::navigation::lenses::ShownLenses;
use super::on_save::{self, SavedDiagnostics};
use super::views::{self, NoteView, Views};
use super::workspace::{DocumentTexts, Workspace, is_configuration};

/// What the client knows, and what it has to be told.
#[derive(Debug, Default)]
pub(super) struct Publisher {
    /// Open notes whose diagnostics may have changed, the most urgent first.
    queue: VecDeque<PathBuf>,
    /// The result id of the diagnostics that the client has, by the URI of the note.
    reported: BTreeMap<String, String>,
    /// Whether the client has to ask again.
    refresh: bool,
    /// What is shown between two saves.
    pub(super) saved: SavedDiagnostics,
    /// The code lenses that the client has.
    pub(super) lenses: ShownLenses,
}

impl Publisher {
    /// Publishes what `note` has by itself, until the other notes are known. A client that asks gets everything at once.
    pub(super) fn publish_alone(&mut self, client: &Client, note: &NoteView<'_, '_>) {
        if client.can.pull || !client.settings().diagnostics {
            return;
        }
        let version = note.document().map(|document| document.version);
        // No result has this id, so the note is published again when everything is known.
        self.reported.insert(note.uri.as_str().to_owned(), String::new());
        publish(client, note.uri.clone(), version, diagnostics::of_note_alone(client, note));
    }

    /// Adds all open notes, the one at `first` first. The diagnostics of any may depend on any other.
    pub(super) fn add_all(&mut self, client: &Client, views: &Views<'_>, first: Option<&PathBuf>) {
        self.queue.clear();
        self.lenses.changed();
        if on_save::is_on(client) {
            return;
        }
        self.queue.extend(first.cloned());
        self.queue
            .extend(views.workspace.documents().map(|(path, _)| path.to_owned()).filter(|path| Some(path) != first));
    }

    /// Publishes the diagnostics of the open notes of `workspace` as they were saved.
    pub(super) fn publish_saved(&mut self, client: &Client, workspace: &mut Workspace) {
        workspace.use_texts(DocumentTexts::Saved);
        {
            let options = views::options(workspace);
            let views = Views::new(workspace, &options);
            self.saved = SavedDiagnostics::compute(client, &views);
            for (path, _) in views.workspace.documents().filter(|(_, document)| document.is_saved()) {
                self.publish(client, &views, path);
            }
        }
        workspace.use_texts(DocumentTexts::Typed);
    }

    /// Removes the diagnostics of a note that was closed.
    pub(super) fn forget(&mut self, client: &Client, uri: &Uri) {
        self.lenses.forget(uri);
        if self.reported.remove(uri.as_str()).is_some() && !client.can.pull {
            publish(client, uri.clone(), None, Vec::new());
        }
    }

    /// Does one piece of work. Returns whether there was one.
    pub(super) fn step(&mut self, client: &Client, views: &Views<'_>) -> bool {
        let Some(path) = self.queue.pop_front() else {
            if std::mem::take(&mut self.refresh) && client.can.refresh_diagnostics {
                client.request::<WorkspaceDiagnosticRefresh>(());
            }
            return self.lenses.step(client, views);
        };
        self.publish(client, views, &path);
        true
    }

    /// Publishes the diagnostics of the note at `path`, unless the client asks for them.
    fn publish(&mut self, client: &Client, views: &Views<'_>, path: &Path) {
        // `config_errors` publishes those of configurations.
        if !client.settings().diagnostics || is_configuration(path) {
            return;
        }
        let Some(document) = views.workspace.document(path) else { return };
        let found = views.at(path).map(|note| diagnostics::of_note(client, &note)).unwrap_or_default();
        let (uri, id) = (document.uri.clone(), result_id(&found));
        if client.can.pull {
            // The client asks for a note that it changed itself.
            self.refresh |= self.reported.get(uri.as_str()).is_some_and(|known| *known != id);
            return;
        }
        // Editors move what they show along with each edit. So a changed note is published even if its result is the same.
        let id = format!("{id} {}", document.version);
        if self.reported.get(uri.as_str()) != Some(&id) {
            self.reported.insert(uri.as_str().to_owned(), id);
            publish(client, uri, Some(document.version), found);
        }
    }

    /// Answers `textDocument/diagnostic`.
    pub(super) fn pull(
        &mut self,
        client: &Client,
        views: &Views<'_>,
        params: &DocumentDiagnosticParams,
    ) -> DocumentDiagnosticReportResult {
        let previous = params.previous_result_id.clone();
        let current = || {
            let note = views.note(&params.text_document.uri).filter(|_| client.settings().diagnostics);
            note.map(|note| diagnostics::of_note(client, &note)).unwrap_or_default()
        };
        let items = self.saved.of(client, &params.text_document.uri).unwrap_or_else(current);
        let id = result_id(&items);
        self.reported.insert(params.text_document.uri.as_str().to_owned(), id.clone());
        if previous.as_ref() == Some(&id) {
            return unchanged(id);
        }
        let full = FullDocumentDiagnosticReport { result_id: Some(id), items };
        let report =
            RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report: full };
        DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Full(report))
    }
}

fn unchanged(result_id: String) -> DocumentDiagnosticReportResult {
    let report = RelatedUnchangedDocumentDiagnosticReport {
        related_documents: None,
        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
    };
    DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Unchanged(report))
}

/// Publishes the diagnostics of the file `uri`.
pub(super) fn publish(client: &Client, uri: Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) {
    client.notify::<PublishDiagnostics>(PublishDiagnosticsParams { uri, diagnostics, version });
}
