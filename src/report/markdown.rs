//! A table in Markdown (GFM): for the summary of a job, or a comment.

use std::io;

use super::file::{FileReport, page};
use super::format::Report;
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
            format!("| {path}:{line} | {mark} [{rule}]({url}) | {} |", with_code(&finding.message))
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

/// `text` with what it has in backquotes as code. All else is plain text.
fn with_code(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut parts = text.split('`').enumerate().peekable();
    while let Some((index, part)) = parts.next() {
        let is_closed = parts.peek().is_some();
        match index % 2 {
            0 => out.push_str(&plain(part)),
            // A backquote that nothing closes, or nothing between two.
            _ if !is_closed => out.extend(["\\`", &plain(part)]),
            _ if part.is_empty() => out.push_str("\\`\\`"),
            // A bar would end the cell, and a space at each end would get lost.
            _ if part.contains(['|', '\\']) || part.starts_with(' ') => {
                out.extend(["<code>", &plain(part), "</code>"]);
            }
            _ => out.extend(["`", &sanitize(part), "`"]),
        }
    }
    out
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
