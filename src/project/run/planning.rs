//! Plans of edits that need the facts of a whole project, such as a rename.

use super::analyze::Run;
use super::heading_renames::SourceReader;
use super::notes::{NotePath, Project};
use super::options::RunOptions;
use crate::facts::files::FileTree;
use crate::links::heading_rename::NoteSources;
use crate::lint::project::ProjectFacts;

/// The result of `plan`, which gets the facts of all notes of `project` and their texts. No rule runs.
pub fn with_facts<T>(
    project: &Project,
    options: &RunOptions<'_>,
    plan: impl FnOnce(&ProjectFacts<'_>, &dyn NoteSources) -> T,
) -> T {
    let notes = project.notes.iter().map(|note| NotePath { selected: false, ..note.clone() }).collect();
    let project = Project { root: project.root.clone(), notes, files: project.files.clone() };
    let run = Run { project: &project, options };
    let analyzed = run.analyze_notes();
    let tree = FileTree::new(project.files.clone());
    let facts = run.facts(&analyzed, &tree);
    plan(&facts, &SourceReader::new(&run, &facts))
}
