//! Reports on notes in memory.

use std::io;
use std::sync::Arc;

use super::{FileReport, Format, Found, Overview, Report, Style, Summary, json_report, report};
use crate::finding::Lang;
use crate::project::linter::CheckedNote;

/// The report on `notes` in `format`.
///
/// # Errors
/// Errors of the formats' writers. None is expected for a report in memory.
pub fn render(notes: &[CheckedNote], format: Format, style: Style) -> io::Result<String> {
    let found = notes.iter().map(|note| Found {
        path: &note.path,
        findings: &note.findings,
        fixed: note.fixes.as_ref().map_or(&[], |fixes| &fixes.fixed_by),
    });
    let overview = Overview::new(&found.collect::<Vec<_>>());
    written(notes, style.lang, &mut *report(format, style, &Arc::new(overview)))
}

/// Like [`render`], in JSON. A program that calls only this has no code for the other formats in it.
///
/// # Errors
/// None is expected for a report in memory.
pub fn render_json(notes: &[CheckedNote], lang: Lang) -> io::Result<String> {
    written(notes, lang, &mut *json_report(lang))
}

fn written(notes: &[CheckedNote], lang: Lang, report: &mut dyn Report) -> io::Result<String> {
    let mut out = Vec::new();
    report.begin(&mut out)?;
    let mut summary = Summary::default();
    for note in notes {
        let file = FileReport {
            path: &note.path,
            in_repository: &note.path,
            url: None,
            source: note.source.as_ref(),
            findings: &note.findings,
            lang,
        };
        summary.add(&file);
        if let Some(fixes) = &note.fixes {
            summary.add_fixed(fixes.fixed, fixes.links);
        }
        if !note.findings.is_empty() {
            report.file(&mut out, &file)?;
        }
    }
    report.finish(&mut out, &summary)?;
    String::from_utf8(out).map_err(io::Error::other)
}
