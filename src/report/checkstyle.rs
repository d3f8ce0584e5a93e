//! Checkstyle's XML: what most CI servers and editors can read.

use std::io;

use super::file::FileReport;
use super::format::Report;
use super::summary::Summary;
use super::xml::escape;
use crate::finding::Severity;

/// The report in Checkstyle's format.
#[derive(Debug, Default)]
pub(super) struct Checkstyle {
    begun: bool,
}

impl Checkstyle {
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        if !std::mem::replace(&mut self.begun, true) {
            writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">")?;
        }
        Ok(())
    }
}

impl Report for Checkstyle {
    fn file(&mut self, out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()> {
        self.begin(out)?;
        writeln!(out, "  <file name=\"{}\">", escape(file.path))?;
        for finding in file.findings {
            let place = file.place(finding.span.start);
            let severity = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Advice => "info",
            };
            write!(out, "    <error line=\"{}\" column=\"{}\" severity=\"{severity}\" ", place.line, place.column)?;
            writeln!(
                out,
                "message=\"{}\" source=\"notelint.{}\"/>",
                escape(&file.with_places(finding)),
                finding.rule.name
            )?;
        }
        writeln!(out, "  </file>")
    }

    fn finish(&mut self, out: &mut dyn io::Write, _summary: &Summary) -> io::Result<()> {
        self.begin(out)?;
        writeln!(out, "</checkstyle>")
    }
}
