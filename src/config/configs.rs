//! The configuration files of a run, and which of them applies to a folder.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use rustc_hash::FxHashMap;

use super::choice::Choice;
use super::environment::{Environment, Errors};
use super::file::ConfigFile;
use super::host::{HostConfig, evidence, host_config};
use super::loader::ConfigLoader;
use super::markdownlint::files::{self, FolderFiles, MarkdownlintFile};
use super::markdownlint::{nearest, notices};
use super::parts::{Config, ConfigPart};
use super::select::Catalogue;
use crate::finding::{Lang, Preset};
use crate::markdown::flavour::Flavour;
use crate::message;
use crate::text::file_system::FileSystem;
use crate::text::paths;
use crate::text::sync::lock;
use crate::text::syntax_reader::SyntaxReader;

/// The name of a configuration file.
pub const FILE_NAME: &str = "notelint.toml";

/// The configurations that apply to a folder.
struct FolderConfig {
    nearest: Arc<Config>,
    ancestors: Vec<Arc<Config>>,
    /// The markdownlint files whose `ignores` apply; empty where a `notelint.toml` decides what is excluded.
    foreign: Vec<Arc<MarkdownlintFile>>,
}

/// The configuration files of a run, each read once.
pub struct Configs {
    /// The language of messages.
    pub lang: Lang,
    /// Where files are read from.
    pub files: Arc<dyn FileSystem>,
    /// The folder that paths in messages are relative to.
    pub cwd: PathBuf,
    /// The rules that exist.
    pub catalogue: Catalogue,
    /// Command-line options.
    pub choice: Choice,
    /// Locked for look-ups, but never while a file is read.
    known: Mutex<ConfigCache>,
}

/// The files read so far.
#[derive(Default)]
struct ConfigCache {
    /// By the file's path; `None` where there is no such file.
    loaded: FxHashMap<PathBuf, Option<Arc<Config>>>,
    /// By the root of the project and the folder, as strings: paths are slower to compare and to hash.
    folder_configs: FxHashMap<(OsString, OsString), Arc<FolderConfig>>,
    /// The configuration of the host, by the root of the project, the folder of the notes and their flavour.
    hosts: FxHashMap<(OsString, OsString, Flavour), Arc<HostConfig>>,
    /// The markdownlint files of folders.
    folders: FxHashMap<PathBuf, Arc<FolderFiles>>,
    errors: Errors,
    /// Settings of markdownlint files that notelint ignores.
    notices: BTreeSet<String>,
    /// Suggestions for the configuration.
    hints: BTreeSet<String>,
}

impl Configs {
    /// Creates the cache without reading a file.
    pub fn new(choice: Choice, catalogue: Catalogue, cwd: PathBuf, lang: Lang, files: Arc<dyn FileSystem>) -> Self {
        Self { files, lang, cwd, catalogue, choice, known: Mutex::default() }
    }

    /// The same configurations, with `text` as the contents of the file at `path`, whether the file exists or not.
    #[must_use]
    pub fn with_text(self, within: &Path, path: &Path, text: String) -> Self {
        let config = self.load(within, |loader, parts| loader.parse(path, text, parts)).unwrap_or_default();
        self.known().loaded.insert(path.to_owned(), Some(Arc::new(config)));
        self
    }

    /// The environment to read files in.
    fn environment(&self) -> Environment<'_> {
        Environment { lang: self.lang, files: &*self.files, cwd: &self.cwd, catalogue: self.catalogue }
    }

    fn known(&self) -> MutexGuard<'_, ConfigCache> {
        lock(&self.known)
    }

    /// The configuration for notes directly in `folder`, which belongs to the project at `root`. If a file has errors, they are
    /// kept for [`Configs::take_errors`], and the result is the default configuration.
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

    /// The configurations of the folders from `folder` up to `root`. A note is excluded if one of them excludes it.
    fn ancestors(&self, root: &Path, folder: &Path) -> Vec<Arc<Config>> {
        if self.choice.none || self.choice.file.is_some() {
            return vec![self.find_nearest(root, folder)];
        }
        let above = folder.ancestors().take_while(|above| above.starts_with(root));
        above.filter(|above| self.exists(&above.join(FILE_NAME))).map(|above| self.find_nearest(root, above)).collect()
    }

    /// The folder that the globs of `file` are relative to: the folder of `file`, or `root` if `file` is outside the project.
    pub fn base<'p>(root: &'p Path, file: &'p ConfigFile) -> &'p Path {
        if file.folder.starts_with(root) { &file.folder } else { root }
    }

    /// The configuration of the host of the note at `path`, in the project at `root`. Cached, because it is asked for each note.
    pub fn host(&self, root: &Path, path: &Path) -> Arc<HostConfig> {
        let flavour = self.flavour(root, path);
        let folder = path.parent().unwrap_or(root);
        let key = (root.as_os_str().to_owned(), folder.as_os_str().to_owned(), flavour);
        if let Some(host) = self.known().hosts.get(&key) {
            return host.clone();
        }
        let host = Arc::new(host_config(&*self.files, root, folder, flavour));
        for file in &host.unreadable {
            let file = paths::relative(&self.cwd, file);
            let notice = message!(
                "`{file}` can't be parsed, so its options are not used and links to headings are not checked",
                "`{file}` を解析できないため、その設定は使わず、見出しへのリンクは検査しない"
            );
            self.notice(notice.text(self.lang));
        }
        self.known().hosts.insert(key, host.clone());
        host
    }

    /// How the note at `path`, in the project at `root`, is read.
    pub fn syntax_reader(&self, root: &Path, path: &Path) -> SyntaxReader {
        let reader = self.flavour(root, path).syntax_reader();
        SyntaxReader { profile: self.host(root, path).profile_of(path), ..reader }
    }

    /// Whether `path` is excluded from its project.
    pub fn excludes(&self, root: &Path, path: &Path) -> bool {
        let Some(folder) = path.parent() else { return false };
        let in_use = self.folder_config(root, folder);
        let own = |config: &Arc<Config>| config.files().any(|file| file.exclude.matches(Self::base(root, file), path));
        in_use.ancestors.iter().any(own) || nearest::excludes(&in_use.foreign, path)
    }

    /// The configurations that apply to `folder`. Cached, because it is asked for each note.
    fn folder_config(&self, root: &Path, folder: &Path) -> Arc<FolderConfig> {
        let key = (root.as_os_str().to_owned(), folder.as_os_str().to_owned());
        if let Some(in_use) = self.known().folder_configs.get(&key) {
            return in_use.clone();
        }
        let in_use = self.inherited(root, folder).unwrap_or_else(|| {
            let ancestors = self.ancestors(root, folder);
            let foreign = if ancestors.is_empty() { self.foreign_above(root, folder) } else { Vec::new() };
            Arc::new(FolderConfig { nearest: self.find_nearest(root, folder), ancestors, foreign })
        });
        self.known().folder_configs.insert(key, in_use.clone());
        in_use
    }

    /// The configurations of the folder above `folder`, if `folder` has no file that changes them. Nearly all folders have none.
    fn inherited(&self, root: &Path, folder: &Path) -> Option<Arc<FolderConfig>> {
        let above = folder.parent().filter(|_| folder != root && folder.starts_with(root))?;
        let is_chosen = self.choice.none || self.choice.file.is_some();
        if !is_chosen && self.exists(&folder.join(FILE_NAME)) {
            return None;
        }
        let inherited = self.folder_config(root, above);
        // Below a `notelint.toml`, markdownlint's files are not read.
        let has_foreign = inherited.ancestors.is_empty() && !self.in_folder(root, folder).is_empty();
        (!has_foreign).then_some(inherited)
    }

    /// The configuration that markdownlint files give for notes in `folder`, which belongs to the project at `root`. `None` if
    /// there are no such files.
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

    /// The markdownlint files in `folder`, which belongs to the project at `root`. They are read once.
    pub(crate) fn in_folder(&self, root: &Path, folder: &Path) -> Arc<FolderFiles> {
        if let Some(known) = self.known().folders.get(folder) {
            return known.clone();
        }
        let mut errors = Errors::new();
        let found = Arc::new(files::in_folder(self.environment(), root, folder, &mut errors));
        let notices = notices::notices(self.environment(), folder, found.cli2.as_deref());
        let mut known = self.known();
        // Another thread may have read the folder meanwhile; its errors must not be reported twice.
        if let Some(known) = known.folders.get(folder) {
            return known.clone();
        }
        known.folders.insert(folder.to_owned(), found.clone());
        known.notices.extend(notices);
        known.errors.extend(errors);
        found
    }

    /// Returns the errors in the files read so far, and forgets them.
    pub fn take_errors(&self) -> Errors {
        std::mem::take(&mut self.known().errors)
    }

    /// Adds a notice: a message that does not fail the run.
    pub fn notice(&self, text: String) {
        self.known().notices.insert(text);
    }

    /// Adds a hint if the files of the project at `root` show where its notes are published. The caller knows that the
    /// configuration sets no flavour.
    pub(super) fn suggest_flavour(&self, root: &Path) {
        let Some(sign) = evidence::of_project(&*self.files, root).filter(|_| !self.choice.none) else { return };
        let (what, name, title) = (sign.what(self.lang), sign.flavour.name(), sign.flavour.profile().title);
        let hint = message!(
            "this looks like a project for {title} ({what}): set `flavour = \"{name}\"` in notelint.toml to check the notes as {title} reads them, or `flavour = \"github\"`",
            "{what} があるため、{title} 用のプロジェクトと思われる。notelint.toml に `flavour = \"{name}\"` と書くと {title} での表示に合わせて検査する（不要なら `flavour = \"github\"`）"
        );
        self.known().hints.insert(hint.text(self.lang));
    }

    /// Returns the hints so far, and forgets them.
    pub fn take_hints(&self) -> BTreeSet<String> {
        std::mem::take(&mut self.known().hints)
    }

    /// Returns the notices so far, each text once, and forgets them. Most name settings of markdownlint that notelint ignores.
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

    /// The folder that files extended by `file` must be in.
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
