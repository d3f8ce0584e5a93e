//! The JSON contract: one object with one finding per line, written as the run goes.

use std::io;

use serde::Serialize;

use super::file::FileReport;
use super::form::Report;
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
            serde_json::to_writer(&mut *out, &Row::new(file, finding))?;
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
            &Totals { files, findings, fixable, fixed, links, withheld, baseline, unchanged },
        )?;
        writeln!(out, "}}")
    }
}

/// A finding in the JSON contract.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    span: Bytes,
    rule: &'a str,
    alias: Option<&'a str>,
    severity: Severity,
    message: &'a str,
    notes: &'a [String],
    fix: Option<FixRow<'a>>,
}

#[derive(Serialize)]
struct FixRow<'a> {
    title: &'a str,
    applicability: Applicability,
    effect: Effect,
    edits: Vec<EditRow<'a>>,
    /// Left out if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<NoteRow<'a>>,
}

/// The edits of a fix in another file: of links to the heading that the fix changes.
#[derive(Serialize)]
struct NoteRow<'a> {
    file: &'a str,
    edits: Vec<EditRow<'a>>,
}

#[derive(Serialize)]
struct EditRow<'a> {
    #[serde(flatten)]
    span: Bytes,
    text: &'a str,
}

#[derive(Serialize)]
struct Bytes {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Totals {
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

impl<'a> Row<'a> {
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
            fix: finding.fix.as_ref().map(|fix| FixRow {
                title: &fix.title,
                applicability: fix.applicability,
                effect: fix.effect,
                edits: rows(&fix.edits),
                elsewhere: fix
                    .elsewhere
                    .iter()
                    .map(|note| NoteRow { file: &note.path, edits: rows(&note.edits) })
                    .collect(),
            }),
        }
    }
}

fn rows(edits: &[Edit]) -> Vec<EditRow<'_>> {
    edits.iter().map(|edit| EditRow { span: edit.span.into(), text: &edit.text }).collect()
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl From<Span> for Bytes {
    fn from(span: Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}
