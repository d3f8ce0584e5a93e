//! Selects staged notes. Files and texts come from git's index, whether or not they are in the working tree. The
//! configuration is read from the working tree, as always.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Argument, Selection, Walk, WalkResult, join};
use crate::config::Configs;
use crate::config::FILE_NAME;
use crate::facts::files::is_left_out;
use crate::finding::Localized as _;
use crate::message;
use crate::project::git::entries::{IndexEntry, Mode};
use crate::project::git::index::{GitIndex, IndexFiles};
use crate::project::git::{GitError, Repository};
use crate::project::root;
use crate::project::run::Project;
use crate::text::disk;
use crate::text::paths;
use crate::text::read;

/// The named paths in a repository, by the root of their project.
type Roots = BTreeMap<PathBuf, Vec<PathBuf>>;

/// Selects the staged notes that `paths` (as on the command line) name, with all notes of the next commit.
///
/// A commit does not contain repositories nested in its own. They are checked if they are named, or if the named folder
/// is not in a repository.
pub fn select_staged(paths: &[PathBuf], configs: &Arc<Configs>) -> Selection {
    let mut selection = Selection::default();
    let mut named: Vec<(Repository, Roots)> = Vec::new();
    let mut asked: BTreeMap<PathBuf, Option<Repository>> = BTreeMap::new();
    for path in paths {
        let path = locate(&configs.cwd.join(path));
        for (repository, path) in repositories(path, &mut asked, configs, &mut selection.problems) {
            let root = root_within(repository.top(), &path);
            let at = named.iter().position(|(known, _)| *known == repository).unwrap_or_else(|| {
                named.push((repository, Roots::new()));
                named.len() - 1
            });
            named[at].1.entry(root).or_default().push(path);
        }
    }
    for (repository, roots) in named {
        match GitIndex::read(&repository) {
            Ok(index) => of_index(&Arc::new(index), roots, configs, &mut selection),
            Err(error) => selection.problems.push(error.text(configs.lang)),
        }
    }
    join(selection)
}

/// `path` with symbolic links in its folder resolved. The last component may be a link, as git tracks it.
fn locate(path: &Path) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if !path.is_dir() => disk::absolute(folder).join(name),
        _ => disk::absolute(path),
    }
}

/// The repository that contains `path`, or else the repositories below it.
fn repositories(
    path: PathBuf,
    asked: &mut BTreeMap<PathBuf, Option<Repository>>,
    configs: &Arc<Configs>,
    problems: &mut Vec<String>,
) -> Vec<(Repository, PathBuf)> {
    let folder = path.ancestors().find(|above| above.is_dir()).unwrap_or(&path);
    let marked = folder.ancestors().find(|above| root::is_repository(above)).unwrap_or(folder).to_owned();
    if let Some(known) = asked.get(&marked) {
        return known.iter().map(|known| (known.clone(), path.clone())).collect();
    }
    let mut record = |repository: Option<&Repository>| asked.insert(marked.clone(), repository.cloned());
    match Repository::of(&marked) {
        Ok(repository) => {
            record(Some(&repository));
            // The repository that the environment sets may be below `path`.
            let path = if path.starts_with(repository.top()) { path } else { repository.top().to_owned() };
            vec![(repository, path)]
        }
        Err(error) => {
            record(None);
            let mut unheard = Vec::new();
            let mut walk = Walk::new(&marked, configs, &mut unheard);
            let below = if path == marked { walk.walk(&marked, true, &[]).repositories } else { Vec::new() };
            let found: Vec<_> = below.into_iter().filter_map(|top| Some((Repository::of(&top).ok()?, top))).collect();
            if found.is_empty() || !matches!(error, GitError::NoRepository(..)) {
                problems.push(error.text(configs.lang));
            }
            found
        }
    }
}

/// The root of the project that contains `path`: the folder of the topmost `notelint.toml` at or below `top`, else
/// `top`.
fn root_within(top: &Path, path: &Path) -> PathBuf {
    let above = path.ancestors().take_while(|above| above.starts_with(top));
    let configured = above.filter(|above| above.join(FILE_NAME).is_file()).last();
    configured.unwrap_or(top).to_owned()
}

/// Adds the projects at `roots` as they are in `index`.
fn of_index(index: &Arc<GitIndex>, roots: Roots, configs: &Arc<Configs>, selection: &mut Selection) {
    let first = selection.projects.len();
    for (root, paths) in roots {
        let mut walk = Walk { index: Some(index), ..Walk::new(&root, configs, &mut selection.problems) };
        let mut named = Vec::new();
        for path in paths {
            match index.entry(&path) {
                Some(entry) if entry.mode == Mode::File => named.push(Argument::File(path)),
                Some(_) => {}
                None if index.has_folder(&path) => named.push(Argument::Folder(path)),
                // An existing file that is not in the commit is skipped silently; a path that does not exist is
                // reported.
                None if path.symlink_metadata().is_ok() => {}
                None => walk.problems.push(crate::finding::unreadable(
                    &paths::relative(&configs.cwd, &path),
                    &std::io::ErrorKind::NotFound.into(),
                    configs.lang,
                )),
            }
        }
        walk.report_unmerged(index, &named);
        let named =
            named.into_iter().filter(|named| !matches!(named, Argument::File(file) if is_unmerged(index, file)));
        let projects = walk.projects(named.collect());
        selection.projects.extend(projects);
    }
    if let Err(error) = fill(index, &mut selection.projects[first..]) {
        selection.problems.push(error.text(configs.lang));
        selection.projects.truncate(first);
    }
}

fn is_unmerged(index: &GitIndex, file: &Path) -> bool {
    index.entry(file).is_some_and(|entry| entry.unmerged)
}

/// Deselects notes of `projects` that are not staged, and sets the texts of all notes from the index.
fn fill(index: &GitIndex, projects: &mut [Project]) -> Result<(), GitError> {
    for project in projects {
        let entries: Vec<Option<&IndexEntry>> = project.notes.iter().map(|note| index.entry(&note.file)).collect();
        let known: Vec<&IndexEntry> = entries.iter().flatten().copied().collect();
        let mut contents = index.contents(&known)?.into_iter();
        for (note, entry) in project.notes.iter_mut().zip(entries) {
            let Some(entry) = entry else { continue };
            note.selected &= index.is_staged(entry);
            match contents.next().flatten().map(read::decode) {
                Some(Ok(source)) => note.text = Some(source.text().to_owned()),
                Some(Err(error)) => note.unreadable = Some(error),
                None => note.unreadable = Some(read::ReadError::NotInClone),
            }
        }
    }
    Ok(())
}

impl Walk<'_> {
    /// The notes below `folder` in the index, without those hidden below it.
    pub(super) fn list(&self, index: &Arc<GitIndex>, folder: &Path) -> WalkResult {
        let mut found =
            WalkResult { files: Some(Arc::new(IndexFiles::new(index.clone(), self.root))), ..WalkResult::default() };
        for entry in index.entries().iter().filter(|entry| entry.mode == Mode::File && !entry.unmerged) {
            let file = index.file(entry);
            let Ok(below) = file.strip_prefix(folder) else { continue };
            if is_left_out(&below.to_string_lossy()) || self.configs.excludes(self.root, &file) {
                continue;
            }
            let folders = file.ancestors().skip(1).take_while(|above| above.starts_with(folder));
            for above in folders {
                if !found.folders.insert(above.to_owned()) {
                    break;
                }
            }
            // Names that are not Unicode are reported only if the file is staged.
            if self.is_note(&file) && (entry.path().is_some() || index.is_staged(entry)) {
                found.notes.push(file);
            }
        }
        found
    }

    /// Adds a message for each named note that is unmerged: it has no single text to check.
    fn report_unmerged(&mut self, index: &GitIndex, named: &[Argument]) {
        for entry in index.entries().iter().filter(|entry| entry.unmerged) {
            let file = index.file(entry);
            let asked = |named: &Argument| match named {
                Argument::Folder(folder) => file
                    .strip_prefix(folder)
                    .is_ok_and(|below| self.is_note(&file) && !is_left_out(&below.to_string_lossy())),
                _ => named.covers(&file),
            };
            if named.iter().any(asked) && !self.configs.excludes(self.root, &file) {
                let path = paths::relative(&self.configs.cwd, &file);
                let text = message!(
                    "{path} has unresolved conflicts: resolve them, then `git add` or `git rm` it",
                    "{path} に未解決の競合がある。解決してから `git add` または `git rm` する"
                );
                self.problems.push(text.text(self.configs.lang));
            }
        }
    }
}
