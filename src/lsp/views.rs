//! One state of the workspace, as requests see it.

use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use lsp_types::Uri;

use super::documents::Document;
use super::names::ProjectNames;
use super::project::OpenProject;
use super::workspace::Workspace;
use crate::facts::Facts;
use crate::project::run::{CheckedNote, RunOptions, Session, View};
use crate::text::source::Source;

/// One state of the workspace.
#[derive(Debug)]
pub(super) struct Views<'a> {
    /// The workspace.
    pub(super) workspace: &'a Workspace,
    views: Vec<View<'a>>,
}

/// A note in one state of the workspace.
#[derive(Clone, Debug)]
pub(super) struct NoteView<'v, 'a> {
    /// The state of its project.
    pub(super) view: &'v View<'a>,
    /// Its index in the project.
    pub(super) index: usize,
    /// Its path, relative to the project.
    pub(super) path: &'a str,
    /// Its URI.
    pub(super) uri: Uri,
    /// Its text.
    pub(super) source: Arc<Source>,
    /// Whether its project has a usable configuration.
    pub(super) is_configured: bool,
    workspace: &'a Workspace,
}

/// The options of the workspace's sessions, which its views borrow.
pub(super) fn options(workspace: &Workspace) -> Vec<RunOptions<'_>> {
    workspace.projects().iter().map(|project| project.session.options()).collect()
}

impl<'a> Views<'a> {
    /// The state of `workspace`. `options` are those of its sessions.
    pub(super) fn new(workspace: &'a Workspace, options: &'a [RunOptions<'a>]) -> Self {
        let sessions = workspace.projects().iter().map(|project| &project.session);
        let views = sessions.zip(options).map(|(session, options)| View::new(session, options)).collect();
        Self { workspace, views }
    }

    /// The states of the projects.
    pub(super) fn projects(&self) -> &[View<'a>] {
        &self.views
    }

    /// The note that `uri` names; `None` if it is not a note of a project, or can't be read.
    pub(super) fn note(&self, uri: &Uri) -> Option<NoteView<'_, 'a>> {
        self.at(&self.workspace.path(uri)?)
    }

    /// The note at `path`, which is absolute.
    pub(super) fn at(&self, path: &Path) -> Option<NoteView<'_, 'a>> {
        let (project, index) = self.workspace.find(path)?;
        self.get(project, index)
    }

    /// The note at `index` of the project at `project`.
    pub(super) fn get(&self, project: usize, index: usize) -> Option<NoteView<'_, 'a>> {
        let view = self.views.get(project)?;
        let note = view.session().note(index)?;
        let is_configured = self.workspace.projects().get(project).is_some_and(|project| project.errors.is_empty());
        Some(NoteView {
            view,
            index,
            path: &note.path,
            uri: self.workspace.uri(&note.file)?,
            // A note that can't be read has a finding, and no text.
            source: view.source(index).or_else(|| Source::new(String::new()).ok().map(Arc::new))?,
            is_configured,
            workspace: self.workspace,
        })
    }

    /// All notes: indexes of projects and notes.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, usize)> {
        let notes = |session: &Session| 0..session.project().notes.len();
        self.views.iter().enumerate().flat_map(move |(at, view)| notes(view.session()).map(move |note| (at, note)))
    }
}

impl<'v, 'a> NoteView<'v, 'a> {
    /// The note, checked as the command line checks it; `None` with an error in the configuration.
    pub(super) fn check(&self) -> Option<Rc<CheckedNote>> {
        self.is_configured.then(|| self.view.check(self.index))
    }

    /// The note, with the findings that depend on no other note; `None` with an error in the configuration.
    pub(super) fn check_alone(&self) -> Option<CheckedNote> {
        self.is_configured.then(|| self.view.check_alone(self.index))
    }

    /// Its facts.
    pub(super) fn facts(&self) -> Option<&'a Facts> {
        self.view.note_facts(self.index)
    }

    /// Another note of the same project, at `path` relative to it.
    pub(super) fn other(&self, path: &str) -> Option<NoteView<'v, 'a>> {
        let index = self.view.session().find(path)?;
        let note = self.view.session().note(index)?;
        Some(NoteView {
            view: self.view,
            index,
            path: &note.path,
            uri: self.workspace.uri(&note.file)?,
            source: self.view.source(index)?,
            is_configured: self.is_configured,
            workspace: self.workspace,
        })
    }

    /// The URI of the file at `path` relative to the project, whether it is a note or not.
    pub(super) fn file(&self, path: &str) -> Option<Uri> {
        self.workspace.uri(&self.view.project().root.join(path))
    }

    /// What the dictionaries of its project know of names; `None` if they can't be read.
    pub(super) fn names(&self) -> Option<&'a ProjectNames> {
        let is_own = |project: &&OpenProject| std::ptr::eq(&raw const project.session, self.view.session());
        self.workspace.projects().iter().find(is_own)?.names()
    }

    /// The document, if it is open.
    pub(super) fn document(&self) -> Option<&'a Document> {
        self.workspace.document(&self.view.session().note(self.index)?.file)
    }
}
