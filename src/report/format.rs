//! The formats of a report, and the trait that writes one.

use std::io;

use super::file::FileReport;
use super::summary::Summary;

/// Writes findings. [`Report::begin`] is called first, then [`Report::file`] once for each file that has findings, in the
/// order of their paths, then [`Report::finish`]. A quiet run calls [`Report::file`] only.
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

    /// Whether a bug in the report kept a file's findings from being written; an `internal-error` was written instead.
    fn has_panicked(&self) -> bool {
        false
    }
}

/// The format of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// File by file, with the lines of the note: for people.
    #[default]
    Pretty,
    /// One line for each finding: for editors and grep.
    Concise,
    /// The JSON contract, for programs; the style changes nothing in it.
    Json,
    /// One page, for a browser.
    Html,
    /// The findings of the JSON contract, one per line.
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
    /// All formats, in the order of the help.
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

    /// Whether it is for programs. Such a report is always complete, even in a quiet run and if nothing was checked.
    pub fn is_for_programs(self) -> bool {
        !matches!(self, Self::Pretty | Self::Concise)
    }

    /// Whether the part about a file depends on no other file, so that several can be written in parallel.
    pub fn is_independent_per_file(self) -> bool {
        matches!(self, Self::Pretty | Self::Concise)
    }
}
