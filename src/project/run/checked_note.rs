//! A note that was checked, ready for a report.

use super::notes::Project;
use super::outcome::{FixReport, Outcome, spans_fit};
use crate::finding::{Finding, Lang, tell_once};
use crate::text::source::Source;

/// A note that was checked.
#[derive(Clone, Debug)]
pub struct CheckedNote {
    /// Relative to the project, with `/`.
    pub path: String,
    /// The text that the findings' spans refer to, after fixes; `None` if the note can't be read.
    pub source: Option<Source>,
    /// Sorted by position, then by rule.
    pub findings: Vec<Finding>,
    /// What was fixed; `None` if nothing was.
    pub fixes: Option<FixReport>,
}

impl CheckedNote {
    /// The note of `outcome`, with each fact reported once.
    pub(in crate::project) fn new(project: &Project, mut outcome: Outcome, lang: Lang) -> Self {
        tell_once(&mut outcome.findings, lang);
        let note = &project.notes[outcome.note];
        let fixes = outcome.fix_report;
        let fixed = fixes.as_ref().and_then(|fixes| fixes.texts.as_ref()).map(|(_, after)| after.clone());
        let source = match fixed {
            Some(text) => Source::new(text).ok(),
            None => project.read(note).ok(),
        };
        let source = source.filter(|source| spans_fit(&outcome.findings, source));
        Self { path: note.path.clone(), source, findings: outcome.findings, fixes }
    }

    /// The text of the note, after fixes; `None` if it can't be read.
    pub fn text(&self) -> Option<&str> {
        self.source.as_ref().map(Source::text)
    }
}
