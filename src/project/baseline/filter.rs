//! Leaves the findings of a baseline out.

use std::path::Path;

use super::{Baseline, file};
use crate::finding::config_error::ConfigError;
use crate::finding::{Finding, Lang};
use crate::project::run::{Filter, Filtered, NotePath};
use crate::text::source::Source;

/// A filter that leaves the findings of a baseline out.
#[derive(Debug)]
pub struct BaselineFilter(Baseline);

impl BaselineFilter {
    /// The filter for the project at `root`; `None` if it has no baseline. Paths in errors are relative to `cwd`.
    ///
    /// # Errors
    /// If the baseline can't be read.
    pub fn read(root: &Path, cwd: &Path, lang: Lang) -> Result<Option<Self>, ConfigError> {
        Ok(file::read(root, cwd, lang)?.map(Self))
    }
}

impl Filter for BaselineFilter {
    fn filter(&self, note: &NotePath, source: Option<&Source>, findings: &mut Vec<Finding>) -> Filtered {
        let known = self.0.known(&note.path, source, findings, |_| true);
        let mut known = known.into_iter();
        let before = findings.len();
        findings.retain(|_| !known.next().unwrap_or(false));
        Filtered { baseline: before - findings.len(), unchanged: 0 }
    }
}
