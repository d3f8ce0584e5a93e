//! The JSON contract: one object with one finding per line, written as the run goes.

use std::io;

use serde::Serialize;

use super::file::FileReport;
use super::format::Report;
use super::summary::Summary;
use crate::finding::{Applicability, Edit, Effect, Finding, Severity};
use crate::text::source::Span;

/// Raised when a key is removed or changes its meaning; a new key does not raise it.
const VERSION: u32 = 1;

/// The report for programs.
#[derive(Debug, Default)]
pub(super) struct Json {
    begun: bool,
}

impl Json {
    /// Writes what comes before a finding, or before the end if there are no findings.
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<bool> {
        if !self.begun {
            write!(out, "{{\"version\": {VERSION}, \"findings\": [")?;
        }
        Ok(std::mem::replace(&mut self.begun, true))
    }
}

impl Report for Json {
    fn file(&mut self, out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()> {
        for finding in file.findings {
            let separator = if self.begin(out)? { ",\n" } else { "\n" };
            out.write_all(separator.as_bytes())?;
            serde_json::to_writer(&mut *out, &JsonFinding::new(file, finding))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        if self.begin(out)? {
            writeln!(out)?;
        }
        let Summary { files, findings, fixable, fixed, links, withheld, baseline, unchanged, .. } = *summary;
        write!(out, "], \"summary\": ")?;
        serde_json::to_writer(
            &mut *out,
            &JsonTotals { files, findings, fixable, fixed, links, withheld, baseline, unchanged },
        )?;
        writeln!(out, "}}")
    }
}

/// A finding in the JSON contract.
#[derive(Serialize)]
pub(super) struct JsonFinding<'a> {
    file: &'a str,
    #[serde(flatten)]
    place: JsonPlace,
    rule: &'a str,
    alias: Option<&'a str>,
    severity: Severity,
    message: &'a str,
    notes: &'a [String],
    fix: Option<JsonFix<'a>>,
    /// The other places of the fact. Left out if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<JsonPlace>,
}

/// A range in lines and columns, and in bytes.
#[derive(Serialize)]
struct JsonPlace {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    span: JsonByteRange,
}

impl JsonPlace {
    fn new(file: &FileReport<'_>, span: Span) -> Self {
        let (start, end) = (file.place(span.start), file.place(span.end));
        Self { line: start.line, column: start.column, end_line: end.line, end_column: end.column, span: span.into() }
    }
}

#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    applicability: Applicability,
    effect: Effect,
    edits: Vec<JsonEdit<'a>>,
    /// Left out if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<JsonNoteEdits<'a>>,
}

/// The edits of a fix in another file: of links to the heading that the fix changes.
#[derive(Serialize)]
struct JsonNoteEdits<'a> {
    file: &'a str,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    #[serde(flatten)]
    span: JsonByteRange,
    text: &'a str,
}

#[derive(Serialize)]
struct JsonByteRange {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct JsonTotals {
    files: usize,
    findings: usize,
    fixable: usize,
    fixed: usize,
    /// Left out if no link was changed.
    #[serde(skip_serializing_if = "is_zero")]
    links: usize,
    withheld: usize,
    baseline: usize,
    unchanged: usize,
}

impl<'a> JsonFinding<'a> {
    pub(super) fn new(file: &FileReport<'a>, finding: &'a Finding) -> Self {
        Self {
            file: file.path,
            place: JsonPlace::new(file, finding.span),
            rule: finding.rule.name,
            alias: finding.rule.alias(),
            severity: finding.severity,
            message: &finding.message,
            notes: &finding.notes,
            fix: finding.fix.as_ref().map(|fix| JsonFix {
                title: &fix.title,
                applicability: fix.applicability,
                effect: fix.effect,
                edits: rows(&fix.edits),
                elsewhere: fix
                    .elsewhere
                    .iter()
                    .map(|note| JsonNoteEdits { file: &note.path, edits: rows(&note.edits) })
                    .collect(),
            }),
            places: finding.places.iter().map(|place| JsonPlace::new(file, *place)).collect(),
        }
    }
}

impl FileReport<'_> {
    /// The findings as the JSON contract has them.
    pub fn json(&self) -> impl Iterator<Item = serde_json::Value> {
        self.findings.iter().filter_map(|finding| serde_json::to_value(JsonFinding::new(self, finding)).ok())
    }
}

fn rows(edits: &[Edit]) -> Vec<JsonEdit<'_>> {
    edits.iter().map(|edit| JsonEdit { span: edit.span.into(), text: &edit.text }).collect()
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl From<Span> for JsonByteRange {
    fn from(span: Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}
