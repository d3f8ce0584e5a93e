//! A note that was checked.

use std::path::Path;
use std::sync::Arc;

use url::Url;

use crate::finding::{Finding, Lang, tell_once};
use crate::project::baseline;
use crate::project::run::{self, Filtered, FixReport, NotePath, Outcome, Project};
use crate::report::{FileReport, Found, Summary};
use crate::text::paths;
use crate::text::source::Source;

/// A note and the results of checking it.
pub(super) struct ReportedNote<'a> {
    /// Relative to the working directory, with `/`.
    pub(super) path: String,
    project: &'a Project,
    pub(super) note: &'a NotePath,
    pub(super) findings: Vec<Finding>,
    /// See [`Outcome::source`].
    source: Option<Arc<Source>>,
    pub(super) fix_report: Option<FixReport>,
    pub(super) filtered: Filtered,
}

impl<'a> ReportedNote<'a> {
    pub(super) fn new(project: &'a Project, outcome: Outcome, cwd: &Path, lang: Lang) -> Self {
        let note = &project.notes[outcome.note];
        let Outcome { mut findings, source, fix_report, filtered, .. } = outcome;
        tell_once(&mut findings, lang);
        // Reports name files as seen from the working directory.
        for edits in findings.iter_mut().filter_map(|finding| finding.fix.as_mut()).flat_map(|fix| &mut fix.elsewhere) {
            edits.path = paths::relative(cwd, &project.root.join(&edits.path));
        }
        Self { path: paths::relative(cwd, &note.file), project, note, findings, source, fix_report, filtered }
    }

    /// Counts the note in `summary`. `file` has its findings.
    pub(super) fn count(&self, file: &FileReport<'_>, summary: &mut Summary) {
        // A note in which only a link was changed was not checked.
        if self.note.selected {
            summary.add(file);
        }
        if let Some(fix_report) = &self.fix_report {
            summary.add_fixed(fix_report.fixed, fix_report.links);
        }
        summary.baseline += self.filtered.baseline;
        summary.unchanged += self.filtered.unchanged;
    }

    /// Whether its project has a baseline.
    pub(super) fn has_baseline(&self) -> bool {
        self.project.root.join(baseline::FILE_NAME).exists()
    }

    /// The findings and fixes, for an overview of the run.
    pub(super) fn found(&self) -> Found<'_> {
        let fixed = self.fix_report.as_ref().map_or(&[][..], |fix_report| &fix_report.fixed_by);
        Found { path: &self.path, findings: &self.findings, fixed }
    }

    /// The URL of the note on `host`; `None` for standard input.
    pub(super) fn url(&self, host: Option<&str>) -> Option<String> {
        let mut url = Url::from_file_path(&self.note.file).ok().filter(|_| !self.note.from_input)?;
        // Without a host the URL is valid too: terminals then look for the file on their own machine.
        let _ = url.set_host(host);
        Some(url.into())
    }

    /// The text that the findings point into; `None` if it has changed since they were found.
    pub(super) fn source(&self) -> Option<Arc<Source>> {
        let fix_report = self.fix_report.as_ref().and_then(|fix_report| fix_report.texts.as_ref());
        let source = match (fix_report, &self.source) {
            (Some((_, after)), _) => Arc::new(Source::new(after.clone()).ok()?),
            (None, Some(source)) => source.clone(),
            (None, None) => Arc::new(self.project.read(self.note).ok()?),
        };
        run::spans_fit(&self.findings, &source).then_some(source)
    }
}
