//! Runs that change nothing.

use super::analyze::{AnalyzedNotes, Run};
use super::notes::Project;
use super::options::RunOptions;
use super::outcome::Outcome;
use crate::facts::files::FileTree;
use crate::lint::fix::FixBasis;
use crate::lint::panics::catch;

/// Checks `project`. Returns one outcome per selected note, in the order of the notes.
pub fn check(project: &Project, options: &RunOptions<'_>) -> Vec<Outcome> {
    let run = Run { project, options };
    run.check_analyzed(&run.analyze_notes())
}

impl Run<'_> {
    /// Checks the selected notes, which are `analyzed`.
    pub(super) fn check_analyzed(&self, analyzed: &AnalyzedNotes) -> Vec<Outcome> {
        let tree = FileTree::new(self.project.files.clone());
        match catch(|| self.facts(analyzed, &tree)) {
            Ok(facts) => self.selected(|index| {
                self.proven(self.check(index, &analyzed[index], &facts), &facts, &FixBasis::default())
            }),
            Err(panic) => self.selected(|index| self.without_project(index, &analyzed[index], &panic)),
        }
    }
}
