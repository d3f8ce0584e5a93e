//! The report for people: file by file, with the lines of the note and the fix below each finding.
//!
//! A long report starts with counts. Only the first findings of each rule show lines of the note; the others are a line each.

use std::fmt::{self, Write as _};
use std::io;
use std::iter;
use std::sync::Arc;

use textwrap::core::display_width;

use super::file::{FileReport, page};
use super::fold::{FoldEntry, blocks, difference, entries, more, quotes};
use super::format::Report;
use super::frame;
use super::overview::Overview;
use super::paint::{self, link, paint};
use super::style::Style;
use super::summary::Summary;
use super::window::{Frame, Neighbours, Window};
use super::wrap::wrap;
use crate::finding::{Applicability, Finding, Fix, Lang, Severity, Text};
use crate::text::sanitize::sanitize;

/// The least number of columns, however narrow the terminal is.
const NARROWEST: usize = 40;

/// A message with fewer columns left after the rule starts on a new line.
const BESIDE_RULE: usize = 20;

/// A message is shortened to what differs from the previous one only if that saves at least this many columns.
const WORTH_LEAVING_OUT: usize = 20;

/// Rows of the table at the start of a long report; `--statistics` shows all rules.
const ROWS: usize = 15;

const NOTE: Text = Text { en: "note: ", ja: "補足: " };
const FIX: Text = Text { en: "fix: ", ja: "修正: " };

/// The report for people.
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
        FileSection { style: self.style, overview: &self.overview, file, column: column(file) }
            .write(&mut text)
            .map_err(io::Error::other)?;
        out.write_all(text.as_bytes())
    }

    fn finish(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        summary.write(out, self.style, Some(&self.overview))
    }
}

/// The column in which severities start: after the longest `line:column` of the file.
fn column(file: &FileReport<'_>) -> usize {
    let widths = file.findings.iter().map(|finding| place(file, finding).len());
    widths.max().unwrap_or(0) + 4
}

fn place(file: &FileReport<'_>, finding: &Finding) -> String {
    let place = file.place(finding.span.start);
    format!("{}:{}", place.line, place.column)
}

/// Writes the findings of one file.
struct FileSection<'a> {
    style: Style,
    overview: &'a Overview,
    file: &'a FileReport<'a>,
    /// See [`column()`].
    column: usize,
}

impl FileSection<'_> {
    fn write(&self, out: &mut String) -> fmt::Result {
        let FileReport { path, url, findings, .. } = *self.file;
        let name = sanitize(path);
        writeln!(out, "{}", link(self.style, url, paint(self.style, paint::PATH, &name)))?;
        let (mut is_apart, mut previous) = (true, None);
        for (entries, has_frame) in self.parts() {
            if has_frame {
                if !is_apart {
                    writeln!(out)?;
                }
                self.framed(out, &entries)?;
                writeln!(out)?;
            } else {
                self.listed(out, &entries, None, previous)?;
            }
            (is_apart, previous) = (has_frame, entries.last().map(|entry| &findings[entry.first]));
        }
        if !is_apart {
            writeln!(out)?;
        }
        Ok(())
    }

    /// The entries in the order of the report. Those of a part belong together; the flag says whether the first one shows lines
    /// of the note.
    fn parts(&self) -> Vec<(Vec<FoldEntry>, bool)> {
        let FileReport { path, findings, .. } = *self.file;
        let mut frames_left: Vec<(&str, usize)> = Vec::new();
        let mut parts = Vec::new();
        for entries in blocks(findings, entries(findings, !self.overview.is_long()), |finding| self.line(finding)) {
            let rule = findings[entries[0].first].rule.name;
            let at = frames_left.iter().position(|(name, _)| *name == rule).unwrap_or_else(|| {
                frames_left.push((rule, self.overview.frames(path, rule)));
                frames_left.len() - 1
            });
            if let Some(left) = frames_left[at].1.checked_sub(1) {
                frames_left[at].1 = left;
                parts.push((entries, true));
            } else {
                parts.extend(entries.into_iter().map(|entry| (vec![entry], false)));
            }
        }
        parts.sort_by_key(|(entries, _)| entries[0].first);
        parts
    }

    fn line(&self, finding: &Finding) -> usize {
        self.file.place(finding.span.start).line
    }

    /// Writes a block: the first entry with lines of the note, the others a line each.
    fn framed(&self, out: &mut String, entries: &[FoldEntry]) -> fmt::Result {
        let Some((entry, others)) = entries.split_first() else { return Ok(()) };
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
        self.listed(out, others, Some(finding), Some(finding))
    }

    /// Writes a line for each of `entries`. `leader` is the first finding of their block, whose notes and fix are shown; `previous`
    /// is the finding right above.
    fn listed<'s>(
        &'s self,
        out: &mut String,
        entries: &[FoldEntry],
        leader: Option<&Finding>,
        mut previous: Option<&'s Finding>,
    ) -> fmt::Result {
        let (separator, arrow) = if self.style.unicode { (" · ", " → ") } else { (" - ", " -> ") };
        for entry in entries {
            let finding = &self.file.findings[entry.first];
            let mut text = self.briefly(finding, previous).unwrap_or_else(|| finding.message.clone());
            let is_new =
                |fix: &&Fix| leader.and_then(|leader| leader.fix.as_ref()).is_none_or(|old| old.title != fix.title);
            let fix = finding.fix.as_ref().filter(is_new);
            if let Some(new) = fix.and_then(|fix| replacement(&finding.message, fix)) {
                text.extend([arrow, "`", new, "`"]);
            }
            let is_new = |note: &&String| leader.is_none_or(|leader| !leader.notes.contains(note));
            let notes = self.overview.notes(self.file.path, finding).filter(is_new);
            notes.for_each(|note| text.extend([separator, note]));
            if let Some(more) = self.more(entry) {
                text.extend([separator, &more]);
            }
            self.head(out, finding, &text)?;
            previous = Some(finding);
        }
        Ok(())
    }

    /// How the message of `finding` differs from that of `before`, if the whole message does not fit on a line.
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

    /// Writes the place, severity and rule of `finding`, then `text`.
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

    /// Writes `text` after `label`, with its lines aligned.
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

    /// How many more places `entry` has, and where.
    fn more(&self, entry: &FoldEntry) -> Option<String> {
        let first = &self.file.findings[entry.first];
        let others = entry.more.iter().map(|&index| &self.file.findings[index]);
        let spans = first.places.iter().chain(others.flat_map(|other| iter::once(&other.span).chain(&other.places)));
        let mut lines: Vec<usize> = spans.map(|span| self.file.place(span.start).line).collect();
        lines.sort_unstable();
        more(self.line(first), &lines, self.style.lang, if self.style.unicode { "–" } else { "-" })
    }
}

/// Severity and rule. Example: `warning[dead-link]`.
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

/// The text that `fix` writes, if its title quotes one text that `message` does not quote.
fn replacement<'f>(message: &str, fix: &'f Fix) -> Option<&'f str> {
    let mut all = quotes(&fix.title);
    let first = all.next()?;
    (all.next().is_none() && quotes(message).all(|quote| quote != first)).then_some(first)
}

/// The fix's title, and what it needs to be applied.
fn offer(fix: &Fix, lang: Lang) -> String {
    let takes = match fix.applicability {
        Applicability::Safe => return fix.title.clone(),
        Applicability::Unsafe => Text { en: "needs --unsafe-fixes", ja: "--unsafe-fixes が必要" },
        Applicability::Manual => Text { en: "by hand", ja: "手作業" },
    };
    let takes = takes.get(lang);
    match (lang, fix.title.strip_suffix('）')) {
        (Lang::En, _) => format!("{} ({takes})", fix.title),
        (Lang::Ja, Some(title)) => format!("{title}、{takes}）"),
        (Lang::Ja, None) => format!("{}（{takes}）", fix.title),
    }
}
