//! The configuration: `notelint.toml` files, presets, the command line; and which rules they make of it for a note.
//!
//! The nearest `notelint.toml` above a note decides for it, and inherits nothing but what it extends. A file that says
//! nothing of `extends` builds on `recommended`, and `recommended` brings `japanese` along for notes whose prose is
//! mostly Japanese. A rule named under `[rules]` is on, unless it says `off`.

#[cfg(feature = "cli")]
pub mod accept;
pub mod dictionaries;
pub mod file;
pub mod globs;
pub mod links;
pub mod markdownlint;
mod reader;
pub mod resolve;
pub mod resolved;
pub mod rule_sets;
pub mod schema;
pub mod select;
pub mod setting;
pub mod web;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use rustc_hash::FxHashMap;

use crate::finding::{Lang, Localized as _, Preset};
use crate::lint::rule::Entry;
use crate::message;
use crate::text::file_system::FileSystem;
use crate::text::source::Span;
use crate::text::sync::lock;

use crate::finding::mistake::{ConfigError, MOST_FILES, Text, too_many};
use file::{ConfigFile, Extend};
use markdownlint::files::{self, Foreign, InFolder};
use markdownlint::foreign_excludes;
use select::Catalogue;

/// The name of a configuration file.
pub const FILE_NAME: &str = "notelint.toml";

/// What the command line says of the configuration.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// `--config`.
    pub file: Option<PathBuf>,
    /// `--no-config`.
    pub none: bool,
    /// `--preset`: in the place of the presets that the files extend.
    pub presets: Vec<Preset>,
    /// `--select`: these rules and no others.
    pub select: Option<Vec<&'static Entry>>,
    /// The command's own: the rules of this group alone.
    pub group: Option<&'static str>,
    /// `--ignore`: not these.
    pub ignore: Vec<&'static Entry>,
}

/// A file with all that it builds on, the base first.
#[derive(Debug)]
pub struct Config {
    /// The parts, in the order in which the later win.
    pub parts: Vec<Part>,
    /// The file itself; `None` for the defaults.
    pub file: Option<Arc<ConfigFile>>,
}

/// A piece of a configuration.
#[derive(Clone, Debug)]
pub enum Part {
    /// A preset.
    Preset(Preset),
    /// What a file says itself.
    File(Arc<ConfigFile>),
    /// What a file of markdownlint's says.
    Foreign(Arc<Foreign>),
}

/// What a folder is read with.
struct InUse {
    nearest: Arc<Config>,
    on_the_way: Vec<Arc<Config>>,
    /// Of markdownlint's files, those that may exclude; none where notelint's own do.
    foreign: Vec<Arc<Foreign>>,
}

/// Errors of one or more files.
pub type Errors = Vec<ConfigError>;

/// The configuration files of a run, each read once.
pub struct Configs {
    /// The language of messages.
    pub lang: Lang,
    /// Where files are read from.
    pub files: Arc<dyn FileSystem>,
    /// What paths are shown relative to.
    pub cwd: PathBuf,
    /// The rules that exist.
    pub catalogue: Catalogue,
    /// What the command line says.
    pub choice: Choice,
    /// Locked for look-ups, never while a file is read.
    known: Mutex<Known>,
}

/// What has been read so far.
#[derive(Default)]
struct Known {
    /// By the file's path; `None` where there is no such file.
    loaded: FxHashMap<PathBuf, Option<Arc<Config>>>,
    /// By the project's root and the folder. Not as paths: those are compared and hashed name by name.
    in_use: FxHashMap<(OsString, OsString), Arc<InUse>>,
    /// What folders have of markdownlint's files.
    folders: FxHashMap<PathBuf, Arc<InFolder>>,
    errors: Errors,
    /// What of markdownlint's files is not obeyed.
    notices: BTreeSet<String>,
}

impl Configs {
    /// Reads nothing yet.
    pub fn new(choice: Choice, catalogue: Catalogue, cwd: PathBuf, lang: Lang, files: Arc<dyn FileSystem>) -> Self {
        Self { files, lang, cwd, catalogue, choice, known: Mutex::default() }
    }

    /// The same, where the file at `path` says `text`, whether it is there or not.
    #[must_use]
    pub fn with_text(self, within: &Path, path: &Path, text: String) -> Self {
        let config = self.load(within, |loader, parts| loader.parse(path, text, parts)).unwrap_or_default();
        self.known().loaded.insert(path.to_owned(), Some(Arc::new(config)));
        self
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        lock(&self.known)
    }

    /// The configuration for what lies in `folder`, of the project at `root`. What is wrong with a file is kept for
    /// [`Configs::take_errors`]; the defaults stand in for it.
    pub fn nearest(&self, root: &Path, folder: &Path) -> Arc<Config> {
        self.in_use(root, folder).nearest.clone()
    }

    fn find_nearest(&self, root: &Path, folder: &Path) -> Arc<Config> {
        if self.choice.none {
            return self.loaded(Path::new(""), || None);
        }
        if let Some(file) = &self.choice.file {
            let within = Self::within(root, file);
            return self.loaded(file, || self.read(&within, file));
        }
        let named = folder.ancestors().take_while(|above| above.starts_with(root));
        let mut files = named.map(|above| above.join(FILE_NAME));
        match files.find(|file| self.exists(file)) {
            Some(file) => self.loaded(&file, || self.read(root, &file)),
            None => self.foreign(root, folder).unwrap_or_else(|| self.loaded(Path::new(""), || None)),
        }
    }

    /// The configurations of the folders from `folder` up to `root`: what each excludes is excluded.
    fn on_the_way(&self, root: &Path, folder: &Path) -> Vec<Arc<Config>> {
        if self.choice.none || self.choice.file.is_some() {
            return vec![self.find_nearest(root, folder)];
        }
        let above = folder.ancestors().take_while(|above| above.starts_with(root));
        above.filter(|above| self.exists(&above.join(FILE_NAME))).map(|above| self.find_nearest(root, above)).collect()
    }

    /// The folder that the globs of `file` are relative to: its own, or the project's for one from elsewhere.
    pub fn base<'p>(root: &'p Path, file: &'p ConfigFile) -> &'p Path {
        if file.folder.starts_with(root) { &file.folder } else { root }
    }

    /// Whether `path` is excluded from its project.
    pub fn excludes(&self, root: &Path, path: &Path) -> bool {
        let Some(folder) = path.parent() else { return false };
        let in_use = self.in_use(root, folder);
        let own = |config: &Arc<Config>| config.files().any(|file| file.exclude.matches(Self::base(root, file), path));
        in_use.on_the_way.iter().any(own) || foreign_excludes(&in_use.foreign, path)
    }

    /// What `folder` is read with. Every note asks, so each folder's answer is kept.
    fn in_use(&self, root: &Path, folder: &Path) -> Arc<InUse> {
        let key = (root.as_os_str().to_owned(), folder.as_os_str().to_owned());
        if let Some(in_use) = self.known().in_use.get(&key) {
            return in_use.clone();
        }
        let on_the_way = self.on_the_way(root, folder);
        let foreign = if on_the_way.is_empty() { self.foreign_above(root, folder) } else { Vec::new() };
        let in_use = Arc::new(InUse { nearest: self.find_nearest(root, folder), on_the_way, foreign });
        self.known().in_use.insert(key, in_use.clone());
        in_use
    }

    /// What was wrong with the files read so far.
    pub fn take_errors(&self) -> Errors {
        std::mem::take(&mut self.known().errors)
    }

    /// Takes `text` for something to be said that fails no run.
    pub fn notice(&self, text: String) {
        self.known().notices.insert(text);
    }

    /// What there is to be said that fails no run, each text once: what notelint does not obey of the files read so far.
    pub fn take_notices(&self) -> BTreeSet<String> {
        std::mem::take(&mut self.known().notices)
    }

    fn exists(&self, file: &Path) -> bool {
        if let Some(known) = self.known().loaded.get(file) {
            return known.is_some();
        }
        let exists = self.files.is_file(file);
        if !exists {
            self.known().loaded.insert(file.to_owned(), None);
        }
        exists
    }

    fn loaded(&self, file: &Path, read: impl FnOnce() -> Option<Config>) -> Arc<Config> {
        if let Some(Some(config)) = self.known().loaded.get(file) {
            return config.clone();
        }
        let config = Arc::new(read().unwrap_or_default());
        self.known().loaded.insert(file.to_owned(), Some(config.clone()));
        config
    }

    /// What files `file` may extend lie in here.
    fn within(root: &Path, file: &Path) -> PathBuf {
        if file.starts_with(root) { root.to_owned() } else { file.parent().unwrap_or(root).to_owned() }
    }

    /// What stands in the file at `path`, called `name`: it may be a symbolic link, but not one that leads out of `within`.
    fn content(&self, within: &Path, path: &Path, name: &str) -> Result<String, ConfigError> {
        let path = self.files.within(within, path, name).map_err(|error| ConfigError::new(error.text(self.lang)))?;
        self.files.read(&path).map_err(|error| ConfigError::new(crate::finding::unreadable(name, &error, self.lang)))
    }

    fn read(&self, within: &Path, path: &Path) -> Option<Config> {
        self.load(within, |loader, parts| loader.file(path, parts))
    }

    fn load(
        &self,
        within: &Path,
        load: impl FnOnce(&mut Loader<'_>, &mut Vec<Part>) -> Option<Arc<ConfigFile>>,
    ) -> Option<Config> {
        let mut parts = Vec::new();
        let mut errors = Vec::new();
        let file =
            load(&mut Loader { configs: self, within, errors: &mut errors, open: Vec::new(), read: 0 }, &mut parts);
        let failed = !errors.is_empty();
        self.known().errors.extend(errors);
        (!failed).then_some(Config { parts, file })
    }
}

impl Config {
    /// The files it is made of.
    pub fn files(&self) -> impl Iterator<Item = &Arc<ConfigFile>> {
        self.parts.iter().filter_map(|part| match part {
            Part::File(file) => Some(file),
            Part::Preset(_) | Part::Foreign(_) => None,
        })
    }

    /// The file that decides, as it is shown; `None` for the defaults.
    pub fn name(&self) -> Option<&str> {
        let foreign = || match self.parts.last()? {
            Part::Foreign(foreign) => Some(&*foreign.name),
            _ => None,
        };
        self.file.as_ref().map(|file| &*file.text.name).or_else(foreign)
    }
}

impl Default for Config {
    fn default() -> Self {
        Self { parts: vec![Part::Preset(Preset::Recommended)], file: None }
    }
}

/// Reads a file and those it extends.
struct Loader<'a> {
    configs: &'a Configs,
    within: &'a Path,
    errors: &'a mut Errors,
    /// The files that are being read, and how each is called.
    open: Vec<(PathBuf, String)>,
    /// How many have been read.
    read: usize,
}

impl Loader<'_> {
    fn file(&mut self, path: &Path, parts: &mut Vec<Part>) -> Option<Arc<ConfigFile>> {
        let name = crate::text::paths::relative(&self.configs.cwd, path);
        match self.configs.content(self.within, path, &name) {
            Ok(content) => self.parse(path, content, parts),
            Err(error) => {
                self.errors.push(error);
                None
            }
        }
    }

    fn parse(&mut self, path: &Path, content: String, parts: &mut Vec<Part>) -> Option<Arc<ConfigFile>> {
        let lang = self.configs.lang;
        let name = crate::text::paths::relative(&self.configs.cwd, path);
        let text = Text::new(path.to_owned(), name.clone(), content);
        let folder = path.parent().unwrap_or(path).to_owned();
        let file = match file::parse(text, folder, self.configs.catalogue, lang) {
            Ok(file) => Arc::new(file),
            Err(errors) => {
                self.errors.extend(errors);
                return None;
            }
        };
        self.open.push((path.to_owned(), name));
        for extend in &file.extends {
            match extend {
                Extend::Preset(preset) => parts.push(Part::Preset(*preset)),
                Extend::File(name, span) => self.extend(&file, name, *span, parts),
            }
        }
        self.open.pop();
        parts.push(Part::File(file.clone()));
        Some(file)
    }

    fn extend(&mut self, file: &ConfigFile, name: &str, span: Span, parts: &mut Vec<Part>) {
        let lang = self.configs.lang;
        let mut fail = |message: String, label: String| {
            self.errors.push(ConfigError::new(message).at(&file.text, span, label));
        };
        let path = match self.configs.files.canonical(&file.folder.join(name)) {
            Ok(path) => path,
            Err(error) => {
                let message = crate::finding::unreadable(name, &error, lang);
                return fail(message, message!("named here", "ここで指定").text(lang));
            }
        };
        if !path.starts_with(self.within) {
            let message = message!("`{name}` lies outside of the project", "`{name}` はプロジェクトの外にある");
            let label = message!("leads out of it", "プロジェクトの外を指している");
            return fail(message.text(lang), label.text(lang));
        }
        if let Some((_, other)) = self.open.iter().find(|(open, _)| *open == path) {
            let own = &file.text.name;
            let message = message!("{own} and {other} extend each other", "{own} と {other} が互いに extends している");
            return fail(message.text(lang), message!("leads back here", "ここで循環する").text(lang));
        }
        self.read += 1;
        if self.read >= MOST_FILES {
            // Said once, however many follow.
            let message = if self.read > MOST_FILES { return } else { too_many(lang) };
            return fail(message, message!("one too many", "ここで上限を超える").text(lang));
        }
        if files::is_foreign(&path) {
            let foreign = files::read(self.configs, self.within, &path, self.errors);
            parts.extend(foreign.map(|foreign| Part::Foreign(Arc::new(foreign))));
        } else {
            self.file(&path, parts);
        }
    }
}
