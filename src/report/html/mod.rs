//! The report to look at: one page with all it needs in it. No request leaves it, and nothing of a note is ever read as
//! HTML: the findings stand in it as JSON, and the page's script sets text alone (its Content-Security-Policy refuses
//! all else).
//!
//! Findings are written as the run goes; only their lines are kept, to ask git of their age at the end.

mod data;
mod diff;
#[cfg(test)]
mod tests;

use std::io;

use super::file::FileReport;
use super::format::{Report, Style};
use super::summary::Summary;
use crate::finding::{Lang, Meta};
use crate::report::ages::{AgesOf, Flagged};
use crate::text::whitespace::Whitespace as _;
use data::{FileNames, HtmlFinding, HtmlRule, HtmlTotals, Tail, write_json};

/// What the page may do, with the hashes of its style and its script (CSP 3 §8.3).
const POLICY: &str = include_str!("policy.txt");
const STYLE: &str = include_str!("page.css");
const BODY: &str = include_str!("page.html");
const SCRIPT: &str = concat!(
    include_str!("text.js"),
    include_str!("state.js"),
    include_str!("dom.js"),
    include_str!("charts.js"),
    include_str!("card.js"),
    include_str!("list.js"),
    include_str!("page.js"),
);

/// The report to look at. Its frame can be read in both languages; messages are in that of the run.
#[derive(Debug)]
pub(super) struct Html {
    lang: Lang,
    begun: bool,
    /// Rules seen so far; a finding names its rule by its place here.
    rules: Vec<&'static Meta>,
    files: Vec<Flagged>,
    ages: AgesOf,
}

impl Html {
    pub(super) fn new(style: Style, ages: AgesOf) -> Self {
        Self { lang: style.lang, begun: false, rules: Vec::new(), files: Vec::new(), ages }
    }

    /// What stands before a finding, or before the end where there is none. Whether it stood there already.
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<bool> {
        let begun = std::mem::replace(&mut self.begun, true);
        if !begun {
            let lang = code(self.lang);
            let policy = POLICY.unicode_trim();
            writeln!(out, "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">")?;
            writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")?;
            writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
            writeln!(
                out,
                "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">"
            )?;
            writeln!(out, "<title>notelint</title>\n<link rel=\"icon\" href=\"data:,\">")?;
            writeln!(out, "<style>{STYLE}</style>\n</head>\n<body>\n{BODY}")?;
            write!(out, "<script type=\"application/json\" id=\"data\">{{\"findings\": [")?;
        }
        Ok(begun)
    }

    fn rule(&mut self, rule: &'static Meta) -> usize {
        let known = self.rules.iter().position(|known| known.name == rule.name);
        known.unwrap_or_else(|| {
            self.rules.push(rule);
            self.rules.len() - 1
        })
    }
}

impl Report for Html {
    fn file(&mut self, out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()> {
        for finding in file.findings {
            let separator = if self.begin(out)? { ",\n" } else { "\n" };
            out.write_all(separator.as_bytes())?;
            let rule = self.rule(finding.rule);
            write_json(out, &HtmlFinding::new(file, finding, self.files.len(), rule))?;
        }
        self.files.push(Flagged::new(file));
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        self.begin(out)?;
        write!(out, "],\n\"tail\": ")?;
        let tail = Tail {
            version: env!("CARGO_PKG_VERSION"),
            lang: code(self.lang),
            totals: HtmlTotals::new(summary),
            rules: self.rules.iter().map(|rule| HtmlRule::new(rule)).collect(),
            files: FileNames(&self.files),
            ages: (self.ages)(&self.files),
        };
        write_json(out, &tail)?;
        // What a reader without scripts gets has numbers and our own words only.
        let line = summary.line(self.lang).replace('`', "");
        writeln!(out, "}}</script>\n<noscript><p class=\"noscript\">{line}</p></noscript>")?;
        writeln!(out, "<script type=\"module\">{SCRIPT}</script>\n</body>\n</html>")
    }
}

/// The language's code (BCP 47).
fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Ja => "ja",
    }
}
