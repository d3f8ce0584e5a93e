//! Reads a configuration file and those it extends.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::environment::{Environment, Errors};
use super::file::{self, ConfigFile, Extend};
use super::markdownlint::files;
use super::parts::ConfigPart;
use crate::finding::config_error::{ConfigError, FileText, MOST_FILES, too_many};
use crate::message;
use crate::text::source::Span;

/// Reads a file and those it extends.
pub(super) struct ConfigLoader<'a> {
    environment: Environment<'a>,
    within: &'a Path,
    errors: &'a mut Errors,
    /// The files being read, each with its name in messages: a file that is extended, after the file that extends it.
    open: Vec<(PathBuf, String)>,
    /// How many extended files have been read.
    read: usize,
}

impl<'a> ConfigLoader<'a> {
    /// Creates a loader. Extended files have to be in the folder `within`; errors are added to `errors`.
    pub(super) fn new(environment: Environment<'a>, within: &'a Path, errors: &'a mut Errors) -> Self {
        Self { environment, within, errors, open: Vec::new(), read: 0 }
    }

    /// Adds the file at `path`, after everything that it extends, to `parts`.
    pub(super) fn file(&mut self, path: &Path, parts: &mut Vec<ConfigPart>) -> Option<Arc<ConfigFile>> {
        let name = crate::text::paths::relative(self.environment.cwd, path);
        match self.environment.content(self.within, path, &name) {
            Ok(content) => self.parse(path, content, parts),
            Err(error) => {
                self.errors.push(error);
                None
            }
        }
    }

    /// Adds the file at `path`, whose text is `content`, after everything that it extends, to `parts`.
    pub(super) fn parse(
        &mut self,
        path: &Path,
        content: String,
        parts: &mut Vec<ConfigPart>,
    ) -> Option<Arc<ConfigFile>> {
        let lang = self.environment.lang;
        let name = crate::text::paths::relative(self.environment.cwd, path);
        let text = FileText::new(path.to_owned(), name.clone(), content);
        let folder = path.parent().unwrap_or(path).to_owned();
        let file = match file::parse(text, folder, self.environment.catalogue, lang) {
            Ok(file) => Arc::new(file),
            Err(errors) => {
                self.errors.extend(errors);
                return None;
            }
        };
        self.open.push((path.to_owned(), name));
        for extend in &file.extends {
            match extend {
                Extend::Preset(preset) => parts.push(ConfigPart::Preset(*preset)),
                Extend::File(name, span) => self.extend(&file, name, *span, parts),
            }
        }
        self.open.pop();
        parts.push(ConfigPart::File(file.clone()));
        Some(file)
    }

    fn extend(&mut self, file: &ConfigFile, name: &str, span: Span, parts: &mut Vec<ConfigPart>) {
        let lang = self.environment.lang;
        let mut fail = |message: String, label: String| {
            self.errors.push(ConfigError::new(message).at(&file.text, span, label));
        };
        let path = match self.environment.files.canonical(&file.folder.join(name)) {
            Ok(path) => path,
            Err(error) => {
                let message = crate::finding::unreadable(name, &error, lang);
                return fail(message, message!("named here", "ここで指定").text(lang));
            }
        };
        if !path.starts_with(self.within) {
            let message = message!("`{name}` is outside the project", "`{name}` はプロジェクトの外にある");
            let label = message!("points outside the project", "プロジェクトの外を指している");
            return fail(message.text(lang), label.text(lang));
        }
        if let Some((_, other)) = self.open.iter().find(|(open, _)| *open == path) {
            let own = &file.text.name;
            let message = message!("{own} and {other} extend each other", "{own} と {other} が互いに extends している");
            return fail(message.text(lang), message!("closes the cycle", "ここで循環する").text(lang));
        }
        self.read += 1;
        if self.read >= MOST_FILES {
            // Reported once, however many files follow.
            let message = if self.read > MOST_FILES { return } else { too_many(lang) };
            return fail(message, message!("one too many", "ここで上限を超える").text(lang));
        }
        if files::is_foreign(&path) {
            let foreign = files::read(self.environment, self.within, &path, self.errors);
            parts.extend(foreign.map(|foreign| ConfigPart::Foreign(Arc::new(foreign))));
        } else {
            self.file(&path, parts);
        }
    }
}
