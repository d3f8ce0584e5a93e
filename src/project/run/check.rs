//! A run that changes nothing.

use super::gather::Run;
use super::notes::Project;
use super::options::Options;
use super::outcome::Outcome;
use crate::facts::files::FileTree;
use crate::lint::panics::catch;

/// Checks `project`. Outcomes come in the order of the notes, one for each selected note.
pub fn check(project: &Project, options: &Options<'_>) -> Vec<Outcome> {
    let run = Run { project, options };
    let linted = run.gather();
    let tree = FileTree::new(project.files.clone());
    match catch(|| run.facts(&linted, &tree)) {
        Ok(facts) => run.selected(|index| run.proven(run.check(index, &linted, &facts), &linted, &facts)),
        Err(panic) => run.selected(|index| run.by_itself(index, &linted, &panic)),
    }
}
