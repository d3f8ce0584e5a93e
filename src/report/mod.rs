//! What a run has to say, in the form asked for. Only here are there lines and columns.
//!
//! A report is written as the run goes: nothing is kept of a file once it is written.

pub mod ages;
mod checkstyle;
mod concise;
mod github;
mod gitlab;
mod guarded;
mod html;
mod json;
mod jsonl;
mod junit;
mod markdown;
pub mod mistake;
mod pretty;
mod rdjson;
mod render;
pub(crate) mod runner;
mod sarif;
mod statistics;
mod summary;
pub(crate) mod window;
mod xml;

#[cfg(test)]
mod format_tests;
#[cfg(test)]
mod tests;

use std::io;

use crate::finding::{Applicability, Finding, Fix, Lang, Meta};
use crate::text::sanitize::sanitize;
use crate::text::source::Source;
use ages::{Ages, AgesOf};
pub use render::render;
pub use summary::Summary;

/// The signature that may stand before a text; it is no character of its first line.
const BOM: char = '\u{FEFF}';

/// What was found in one file.
#[derive(Clone, Copy, Debug)]
pub struct FileReport<'a> {
    /// Relative to the working directory, with `/`; may hold any character.
    pub path: &'a str,
    /// Relative to the root of the git repository, with `/`: for what is shown beside the repository's files. The same
    /// as `path` where there is none.
    pub in_repository: &'a str,
    /// The text that the findings' spans point into; `None` for a file that could not be read.
    pub source: Option<&'a Source>,
    /// Sorted by place, then by rule.
    pub findings: &'a [Finding],
}

impl FileReport<'_> {
    /// Where byte `offset` stands.
    fn place(&self, offset: u32) -> Place {
        self.source.map_or(Place::START, |source| Place::new(source, offset as usize))
    }
}

/// How a report looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The language of all but the findings' own texts, which are in it already.
    pub lang: Lang,
    /// Whether to use ANSI colours.
    pub color: bool,
    /// Whether lines and marks may be other than ASCII.
    pub unicode: bool,
    /// The terminal's width in columns.
    pub width: usize,
    /// Whether rule names lead to their pages (OSC 8).
    pub links: bool,
}

impl Style {
    /// For reading without a terminal: no colours, lines of 100 columns.
    pub const fn plain(lang: Lang) -> Self {
        Self { lang, color: false, unicode: true, width: 100, links: false }
    }
}

/// A way to write findings. [`Report::file`] is called once for each file that has any, in the order of their paths;
/// then [`Report::finish`].
pub trait Report {
    /// Writes the findings of one file.
    ///
    /// # Errors
    /// Those of `out`.
    fn file(&mut self, out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()>;

    /// Writes what stands at the end.
    ///
    /// # Errors
    /// Those of `out`.
    fn finish(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()>;

    /// Whether a file's findings could not be written because of a bug in the report: an `internal-error` is there instead.
    fn has_panicked(&self) -> bool {
        false
    }
}

/// The form of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// The lines at fault with a label under them: for reading.
    #[default]
    Pretty,
    /// One line for each finding: for editors and grep.
    Concise,
    /// The JSON contract, for programs; [`Style`] changes nothing of it.
    Json,
    /// One page to look at in a browser.
    Html,
    /// The findings of the JSON contract, one on a line, as they come.
    Jsonl,
    /// Annotations of GitHub Actions, as workflow commands.
    Github,
    /// SARIF 2.1.0 (OASIS), for code scanning.
    Sarif,
    /// `JUnit` XML, for the test pages of CI servers.
    Junit,
    /// GitLab's code quality report.
    Gitlab,
    /// Checkstyle's XML.
    Checkstyle,
    /// reviewdog's diagnostic format, with suggestions.
    Rdjson,
    /// A table in Markdown, for the summary of a job.
    Markdown,
}

impl Format {
    /// All of them, in the order in which they are explained.
    pub const ALL: [Format; 12] = [
        Self::Pretty,
        Self::Concise,
        Self::Json,
        Self::Jsonl,
        Self::Github,
        Self::Sarif,
        Self::Junit,
        Self::Gitlab,
        Self::Checkstyle,
        Self::Rdjson,
        Self::Markdown,
        Self::Html,
    ];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pretty => "pretty",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Github => "github",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Gitlab => "gitlab",
            Self::Checkstyle => "checkstyle",
            Self::Rdjson => "rdjson",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// Whether a program reads it, which needs the end as much as the rest: it is written even where a run is to be
    /// quiet, and where nothing was checked.
    pub fn is_for_programs(self) -> bool {
        !matches!(self, Self::Pretty | Self::Concise)
    }

    /// Whether what it says of a file depends on no other file, so that several can be written at a time.
    pub fn stands_alone(self) -> bool {
        matches!(self, Self::Pretty | Self::Concise)
    }
}

/// The report in `format`.
pub fn report(format: Format, style: Style) -> Box<dyn Report> {
    with_ages(format, style, |_| Ages::Unknown)
}

/// The same, where `ages` tells when the lines with findings were written. Only [`Format::Html`] asks.
pub fn with_ages(format: Format, style: Style, ages: AgesOf) -> Box<dyn Report> {
    Box::new(guarded::Guarded::new(move || bare(format, style, ages), style.lang))
}

/// The same, which a panic leaves half written.
fn bare(format: Format, style: Style, ages: AgesOf) -> Box<dyn Report> {
    match format {
        Format::Pretty => Box::new(pretty::Pretty::new(style)),
        Format::Concise => Box::new(concise::Concise { style }),
        Format::Json => Box::<json::Json>::default(),
        Format::Html => Box::new(html::Html::new(style, ages)),
        Format::Jsonl => Box::new(jsonl::Jsonl),
        Format::Github => Box::new(github::Github::new(style.lang)),
        Format::Sarif => Box::new(sarif::Sarif::new(style.lang)),
        Format::Junit => Box::<junit::Junit>::default(),
        Format::Gitlab => Box::<gitlab::Gitlab>::default(),
        Format::Checkstyle => Box::<checkstyle::Checkstyle>::default(),
        Format::Rdjson => Box::<rdjson::Rdjson>::default(),
        Format::Markdown => Box::new(markdown::Markdown::new(style.lang)),
    }
}

/// The report of `--statistics`: how often each rule found something, instead of where.
pub fn statistics(style: Style) -> Box<dyn Report> {
    Box::new(guarded::Guarded::new(move || Box::new(statistics::Statistics::new(style)), style.lang))
}

/// Line and column, both from 1; the column counts Unicode scalar values. A byte order mark is not counted, as no
/// editor counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    line: usize,
    column: usize,
}

impl Place {
    /// The first character of a file.
    const START: Self = Self { line: 1, column: 1 };

    /// Of byte `offset` of `source`.
    fn new(source: &Source, offset: usize) -> Self {
        let text = source.text();
        let position = source.lines().position(text, offset);
        let mark = position.line == 1 && offset > 0 && text.starts_with(BOM);
        Self { line: position.line, column: position.column - usize::from(mark) }
    }

    /// The same, where the column counts UTF-16 code units.
    fn utf16(source: &Source, offset: usize) -> Self {
        let text = source.text();
        let line = source.lines().line(offset);
        let before = text.get(source.lines().start(line)..offset).unwrap_or_default();
        let before = if line == 0 { before.strip_prefix(BOM).unwrap_or(before) } else { before };
        let units: usize = before.chars().map(char::len_utf16).sum();
        Self { line: line + 1, column: units + 1 }
    }
}

/// Whether `--fix` alone makes the finding's fix.
pub fn fixable(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
}

/// Where the rule's page can be read.
fn page(rule: &Meta) -> String {
    let file = rule.name.replace('-', "_");
    format!("{}/blob/main/rules/{}/{file}.md", env!("CARGO_PKG_REPOSITORY"), rule.group)
}

/// The message, then the notes, each on a line.
pub(crate) fn with_notes(finding: &Finding) -> String {
    let lines = std::iter::once(&finding.message).chain(&finding.notes);
    lines.map(|line| sanitize(line)).collect::<Vec<_>>().join("\n")
}

/// The fix, if it is one that a program may offer to make, in a form that knows of one file: half of a fix would break
/// the links of other notes.
fn offered(finding: &Finding) -> Option<&Fix> {
    finding.fix.as_ref().filter(|fix| fix.applicability != Applicability::Manual && fix.elsewhere.is_empty())
}
