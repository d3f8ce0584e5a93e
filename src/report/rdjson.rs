//! reviewdog's diagnostic format (`DiagnosticResult` in reviewdog's `proto/rdf`), with suggestions. Its columns count bytes
//! of UTF-8 from 1.

use std::io;
use std::iter;

use serde_json::{Value, json};

use super::file::{FileReport, offered, page, with_notes};
use super::format::Report;
use super::summary::Summary;
use crate::finding::{Edit, Finding, Severity};
use crate::text::source::{Source, Span};

/// The report for reviewdog.
#[derive(Debug, Default)]
pub(super) struct Rdjson {
    begun: bool,
}

impl Rdjson {
    /// Writes what comes before a diagnostic, or before the end if there are none.
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<bool> {
        if !self.begun {
            let source = json!({ "name": "notelint", "url": env!("CARGO_PKG_REPOSITORY") });
            write!(out, "{{\"source\": {source}, \"diagnostics\": [")?;
        }
        Ok(std::mem::replace(&mut self.begun, true))
    }
}

impl Report for Rdjson {
    fn file(&mut self, out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()> {
        // reviewdog shows a diagnostic if its line was changed, so each place is one.
        for (finding, span, edits) in file.findings.iter().flat_map(by_place) {
            let separator = if self.begin(out)? { ",\n" } else { "\n" };
            out.write_all(separator.as_bytes())?;
            serde_json::to_writer(&mut *out, &diagnostic(file, finding, span, edits))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn io::Write, _summary: &Summary) -> io::Result<()> {
        self.begin(out)?;
        writeln!(out, "\n]}}")
    }
}

/// Each place of `finding`, with the edits of its fix up to there that are not for an earlier place.
fn by_place(finding: &Finding) -> impl Iterator<Item = (&Finding, Span, &[Edit])> {
    let mut edits = offered(finding).map_or(&[][..], |fix| &fix.edits);
    let last = finding.places.len();
    let places = iter::once(finding.span).chain(finding.places.iter().copied());
    places.enumerate().map(move |(index, place)| {
        let here = if index == last { edits.len() } else { edits.partition_point(|edit| edit.span.start < place.end) };
        let own;
        (own, edits) = edits.split_at(here);
        (finding, place, own)
    })
}

fn diagnostic(file: &FileReport<'_>, finding: &Finding, span: Span, edits: &[Edit]) -> Value {
    let severity = match finding.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Advice => "INFO",
    };
    let mut location = json!({ "path": file.path });
    if let Some(source) = file.source {
        location["range"] = range(source, span);
    }
    let mut diagnostic = json!({
        "message": with_notes(finding),
        "location": location,
        "severity": severity,
        "code": { "value": finding.rule.name, "url": page(finding.rule) },
    });
    if let Some(suggestion) = file.source.and_then(|source| suggestion(source, edits)) {
        diagnostic["suggestions"] = json!([suggestion]);
    }
    diagnostic
}

/// All `edits` as one suggestion, because suggestions of a diagnostic are applied independently.
fn suggestion(source: &Source, edits: &[Edit]) -> Option<Value> {
    let (first, last) = (edits.first()?, edits.last()?);
    let whole = Span { start: first.span.start, end: last.span.end };
    let mut text = String::new();
    let mut from = whole.start;
    for edit in edits {
        text.push_str(source.text().get(from as usize..edit.span.start as usize)?);
        text.push_str(&edit.text);
        from = edit.span.end;
    }
    Some(json!({ "range": range(source, whole), "text": text }))
}

fn range(source: &Source, span: Span) -> Value {
    json!({ "start": position(source, span.start as usize), "end": position(source, span.end as usize) })
}

fn position(source: &Source, offset: usize) -> Value {
    let line = source.lines().line(offset);
    json!({ "line": line + 1, "column": offset - source.lines().start(line) + 1 })
}
