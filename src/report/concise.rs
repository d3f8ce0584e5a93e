//! One line for each finding: `path:line:column: severity[rule] message`.

use std::io;

use super::file::FileReport;
use super::format::Report;
use super::style::Style;
use super::summary::Summary;
use crate::finding::{Applicability, Finding};
use crate::text::sanitize::sanitize;

/// The report for editors and grep. Severity and marker are the same in every language: programs read them.
#[derive(Debug)]
pub(super) struct Concise {
    pub(super) style: Style,
}

impl Report for Concise {
    fn file(&mut self, out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()> {
        let path = sanitize(file.path);
        for finding in file.findings {
            let place = file.place(finding.span.start);
            write!(out, "{path}:{}:{}: {}[{}] ", place.line, place.column, finding.severity, finding.rule.name)?;
            writeln!(out, "{}{}", file.with_places(finding), marker(finding))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "{}", summary.line(self.style.lang))
    }
}

fn marker(finding: &Finding) -> &'static str {
    match finding.fix.as_ref().map(|fix| fix.applicability) {
        Some(Applicability::Safe) => " (fixable)",
        Some(Applicability::Unsafe) => " (unsafe fix)",
        Some(Applicability::Manual) | None => "",
    }
}
