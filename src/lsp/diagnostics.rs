//! Findings as diagnostics.

use std::hash::Hasher as _;
use std::str::FromStr as _;

use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, Uri,
};
use rustc_hash::FxHasher;

use super::client::Client;
use super::views::NoteView;
use crate::finding::{Finding, FindingKind, Severity, plural};
use crate::message;
use crate::project::run::CheckedNote;
use crate::report::{FileReport, page, with_notes};
use crate::text::source::Source;

/// The name of the tool in the editor.
pub(super) const SOURCE: &str = "notelint";

/// The diagnostics of `note`; none if its project has an error in its configuration.
pub(super) fn of_note(client: &Client, note: &NoteView<'_, '_>) -> Vec<Diagnostic> {
    note.check().map(|checked| of_checked(client, note, &checked)).unwrap_or_default()
}

/// The diagnostics of `note` that depend on no other note.
pub(super) fn of_note_alone(client: &Client, note: &NoteView<'_, '_>) -> Vec<Diagnostic> {
    note.check_alone().map(|checked| of_checked(client, note, &checked)).unwrap_or_default()
}

fn of_checked(client: &Client, note: &NoteView<'_, '_>, checked: &CheckedNote) -> Vec<Diagnostic> {
    let source = checked.source.as_ref().unwrap_or(&note.source);
    checked.findings.iter().map(|finding| diagnostic(client, note, source, finding)).collect()
}

/// The diagnostic of `finding` in `note`, whose text is `source`. Its data is the finding in the JSON of the command line.
pub(super) fn diagnostic(client: &Client, note: &NoteView<'_, '_>, source: &Source, finding: &Finding) -> Diagnostic {
    let tag = finding.rule.kind.map(|kind| match kind {
        FindingKind::Deprecated => DiagnosticTag::DEPRECATED,
        FindingKind::Unnecessary => DiagnosticTag::UNNECESSARY,
    });
    let file = FileReport {
        path: note.path,
        in_repository: note.path,
        url: None,
        source: Some(source),
        findings: std::slice::from_ref(finding),
        lang: client.lang(),
    };
    Diagnostic {
        range: client.encoding.range(source, finding.span),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.name.to_owned())),
        code_description: Uri::from_str(&page(finding.rule)).ok().map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: if client.can.related { with_notes(finding) } else { file.with_notes(finding) },
        related_information: related(client, note, source, finding),
        tags: tag.map(|tag| vec![tag]),
        data: file.json().next(),
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Advice => DiagnosticSeverity::INFORMATION,
    }
}

/// The other places of the fact.
fn related(
    client: &Client,
    note: &NoteView<'_, '_>,
    source: &Source,
    finding: &Finding,
) -> Option<Vec<DiagnosticRelatedInformation>> {
    if !client.can.related || finding.places.is_empty() {
        return None;
    }
    let places = plural(finding.places.len() + 1, "place");
    let count = finding.places.len() + 1;
    let message =
        message!("one of {places} in this note", "このノートの {count} か所のうちの 1 つ").text(client.lang());
    let place = |span: &crate::text::source::Span| DiagnosticRelatedInformation {
        location: Location { uri: note.uri.clone(), range: client.encoding.range(source, *span) },
        message: message.clone(),
    };
    Some(finding.places.iter().map(place).collect())
}

/// Identifies `diagnostics`: equal ones have equal ids.
pub(super) fn result_id(diagnostics: &[Diagnostic]) -> String {
    struct Hashing(FxHasher);
    impl std::io::Write for Hashing {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.write(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut hashing = Hashing(FxHasher::default());
    // A diagnostic has only keys that are strings, so this does not fail.
    let _ = serde_json::to_writer(&mut hashing, diagnostics);
    format!("{:016x}", hashing.0.finish())
}
