//! A table in Markdown (GFM): for the summary of a job, or a comment.

use std::io;

use super::file::{FileReport, page};
use super::format::Report;
use super::summary::Summary;
use crate::finding::{Lang, Severity};
use crate::message;
use crate::text::sanitize::sanitize;

/// GitHub accepts a summary of up to 1 MiB, and a row has about 300 bytes.
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
            format!("| {path}:{line} | {mark} [{rule}]({url}) | {} |", with_code(&file.with_places(finding)))
        }));
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "### notelint\n\n{}", with_code(&summary.line(self.lang)))?;
        if self.rows.is_empty() {
            return Ok(());
        }
        let head = message!("| place | rule | finding |", "| 場所 | ルール | 指摘 |").text(self.lang);
        writeln!(out, "\n{head}\n|---|---|---|")?;
        self.rows.iter().try_for_each(|row| writeln!(out, "{row}"))?;
        if self.left_out > 0 {
            let count = self.left_out;
            let text = message!("and {count} more", "ほか {count} 件").text(self.lang);
            writeln!(out, "\n{text}")?;
        }
        Ok(())
    }
}

/// `text` for a cell, with its backquoted parts as code and the rest as plain text.
fn with_code(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut parts = text.split('`').enumerate().peekable();
    while let Some((index, part)) = parts.next() {
        let is_closed = parts.peek().is_some();
        match index % 2 {
            0 => out.push_str(&plain(part)),
            // An unclosed backquote.
            _ if !is_closed => out.extend(["\\`", &plain(part)]),
            _ if part.is_empty() => out.push_str("\\`\\`"),
            // In a code span a bar would end the cell, and spaces at its ends would be lost.
            _ if part.contains(['|', '\\']) || part.starts_with(' ') => {
                out.extend(["<code>", &plain(part), "</code>"]);
            }
            _ => out.extend(["`", &sanitize(part), "`"]),
        }
    }
    out
}

/// `text` as plain text for a cell. All markup is escaped, so that a note can add neither an image nor a link to a report.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for char in sanitize(text).chars() {
        // What is never markup within a line stays readable in the source.
        if char.is_ascii_punctuation() && !matches!(char, ',' | '/' | '-' | ';' | '\'' | '"' | '(' | ')' | '?') {
            out.push('\\');
        }
        out.push(char);
    }
    out
}
