//! The report on notes that are in memory.

use std::io;

use super::{FileReport, Format, Style, Summary, report};
use crate::project::linter::CheckedNote;

/// The report on `notes` in `format`.
///
/// # Errors
/// None that a report in memory should have: those of the formats' writers.
pub fn render(notes: &[CheckedNote], format: Format, style: Style) -> io::Result<String> {
    let mut out = Vec::new();
    let mut report = report(format, style);
    let mut summary = Summary::default();
    for note in notes {
        let file = FileReport {
            path: &note.path,
            in_repository: &note.path,
            source: note.source.as_ref(),
            findings: &note.findings,
        };
        summary.add(&file);
        summary.fixed += note.fixes.as_ref().map_or(0, |fixes| fixes.fixed);
        summary.links += note.fixes.as_ref().map_or(0, |fixes| fixes.links);
        if !note.findings.is_empty() {
            report.file(&mut out, &file)?;
        }
    }
    report.finish(&mut out, &summary)?;
    String::from_utf8(out).map_err(io::Error::other)
}
