//! How often each rule found something.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use unicode_width::UnicodeWidthStr;

use super::file::{FileReport, fixable};
use super::form::{Report, Style};
use super::summary::Summary;
use crate::finding::Lang;

/// The report of `--statistics`.
#[derive(Debug)]
pub(super) struct Statistics {
    style: Style,
    rules: BTreeMap<&'static str, Count>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    findings: usize,
    fixable: usize,
}

impl Statistics {
    pub(super) fn new(style: Style) -> Self {
        Self { style, rules: BTreeMap::new() }
    }

    /// The table's rows, its head first: the most frequent rule on top, equals by name.
    fn rows(&self) -> Vec<[String; 3]> {
        let head = match self.style.lang {
            Lang::En => ["rule", "findings", "fixable"],
            Lang::Ja => ["ルール", "指摘", "修正可能"],
        };
        let mut rules: Vec<_> = self.rules.iter().collect();
        rules.sort_by_key(|(name, count)| (Reverse(count.findings), **name));
        let rows =
            rules.iter().map(|(name, count)| [(**name).into(), count.findings.to_string(), count.fixable.to_string()]);
        [head.map(String::from)].into_iter().chain(rows).collect()
    }
}

impl Report for Statistics {
    fn file(&mut self, _out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()> {
        for finding in file.findings {
            let count = self.rules.entry(finding.rule.name).or_default();
            count.findings += 1;
            count.fixable += usize::from(fixable(finding));
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        if !self.rules.is_empty() {
            write_table(out, &self.rows())?;
            writeln!(out)?;
        }
        writeln!(out, "{}", summary.line(self.style.lang))
    }
}

/// Names to the left, numbers to the right, by the columns they take on the screen.
fn write_table(out: &mut dyn io::Write, rows: &[[String; 3]]) -> io::Result<()> {
    let widths = [0, 1, 2].map(|column| rows.iter().map(|row| row[column].width()).max().unwrap_or(0));
    for row in rows {
        let pad = |column: usize| " ".repeat(widths[column] - row[column].width());
        writeln!(out, "{}{}  {}{}  {}{}", row[0], pad(0), pad(1), row[1], pad(2), row[2])?;
    }
    Ok(())
}
