//! A table in Markdown (GFM): for the summary of a job, or a comment.

use std::io;

use super::file::{FileReport, page};
use super::form::Report;
use super::summary::Summary;
use crate::finding::{Lang, Severity};
use crate::message;
use crate::text::sanitize::sanitize;

/// GitHub takes a summary of 1 MiB; a row has some 300 bytes, and nobody reads a thousand.
const ROWS: usize = 500;

/// The report as a table.
#[derive(Debug)]
pub(super) struct Markdown {
    lang: Lang,
    rows: Vec<String>,
    left_out: usize,
}

impl Markdown {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, rows: Vec::new(), left_out: 0 }
    }
}

impl Report for Markdown {
    fn file(&mut self, _out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()> {
        let left = ROWS.saturating_sub(self.rows.len()).min(file.findings.len());
        self.left_out += file.findings.len() - left;
        self.rows.extend(file.findings.iter().take(left).map(|finding| {
            let place = file.place(finding.span.start);
            let (path, line) = (plain(file.in_repository), place.line);
            let mark = match finding.severity {
                Severity::Error => "❌",
                Severity::Warning => "⚠️",
                Severity::Advice => "💡",
            };
            let (rule, url) = (finding.rule.name, page(finding.rule));
            format!("| {path}:{line} | {mark} [{rule}]({url}) | {} |", plain(&finding.message))
        }));
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "### notelint\n\n{}", plain(&summary.line(self.lang)))?;
        if self.rows.is_empty() {
            return Ok(());
        }
        let head = message!("| place | rule | finding |", "| 場所 | ルール | 指摘 |").text(self.lang);
        writeln!(out, "\n{head}\n|---|---|---|")?;
        self.rows.iter().try_for_each(|row| writeln!(out, "{row}"))?;
        if self.left_out > 0 {
            let count = self.left_out;
            let text = message!("{count} more are not shown here", "ほかに {count}件 (ここでは省略)").text(self.lang);
            writeln!(out, "\n{text}")?;
        }
        Ok(())
    }
}

/// `text` as plain text of a cell: no character of it is markup, so that a note can put neither image nor link there.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for char in sanitize(text).chars() {
        // What is no part of markup within a line stays as it is, for those who read the source.
        if char.is_ascii_punctuation() && !matches!(char, ',' | '/' | '-' | ';' | '\'' | '"' | '(' | ')' | '?') {
            out.push('\\');
        }
        out.push(char);
    }
    out
}
