//! The report for reading: file by file, with the lines of the note and the fix below what is wrong.
//!
//! In a long report counts come first, and only the first findings of each rule have lines of the note: the others are a
//! line each.

use std::fmt::{self, Write as _};
use std::io;
use std::sync::Arc;

use textwrap::core::display_width;

use super::file::{FileReport, page};
use super::fold::{Block, Entry, blocks, difference, entries, quotes, ranges};
use super::format::{Report, Style};
use super::frame;
use super::overview::Overview;
use super::paint::{self, link, paint};
use super::summary::Summary;
use super::window::{Frame, Neighbours, Window};
use super::wrap::wrap;
use crate::finding::{Applicability, Finding, Fix, Lang, Severity, Text};
use crate::text::sanitize::sanitize;

/// A narrower terminal gets lines of this many columns.
const NARROWEST: usize = 40;

/// A message that would have fewer columns beside its rule starts on a line of its own.
const BESIDE_RULE: usize = 20;

/// Less than so many columns of a message are not left out for being said above.
const WORTH_LEAVING_OUT: usize = 20;

/// Rows of the table that a long report starts with; `--statistics` has all.
const ROWS: usize = 15;

const NOTE: Text = Text { en: "note: ", ja: "補足: " };
const FIX: Text = Text { en: "fix: ", ja: "修正: " };

/// The report for reading.
#[derive(Debug)]
pub(super) struct Pretty {
    style: Style,
    overview: Arc<Overview>,
}

impl Pretty {
    pub(super) fn new(style: Style, overview: Arc<Overview>) -> Self {
        Self { style: Style { width: style.width.max(NARROWEST), ..style }, overview }
    }
}

impl Report for Pretty {
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        if !self.overview.is_long() {
            return Ok(());
        }
        self.overview.counts.write(out, self.style, ROWS)?;
        writeln!(out)
    }

    fn file(&mut self, out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()> {
        let mut text = String::new();
        FileText { style: self.style, overview: &self.overview, file, column: column(file) }
            .write(&mut text)
            .map_err(io::Error::other)?;
        out.write_all(text.as_bytes())
    }

    fn finish(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        summary.write(out, self.style, Some(&self.overview))
    }
}

/// The column in which what is said of a finding starts, after the longest of the places.
fn column(file: &FileReport<'_>) -> usize {
    let widths = file.findings.iter().map(|finding| place(file, finding).len());
    widths.max().unwrap_or(0) + 4
}

fn place(file: &FileReport<'_>, finding: &Finding) -> String {
    let place = file.place(finding.span.start);
    format!("{}:{}", place.line, place.column)
}

/// Writes what was found in one file.
struct FileText<'a> {
    style: Style,
    overview: &'a Overview,
    file: &'a FileReport<'a>,
    /// See [`column`].
    column: usize,
}

impl FileText<'_> {
    fn write(&self, out: &mut String) -> fmt::Result {
        let FileReport { path, url, findings, .. } = *self.file;
        let name = sanitize(path);
        writeln!(out, "{}", link(self.style, url, paint(self.style, paint::PATH, &name)))?;
        let mut frames_left: Vec<(&str, usize)> = Vec::new();
        let (mut is_apart, mut said) = (true, None);
        for block in blocks(findings, entries(findings), |finding| self.line(finding)) {
            let rule = findings[block.entries[0].first].rule.name;
            let at = frames_left.iter().position(|(name, _)| *name == rule).unwrap_or_else(|| {
                frames_left.push((rule, self.overview.frames(path, rule)));
                frames_left.len() - 1
            });
            let has_frame = frames_left[at].1 > 0;
            if has_frame && !is_apart {
                writeln!(out)?;
            }
            if has_frame {
                frames_left[at].1 -= 1;
                self.framed(out, &block)?;
                writeln!(out)?;
            } else {
                self.listed(out, &block.entries, None, said)?;
            }
            (is_apart, said) = (has_frame, block.entries.last().map(|entry| &findings[entry.first]));
        }
        if !is_apart {
            writeln!(out)?;
        }
        Ok(())
    }

    fn line(&self, finding: &Finding) -> usize {
        self.file.place(finding.span.start).line
    }

    /// A block with the lines of its first finding.
    fn framed(&self, out: &mut String, block: &Block) -> fmt::Result {
        let entry = &block.entries[0];
        let finding = &self.file.findings[entry.first];
        self.head(out, finding, &finding.message)?;
        if let Some(source) = self.file.source {
            let room =
                Frame { columns: frame::columns(self.style), unicode: self.style.unicode, neighbours: Neighbours::One };
            let window = Window::new(String::new(), source, finding.span, room);
            frame::draw(out, &window, self.style, paint::color(finding.severity));
        }
        for note in &finding.notes {
            self.paragraph(out, NOTE.get(self.style.lang), note)?;
        }
        if let Some(fix) = &finding.fix {
            self.paragraph(out, FIX.get(self.style.lang), &offer(fix, self.style.lang))?;
        }
        if let Some(more) = self.more(entry) {
            self.paragraph(out, "", &more)?;
        }
        self.listed(out, &block.entries[1..], Some(finding), Some(finding))
    }

    /// A line for each of `entries`. `leader` is the finding above them that has its notes shown, `said` the one right above.
    fn listed<'s>(
        &'s self,
        out: &mut String,
        entries: &[Entry],
        leader: Option<&Finding>,
        mut said: Option<&'s Finding>,
    ) -> fmt::Result {
        let (separator, arrow) = if self.style.unicode { (" · ", " → ") } else { (" - ", " -> ") };
        for entry in entries {
            let finding = &self.file.findings[entry.first];
            let mut text = self.briefly(finding, said).unwrap_or_else(|| finding.message.clone());
            if let Some(new) = finding.fix.as_ref().and_then(|fix| replacement(&finding.message, fix)) {
                text.extend([arrow, "`", new, "`"]);
            }
            let is_new = |note: &&String| leader.is_none_or(|leader| !leader.notes.contains(note));
            let notes = self.overview.notes(self.file.path, finding).filter(is_new);
            notes.for_each(|note| text.extend([separator, note]));
            if let Some(more) = self.more(entry) {
                text.extend([separator, &more]);
            }
            self.head(out, finding, &text)?;
            said = Some(finding);
        }
        Ok(())
    }

    /// What sets the message of `finding` apart from that of `before`, if it does not fit on a line.
    fn briefly(&self, finding: &Finding, before: Option<&Finding>) -> Option<String> {
        let label = display_width(&label(finding, self.style.lang));
        let room = self.style.width.saturating_sub(self.column + label + 1);
        if display_width(&finding.message) <= room {
            return None;
        }
        let ellipsis = if self.style.unicode { "…" } else { "..." };
        let text = difference(&before?.message, &finding.message, ellipsis)?;
        (display_width(&text) + WORTH_LEAVING_OUT <= display_width(&finding.message)).then_some(text)
    }

    /// Place, severity and rule of `finding`, and then `text`.
    fn head(&self, out: &mut String, finding: &Finding, text: &str) -> fmt::Result {
        let (style, lang) = (self.style, self.style.lang);
        let place = place(self.file, finding);
        let label = label(finding, lang);
        let rule_url = style.links.then(|| page(finding.rule));
        let color = paint::color(finding.severity);
        write!(out, "  {}", link(style, self.file.url, place.as_str().into()))?;
        write!(out, "{:gap$}", "", gap = self.column - 2 - place.len())?;
        let severity = severity_name(finding.severity, lang);
        let rule = link(style, rule_url.as_deref(), finding.rule.name.into());
        write!(out, "{}", paint(style, color, &format!("{severity}[{rule}]")))?;
        let used = self.column + display_width(&label) + 1;
        let room = style.width.saturating_sub(used);
        let text = sanitize(text);
        let mut lines = if room < BESIDE_RULE {
            let mut lines = vec![""];
            lines.extend(wrap(&text, style.width - self.column, style.width - self.column));
            lines
        } else {
            wrap(&text, room, style.width - self.column)
        }
        .into_iter();
        match lines.next() {
            Some("") | None => writeln!(out)?,
            Some(first) => writeln!(out, " {first}")?,
        }
        lines.try_for_each(|line| writeln!(out, "{:1$}{line}", "", self.column))
    }

    /// `text` after `label`, its further lines below its first.
    fn paragraph(&self, out: &mut String, label: &str, text: &str) -> fmt::Result {
        let indent = 2 + display_width(label);
        let text = sanitize(text);
        let room = self.style.width - indent;
        let mut label = format!("  {}", paint(self.style, paint::LABEL, label));
        for line in wrap(&text, room, room) {
            writeln!(out, "{label}{line}")?;
            label = " ".repeat(indent);
        }
        Ok(())
    }

    /// How many more findings `entry` has, and where.
    fn more(&self, entry: &Entry) -> Option<String> {
        let own = self.line(&self.file.findings[entry.first]);
        let count = entry.more.len();
        let mut lines: Vec<usize> = entry.more.iter().map(|&index| self.line(&self.file.findings[index])).collect();
        lines.dedup();
        let dash = if self.style.unicode { "–" } else { "-" };
        let is_same = *lines == [own];
        match (self.style.lang, &lines[..]) {
            (_, []) => None,
            (Lang::En, _) if is_same => Some(format!("and {count} more on this line")),
            (Lang::Ja, _) if is_same => Some(format!("ほか {count} 件、同じ行")),
            (Lang::En, [line]) => Some(format!("and {count} more, line {line}")),
            (Lang::En, lines) => Some(format!("and {count} more, lines {}", ranges(lines, dash, ", "))),
            (Lang::Ja, lines) => Some(format!("ほか {count} 件、{} 行目", ranges(lines, dash, "、"))),
        }
    }
}

/// Severity and rule, as they are shown.
fn label(finding: &Finding, lang: Lang) -> String {
    format!("{}[{}]", severity_name(finding.severity, lang), finding.rule.name)
}

fn severity_name(severity: Severity, lang: Lang) -> &'static str {
    match (lang, severity) {
        (Lang::En, severity) => severity.name(),
        (Lang::Ja, Severity::Error) => "エラー",
        (Lang::Ja, Severity::Warning) => "警告",
        (Lang::Ja, Severity::Advice) => "参考",
    }
}

/// What `fix` writes, if it is one text that `message` does not have.
fn replacement<'f>(message: &str, fix: &'f Fix) -> Option<&'f str> {
    let mut all = quotes(&fix.title);
    let first = all.next()?;
    (all.next().is_none() && quotes(message).all(|quote| quote != first)).then_some(first)
}

/// The fix's title, and what it takes to apply it.
fn offer(fix: &Fix, lang: Lang) -> String {
    let takes = match fix.applicability {
        Applicability::Safe => Text { en: "", ja: "" },
        Applicability::Unsafe => Text { en: " (needs --unsafe-fixes)", ja: "（--unsafe-fixes が必要）" },
        Applicability::Manual => Text { en: " (by hand)", ja: "（手作業）" },
    };
    format!("{}{}", fix.title, takes.get(lang))
}
