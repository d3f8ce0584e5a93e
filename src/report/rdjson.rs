//! reviewdog's diagnostic format (`DiagnosticResult` in reviewdog's `proto/rdf`), with suggestions. Its columns count bytes
//! of UTF-8 from 1.

use std::io;

use serde_json::{Value, json};

use super::file::{FileReport, offered, page, with_notes};
use super::format::Report;
use super::summary::Summary;
use crate::finding::{Finding, Fix, Severity};
use crate::text::source::{Source, Span};

/// The report for reviewdog.
#[derive(Debug, Default)]
pub(super) struct Rdjson {
    begun: bool,
}

impl Rdjson {
    /// What stands before a diagnostic, or before the end where there is none.
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
        for finding in file.findings {
            let separator = if self.begin(out)? { ",\n" } else { "\n" };
            out.write_all(separator.as_bytes())?;
            serde_json::to_writer(&mut *out, &diagnostic(file, finding))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn io::Write, _summary: &Summary) -> io::Result<()> {
        self.begin(out)?;
        writeln!(out, "\n]}}")
    }
}

fn diagnostic(file: &FileReport<'_>, finding: &Finding) -> Value {
    let severity = match finding.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Advice => "INFO",
    };
    let mut location = json!({ "path": file.path });
    if let Some(source) = file.source {
        location["range"] = range(source, finding.span);
    }
    let mut diagnostic = json!({
        "message": with_notes(finding),
        "location": location,
        "severity": severity,
        "code": { "value": finding.rule.name, "url": page(finding.rule) },
    });
    if let Some(suggestion) = offered(finding).zip(file.source).and_then(|(fix, source)| suggestion(source, fix)) {
        diagnostic["suggestions"] = json!([suggestion]);
    }
    diagnostic
}

/// The edits of `fix` as one: each suggestion of a diagnostic stands for itself.
fn suggestion(source: &Source, fix: &Fix) -> Option<Value> {
    let (first, last) = (fix.edits.first()?, fix.edits.last()?);
    let whole = Span { start: first.span.start, end: last.span.end };
    let mut text = String::new();
    let mut from = whole.start;
    for edit in &fix.edits {
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
