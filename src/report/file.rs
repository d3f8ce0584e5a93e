//! The findings of one file, and what several formats show of them.

use super::fold::more;
use super::line_column::LineColumn;
use crate::finding::{Applicability, Finding, Fix, Lang, Meta};
use crate::text::sanitize::sanitize;
use crate::text::source::{Source, Span};

/// The findings of one file.
#[derive(Clone, Copy, Debug)]
pub struct FileReport<'a> {
    /// Relative to the working directory, with `/`; may contain any character.
    pub path: &'a str,
    /// Relative to the root of the git repository, with `/`, for reports shown next to the repository's files. The same as
    /// `path` outside a repository.
    pub in_repository: &'a str,
    /// The URL of the file, for terminals that support links; `None` for standard input.
    pub url: Option<&'a str>,
    /// The text that the findings' spans point into; `None` for a file that could not be read.
    pub source: Option<&'a Source>,
    /// Sorted by place, then by rule.
    pub findings: &'a [Finding],
    /// The language of the report.
    pub lang: Lang,
}

impl FileReport<'_> {
    /// The line and column of byte `offset`.
    pub(super) fn place(&self, offset: u32) -> LineColumn {
        self.source.map_or(LineColumn::START, |source| LineColumn::new(source, offset as usize))
    }

    /// The message, then the notes and the other places, each on a line.
    pub fn with_notes(&self, finding: &Finding) -> String {
        let lines = std::iter::once(with_notes(finding)).chain(self.other_places(finding));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The message, followed by the other places, on one line.
    pub(super) fn with_places(&self, finding: &Finding) -> String {
        let message = sanitize(&finding.message);
        match (self.other_places(finding), self.lang) {
            (None, _) => message.into_owned(),
            (Some(places), Lang::En) => format!("{message}, {places}"),
            (Some(places), Lang::Ja) => format!("{message}、{places}"),
        }
    }

    /// How many other places `finding` has, and on which lines.
    fn other_places(&self, finding: &Finding) -> Option<String> {
        let line = |span: &Span| self.place(span.start).line;
        let lines: Vec<usize> = finding.places.iter().map(line).collect();
        more(line(&finding.span), &lines, self.lang, "-")
    }
}

/// Whether `--fix` applies the finding's fix without `--unsafe-fixes`.
pub fn fixable(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
}

/// The URL of the rule's page on the documentation site, which `playground/site` builds.
pub fn page(rule: &Meta) -> String {
    format!("{}rules/{}/{}", env!("CARGO_PKG_HOMEPAGE"), rule.group, rule.name)
}

/// The message, then the notes, each on a line.
pub fn with_notes(finding: &Finding) -> String {
    let lines = std::iter::once(&finding.message).chain(&finding.notes);
    lines.map(|line| sanitize(line)).collect::<Vec<_>>().join("\n")
}

/// The fix, if a program may offer to apply it. Fixes that also edit other notes are left out: these formats describe one file
/// at a time, and half of such a fix would break links.
pub(super) fn offered(finding: &Finding) -> Option<&Fix> {
    finding.fix.as_ref().filter(|fix| fix.applicability != Applicability::Manual && fix.elsewhere.is_empty())
}
