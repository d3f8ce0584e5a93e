//! The lines that have findings, and when they were written.

use serde::Serialize;

use crate::report::FileReport;
use crate::text::source::Source;

/// A file that has findings.
#[derive(Debug)]
pub struct Flagged {
    /// Relative to the working directory.
    pub path: String,
    /// For each finding the line that it begins on, from 1, as git counts lines.
    pub lines: Vec<usize>,
}

impl Flagged {
    /// That of `file`.
    pub fn new(file: &FileReport<'_>) -> Self {
        let mut counter = Counter::default();
        let line = |offset: u32| file.source.map_or(1, |source| counter.line(source, offset as usize));
        let lines = file.findings.iter().map(|finding| finding.span.start).map(line).collect();
        Self { path: file.path.to_owned(), lines }
    }
}

/// Counts lines up to offsets that mostly grow. Git ends lines with LF alone, other than `CommonMark`.
#[derive(Default)]
struct Counter {
    offset: usize,
    line: usize,
}

impl Counter {
    fn line(&mut self, source: &Source, offset: usize) -> usize {
        let text = source.text().as_bytes();
        // Behind the last line there is no further one.
        let offset = offset.min(text.len().saturating_sub(1));
        if offset < self.offset {
            *self = Self::default();
        }
        self.line += memchr::memchr_iter(b'\n', &text[self.offset..offset]).count();
        self.offset = offset;
        self.line + 1
    }
}

/// What git says of the findings' lines.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum Ages {
    /// There is no git, or no repository.
    Unknown,
    /// The clone has not the whole history: all lines would look as old as it.
    Shallow,
    /// Times are seconds since 1970.
    Known {
        /// That of the last commit: what ages are counted from, so that a report is the same whenever it is made.
        at: u64,
        /// What the times are of.
        of: AgeSource,
        /// For each finding, in their order: when its line was written; 0 where that is not committed yet.
        written: Vec<Option<u64>>,
    },
}

/// What an age is that of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AgeSource {
    /// The line that the finding begins on.
    Line,
    /// The last change of its file.
    File,
}

/// What tells the ages of the lines that have findings: git, or nobody.
pub type AgesOf = fn(&[Flagged]) -> Ages;
