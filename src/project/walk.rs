//! Finds the notes of projects, and selects those to check.
//!
//! A project's notes are the `.md` and `.markdown` files (in any case) below its root, and the `.mdx` files if the
//! flavour is Docusaurus. Files that git ignores are not notes, unless git tracks them anyway. Files in `exclude` never
//! are. Hidden files and folders, symbolic links and other git repositories below the root do not belong to the
//! project. All notes contribute facts, whatever is named on the command line.
//!
//! A file that is named on the command line is checked even if it is ignored, hidden, a symbolic link or has another
//! extension. `exclude` still applies, because pre-commit names each file.
//!
//! With `--staged`, files and texts come from git's index instead of the working tree ([`select_staged`]).

mod listing;
mod staged;
mod tracked;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::config::Configs;
use crate::facts::files::ProjectFiles;
use crate::message;
use crate::project::disk::Disk;
use crate::project::git::index::GitIndex;
use crate::project::root::{self, Root};
use crate::project::run::{NotePath, Project};
use crate::text::disk;
use crate::text::paths;
pub use staged::select_staged;

/// The notes to check.
#[derive(Debug, Default)]
pub struct Selection {
    /// The projects, each with its selected notes. A project appears twice if a named file does not belong to it.
    pub projects: Vec<Project>,
    /// Messages about what can't be checked.
    pub problems: Vec<String>,
}

/// A note from standard input.
#[derive(Clone, Debug)]
pub struct Input {
    /// The path to report, absolute. The file need not exist.
    pub path: PathBuf,
    /// The text.
    pub text: String,
}

#[derive(Clone, Debug)]
enum Argument {
    Folder(PathBuf),
    File(PathBuf),
    Input(Input),
}

impl Argument {
    /// Whether `file` is the named file, or inside the named folder.
    fn covers(&self, file: &Path) -> bool {
        match self {
            Self::Folder(path) => file.starts_with(path),
            Self::File(path) | Self::Input(Input { path, .. }) => file == path,
        }
    }

    fn folder(&self) -> &Path {
        match self {
            Self::Folder(path) => path,
            Self::File(path) | Self::Input(Input { path, .. }) => path.parent().unwrap_or(path),
        }
    }
}

/// Selects the notes that `paths` (as on the command line) and `input` name, with the other notes of their projects.
pub fn select(paths: &[PathBuf], input: Option<Input>, configs: &Arc<Configs>) -> Selection {
    let mut selection = Selection::default();
    let mut named = Vec::new();
    for path in paths {
        match locate(&configs.cwd.join(path)) {
            Ok(found) => named.push(found),
            Err(error) => {
                selection.problems.push(crate::finding::unreadable(&path.to_string_lossy(), &error, configs.lang));
            }
        }
    }
    named.extend(input.map(Argument::Input));
    let mut queue: VecDeque<_> = by_root(named).into_iter().collect();
    while let Some((root, named)) = queue.pop_front() {
        let mut walk = Walk::new(&root, configs, &mut selection.problems);
        selection.projects.extend(walk.projects(named));
        for repository in walk.repositories {
            queue.push_back((repository.clone(), vec![Argument::Folder(repository)]));
        }
    }
    // A repository may be named, and also found inside another one.
    join(selection)
}

fn locate(path: &Path) -> std::io::Result<Argument> {
    if path.metadata()?.is_dir() {
        return crate::text::disk::canonical(path).map(Argument::Folder);
    }
    // Keep the path of a symbolic link to a file, and resolve only its folder.
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => Ok(Argument::File(crate::text::disk::canonical(folder)?.join(name))),
        _ => crate::text::disk::canonical(path).map(Argument::File),
    }
}

/// Groups the arguments by the roots of their projects. If nothing marks a root, but another root contains it, it
/// belongs to that one.
fn by_root(named: Vec<Argument>) -> BTreeMap<PathBuf, Vec<Argument>> {
    let mut known: BTreeMap<PathBuf, Root> = BTreeMap::new();
    for named in &named {
        let folder = named.folder();
        if !known.contains_key(folder) {
            known.insert(folder.to_owned(), root::root_of(folder));
        }
    }
    let roots: BTreeSet<PathBuf> = known.values().map(|root| root.folder.clone()).collect();
    let mut groups: BTreeMap<PathBuf, Vec<Argument>> = BTreeMap::new();
    for named in named {
        let Some(root) = known.get(named.folder()) else { continue };
        let around = roots.iter().find(|other| !root.marked && root.folder.starts_with(other));
        groups.entry(around.unwrap_or(&root.folder).clone()).or_default().push(named);
    }
    groups
}

/// Removes notes that are selected in two projects with the same root, and sorts.
fn join(mut selection: Selection) -> Selection {
    let mut seen: FxHashSet<PathBuf> = FxHashSet::default();
    for project in &mut selection.projects {
        for note in &mut project.notes {
            note.selected = note.selected && seen.insert(note.file.clone());
        }
    }
    selection.projects.retain(|project| project.notes.iter().any(|note| note.selected));
    selection
}

struct Walk<'a> {
    root: &'a Path,
    configs: &'a Arc<Configs>,
    problems: &'a mut Vec<String>,
    /// Other repositories below the named folders.
    repositories: Vec<PathBuf>,
    /// The index to take files from; `None` for the disk.
    index: Option<&'a Arc<GitIndex>>,
}

/// What a walk finds.
#[derive(Default)]
struct WalkResult {
    notes: Vec<PathBuf>,
    /// Notes that git tracks but a sparse checkout leaves out, with their texts.
    absent: Vec<NotePath>,
    folders: FxHashSet<PathBuf>,
    repositories: Vec<PathBuf>,
    /// The source of the project's files.
    files: Option<Arc<dyn ProjectFiles>>,
}

impl<'a> Walk<'a> {
    fn new(root: &'a Path, configs: &'a Arc<Configs>, problems: &'a mut Vec<String>) -> Self {
        Self { root, configs, problems, repositories: Vec::new(), index: None }
    }

    fn projects(&mut self, named: Vec<Argument>) -> Vec<Project> {
        let found = match self.index {
            Some(index) => self.list(index, self.root),
            None => self.tracked(&named),
        };
        let files = found.files.clone().unwrap_or_else(|| Arc::new(Disk::new(self.root.to_owned())));
        let mut regular: BTreeMap<String, NotePath> = BTreeMap::new();
        for file in found.notes {
            let asked = |file: &Path| named.iter().any(|named| named.covers(file));
            if let Some(note) = self.note(file, asked) {
                regular.insert(note.path.clone(), note);
            }
        }
        regular.extend(found.absent.into_iter().map(|note| (note.path.clone(), note)));
        let mut extra: BTreeMap<String, NotePath> = BTreeMap::new();
        for named in named {
            match named {
                Argument::Folder(folder) => {
                    let below = |path: &PathBuf| path.starts_with(&folder);
                    let is_here = |note: &&mut NotePath| note.text.is_none() && below(&note.file);
                    regular.values_mut().filter(is_here).for_each(|note| note.selected = true);
                    self.repositories.extend(found.repositories.iter().filter(|path| below(path)).cloned());
                    if !found.folders.contains(&folder) && !self.configs.excludes(self.root, &folder) {
                        let mut hidden = match self.index {
                            Some(index) => self.list(index, &folder),
                            None => self.walk(&folder, true, &[]),
                        };
                        self.repositories.append(&mut hidden.repositories);
                        self.add(hidden.notes, &mut regular, &mut extra);
                    }
                }
                Argument::File(file) => self.add(vec![file], &mut regular, &mut extra),
                Argument::Input(input) => self.input(input, &mut regular),
            }
        }
        self.repositories.sort();
        self.repositories.dedup();
        let project = |notes: BTreeMap<String, NotePath>| Project {
            root: self.root.to_owned(),
            notes: notes.into_values().collect(),
            files: files.clone(),
        };
        if extra.is_empty() {
            return vec![project(regular)];
        }
        // Extra files may use the project's notes, but not the reverse: findings in the project's notes must not depend
        // on what else is named.
        let mut with_extra = regular.clone();
        for note in with_extra.values_mut() {
            note.selected = false;
        }
        with_extra.extend(extra);
        [regular, with_extra].map(project).into()
    }

    /// Selects `files` that are not excluded.
    fn add(
        &mut self,
        files: Vec<PathBuf>,
        regular: &mut BTreeMap<String, NotePath>,
        extra: &mut BTreeMap<String, NotePath>,
    ) {
        for file in files {
            let Some(note) = self.note(file, |_| true) else { continue };
            if let Some(note) = regular.get_mut(&note.path) {
                note.selected = true;
            } else if !self.configs.excludes(self.root, &note.file) {
                let target = if self.index.is_none() && note.file.is_symlink() {
                    disk::canonical(&note.file).ok()
                } else {
                    None
                };
                extra.insert(note.path.clone(), NotePath { selected: true, target, ..note });
            }
        }
    }

    fn input(&mut self, input: Input, regular: &mut BTreeMap<String, NotePath>) {
        if !self.configs.excludes(self.root, &input.path)
            && let Some(note) = self.note(input.path, |_| true)
        {
            regular.insert(
                note.path.clone(),
                NotePath { selected: true, text: Some(input.text), from_input: true, ..note },
            );
        }
    }

    /// The note at `file`; `None` if its name is not Unicode, because two such names may look the same in reports. Adds
    /// a message if the file `is_asked` for.
    fn note(&mut self, file: PathBuf, is_asked: impl Fn(&Path) -> bool) -> Option<NotePath> {
        let below = file.strip_prefix(self.root).unwrap_or(&file);
        if below.to_str().is_none() {
            if is_asked(&file) {
                let shown = paths::escaped(&file, &self.configs.cwd);
                let text = message!(
                    "`{shown}` can't be checked: its name is not Unicode; rename it",
                    "`{shown}` を検査できない: ファイル名が Unicode (UTF-8) ではない。名前を変更する"
                );
                let text = text.text(self.configs.lang);
                self.problems.extend((!self.problems.contains(&text)).then_some(text));
            }
            return None;
        }
        Some(NotePath { path: paths::with_slashes(below), file, ..NotePath::default() })
    }

    /// Whether the file at `path` has the name of a note.
    fn is_note(&self, path: &Path) -> bool {
        self.configs.is_note(self.root, path)
    }
}

#[cfg(test)]
mod tests;
