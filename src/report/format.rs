//! The forms of a report, and what each is asked to do.

use std::io;

use super::file::FileReport;
use super::summary::Summary;
use crate::finding::Lang;

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
    /// Whether rule names link to their pages and places to their files (OSC 8).
    pub links: bool,
}

impl Style {
    /// For reading without a terminal: no colours, lines of 100 columns.
    pub const fn plain(lang: Lang) -> Self {
        Self { lang, color: false, unicode: true, width: 100, links: false }
    }
}

/// A way to write findings. [`Report::begin`] is called first, then [`Report::file`] once for each file that has any
/// findings, in the order of their paths, then [`Report::finish`]. A run that is to be quiet leaves out the first and the last.
pub trait Report {
    /// Writes what comes before the findings.
    ///
    /// # Errors
    /// Those of `out`.
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        let _ = out;
        Ok(())
    }

    /// Writes the findings of one file.
    ///
    /// # Errors
    /// Those of `out`.
    fn file(&mut self, out: &mut dyn io::Write, file: &FileReport<'_>) -> io::Result<()>;

    /// Writes what comes after the findings.
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
    pub fn is_independent_per_file(self) -> bool {
        matches!(self, Self::Pretty | Self::Concise)
    }
}
