//! Which notes there are, and which of them are asked for.
//!
//! A project's notes are the `.md` and `.markdown` files (in any case) below its root, and the `.mdx` files where the
//! flavour is Docusaurus. What git ignores is not a note, unless git tracks it all the same; what `exclude` names never is.
//! Hidden files and folders, symbolic links and other git repositories below the root are not part of the project. All notes
//! give their Facts, whatever is named on the command line.
//!
//! A file named there is checked even if it is ignored, hidden, linked or has another extension; `exclude` holds for it
//! too, since pre-commit names each file.
//!
//! With `--staged`, git's index says which files there are, and the working tree is not looked at ([`select_staged`]).

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

/// What the command line asks for.
#[derive(Debug, Default)]
pub struct Selection {
    /// Each with its selected notes; a project comes twice where files are asked for that are no part of it.
    pub projects: Vec<Project>,
    /// What can't be checked, in words.
    pub problems: Vec<String>,
}

/// A note from standard input.
#[derive(Clone, Debug)]
pub struct Input {
    /// The file that it stands for, absolute; it need not be there.
    pub path: PathBuf,
    /// What it says.
    pub text: String,
}

#[derive(Clone, Debug)]
enum Argument {
    Folder(PathBuf),
    File(PathBuf),
    Input(Input),
}

impl Argument {
    /// Whether `file` is what is named, or below it.
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

/// The notes that `paths` (as on the command line) and `input` ask for, each among those of its project.
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
    // A repository may be named by itself and found in another.
    join(selection)
}

fn locate(path: &Path) -> std::io::Result<Argument> {
    if path.metadata()?.is_dir() {
        return crate::text::disk::canonical(path).map(Argument::Folder);
    }
    // The file itself may be a link: it is the one named, in the folder where it is named.
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => Ok(Argument::File(crate::text::disk::canonical(folder)?.join(name))),
        _ => crate::text::disk::canonical(path).map(Argument::File),
    }
}

/// What is named, by the root of its project. A folder that nothing marks belongs to one around it that is named too.
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

/// Takes notes out that are selected in two projects of the same root, and sorts.
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
    /// Other repositories below what is named.
    repositories: Vec<PathBuf>,
    /// What says which files there are, if that is not the disk.
    index: Option<&'a Arc<GitIndex>>,
}

/// What a walk comes upon.
#[derive(Default)]
struct WalkResult {
    notes: Vec<PathBuf>,
    /// Notes that git tracks and a sparse checkout leaves out, and what they say.
    absent: Vec<NotePath>,
    folders: FxHashSet<PathBuf>,
    repositories: Vec<PathBuf>,
    /// Where the project's files come from.
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
        // What is no part of the project sees it, and not the other way round: what is found in the project's notes
        // does not depend on what else is named.
        let mut with_extra = regular.clone();
        for note in with_extra.values_mut() {
            note.selected = false;
        }
        with_extra.extend(extra);
        [regular, with_extra].map(project).into()
    }

    /// Selects `files`, those that are not excluded.
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

    /// The note at `file`; `None`, which is said where it `is_asked` for, if its name is not Unicode: two such names may
    /// look the same wherever they are shown or written.
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

    /// Whether the file at `path` is a note by its name.
    fn is_note(&self, path: &Path) -> bool {
        self.configs.is_note(self.root, path)
    }
}

#[cfg(test)]
mod tests;
