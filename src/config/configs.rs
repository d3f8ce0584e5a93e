//! The configuration files of a run: which of them decides for a folder.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use rustc_hash::FxHashMap;

use super::choice::Choice;
use super::environment::{Environment, Errors};
use super::file::ConfigFile;
use super::loader::ConfigLoader;
use super::markdownlint::files::{self, FolderFiles, MarkdownlintFile};
use super::markdownlint::{nearest, notices};
use super::parts::{Config, ConfigPart};
use super::select::Catalogue;
use crate::finding::{Lang, Preset};
use crate::text::file_system::FileSystem;
use crate::text::sync::lock;

/// The name of a configuration file.
pub const FILE_NAME: &str = "notelint.toml";

/// What a folder is read with.
struct FolderConfig {
    nearest: Arc<Config>,
    ancestors: Vec<Arc<Config>>,
    /// Of markdownlint's files, those that may exclude; none where notelint's own do.
    foreign: Vec<Arc<MarkdownlintFile>>,
}

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
    known: Mutex<ConfigCache>,
}

/// What has been read so far.
#[derive(Default)]
struct ConfigCache {
    /// By the file's path; `None` where there is no such file.
    loaded: FxHashMap<PathBuf, Option<Arc<Config>>>,
    /// By the project's root and the folder. Not as paths: those are compared and hashed name by name.
    folder_configs: FxHashMap<(OsString, OsString), Arc<FolderConfig>>,
    /// What folders have of markdownlint's files.
    folders: FxHashMap<PathBuf, Arc<FolderFiles>>,
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

    /// What it takes to read a file.
    fn environment(&self) -> Environment<'_> {
        Environment { lang: self.lang, files: &*self.files, cwd: &self.cwd, catalogue: self.catalogue }
    }

    fn known(&self) -> MutexGuard<'_, ConfigCache> {
        lock(&self.known)
    }

    /// The configuration for what lies in `folder`, of the project at `root`. What is wrong with a file is kept for
    /// [`Configs::take_errors`]; the defaults are used instead.
    pub fn nearest(&self, root: &Path, folder: &Path) -> Arc<Config> {
        self.folder_config(root, folder).nearest.clone()
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
    fn ancestors(&self, root: &Path, folder: &Path) -> Vec<Arc<Config>> {
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
        let in_use = self.folder_config(root, folder);
        let own = |config: &Arc<Config>| config.files().any(|file| file.exclude.matches(Self::base(root, file), path));
        in_use.ancestors.iter().any(own) || nearest::excludes(&in_use.foreign, path)
    }

    /// What `folder` is read with. Every note asks, so each folder's answer is kept.
    fn folder_config(&self, root: &Path, folder: &Path) -> Arc<FolderConfig> {
        let key = (root.as_os_str().to_owned(), folder.as_os_str().to_owned());
        if let Some(in_use) = self.known().folder_configs.get(&key) {
            return in_use.clone();
        }
        let ancestors = self.ancestors(root, folder);
        let foreign = if ancestors.is_empty() { self.foreign_above(root, folder) } else { Vec::new() };
        let in_use = Arc::new(FolderConfig { nearest: self.find_nearest(root, folder), ancestors, foreign });
        self.known().folder_configs.insert(key, in_use.clone());
        in_use
    }

    /// The configuration for what lies in `folder`, of the project at `root`, that markdownlint's files make; `None`
    /// where there are none.
    pub(super) fn foreign(&self, root: &Path, folder: &Path) -> Option<Arc<Config>> {
        let file = nearest::nearest(root, folder, |folder| self.in_folder(root, folder))?;
        let path = PathBuf::from(&*file.name);
        Some(self.loaded(&path, || {
            let presets = [Preset::Recommended, Preset::Markdownlint].map(ConfigPart::Preset);
            Some(Config { parts: presets.into_iter().chain([ConfigPart::Foreign(file)]).collect(), file: None })
        }))
    }

    /// The `.markdownlint-cli2.*` files of `folder` and of the folders above it, up to `root`.
    fn foreign_above(&self, root: &Path, folder: &Path) -> Vec<Arc<MarkdownlintFile>> {
        nearest::all_above(root, folder, |folder| self.in_folder(root, folder))
    }

    /// What `folder`, of the project at `root`, has of markdownlint's files, read once.
    pub(crate) fn in_folder(&self, root: &Path, folder: &Path) -> Arc<FolderFiles> {
        if let Some(known) = self.known().folders.get(folder) {
            return known.clone();
        }
        let mut errors = Errors::new();
        let found = Arc::new(files::in_folder(self.environment(), root, folder, &mut errors));
        let notices = notices::notices(self.environment(), folder, found.cli2.as_deref());
        let mut known = self.known();
        // Another thread may have read it meanwhile: what is wrong with it is said once.
        if let Some(known) = known.folders.get(folder) {
            return known.clone();
        }
        known.folders.insert(folder.to_owned(), found.clone());
        known.notices.extend(notices);
        known.errors.extend(errors);
        found
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
    pub(super) fn within(root: &Path, file: &Path) -> PathBuf {
        if file.starts_with(root) { root.to_owned() } else { file.parent().unwrap_or(root).to_owned() }
    }

    fn read(&self, within: &Path, path: &Path) -> Option<Config> {
        self.load(within, |loader, parts| loader.file(path, parts))
    }

    fn load(
        &self,
        within: &Path,
        load: impl FnOnce(&mut ConfigLoader<'_>, &mut Vec<ConfigPart>) -> Option<Arc<ConfigFile>>,
    ) -> Option<Config> {
        let mut parts = Vec::new();
        let mut errors = Vec::new();
        let file = load(&mut ConfigLoader::new(self.environment(), within, &mut errors), &mut parts);
        let failed = !errors.is_empty();
        self.known().errors.extend(errors);
        (!failed).then_some(Config { parts, file })
    }
}
