//! What the next commit will hold, be the working tree further along or not. Files that git does not keep are there all the
//! same: a link to one is not dead.

use rustc_hash::FxHashSet;

use super::{GitError, Repository, names};
use crate::finding::Lang;
use crate::message;
use crate::paths;
use crate::read;
use crate::run::{NotePath, Project};
use crate::walk::is_note;

/// Leaves of the selected notes of `project` those that are staged, and gives every note the text that is staged for it.
/// Notes that are staged and gone from the disk come back, unless `excluded` says otherwise. Gives what can't be read, in
/// words.
///
/// # Errors
/// Those of git.
pub fn stage(
    repository: &Repository,
    project: &mut Project,
    excluded: impl Fn(&NotePath) -> bool,
    lang: Lang,
) -> Result<Vec<String>, GitError> {
    let list = |args: &[&str]| -> Result<FxHashSet<String>, GitError> {
        let diff = ["diff", "--name-only", "-z", "--no-ext-diff", "--no-relative", "--ignore-submodules=all"];
        Ok(names(&repository.run(diff.iter().chain(args))?).collect())
    };
    // Without renames: a renamed note is one that is new.
    let staged = list(&["--cached", "--no-renames", "--diff-filter=ACMT"])?;
    let differing = list(&["--no-renames"])?;
    let known: FxHashSet<String> = project.notes.iter().filter_map(|note| repository.name(&note.file)).collect();
    for name in staged.iter().filter(|name| !known.contains(*name) && differing.contains(*name)) {
        let file = repository.top().join(name);
        let Ok(path) = file.strip_prefix(&project.root) else { continue };
        let note =
            NotePath { path: paths::with_slashes(path), file: file.clone(), selected: true, ..NotePath::default() };
        if is_note(&note.file) && !note.file.exists() && !excluded(&note) {
            project.notes.push(note);
        }
    }
    project.notes.sort_by(|a, b| a.path.cmp(&b.path));
    let mut troubles = Vec::new();
    for note in &mut project.notes {
        let Some(name) = repository.name(&note.file) else { continue };
        note.selected &= staged.contains(&name);
        if note.text.is_some() || !differing.contains(&name) {
            continue;
        }
        match read::decode(repository.blob(&format!(":{name}"))?) {
            Ok(source) => note.text = Some(source.text().to_owned()),
            Err(error) if note.selected => {
                let (path, wrong) = (&note.path, error.text(lang));
                let text = message!("{path}, as it is staged: {wrong}", "ステージされた {path}: {wrong}");
                troubles.push(text.text(lang));
            }
            Err(_) => {}
        }
    }
    Ok(troubles)
}
