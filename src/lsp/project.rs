//! A project of the workspace.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::fmt;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::documents::Documents;
use super::names::ProjectNames;
use crate::config::rule_sets::RuleSets;
use crate::config::select::Catalogue;
use crate::config::{Choice, Configs, Errors};
use crate::finding::Lang;
use crate::finding::config_error::ConfigError;
use crate::project::baseline::BaselineFilter;
use crate::project::cache::AnalysisCache;
use crate::project::run::{Filter, NotePath, Project, Session};
use crate::project::walk;
use crate::rules::RULES;
use crate::text::disk::OsFileSystem;
use crate::text::paths;

/// A project of the workspace.
pub(super) struct OpenProject {
    /// The folder that it was found in.
    pub(super) folder: PathBuf,
    /// Its notes. With errors in the configuration, they are read with the defaults, and have no findings.
    pub(super) session: Session,
    /// Errors in its configuration.
    pub(super) errors: Errors,
    configs: Arc<Configs>,
    /// See [`OpenProject::names`].
    names: OnceCell<Option<ProjectNames>>,
}

/// How projects are loaded.
#[derive(Clone, Copy, Debug)]
pub(super) struct How {
    /// The language of messages.
    pub(super) lang: Lang,
    /// How many notes are analyzed in parallel.
    pub(super) threads: NonZeroUsize,
}

impl OpenProject {
    /// The projects at and below `folder`.
    pub(super) fn load(folder: &Path, documents: &Documents, how: How) -> Vec<Self> {
        let configs = configs(folder, Choice::default(), how.lang);
        let projects = walk::select(&[folder.to_owned()], None, &configs).projects;
        let open = |project| Self::open(folder, project, configs.clone(), documents, how);
        projects.into_iter().map(open).collect()
    }

    /// A project of the one note at `path`, below `root`, which may hold anything.
    pub(super) fn of_note(root: &Path, path: &Path, documents: &Documents, how: How) -> Option<Self> {
        let configs = configs(root, Choice::default(), how.lang);
        if !configs.is_note(root, path) || configs.excludes(root, path) {
            return None;
        }
        let name = paths::with_slashes(path.strip_prefix(root).ok()?);
        let note = NotePath { path: name, file: path.to_owned(), ..NotePath::default() };
        let project = Project::on_disk(root.to_owned(), vec![note]);
        Some(Self::open(path, project, configs, documents, how))
    }

    fn open(folder: &Path, mut project: Project, configs: Arc<Configs>, documents: &Documents, how: How) -> Self {
        select(&mut project, &configs, documents);
        let notes = || project.notes.iter().map(|note| &*note.path);
        let mut errors = configs.take_errors();
        let mut rules = RuleSets::new(&configs, &project.root, notes());
        let baseline = BaselineFilter::read(&project.root, &configs.cwd, how.lang);
        let baseline = baseline.unwrap_or_else(|error| {
            errors.push(error);
            None
        });
        if let Err(more) = &mut rules {
            errors.append(more);
        }
        let rules = rules.unwrap_or_else(|_| {
            let none = self::configs(folder, Choice { none: true, ..Choice::default() }, how.lang);
            // Without a configuration there are no errors in it.
            RuleSets::new(&none, &project.root, notes()).unwrap_or_else(|_| RuleSets::empty(&none, &project.root))
        });
        // One note is analyzed faster than the cache is read.
        let many = project.notes.len() > 1;
        let cache = many.then(|| AnalysisCache::of_project(&project, &rules, how.lang)).flatten();
        let filter = baseline.map(|baseline| Box::new(baseline) as Box<dyn Filter>);
        let known = cache.as_ref().map(|cache| cache as _);
        let session = Session::new(project, rules, filter, (how.lang, how.threads), known);
        cache.iter().for_each(AnalysisCache::write);
        Self { folder: folder.to_owned(), session, errors, configs, names: OnceCell::new() }
    }

    /// Its root.
    pub(super) fn root(&self) -> &Path {
        &self.session.project().root
    }

    /// What its dictionaries know of names. They are read at the first call. `None` if one of them has an error.
    pub(super) fn names(&self) -> Option<&ProjectNames> {
        self.names.get_or_init(|| ProjectNames::read(&self.configs, self.root())).as_ref()
    }

    /// The index of the note at `path`, which is absolute.
    pub(super) fn find(&self, path: &Path) -> Option<usize> {
        self.session.find(&paths::with_slashes(path.strip_prefix(self.root()).ok()?))
    }

    /// Collects the notes again, after files were created or deleted. Those in `written` are read again.
    pub(super) fn walk(&mut self, documents: &Documents, written: &BTreeSet<PathBuf>) {
        let root = self.root().to_owned();
        let found = walk::select(std::slice::from_ref(&self.folder), None, &self.configs).projects;
        let project = found.into_iter().find(|project| project.root == root);
        // Without a note, nothing is found.
        let mut project = project.unwrap_or_else(|| Project::on_disk(root.clone(), Vec::new()));
        select(&mut project, &self.configs, documents);
        let relative = |path: &PathBuf| path.strip_prefix(&root).ok().map(paths::with_slashes);
        let written = written.iter().filter_map(relative).collect();
        if let Err(errors) = self.session.update(project, &written) {
            self.errors.extend(errors);
        }
    }
}

impl fmt::Debug for OpenProject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenProject").field("session", &self.session).finish_non_exhaustive()
    }
}

fn configs(folder: &Path, choice: Choice, lang: Lang) -> Arc<Configs> {
    Arc::new(Configs::new(choice, Catalogue(RULES), folder.to_owned(), lang, Arc::new(OsFileSystem)))
}

/// Selects the notes of `project` that are open, with their texts. Adds notes that are open but not saved yet.
fn select(project: &mut Project, configs: &Configs, documents: &Documents) {
    for note in &mut project.notes {
        let document = documents.get(&note.file);
        note.selected = document.is_some();
        note.text = document.map(|document| document.text().to_owned()).or(note.text.take());
    }
    for (path, document) in documents.iter() {
        let Ok(below) = path.strip_prefix(&project.root) else { continue };
        let relative = paths::with_slashes(below);
        let Err(at) = project.notes.binary_search_by(|note| note.path.cmp(&relative)) else { continue };
        let is_new = !path.exists() && configs.is_note(&project.root, path) && !configs.excludes(&project.root, path);
        if is_new {
            let text = Some(document.text().to_owned());
            let note = NotePath { path: relative, file: path.to_owned(), selected: true, text, ..NotePath::default() };
            project.notes.insert(at, note);
        }
    }
}

/// The first error of `errors` without a place in a file.
pub(super) fn without_place(errors: &[ConfigError]) -> impl Iterator<Item = &ConfigError> {
    errors.iter().filter(|error| error.place().is_none())
}
