//! Which files a project has, and what is at a path. A project's files may come from the disk or from git's index
//! ([`ProjectFiles`]); rules ask [`FileTree`], which reads each folder once, whatever they come from.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rustc_hash::FxHashMap;

use super::file_moves::FileMoves;
use crate::text::braces::is_too_deep;
use crate::text::read::ReadError;
use crate::text::source::Source;
use crate::text::sync::Memo;
use crate::text::whitespace::Whitespace as _;

/// What is at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presence {
    /// A file, or what is neither file nor folder.
    File,
    /// A folder.
    Folder,
    /// Nothing by that name, but this one, which differs in case (or in Unicode normalization) alone. The path is
    /// relative to the project, spelled as the project's files have it.
    OtherCase(String),
    /// Below a submodule whose files are not here: nobody can tell.
    Unknown,
    /// Nothing.
    Missing,
}

/// Whether a `.gitignore` of the project keeps a path out of the repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ignored {
    /// It does not.
    No,
    /// The file by itself (`*.png`): somebody would have to `git add -f` it.
    File,
    /// All of a folder that it is in (`/dist/`, `out/*`): where programs put what they make.
    Folder,
}

/// What a name in a folder is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A file, or what is neither file nor folder.
    File,
    /// A folder.
    Folder,
    /// A submodule whose files are not here.
    Submodule,
}

/// What keeps a note from being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// Its file is read-only.
    File,
    /// Its folder is read-only.
    Folder,
}

/// Where the files of a project come from. Paths are relative to the project's root, with `/` and without `.`, `..` or
/// a `/` at either end; the root's is empty.
pub trait ProjectFiles: Debug + Send + Sync {
    /// The names in the folder at `path`; none where there is no such folder.
    fn folder(&self, path: &str) -> Arc<Folder>;

    /// The paths of all files, in no order; hidden files and folders and `node_modules` are left out.
    fn paths(&self) -> Vec<String>;

    /// What the file at `path` holds; `None` where it can't be read.
    fn read(&self, path: &str) -> Option<Vec<u8>>;

    /// The text of the note at `path`. `place` is where it is on the disk, if it is there.
    ///
    /// # Errors
    /// Where it can't be read, or is not UTF-8.
    fn note(&self, path: &str, place: &Path) -> Result<Source, ReadError>;

    /// What keeps the note at `place` on the disk from being written.
    fn lock(&self, _place: &Path) -> Option<Lock> {
        None
    }

    /// Where files went, as far as a history tells.
    fn moves(&self) -> FileMoves {
        FileMoves::default()
    }

    /// Whether the working tree has something at `path` that is not among these files, because nobody staged it.
    fn is_unstaged(&self, _path: &str) -> bool {
        false
    }
}

/// The names in one folder. They are compared byte by byte, whatever a file system would accept.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    names: BTreeMap<String, FileKind>,
    /// From the folded form of a name to the first name, in byte order, that has it.
    folded: FxHashMap<String, String>,
}

impl Folder {
    /// Adds `name`; one that is there already is what it is called last.
    pub fn insert(&mut self, name: &str, kind: FileKind) {
        if self.names.insert(name.to_owned(), kind).is_none() {
            let first = self.folded.entry(fold(name)).or_insert_with(|| name.to_owned());
            if name < first.as_str() {
                name.clone_into(first);
            }
        }
    }

    /// The names and what they are, sorted.
    pub fn names(&self) -> impl Iterator<Item = (&str, FileKind)> {
        self.names.iter().map(|(name, kind)| (&**name, *kind))
    }

    /// What `name`, compared byte by byte, is.
    pub fn get(&self, name: &str) -> Option<FileKind> {
        self.names.get(name).copied()
    }

    /// The entry `name`, or else one that differs in case or normalization alone: its name, and what it is.
    fn find(&self, name: &str) -> Option<(&str, FileKind)> {
        let at = |name: &str| self.names.get_key_value(name);
        let (name, kind) = at(name).or_else(|| at(self.folded.get(&fold(name))?))?;
        Some((name, *kind))
    }
}

/// Folders by their paths, made of a list of files.
#[derive(Debug, Default)]
pub struct Listing(FxHashMap<String, Arc<Folder>>);

impl Listing {
    /// Adds what is at `path`, and the folders that it is in.
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

/// The files of a project as rules ask for them. What was looked up is kept for the run.
#[derive(Debug)]
pub struct FileTree {
    files: Arc<dyn ProjectFiles>,
    folders: Memo<String, Arc<Folder>>,
    /// What the `.gitignore` of each folder says.
    ignored: Memo<String, Arc<Gitignore>>,
    /// By the folded form of a name: the paths that end in it, those in the fewest folders first.
    names: OnceLock<FxHashMap<String, Vec<String>>>,
    moves: OnceLock<FileMoves>,
}

impl FileTree {
    /// The tree of `files`.
    pub fn new(files: Arc<dyn ProjectFiles>) -> Self {
        Self {
            files,
            folders: Memo::default(),
            ignored: Memo::default(),
            names: OnceLock::new(),
            moves: OnceLock::new(),
        }
    }

    /// What is at `path` (relative, `/`, normalized; empty for the root).
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
            let Some((there, its)) = folder.find(name) else { return Presence::Missing };
            exact &= there == name;
            kind = its;
            if !found.is_empty() {
                found.push('/');
            }
            found.push_str(there);
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

    /// The files of this name, in whatever folder, case and normalization aside; paths relative to the root, those with
    /// the fewest folders first. All folders are read at the first call.
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

    /// Where git's history moved the file that was at `path`. Git is asked at the first call.
    pub fn moved(&self, path: &str) -> Option<String> {
        let moves = self.moves.get_or_init(|| self.files.moves());
        moves.follow(path, |path| self.entry(path) == Presence::File)
    }

    /// Whether `path`, where nothing is, is there in the working tree and only not staged.
    pub fn is_unstaged(&self, path: &str) -> bool {
        self.files.is_unstaged(path)
    }

    /// How many names in the folder of `path` differ from its last one in case and normalization alone, itself included.
    pub fn spellings(&self, path: &str) -> usize {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folded = fold(name);
        self.folder(folder).names().filter(|(other, _)| fold(other) == folded).count()
    }

    /// Whether a `.gitignore` of the project ignores `path`, as gitignore(5) says: the file nearest to a path decides, its
    /// last matching line first; nothing below an ignored folder comes back.
    pub fn ignored(&self, path: &str) -> Ignored {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for end in ends {
            let part = &path[..end];
            let is_last = end == path.len();
            match self.ignoring(part, !is_last) {
                Some(false) if is_last => return Ignored::File,
                Some(_) => return Ignored::Folder,
                // `build/` matches folders alone, and a link may lead to one that is yet to be made.
                None if is_last && self.ignoring(part, true).is_some() => return Ignored::Folder,
                None => {}
            }
        }
        Ignored::No
    }

    /// Whether a `.gitignore` has a line that ignores `path` itself, and if so, whether the line is for all in a folder.
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

/// What a `.gitignore` with this text ignores; lines that git could not read either are left out.
fn gitignore(text: &str) -> Gitignore {
    let mut builder = GitignoreBuilder::new("");
    for line in text.trim_start_matches('\u{feff}').printed_lines() {
        let _ = builder.add_line(None, line);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// A form that is the same for names a case-insensitive, normalizing file system takes for one.
pub fn fold(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().flat_map(char::to_lowercase).collect()
}

/// Whether the file at `path` is hidden, or in a hidden folder: a name begins with a dot.
pub fn is_hidden(path: &str) -> bool {
    path.split('/').any(|name| name.starts_with('.'))
}
