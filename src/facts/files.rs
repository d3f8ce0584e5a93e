//! The files of a project, and lookups by path. The files may come from the disk or from git's index
//! ([`ProjectFiles`]). Rules use [`FileTree`], which reads each folder only once.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rustc_hash::FxHashMap;

use super::file_moves::FileMoves;
use crate::text::braces::is_too_deep;
use crate::text::file_stat::FileStat;
use crate::text::read::ReadError;
use crate::text::source::Source;
use crate::text::sync::Memo;
use crate::text::whitespace::Whitespace as _;

/// The result of looking up a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presence {
    /// A file, or anything else that is not a folder.
    File,
    /// A folder.
    Folder,
    /// Nothing with this exact name, but this path, which differs only in case or Unicode normalization. It is relative
    /// to the project and spelled as the project's files spell it.
    OtherCase(String),
    /// Below a submodule that is not checked out: can't be checked.
    Unknown,
    /// Nothing.
    Missing,
}

/// Whether a `.gitignore` of the project excludes a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ignored {
    /// It is not ignored.
    No,
    /// The file itself is ignored (`*.png`). Committing it takes `git add -f`.
    File,
    /// A folder above it is ignored as a whole (`/dist/`, `out/*`). Such folders usually hold generated files.
    Folder,
}

/// The type of an entry in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A file, or anything else that is not a folder.
    File,
    /// A folder.
    Folder,
    /// A submodule that is not checked out.
    Submodule,
}

/// Why a note can't be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// The file is read-only.
    File,
    /// The folder is read-only.
    Folder,
}

/// The source of a project's files. Paths are relative to the project's root, with `/`, without `.` and `..`, and
/// without `/` at either end. The root is the empty path.
pub trait ProjectFiles: Debug + Send + Sync {
    /// The entries of the folder at `path`; none if there is no such folder.
    fn folder(&self, path: &str) -> Arc<Folder>;

    /// The paths of all files, unordered. Hidden files and folders and `node_modules` are left out.
    fn paths(&self) -> Vec<String>;

    /// The content of the file at `path`; `None` if it can't be read.
    fn read(&self, path: &str) -> Option<Vec<u8>>;

    /// The text of the note at `path`. `place` is its path on the disk, if it has one.
    ///
    /// # Errors
    /// If it can't be read or is not UTF-8.
    fn note(&self, path: &str, place: &Path) -> Result<Source, ReadError>;

    /// Like [`ProjectFiles::note`], with the stat that the file had before and after it was read. `None` if it changed
    /// meanwhile, or if the text does not come from a file.
    ///
    /// # Errors
    /// See [`ProjectFiles::note`].
    fn note_with_stat(&self, path: &str, place: &Path) -> Result<(Source, Option<FileStat>), ReadError> {
        self.note(path, place).map(|source| (source, None))
    }

    /// The stat of the file that [`ProjectFiles::note`] reads; `None` if it does not read one.
    fn stat(&self, _place: &Path) -> Option<FileStat> {
        None
    }

    /// Why the note at `place` on the disk can't be written; `None` if it can.
    fn lock(&self, _place: &Path) -> Option<Lock> {
        None
    }

    /// The moves of files in git's history. Empty if there is no history.
    fn moves(&self) -> FileMoves {
        FileMoves::default()
    }

    /// Whether the working tree has something at `path` that is missing here because it is not staged.
    fn is_unstaged(&self, _path: &str) -> bool {
        false
    }
}

/// The entries of one folder. Names are compared byte by byte, whatever the file system would accept.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    names: BTreeMap<String, FileKind>,
    /// For each folded name (see [`fold`]), the first name in byte order that folds to it.
    folded: FxHashMap<String, String>,
}

impl Folder {
    /// Adds `name`. If it already exists, its type is replaced.
    pub fn insert(&mut self, name: &str, kind: FileKind) {
        if self.names.insert(name.to_owned(), kind).is_none() {
            let first = self.folded.entry(fold(name)).or_insert_with(|| name.to_owned());
            if name < first.as_str() {
                name.clone_into(first);
            }
        }
    }

    /// The names and types of the entries, sorted by name.
    pub fn names(&self) -> impl Iterator<Item = (&str, FileKind)> {
        self.names.iter().map(|(name, kind)| (&**name, *kind))
    }

    /// The type of the entry `name`, compared byte by byte.
    pub fn get(&self, name: &str) -> Option<FileKind> {
        self.names.get(name).copied()
    }

    /// The entry `name`, or else one that differs only in case or normalization. Returns its name and type.
    fn find(&self, name: &str) -> Option<(&str, FileKind)> {
        let at = |name: &str| self.names.get_key_value(name);
        let (name, kind) = at(name).or_else(|| at(self.folded.get(&fold(name))?))?;
        Some((name, *kind))
    }
}

/// Folders by path, built from a list of files.
#[derive(Debug, Default)]
pub struct Listing(FxHashMap<String, Arc<Folder>>);

impl Listing {
    /// Adds an entry at `path`, and the folders above it.
    pub fn insert(&mut self, path: &str, kind: FileKind) {
        let (mut path, mut kind) = (path, kind);
        loop {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let known = self.0.contains_key(folder);
            Arc::make_mut(self.0.entry(folder.to_owned()).or_default()).insert(name, kind);
            if known || folder.is_empty() {
                return;
            }
            (path, kind) = (folder, FileKind::Folder);
        }
    }

    /// The folder at `path`.
    pub fn folder(&self, path: &str) -> Option<&Arc<Folder>> {
        self.0.get(path)
    }
}

/// The files of a project, as rules look them up. Lookups are cached for the run.
#[derive(Debug)]
pub struct FileTree {
    files: Arc<dyn ProjectFiles>,
    folders: Memo<String, Arc<Folder>>,
    /// The `.gitignore` of each folder.
    ignored: Memo<String, Arc<Gitignore>>,
    /// For each folded file name (see [`fold`]), the paths that end in it, those in the fewest folders first.
    names: OnceLock<FxHashMap<String, Vec<String>>>,
    moves: OnceLock<FileMoves>,
}

impl FileTree {
    /// A tree of `files`.
    pub fn new(files: Arc<dyn ProjectFiles>) -> Self {
        Self {
            files,
            folders: Memo::default(),
            ignored: Memo::default(),
            names: OnceLock::new(),
            moves: OnceLock::new(),
        }
    }

    /// Where the files come from.
    pub fn files(&self) -> &Arc<dyn ProjectFiles> {
        &self.files
    }

    /// Looks up `path` (relative, with `/`, normalized; empty for the root).
    pub fn entry(&self, path: &str) -> Presence {
        let mut found = String::new();
        let mut kind = FileKind::Folder;
        let mut exact = true;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            match kind {
                FileKind::Folder => {}
                FileKind::File => return Presence::Missing,
                FileKind::Submodule => return Presence::Unknown,
            }
            let folder = self.folder(&found);
            let Some((actual, its)) = folder.find(name) else { return Presence::Missing };
            exact &= actual == name;
            kind = its;
            if !found.is_empty() {
                found.push('/');
            }
            found.push_str(actual);
        }
        match kind {
            _ if !exact => Presence::OtherCase(found),
            FileKind::File => Presence::File,
            FileKind::Folder | FileKind::Submodule => Presence::Folder,
        }
    }

    /// The names in `folder`, sorted.
    pub fn names_in(&self, folder: &str) -> Vec<String> {
        self.folder(folder).names().map(|(name, _)| name.to_owned()).collect()
    }

    /// The entries of `folder` with their types, sorted by name, as links can lead to them: without hidden ones, those that
    /// git ignores, and `node_modules`.
    pub fn linkable(&self, folder: &str) -> Vec<(String, FileKind)> {
        let path = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let is_linkable = |name: &str| !is_left_out(name) && self.ignored(&path(name)) == Ignored::No;
        let here = self.folder(folder);
        here.names().filter(|(name, _)| is_linkable(name)).map(|(name, kind)| (name.to_owned(), kind)).collect()
    }

    /// The paths of the files named `name` in any folder, ignoring case and normalization. Relative to the root, those
    /// in the fewest folders first. The first call reads all folders.
    pub fn named(&self, name: &str) -> &[String] {
        let names = self.names.get_or_init(|| {
            let mut names: FxHashMap<String, Vec<String>> = FxHashMap::default();
            for path in self.files.paths() {
                names.entry(fold(path.rsplit('/').next().unwrap_or(&path))).or_default().push(path);
            }
            for paths in names.values_mut() {
                paths.sort_by(|a, b| (a.matches('/').count(), a).cmp(&(b.matches('/').count(), b)));
            }
            names
        });
        names.get(&fold(name)).map_or(&[], Vec::as_slice)
    }

    /// The current path of the file that was at `path`, according to git's history. The first call runs git.
    pub fn moved(&self, path: &str) -> Option<String> {
        let moves = self.moves.get_or_init(|| self.files.moves());
        moves.follow(path, |path| self.entry(path) == Presence::File)
    }

    /// Whether `path`, which does not exist here, exists unstaged in the working tree.
    pub fn is_unstaged(&self, path: &str) -> bool {
        self.files.is_unstaged(path)
    }

    /// Number of names in the folder of `path` that are equal to its last part, ignoring case and normalization.
    /// Includes that name itself.
    pub fn spellings(&self, path: &str) -> usize {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folded = fold(name);
        self.folder(folder).names().filter(|(other, _)| fold(other) == folded).count()
    }

    /// Whether a `.gitignore` of the project ignores `path` (gitignore(5)): the `.gitignore` nearest to the path
    /// decides, and in it the last line that matches. A file in an ignored folder can't be included again.
    pub fn ignored(&self, path: &str) -> Ignored {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for end in ends {
            let part = &path[..end];
            let is_last = end == path.len();
            match self.ignoring(part, !is_last) {
                Some(false) if is_last => return Ignored::File,
                Some(_) => return Ignored::Folder,
                // `build/` matches only folders, and a link may lead to a folder that does not exist yet.
                None if is_last && self.ignoring(part, true).is_some() => return Ignored::Folder,
                None => {}
            }
        }
        Ignored::No
    }

    /// If a `.gitignore` line ignores `path` itself: whether that line ignores everything in a folder (`*`). Otherwise
    /// `None`.
    fn ignoring(&self, path: &str, is_folder: bool) -> Option<bool> {
        let above = path.match_indices('/').map(|(at, _)| &path[..at]).rev();
        let above = above.chain((!path.is_empty()).then_some(""));
        for folder in above.filter(|folder| self.folder(folder).get(".gitignore").is_some()) {
            let own = path.strip_prefix(folder).unwrap_or(path).trim_start_matches('/');
            match self.gitignore(folder).matched(own, is_folder) {
                ignore::Match::None => {}
                ignore::Match::Whitelist(_) => return None,
                ignore::Match::Ignore(glob) => {
                    let last = glob.original().rsplit('/').next().unwrap_or_default();
                    return Some(!last.is_empty() && last.bytes().all(|byte| byte == b'*'));
                }
            }
        }
        None
    }

    fn gitignore(&self, folder: &str) -> Arc<Gitignore> {
        self.ignored.get(folder, || {
            let path = if folder.is_empty() { ".gitignore".to_owned() } else { format!("{folder}/.gitignore") };
            let text = self.files.read(&path).filter(|text| !is_too_deep(text)).unwrap_or_default();
            Arc::new(gitignore(&String::from_utf8_lossy(&text)))
        })
    }

    fn folder(&self, path: &str) -> Arc<Folder> {
        self.folders.get(path, || self.files.folder(path))
    }
}

/// The matcher for a `.gitignore` with this text. Lines that git could not parse either are skipped.
fn gitignore(text: &str) -> Gitignore {
    let mut builder = GitignoreBuilder::new("");
    for line in text.trim_start_matches('\u{feff}').printed_lines() {
        let _ = builder.add_line(None, line);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// `name` in a form that is equal for all names that a case-insensitive, normalizing file system considers the same.
pub fn fold(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().flat_map(char::to_lowercase).collect()
}

/// Whether `path` is hidden, or in a folder that is hidden or named `node_modules`: the notes in packages of npm are not the
/// project's.
pub fn is_left_out(path: &str) -> bool {
    path.split('/').any(|name| name.starts_with('.') || name == "node_modules")
}
