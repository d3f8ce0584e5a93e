//! GitLab's code quality report (docs.gitlab.com, "Code Quality report format").

use std::collections::HashMap;
use std::io;

use rustc_hash::FxHashMap;
use serde_json::json;

use super::file::FileReport;
use super::format::Report;
use super::summary::Summary;
use crate::finding::Severity;
use crate::finding::fingerprint::Fingerprint;

/// The report for GitLab.
#[derive(Debug, Default)]
pub(super) struct Gitlab {
    begun: bool,
}

impl Report for Gitlab {
    fn file(&mut self, out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()> {
        let mut seen: FxHashMap<Fingerprint, usize> = HashMap::default();
        for finding in file.findings {
            let fingerprint = Fingerprint::new(finding, file.source);
            let nth = seen.entry(fingerprint).or_default();
            let (start, end) = (file.place(finding.span.start), file.place(finding.span.end));
            let issue = json!({
                "description": file.with_notes(finding),
                "check_name": finding.rule.name,
                "fingerprint": fingerprint.nth(file.in_repository, *nth),
                "severity": severity(finding.severity),
                "location": { "path": file.in_repository, "lines": { "begin": start.line, "end": end.line } },
            });
            *nth += 1;
            let separator = if self.begun { ",\n" } else { "[\n" };
            self.begun = true;
            out.write_all(separator.as_bytes())?;
            serde_json::to_writer(&mut *out, &issue)?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn io::Write, _summary: &Summary) -> io::Result<()> {
        writeln!(out, "{}", if self.begun { "\n]" } else { "[]" })
    }
}

/// The closest of GitLab's five severities.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Advice => "info",
    }
}
