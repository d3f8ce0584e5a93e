//! Sends the diagnostics of open notes as they change, and answers requests for them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;

use lsp_types::notification::PublishDiagnostics;
use lsp_types::request::WorkspaceDiagnosticRefresh;
use lsp_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, MessageType, PublishDiagnosticsParams, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri,
};

use super::client::Client;
use super::diagnostics::{self, SOURCE, result_id};
use super::navigation::lenses::ShownLenses;
use super::project::without_place;
use super::settings::RunOn;
use super::views::{NoteView, Views};
use crate::finding::config_error::ConfigError;
use crate::text::source::Source;

/// What the client knows, and what it has to be told.
#[derive(Debug, Default)]
pub(super) struct Publisher {
    /// Open notes whose diagnostics may have changed, the most urgent first.
    queue: VecDeque<PathBuf>,
    /// The result id of the diagnostics that the client has, by the URI of the note.
    reported: BTreeMap<String, String>,
    /// Files with errors in the configuration.
    faulty: BTreeSet<String>,
    /// Whether the client has to ask again.
    refresh: bool,
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
    pub(super) fn add_all(&mut self, views: &Views<'_>, first: Option<&PathBuf>) {
        self.queue.clear();
        self.queue.extend(first.cloned());
        self.lenses.changed();
        self.queue
            .extend(views.workspace.documents().map(|(path, _)| path.to_owned()).filter(|path| Some(path) != first));
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
        if !client.settings().diagnostics {
            return true;
        }
        let Some(document) = views.workspace.document(&path) else { return true };
        if client.settings().run == RunOn::OnSave && !document.saved {
            return true;
        }
        let found = views.at(&path).map(|note| diagnostics::of_note(client, &note)).unwrap_or_default();
        let (uri, id) = (document.uri.clone(), result_id(&found));
        if client.can.pull {
            // The client asks for a note that it changed itself.
            self.refresh |= self.reported.get(uri.as_str()).is_some_and(|known| *known != id);
            return true;
        }
        // Editors move what they show along with each edit. So a changed note is published even if its result is the same.
        let id = format!("{id} {}", document.version);
        if self.reported.get(uri.as_str()) != Some(&id) {
            self.reported.insert(uri.as_str().to_owned(), id);
            publish(client, uri, Some(document.version), found);
        }
        true
    }

    /// Answers `textDocument/diagnostic`.
    pub(super) fn pull(
        &mut self,
        client: &Client,
        views: &Views<'_>,
        params: &DocumentDiagnosticParams,
    ) -> DocumentDiagnosticReportResult {
        let note = views.note(&params.text_document.uri);
        let is_edited = note.as_ref().and_then(NoteView::document).is_some_and(|document| !document.saved);
        let previous = params.previous_result_id.clone();
        let waits = client.settings().run == RunOn::OnSave && is_edited;
        if let Some(result_id) = previous.clone().filter(|_| waits) {
            return unchanged(result_id);
        }
        let is_on = client.settings().diagnostics;
        let items = note.filter(|_| is_on).map(|note| diagnostics::of_note(client, &note)).unwrap_or_default();
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

    /// Shows the errors in the configuration in the files that have them.
    pub(super) fn configuration(&mut self, client: &Client, views: &Views<'_>) {
        let mut files: BTreeMap<String, (Uri, Vec<Diagnostic>)> = BTreeMap::new();
        let errors: Vec<&ConfigError> = views.workspace.projects().iter().flat_map(|project| &project.errors).collect();
        for error in &errors {
            let Some(place) = error.place() else { continue };
            let Some(uri) = views.workspace.uri(&place.file.path) else { continue };
            let Ok(source) = Source::new(place.file.text.to_string()) else { continue };
            let lines = [Some(error.to_string()), Some(place.label.clone()), error.advice().map(str::to_owned)];
            let text = lines.into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
            let diagnostic = Diagnostic {
                range: client.encoding.range(&source, place.span),
                severity: Some(lsp_types::DiagnosticSeverity::ERROR),
                source: Some(SOURCE.to_owned()),
                message: text,
                ..Diagnostic::default()
            };
            let (_, found) = files.entry(uri.as_str().to_owned()).or_insert_with(|| (uri, Vec::new()));
            if !found.contains(&diagnostic) {
                found.push(diagnostic);
            }
        }
        for uri in std::mem::take(&mut self.faulty).iter().filter(|uri| !files.contains_key(*uri)) {
            if let Ok(uri) = uri.parse() {
                publish(client, uri, None, Vec::new());
            }
        }
        self.faulty = files.keys().cloned().collect();
        for (uri, found) in files.into_values() {
            publish(client, uri, None, found);
        }
        for project in views.workspace.projects() {
            without_place(&project.errors).for_each(|error| client.show(MessageType::ERROR, error.to_string()));
        }
    }
}

fn unchanged(result_id: String) -> DocumentDiagnosticReportResult {
    let report = RelatedUnchangedDocumentDiagnosticReport {
        related_documents: None,
        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
    };
    DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Unchanged(report))
}

fn publish(client: &Client, uri: Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) {
    client.notify::<PublishDiagnostics>(PublishDiagnosticsParams { uri, diagnostics, version });
}
