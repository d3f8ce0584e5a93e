//! Runs that change nothing.

use super::analyze::Run;
use super::notes::Project;
use super::options::RunOptions;
use super::outcome::Outcome;
use crate::facts::files::FileTree;
use crate::lint::panics::catch;

/// Checks `project`. Returns one outcome per selected note, in the order of the notes.
pub fn check(project: &Project, options: &RunOptions<'_>) -> Vec<Outcome> {
    let run = Run { project, options };
    let analyzed = run.analyze_notes();
    let tree = FileTree::new(project.files.clone());
    match catch(|| run.facts(&analyzed, &tree)) {
        Ok(facts) => run.selected(|index| run.proven(run.check(index, &analyzed[index], &facts), &facts)),
        Err(panic) => run.selected(|index| run.without_project(index, &analyzed[index], &panic)),
    }
}
