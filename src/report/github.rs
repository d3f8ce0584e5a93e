//! Annotations of GitHub Actions, as workflow commands (docs.github.com, "Workflow commands for GitHub Actions").
//!
//! GitHub shows ten annotations of each kind per step and silently drops the others. So the remaining findings go to the log as
//! plain lines, and the last notice says how many there are.

use std::fmt::Write as _;
use std::io;

use super::file::FileReport;
use super::format::Report;
use super::runner::neutralize_commands;
use super::summary::Summary;
use crate::finding::{Finding, Lang, Severity, plural};
use crate::message;
use crate::text::sanitize::sanitize;

/// How many annotations of one kind GitHub shows for a step.
const MAX_ANNOTATIONS: usize = 10;

/// The report for GitHub Actions.
#[derive(Debug)]
pub(super) struct Github {
    lang: Lang,
    errors: usize,
    warnings: usize,
    notices: usize,
    /// Findings that are only in the log.
    logged: usize,
}

impl Github {
    pub(super) fn new(lang: Lang) -> Self {
        // One notice is reserved for the number of findings that are only in the log.
        Self { lang, errors: MAX_ANNOTATIONS, warnings: MAX_ANNOTATIONS, notices: MAX_ANNOTATIONS - 1, logged: 0 }
    }

    /// The command for an annotation of this severity; `None` if GitHub would not show another one.
    fn command(&mut self, severity: Severity) -> Option<&'static str> {
        let (left, command) = match severity {
            Severity::Error => (&mut self.errors, "error"),
            Severity::Warning => (&mut self.warnings, "warning"),
            Severity::Advice => (&mut self.notices, "notice"),
        };
        *left = left.checked_sub(1)?;
        Some(command)
    }
}

impl Report for Github {
    fn file(&mut self, out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()> {
        for finding in file.findings {
            let line = if let Some(command) = self.command(finding.severity) {
                annotation(command, file, finding)
            } else {
                self.logged += 1;
                logged(file, finding)
            };
            writeln!(out, "{line}")?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        if self.logged > 0 {
            let logged = self.logged;
            let findings = plural(logged, "more finding");
            let text = message!(
                "{findings} in the log of this step: GitHub shows at most 10 annotations of a kind",
                "残り {logged} 件の指摘はこのステップのログにある（GitHub が表示する注釈は種類ごとに 10 件まで）"
            );
            writeln!(out, "::notice title=notelint::{}", data(&text.text(self.lang)))?;
        }
        writeln!(out, "{}", summary.line(self.lang))
    }
}

fn annotation(command: &str, file: &FileReport<'_>, finding: &Finding) -> String {
    let (start, end) = (file.place(finding.span.start), file.place(finding.span.end));
    let name = property(&sanitize(file.in_repository));
    let mut line = format!("::{command} file={name},line={},endLine={}", start.line, end.line);
    // GitHub accepts columns only for an annotation within one line.
    if start.line == end.line {
        let last = end.column.saturating_sub(1).max(start.column);
        let _ = write!(line, ",col={},endColumn={last}", start.column);
    }
    let _ = write!(line, ",title={}::{}", property(finding.rule.name), data(&file.with_notes(finding)));
    line
}

/// A line of the log that the runner never treats as a command, whatever the file name and the note contain.
fn logged(file: &FileReport<'_>, finding: &Finding) -> String {
    let start = file.place(finding.span.start);
    let path = sanitize(file.path);
    let lead = if path.starts_with(char::is_alphanumeric) { "" } else { "./" };
    let text = file.with_places(finding);
    let (severity, rule) = (finding.severity, finding.rule.name);
    let line = format!("{lead}{path}:{}:{}: {severity}[{rule}] {text}", start.line, start.column);
    neutralize_commands(&line).into_owned()
}

/// `text` escaped as the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// `text` escaped as the value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
