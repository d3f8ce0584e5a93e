//! Which notes there are, and which of them are asked for.
//!
//! A project's notes are the `.md` and `.markdown` files (in any case) below its root that no `.gitignore` and no
//! `exclude` names, and the `.mdx` files where the flavour is Docusaurus. Hidden folders, symbolic links and other git repositories below it are no part of it. All of them
//! give their Facts, whatever is named on the command line.
//!
//! A file named there is checked though it is ignored, hidden, linked or called otherwise; `exclude` holds for it too,
//! since pre-commit names each file.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use ignore::{DirEntry, WalkBuilder};
use rustc_hash::FxHashSet;

use crate::config::Configs;
use crate::config::globs::bad_gitignore;
use crate::config::root::{self, Root};
use crate::flavour::Flavour;
use crate::paths;
use crate::run::{NotePath, Project};
use crate::sync::lock;

/// What the command line asks for.
#[derive(Debug, Default)]
pub struct Selection {
    /// Each with its selected notes; a project comes twice where files are asked for that are no part of it.
    pub projects: Vec<Project>,
    /// What can't be checked, in words.
    pub troubles: Vec<String>,
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
enum Named {
    Folder(PathBuf),
    File(PathBuf),
    Input(Input),
}

impl Named {
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
            Err(error) => selection.troubles.push(paths::unreadable(&path.to_string_lossy(), &error, configs.lang)),
        }
    }
    named.extend(input.map(Named::Input));
    let mut queue: VecDeque<_> = by_root(named).into_iter().collect();
    while let Some((root, named)) = queue.pop_front() {
        let mut walk = Walk { root: &root, configs, troubles: &mut selection.troubles, repositories: Vec::new() };
        selection.projects.extend(walk.projects(named));
        for repository in walk.repositories {
            queue.push_back((repository.clone(), vec![Named::Folder(repository)]));
        }
    }
    // A repository may be named by itself and found in another.
    join(selection)
}

fn locate(path: &Path) -> std::io::Result<Named> {
    if path.metadata()?.is_dir() {
        return crate::paths::canonical(path).map(Named::Folder);
    }
    // The file itself may be a link: it is the one named, in the folder where it is named.
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => Ok(Named::File(crate::paths::canonical(folder)?.join(name))),
        _ => crate::paths::canonical(path).map(Named::File),
    }
}

/// What is named, by the root of its project. A folder that nothing marks belongs to one around it that is named too.
fn by_root(named: Vec<Named>) -> BTreeMap<PathBuf, Vec<Named>> {
    let mut known: BTreeMap<PathBuf, Root> = BTreeMap::new();
    for named in &named {
        let folder = named.folder();
        if !known.contains_key(folder) {
            known.insert(folder.to_owned(), root::root_of(folder));
        }
    }
    let roots: BTreeSet<PathBuf> = known.values().map(|root| root.folder.clone()).collect();
    let mut groups: BTreeMap<PathBuf, Vec<Named>> = BTreeMap::new();
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
    troubles: &'a mut Vec<String>,
    /// Other repositories below what is named.
    repositories: Vec<PathBuf>,
}

/// What a walk comes upon.
#[derive(Default)]
struct Found {
    notes: Vec<PathBuf>,
    folders: FxHashSet<PathBuf>,
    repositories: Vec<PathBuf>,
}

impl Walk<'_> {
    fn projects(&mut self, named: Vec<Named>) -> Vec<Project> {
        let found = self.walk(self.root, false, &named);
        let mut regular: BTreeMap<String, NotePath> = BTreeMap::new();
        for file in found.notes {
            let note = self.note(file);
            regular.insert(note.path.clone(), note);
        }
        let mut extra: BTreeMap<String, NotePath> = BTreeMap::new();
        for named in named {
            match named {
                Named::Folder(folder) => {
                    let below = |path: &PathBuf| path.starts_with(&folder);
                    regular.values_mut().filter(|note| below(&note.file)).for_each(|note| note.selected = true);
                    self.repositories.extend(found.repositories.iter().filter(|path| below(path)).cloned());
                    if !found.folders.contains(&folder) && !self.configs.excludes(self.root, &folder) {
                        let mut hidden = self.walk(&folder, true, &[]);
                        self.repositories.append(&mut hidden.repositories);
                        self.add(hidden.notes, &mut regular, &mut extra);
                    }
                }
                Named::File(file) => self.add(vec![file], &mut regular, &mut extra),
                Named::Input(input) => self.input(input, &mut regular),
            }
        }
        self.repositories.sort();
        self.repositories.dedup();
        let root = || self.root.to_owned();
        if extra.is_empty() {
            return vec![Project { root: root(), notes: regular.into_values().collect() }];
        }
        // What is no part of the project sees it, and not the other way round: what is found in the project's notes
        // does not depend on what else is named.
        let mut with_extra = regular.clone();
        for note in with_extra.values_mut() {
            note.selected = false;
        }
        with_extra.extend(extra);
        [regular, with_extra].map(|notes| Project { root: root(), notes: notes.into_values().collect() }).into()
    }

    /// Selects `files`, those that are not excluded.
    fn add(
        &self,
        files: Vec<PathBuf>,
        regular: &mut BTreeMap<String, NotePath>,
        extra: &mut BTreeMap<String, NotePath>,
    ) {
        for file in files {
            let note = self.note(file);
            if let Some(note) = regular.get_mut(&note.path) {
                note.selected = true;
            } else if !self.configs.excludes(self.root, &note.file) {
                let target = if note.file.is_symlink() { crate::paths::canonical(&note.file).ok() } else { None };
                extra.insert(note.path.clone(), NotePath { selected: true, target, ..note });
            }
        }
    }

    fn input(&self, input: Input, regular: &mut BTreeMap<String, NotePath>) {
        if !self.configs.excludes(self.root, &input.path) {
            let note = self.note(input.path);
            regular.insert(note.path.clone(), NotePath { selected: true, text: Some(input.text), ..note });
        }
    }

    fn note(&self, file: PathBuf) -> NotePath {
        let path = paths::with_slashes(file.strip_prefix(self.root).unwrap_or(&file));
        NotePath { path, file, ..NotePath::default() }
    }

    /// The notes below `folder`. One that is no part of its project is named, so what is above it may ignore it.
    fn walk(&mut self, folder: &Path, named: bool, asked: &[Named]) -> Found {
        let mut found = Found::default();
        let mut walk = WalkBuilder::new(folder);
        // What git would ignore wherever the project is checked out, in a repository or not; nothing of this machine.
        walk.standard_filters(false).hidden(true).git_ignore(true).require_git(false).parents(named);
        let enter = Enter { root: self.root.to_owned(), configs: self.configs.clone(), left: Arc::default() };
        let left = enter.left.clone();
        if folder.ancestors().take_while(|above| above.starts_with(self.root)).any(|above| enter.is_barred(above)) {
            self.troubles.append(&mut lock(&left).troubles);
            return found;
        }
        walk.filter_entry(move |entry| enter.wants(entry));
        for entry in walk.build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {
                    found.folders.insert(entry.into_path());
                }
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                    found.notes.push(entry.into_path());
                }
                Ok(_) => {}
                Err(error) => self.trouble(&error, named, asked),
            }
        }
        let left = std::mem::take(&mut *lock(&left));
        found.repositories = left.repositories;
        self.troubles.extend(left.troubles);
        found
    }

    /// A folder that can't be read is trouble where it is asked for.
    fn trouble(&mut self, error: &ignore::Error, named: bool, asked: &[Named]) {
        let path = match error {
            ignore::Error::WithPath { path, .. } => path.as_path(),
            ignore::Error::WithDepth { err, .. } => match &**err {
                ignore::Error::WithPath { path, .. } => path.as_path(),
                _ => self.root,
            },
            _ => self.root,
        };
        let below = |named: &Named| matches!(named, Named::Folder(folder) if path.starts_with(folder));
        if named || asked.iter().any(below) {
            let shown = paths::relative(&self.configs.cwd, path);
            let error = error.io_error().map_or_else(|| std::io::Error::other(error.to_string()), clone);
            self.troubles.push(paths::unreadable(&shown, &error, self.configs.lang));
        }
    }
}

fn clone(error: &std::io::Error) -> std::io::Error {
    error.raw_os_error().map_or_else(|| std::io::Error::other(error.to_string()), std::io::Error::from_raw_os_error)
}

/// What the walk of a project goes into.
struct Enter {
    root: PathBuf,
    configs: Arc<Configs>,
    left: Arc<Mutex<Left>>,
}

/// What it does not go into.
#[derive(Default)]
struct Left {
    repositories: Vec<PathBuf>,
    /// Why, in words, where that is no business of the project's.
    troubles: Vec<String>,
}

impl Enter {
    fn is_note(&self, path: &Path) -> bool {
        is_note(path) || is_mdx(path) && self.configs.flavour(&self.root, path) == Flavour::Docusaurus
    }

    fn wants(&self, entry: &DirEntry) -> bool {
        if entry.depth() == 0 {
            return true;
        }
        let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        if !folder && !self.is_note(entry.path()) || self.configs.excludes(&self.root, entry.path()) {
            return false;
        }
        if folder && root::is_repository(entry.path()) {
            lock(&self.left).repositories.push(entry.path().to_owned());
            return false;
        }
        !folder || !self.is_barred(entry.path())
    }

    /// Whether `folder` has a `.gitignore` that can't be read; says so.
    fn is_barred(&self, folder: &Path) -> bool {
        let Some(wrong) = bad_gitignore(folder, self.configs.lang) else { return false };
        let shown = paths::relative(&self.configs.cwd, &folder.join(".gitignore"));
        let wrong = std::io::Error::other(wrong);
        lock(&self.left).troubles.push(paths::unreadable(&shown, &wrong, self.configs.lang));
        true
    }
}

fn is_mdx(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("mdx"))
}

pub(crate) fn is_note(path: &Path) -> bool {
    let is = |extension: &std::ffi::OsStr| {
        extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown")
    };
    path.extension().is_some_and(is)
}

#[cfg(test)]
mod tests;
