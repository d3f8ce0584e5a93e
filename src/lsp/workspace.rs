//! The projects and open documents of an editor.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use lsp_types::{DidChangeTextDocumentParams, FileChangeType, FileEvent, TextDocumentItem, Uri};

use super::documents::{Document, Documents};
use super::encoding::Encoding;
use super::project::{How, OpenProject};
use super::uri;
use crate::project::root;
use crate::text::disk;

/// The projects and open documents of an editor.
#[derive(Debug)]
pub(super) struct Workspace {
    how: How,
    folders: Vec<WorkspaceFolder>,
    /// Sorted by root.
    projects: Vec<OpenProject>,
    documents: Documents,
    /// What has to be done before the next state.
    pending: Pending,
}

/// Texts of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DocumentTexts {
    /// As they were saved last.
    Saved,
    /// As they are typed.
    Typed,
}

/// A folder of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
struct WorkspaceFolder {
    /// As the client names it.
    given: PathBuf,
    /// Without symbolic links.
    real: PathBuf,
}

/// Changes of files that are not applied yet.
#[derive(Debug, Default)]
struct Pending {
    /// Notes that other programs wrote.
    written: BTreeSet<PathBuf>,
    /// Whether files were created or deleted.
    walk: bool,
    /// Whether the configuration changed.
    reload: bool,
    /// The projects of the folders, if they are already loaded.
    loaded: Option<Vec<OpenProject>>,
}

/// The projects at and below `folders`, sorted by root.
pub(super) fn load_folders(folders: &[PathBuf], documents: &Documents, how: How) -> Vec<OpenProject> {
    let mut projects: Vec<OpenProject> = Vec::new();
    for folder in folders {
        // A folder within another one is part of its project, if it is not one of its own.
        let is_new = |new: &OpenProject| projects.iter().all(|known| known.root() != new.root());
        let loaded: Vec<OpenProject> = OpenProject::load(folder, documents, how).into_iter().filter(is_new).collect();
        projects.extend(loaded);
    }
    projects.sort_by(|a, b| a.root().cmp(b.root()));
    projects
}

impl Workspace {
    /// An empty workspace.
    pub(super) fn new(how: How) -> Self {
        let (folders, projects) = (Vec::new(), Vec::new());
        Self { how, folders, projects, documents: Documents::default(), pending: Pending::default() }
    }

    /// Adds a folder. Its projects are loaded by [`Workspace::refresh`].
    pub(super) fn add_folder(&mut self, folder: &Uri) {
        let Some(given) = uri::path(folder) else { return };
        let Ok(real) = disk::canonical(&given) else { return };
        let folder = WorkspaceFolder { given, real };
        if !self.folders.contains(&folder) {
            self.folders.push(folder);
            self.pending.reload = true;
        }
    }

    /// Removes a folder.
    pub(super) fn remove_folder(&mut self, folder: &Uri) {
        let given = uri::path(folder);
        self.folders.retain(|known| Some(&known.given) != given.as_ref());
        self.pending.reload = true;
    }

    /// Opens a document. Returns its path. A new document without a name is a note in the first folder.
    pub(super) fn open(&mut self, item: TextDocumentItem) -> Option<PathBuf> {
        let folder = self.folders.first().map(|folder| &*folder.real);
        let path = self.documents.open(item, folder)?;
        match self.find(&path) {
            Some((project, note)) => self.set_text(project, note, &path),
            None if is_configuration(&path) => {}
            None if self.is_in_project(&path) => self.pending.walk = true,
            None => self.load_for(&path),
        }
        Some(path)
    }

    /// Loads the project of the note at `path`, which is in no folder of the workspace.
    fn load_for(&mut self, path: &Path) {
        let Some(folder) = path.parent() else { return };
        let root = root::root_of(folder);
        let loaded = if root.marked {
            OpenProject::load(&root.folder, &self.documents, self.how)
        } else {
            OpenProject::of_note(folder, path, &self.documents, self.how).into_iter().collect()
        };
        self.projects.extend(loaded);
        self.projects.sort_by(|a, b| a.root().cmp(b.root()));
    }

    /// Changes the text of a document. Returns its path.
    pub(super) fn change(&mut self, params: DidChangeTextDocumentParams, encoding: Encoding) -> Option<PathBuf> {
        let document = params.text_document;
        let path = self.documents.change(&document.uri, document.version, params.content_changes, encoding)?;
        if let Some((project, note)) = self.find(&path) {
            self.set_text(project, note, &path);
        }
        Some(path)
    }

    /// The path of the file or open document `uri`.
    pub(super) fn path(&self, uri: &Uri) -> Option<PathBuf> {
        self.documents.path(uri)
    }

    /// Notes that a document was saved. Returns its path.
    pub(super) fn save(&mut self, uri: &Uri) -> Option<PathBuf> {
        let path = self.documents.save(uri);
        if let Some(path) = path.as_ref().filter(|path| is_configuration(path)) {
            let _ = path;
            self.pending.reload = true;
        }
        path
    }

    /// Closes a document. Returns its path.
    pub(super) fn close(&mut self, uri: &Uri) -> Option<PathBuf> {
        let path = self.documents.close(uri)?;
        if let Some((project, note)) = self.find(&path) {
            self.projects[project].session.close(note);
            // A note that was never saved is gone.
            self.pending.walk |= !path.exists();
        }
        self.projects.retain(|project| project.folder != path);
        Some(path)
    }

    /// Takes note of changes of files. They are applied by [`Workspace::refresh`].
    pub(super) fn files_changed(&mut self, events: Vec<FileEvent>) {
        for event in events {
            let Some(path) = uri::path(&event.uri).map(|path| uri::real(&path)) else { continue };
            if path.components().any(|part| matches!(part.as_os_str().to_str(), Some(".git" | "node_modules"))) {
                continue;
            }
            if is_configuration(&path) {
                self.pending.reload = true;
            } else if event.typ == FileChangeType::CHANGED {
                self.pending.written.insert(path);
            } else {
                self.pending.walk = true;
                self.pending.written.insert(path);
            }
        }
    }

    /// Takes note that files were created, deleted or renamed in the editor.
    pub(super) fn files_moved(&mut self) {
        self.pending.walk = true;
    }

    /// The folders, without symbolic links.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        self.folders.iter().map(|folder| folder.real.clone()).collect()
    }

    /// How projects are loaded.
    pub(super) fn how(&self) -> How {
        self.how
    }

    /// Takes the projects of the folders. No document may have been opened when they were loaded.
    pub(super) fn set_loaded(&mut self, projects: Vec<OpenProject>) {
        self.pending.loaded = Some(projects);
    }

    /// A workspace with the same folders that knows nothing but the document `item`, and the path of that.
    pub(super) fn alone(&self, item: TextDocumentItem) -> Option<(Self, PathBuf)> {
        let mut alone = Self { folders: self.folders.clone(), ..Self::new(self.how) };
        let path = alone.documents.open(item, None)?;
        let folder = path.parent()?;
        let root = root::root_of(folder);
        let around = self.folders.iter().map(|folder| &*folder.real).find(|folder| path.starts_with(folder));
        let root = around.filter(|_| !root.marked).unwrap_or(&root.folder);
        alone.projects.extend(OpenProject::of_note(root, &path, &alone.documents, self.how));
        Some((alone, path))
    }

    /// Loads everything again.
    pub(super) fn reload(&mut self) {
        self.pending.reload = true;
    }

    /// Sets the language of messages.
    pub(super) fn set_lang(&mut self, how: How) {
        self.pending.reload |= how.lang != self.how.lang;
        self.how = how;
    }

    /// Applies what is pending, and analyzes the notes that changed. Returns whether files or the configuration changed.
    pub(super) fn refresh(&mut self) -> bool {
        let Pending { written, walk, reload, loaded } = std::mem::take(&mut self.pending);
        if reload {
            self.load(loaded);
        } else if walk {
            self.projects.iter_mut().for_each(|project| project.walk(&self.documents, &written));
        } else {
            self.read_again(&written);
        }
        self.projects.iter_mut().for_each(|project| project.session.refresh());
        reload || walk || !written.is_empty()
    }

    /// Replaces the projects with those of the folders, which may be `loaded` already, and of other open documents.
    fn load(&mut self, loaded: Option<Vec<OpenProject>>) {
        self.projects.clear();
        self.projects = loaded.unwrap_or_else(|| load_folders(&self.folders(), &self.documents, self.how));
        let others: Vec<PathBuf> = self.documents.iter().map(|(path, _)| path.to_owned()).collect();
        for path in others {
            if !self.is_in_project(&path) && self.find(&path).is_none() {
                self.load_for(&path);
            }
        }
    }

    /// Reads the notes at `written` again, if they are not open.
    fn read_again(&mut self, written: &BTreeSet<PathBuf>) {
        for path in written.iter().filter(|path| self.documents.get(path).is_none()) {
            if let Some((project, note)) = self.find(path) {
                self.projects[project].session.close(note);
            }
        }
    }

    /// Gives the projects these texts of the documents that are edited and not saved.
    pub(super) fn use_texts(&mut self, texts: DocumentTexts) {
        for (path, document) in self.documents.iter().filter(|(_, document)| !document.is_saved()) {
            let text = match texts {
                DocumentTexts::Saved => document.saved_text(),
                DocumentTexts::Typed => document.text(),
            };
            if let Some((project, note)) = find(&self.projects, path) {
                self.projects[project].session.open(note, text.to_owned());
            }
        }
        self.projects.iter_mut().for_each(|project| project.session.refresh());
    }

    fn set_text(&mut self, project: usize, note: usize, path: &Path) {
        if let Some(document) = self.documents.get(path) {
            self.projects[project].session.open(note, document.text().to_owned());
        }
    }

    /// The project, innermost, and the index of the note at `path`.
    pub(super) fn find(&self, path: &Path) -> Option<(usize, usize)> {
        find(&self.projects, path)
    }

    /// Whether `path` is below a folder of the workspace, or the root of a project.
    fn is_in_project(&self, path: &Path) -> bool {
        self.folders.iter().any(|folder| path.starts_with(&folder.real))
            || self.projects.iter().any(|project| project.folder.is_dir() && path.starts_with(project.root()))
    }

    /// The projects.
    pub(super) fn projects(&self) -> &[OpenProject] {
        &self.projects
    }

    /// The document at `path`, if it is open.
    pub(super) fn document(&self, path: &Path) -> Option<&Document> {
        self.documents.get(path)
    }

    /// The open documents, by path.
    pub(super) fn documents(&self) -> impl Iterator<Item = (&Path, &Document)> {
        self.documents.iter()
    }

    /// The URI of the file at `path`: as the client names it if it is open, else below the folder as the client names it.
    pub(super) fn uri(&self, path: &Path) -> Option<Uri> {
        if let Some(document) = self.documents.get(path) {
            return Some(document.uri.clone());
        }
        let below = |folder: &WorkspaceFolder| Some(folder.given.join(path.strip_prefix(&folder.real).ok()?));
        uri::of(&self.folders.iter().find_map(below).unwrap_or_else(|| path.to_owned()))
    }
}

/// The project, innermost, and the index of the note at `path`.
fn find(projects: &[OpenProject], path: &Path) -> Option<(usize, usize)> {
    let found = |(at, project): (usize, &OpenProject)| Some((at, project.find(path)?));
    projects.iter().enumerate().rev().find_map(found)
}

/// Whether a change of the file at `path` can change the configuration of notes: a file of notelint or markdownlint, of git,
/// or of a host.
pub(super) fn is_configuration(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let in_own_folder = path.parent().is_some_and(|folder| folder.ends_with(".notelint"));
    name.starts_with(".markdownlint")
        || matches!(name, ".gitignore" | ".gitattributes")
        || in_own_folder
        || matches!(extension, "toml" | "yml" | "yaml")
        || matches!(extension, "js" | "ts" | "mjs" | "cjs" | "mts" | "json") && name.contains("config")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_configure_notes() {
        for name in ["notelint.toml", "a/.markdownlint.json", ".gitignore", "mkdocs.yml", "docusaurus.config.js"] {
            assert!(is_configuration(Path::new(name)), "{name}");
        }
        for name in ["a.md", "image.png", "package.json", "main.js"] {
            assert!(!is_configuration(Path::new(name)), "{name}");
        }
    }
}
