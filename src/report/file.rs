//! What was found in one file, and what several forms say of it.

use super::line_column::LineColumn;
use crate::finding::{Applicability, Finding, Fix, Meta};
use crate::text::sanitize::sanitize;
use crate::text::source::Source;

/// What was found in one file.
#[derive(Clone, Copy, Debug)]
pub struct FileReport<'a> {
    /// Relative to the working directory, with `/`; may hold any character.
    pub path: &'a str,
    /// Relative to the root of the git repository, with `/`: for what is shown beside the repository's files. The same
    /// as `path` where there is none.
    pub in_repository: &'a str,
    /// Its URL, for a terminal that shows links; `None` where there is no file, or no such terminal.
    pub url: Option<&'a str>,
    /// The text that the findings' spans point into; `None` for a file that could not be read.
    pub source: Option<&'a Source>,
    /// Sorted by place, then by rule.
    pub findings: &'a [Finding],
}

impl FileReport<'_> {
    /// The line and column of byte `offset`.
    pub(super) fn place(&self, offset: u32) -> LineColumn {
        self.source.map_or(LineColumn::START, |source| LineColumn::new(source, offset as usize))
    }
}

/// Whether `--fix` alone makes the finding's fix.
pub fn fixable(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
}

/// Where the rule's page can be read.
pub(super) fn page(rule: &Meta) -> String {
    let file = rule.name.replace('-', "_");
    format!("{}/blob/main/rules/{}/{file}.md", env!("CARGO_PKG_REPOSITORY"), rule.group)
}

/// The message, then the notes, each on a line.
pub fn with_notes(finding: &Finding) -> String {
    let lines = std::iter::once(&finding.message).chain(&finding.notes);
    lines.map(|line| sanitize(line)).collect::<Vec<_>>().join("\n")
}

/// The fix, if it is one that a program may offer to make, in a form that knows of one file: half of a fix would break
/// the links of other notes.
pub(super) fn offered(finding: &Finding) -> Option<&Fix> {
    finding.fix.as_ref().filter(|fix| fix.applicability != Applicability::Manual && fix.elsewhere.is_empty())
}
