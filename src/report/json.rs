//! The JSON contract: one object, one finding on a line, written as the run goes.

use std::io;

use serde::Serialize;

use super::file::FileReport;
use super::format::Report;
use super::summary::Summary;
use crate::finding::{Applicability, Edit, Effect, Finding, Severity};
use crate::text::source::Span;

/// Raised when a key changes its meaning or goes; a new key does not raise it.
const VERSION: u32 = 1;

/// The report for programs.
#[derive(Debug, Default)]
pub(super) struct Json {
    begun: bool,
}

impl Json {
    /// What stands before a finding, or before the end where there is none.
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

/// A finding as the contract has it.
#[derive(Serialize)]
pub(super) struct JsonFinding<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    span: JsonByteRange,
    rule: &'a str,
    alias: Option<&'a str>,
    severity: Severity,
    message: &'a str,
    notes: &'a [String],
    fix: Option<JsonFix<'a>>,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    applicability: Applicability,
    effect: Effect,
    edits: Vec<JsonEdit<'a>>,
    /// Left out where there are none.
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
    /// Left out where none was changed.
    #[serde(skip_serializing_if = "is_zero")]
    links: usize,
    withheld: usize,
    baseline: usize,
    unchanged: usize,
}

impl<'a> JsonFinding<'a> {
    pub(super) fn new(file: &FileReport<'a>, finding: &'a Finding) -> Self {
        let (start, end) = (file.place(finding.span.start), file.place(finding.span.end));
        Self {
            file: file.path,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            span: finding.span.into(),
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
        }
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
