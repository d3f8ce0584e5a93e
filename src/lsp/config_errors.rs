//! Errors in the configuration, shown in the files that have them. A file that is edited has the errors of its present text,
//! although projects use the one that was saved.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::{Diagnostic, DiagnosticSeverity, MessageType, Uri};

use super::client::Client;
use super::diagnostics::SOURCE;
use super::project::{OpenProject, without_place};
use super::publish::publish;
use super::views::Views;
use super::workspace::{Workspace, is_configuration};
use crate::config::rule_sets::RuleSets;
use crate::config::select::Catalogue;
use crate::config::{Choice, Configs, Errors};
use crate::finding::Lang;
use crate::finding::config_error::{ConfigError, ErrorLocation};
use crate::rules::RULES;
use crate::text::disk::OsFileSystem;
use crate::text::file_system::FileSystem;
use crate::text::source::Source;

/// The errors that the client shows.
#[derive(Debug, Default)]
pub(super) struct ShownErrors {
    /// The files that have any, by URI.
    faulty: BTreeSet<String>,
    /// The files that are edited, with the versions of their texts.
    edited: BTreeMap<PathBuf, i32>,
}

/// The configuration files that are edited and not saved, with their texts.
#[derive(Debug)]
struct EditedFiles(BTreeMap<PathBuf, String>);

impl ShownErrors {
    /// Shows the errors in the state of `views`. `has_files_changed` is whether files or the configuration changed since the
    /// last state.
    pub(super) fn update(&mut self, client: &Client, views: &Views<'_>, has_files_changed: bool) {
        let workspace = views.workspace;
        let documents = workspace.documents();
        let edited = documents.filter(|(path, document)| !document.is_saved() && is_configuration(path));
        let edited: BTreeMap<PathBuf, i32> =
            edited.map(|(path, document)| (path.to_owned(), document.version)).collect();
        if !has_files_changed && edited == self.edited {
            return;
        }
        self.edited = edited;
        let text = |path: &PathBuf| Some((path.clone(), workspace.document(path)?.text().to_owned()));
        let texts = Arc::new(EditedFiles(self.edited.keys().filter_map(text).collect()));
        let of_texts: Vec<ConfigError> =
            workspace.projects().iter().flat_map(|project| texts.errors(project, client.lang())).collect();
        let of_files = workspace.projects().iter().flat_map(|project| &project.errors);
        let of_files = of_files.filter(|error| error.place().is_some_and(|place| !texts.contains(place)));
        self.show(client, workspace, of_files.chain(&of_texts));
        if has_files_changed {
            for project in workspace.projects() {
                without_place(&project.errors).for_each(|error| client.show(MessageType::ERROR, error.to_string()));
            }
        }
    }

    /// Publishes `errors` in their files, and clears the files that have none.
    fn show<'e>(&mut self, client: &Client, workspace: &Workspace, errors: impl Iterator<Item = &'e ConfigError>) {
        let mut files: BTreeMap<String, (Uri, Vec<Diagnostic>)> = BTreeMap::new();
        for error in errors {
            let Some(place) = error.place() else { continue };
            let Some(uri) = workspace.uri(&place.file.path) else { continue };
            let Some(diagnostic) = diagnostic(client, error, place) else { continue };
            let (_, found) = files.entry(uri.as_str().to_owned()).or_insert_with(|| (uri, Vec::new()));
            if !found.contains(&diagnostic) {
                found.push(diagnostic);
            }
        }
        for uri in std::mem::take(&mut self.faulty).iter().filter(|uri| !files.contains_key(*uri)) {
            if let Ok(uri) = uri.parse() {
                publish(client, uri, None, Vec::new());
            }
        }
        self.faulty = files.keys().cloned().collect();
        for (uri, found) in files.into_values() {
            publish(client, uri, None, found);
        }
    }
}

fn diagnostic(client: &Client, error: &ConfigError, place: &ErrorLocation) -> Option<Diagnostic> {
    let source = Source::new(place.file.text.to_string()).ok()?;
    let lines = [Some(error.to_string()), Some(place.label.clone()), error.advice().map(str::to_owned)];
    let text = lines.into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    Some(Diagnostic {
        range: client.encoding.range(&source, place.span),
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some(SOURCE.to_owned()),
        message: text,
        ..Diagnostic::default()
    })
}

impl EditedFiles {
    fn contains(&self, place: &ErrorLocation) -> bool {
        self.0.contains_key(&*place.file.path)
    }

    /// The errors that these files would have in the configuration of `project`.
    fn errors(self: &Arc<Self>, project: &OpenProject, lang: Lang) -> Errors {
        let root = project.root();
        let own = self.0.keys().filter(|path| path.starts_with(root));
        let folders: Vec<&Path> = own.filter_map(|path| path.parent()).collect();
        if folders.is_empty() {
            return Errors::new();
        }
        let configs = Configs::new(Choice::default(), Catalogue(RULES), root.to_owned(), lang, self.clone());
        let configs = Arc::new(configs);
        for folder in folders {
            configs.nearest(root, folder);
        }
        let notes = project.session.project().notes.iter().map(|note| &*note.path);
        let rules = RuleSets::new(&configs, root, notes).err();
        let mut errors = configs.take_errors();
        errors.extend(rules.into_iter().flatten());
        errors.retain(|error| error.place().is_some_and(|place| self.contains(place)));
        errors
    }
}

impl FileSystem for EditedFiles {
    fn read(&self, path: &Path) -> io::Result<String> {
        self.0.get(path).map_or_else(|| OsFileSystem.read(path), |text| Ok(text.clone()))
    }

    fn is_file(&self, path: &Path) -> bool {
        self.0.contains_key(path) || OsFileSystem.is_file(path)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        if self.0.contains_key(path) { Ok(path.to_owned()) } else { OsFileSystem.canonical(path) }
    }

    fn names_in(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        OsFileSystem.names_in(folder)
    }
}
