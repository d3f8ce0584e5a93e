//! The lines that have findings, and when they were written.

use serde::Serialize;

use crate::report::FileReport;
use crate::text::source::Source;

/// A file that has findings.
#[derive(Debug)]
pub struct Flagged {
    /// Relative to the working directory.
    pub path: String,
    /// The line on which each finding starts, from 1, as git counts lines.
    pub lines: Vec<usize>,
}

impl Flagged {
    /// The lines of the findings in `file`.
    pub fn new(file: &FileReport<'_>) -> Self {
        let mut counter = Counter::default();
        let line = |offset: u32| file.source.map_or(1, |source| counter.line(source, offset as usize));
        let lines = file.findings.iter().map(|finding| finding.span.start).map(line).collect();
        Self { path: file.path.to_owned(), lines }
    }
}

/// Counts lines up to offsets that mostly increase. For git, unlike `CommonMark`, only LF ends a line.
#[derive(Default)]
struct Counter {
    offset: usize,
    line: usize,
}

impl Counter {
    fn line(&mut self, source: &Source, offset: usize) -> usize {
        let text = source.text().as_bytes();
        // An offset after the last line belongs to the last line.
        let offset = offset.min(text.len().saturating_sub(1));
        if offset < self.offset {
            *self = Self::default();
        }
        self.line += memchr::memchr_iter(b'\n', &text[self.offset..offset]).count();
        self.offset = offset;
        self.line + 1
    }
}

/// When the lines of the findings were written, according to git.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum Ages {
    /// There is no git, or no repository.
    Unknown,
    /// The clone is shallow: every line would look as old as its oldest commit.
    Shallow,
    /// Times are seconds since 1970.
    Known {
        /// The time of the last commit. Ages are counted from it, so that the same commit always has the same report.
        at: u64,
        /// What the times are of.
        of: Whose,
        /// When the line of each finding was written, in the order of the findings; 0 if it is not committed yet.
        written: Vec<Option<u64>>,
    },
}

/// What an age refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Whose {
    /// The line on which the finding starts.
    Line,
    /// The last change of its file.
    File,
}

/// Returns the ages of the lines that have findings.
pub type AgesOf = fn(&[Flagged]) -> Ages;
