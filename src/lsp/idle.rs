//! `workspace/diagnostic`: the findings of all notes, computed while there is nothing else to do.
//!
//! The protocol lets a server keep such a request until it has something new. So a request is answered when all notes were
//! checked in one state, and the next one waits until that state is over.

use std::collections::BTreeMap;

use lsp_server::{RequestId, Response};
use lsp_types::{
    FullDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::client::Client;
use super::diagnostics::{self, result_id};
use super::views::Views;

/// How many notes are checked in one step, so that other requests do not wait for long.
const STEP: usize = 8;

/// The request for the findings of all notes.
#[derive(Debug, Default)]
pub(super) struct WorkspacePull {
    waiting: Option<Waiting>,
    /// Whether the state changed since the last answer.
    is_new: bool,
}

/// A request that is not answered yet.
#[derive(Debug)]
struct Waiting {
    id: RequestId,
    /// The result ids that the client has, by URI.
    previous: BTreeMap<String, String>,
    /// How many notes were checked in this state.
    checked: usize,
    items: Vec<WorkspaceDocumentDiagnosticReport>,
}

impl WorkspacePull {
    /// Takes the request `id`. An earlier one is answered with what is new so far: nothing.
    pub(super) fn ask(&mut self, client: &Client, id: RequestId, params: WorkspaceDiagnosticParams) {
        self.end(client);
        let previous: BTreeMap<String, String> = params
            .previous_result_ids
            .into_iter()
            .map(|previous| (previous.uri.as_str().to_owned(), previous.value))
            .collect();
        self.is_new |= previous.is_empty();
        self.waiting = Some(Waiting { id, previous, checked: 0, items: Vec::new() });
    }

    /// Begins anew, in a new state.
    pub(super) fn changed(&mut self) {
        self.is_new = true;
        if let Some(waiting) = &mut self.waiting {
            waiting.checked = 0;
            waiting.items.clear();
        }
    }

    /// Whether there is something to do.
    pub(super) fn is_busy(&self) -> bool {
        self.is_new && self.waiting.is_some()
    }

    /// Drops the request `id`, if it is the one that waits.
    pub(super) fn cancel(&mut self, id: &RequestId) -> bool {
        let is_it = self.waiting.as_ref().is_some_and(|waiting| waiting.id == *id);
        if is_it {
            self.waiting = None;
        }
        is_it
    }

    /// Answers a request that waits, with nothing new.
    pub(super) fn end(&mut self, client: &Client) {
        if let Some(waiting) = self.waiting.take() {
            respond(client, waiting.id, Vec::new());
        }
    }

    /// Checks some notes, and answers the request after the last one.
    pub(super) fn step(&mut self, client: &Client, views: &Views<'_>) {
        let Some(waiting) = &mut self.waiting else { return };
        let mut left = views.all().skip(waiting.checked);
        for (project, note) in left.by_ref().take(STEP) {
            waiting.checked += 1;
            let Some(note) = views.get(project, note) else { continue };
            let items = diagnostics::of_note(client, &note);
            let id = result_id(&items);
            let version = note.document().map(|document| i64::from(document.version));
            let known = waiting.previous.get(note.uri.as_str());
            // A note that never had findings need not be mentioned.
            if known.is_none() && items.is_empty() {
                continue;
            }
            waiting.items.push(if known == Some(&id) {
                WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
                    uri: note.uri,
                    version,
                    unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
                })
            } else {
                WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
                    uri: note.uri,
                    version,
                    full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(id), items },
                })
            });
        }
        if left.next().is_none() {
            self.is_new = false;
            if let Some(Waiting { id, items, .. }) = self.waiting.take() {
                respond(client, id, items);
            }
        }
    }
}

fn respond(client: &Client, id: RequestId, items: Vec<WorkspaceDocumentDiagnosticReport>) {
    let report = WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items });
    client.respond(Response::new_ok(id, report));
}
