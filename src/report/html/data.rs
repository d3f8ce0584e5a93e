//! The data of the page, as JSON that no note can break out of.

use std::borrow::Cow;
use std::io;

use serde::{Serialize, Serializer};

use super::diff::{Diff, diff};
use crate::finding::{Applicability, Finding, Meta, Severity};
use crate::report::ages::{Ages, Flagged};
use crate::report::file::page;
use crate::report::window::{Frame, Neighbours, Window, unmask};
use crate::report::{FileReport, Summary};
use crate::text::sanitize::sanitize;

/// A longer line is cut around the text at fault.
const FRAME: Frame = Frame { columns: 240, unicode: true, neighbours: Neighbours::Both };

/// Writes `value` for a script element. `<`, which JSON has only in strings, is escaped, so that there is no `</script` and no
/// `<!--` (HTML, "Restrictions for contents of script elements").
pub(super) fn write_json(out: &mut dyn io::Write, value: &impl Serialize) -> io::Result<()> {
    out.write_all(serde_json::to_string(value)?.replace('<', "\\u003c").as_bytes())
}

/// A finding.
#[derive(Serialize)]
pub(super) struct HtmlFinding<'a> {
    file: usize,
    rule: usize,
    severity: Severity,
    line: usize,
    column: usize,
    message: Cow<'a, str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<Cow<'a, str>>,
    /// The lines of the other places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<CodeExcerpt>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<HtmlFix<'a>>,
}

/// The lines of a finding and their neighbours.
#[derive(Serialize)]
struct CodeExcerpt {
    /// Number of the first line, from 1.
    first: usize,
    /// The text before the text at fault, the text at fault, and the text after it.
    text: [String; 3],
    /// The last line of a finding that is too long to be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<usize>,
}

#[derive(Serialize)]
struct HtmlFix<'a> {
    title: Cow<'a, str>,
    applicability: Applicability,
    diff: Diff,
}

impl<'a> HtmlFinding<'a> {
    pub(super) fn new(report: &FileReport<'a>, finding: &'a Finding, file: usize, rule: usize) -> Self {
        let place = report.place(finding.span.start);
        let fix = finding.fix.as_ref().map(|fix| HtmlFix {
            title: sanitize(&fix.title),
            applicability: fix.applicability,
            diff: report.source.map(|source| diff(source, &fix.edits)).unwrap_or_default(),
        });
        Self {
            file,
            rule,
            severity: finding.severity,
            line: place.line,
            column: place.column,
            message: sanitize(&finding.message),
            places: finding.places.iter().map(|place| report.place(place.start).line).collect(),
            notes: finding.notes.iter().map(|note| sanitize(note)).collect(),
            code: report
                .source
                .map(|source| CodeExcerpt::new(&Window::new(String::new(), source, finding.span, FRAME))),
            fix,
        }
    }
}

impl CodeExcerpt {
    fn new(window: &Window) -> Self {
        let text = window.parts().map(|part| unmask(part).into_owned());
        Self { first: window.first_line(), text, to: window.continues() }
    }
}

/// What comes after the findings.
#[derive(Serialize)]
pub(super) struct Tail<'a> {
    pub(super) version: &'static str,
    pub(super) lang: &'static str,
    pub(super) totals: HtmlTotals,
    pub(super) rules: Vec<HtmlRule>,
    pub(super) files: FileNames<'a>,
    pub(super) ages: Ages,
}

/// The numbers that can't be counted from the findings.
#[derive(Serialize)]
pub(super) struct HtmlTotals {
    files: usize,
    fixed: usize,
    withheld: usize,
}

impl HtmlTotals {
    pub(super) fn new(summary: &Summary) -> Self {
        Self { files: summary.files, fixed: summary.fixed, withheld: summary.withheld }
    }
}

#[derive(Serialize)]
pub(super) struct HtmlRule {
    name: &'static str,
    group: &'static str,
    alias: Option<&'static str>,
    en: &'static str,
    ja: &'static str,
    page: String,
}

impl HtmlRule {
    pub(super) fn new(rule: &'static Meta) -> Self {
        let Meta { name, group, summary, .. } = *rule;
        Self { name, group, alias: rule.alias(), en: summary.en, ja: summary.ja, page: page(rule) }
    }
}

/// The paths of the files that have findings.
pub(super) struct FileNames<'a>(pub(super) &'a [Flagged]);

impl Serialize for FileNames<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|file| sanitize(&file.path)))
    }
}
