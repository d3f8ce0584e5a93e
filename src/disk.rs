//! The disk below a project's root: what stands at a path, which files there are by name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use ignore::WalkBuilder;
use ignore::gitignore::Gitignore;
use rustc_hash::FxHashMap;

use crate::config::globs::bad_gitignore;
use crate::finding::Lang;
use crate::moves::Moves;
use crate::paths;
use crate::sync::Memo;

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presence {
    /// A file, or what is neither file nor folder.
    File,
    /// A folder.
    Folder,
    /// Nothing by that name, but this one, which differs in case (or in Unicode normalization) alone. The path is
    /// relative to the project, in the spelling of the disk.
    OtherCase(String),
    /// Nothing.
    Missing,
}

/// The names on the disk below the project's root, read folder by folder when first asked for. Names are compared
/// byte by byte, whatever the file system would accept.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
    folders: Memo<String, Arc<Folder>>,
    /// What the `.gitignore` of each folder says.
    ignored: Memo<String, Arc<Gitignore>>,
    names: OnceLock<Names>,
    moves: OnceLock<Moves>,
}

/// The files below a root by their names, folded; hidden ones and `node_modules` left out.
#[derive(Debug, Default)]
struct Names {
    /// Paths relative to the root, the shortest first.
    by_name: FxHashMap<String, Vec<String>>,
}

#[derive(Debug, Default)]
struct Folder {
    /// Each name, and whether it is a folder's.
    names: BTreeMap<String, bool>,
    /// From the folded form of a name to the first name that has it.
    folded: FxHashMap<String, String>,
}

impl Disk {
    /// The disk below `root`.
    pub fn new(root: PathBuf) -> Self {
        Self {
            root,
            folders: Memo::default(),
            ignored: Memo::default(),
            names: OnceLock::new(),
            moves: OnceLock::new(),
        }
    }

    /// What stands at `path` (relative, `/`, normalized; empty for the root).
    pub fn entry(&self, path: &str) -> Presence {
        let mut found = String::new();
        let mut presence = Presence::Folder;
        let mut exact = true;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            if presence != Presence::Folder {
                return Presence::Missing;
            }
            let folder = self.folder(&found);
            let Some((there, is_folder)) = folder.find(name) else { return Presence::Missing };
            exact &= there == name;
            presence = if is_folder { Presence::Folder } else { Presence::File };
            if !found.is_empty() {
                found.push('/');
            }
            found.push_str(there);
        }
        if exact { presence } else { Presence::OtherCase(found) }
    }

    /// The names in `folder`, sorted.
    pub fn names_in(&self, folder: &str) -> Vec<String> {
        self.folder(folder).names.keys().cloned().collect()
    }

    /// The files of this name, in whatever folder, case and normalization aside; paths relative to the root, those with
    /// the fewest folders first. The disk is walked at the first call.
    pub fn named(&self, name: &str) -> &[String] {
        let names = self.names.get_or_init(|| Names::below(&self.root));
        names.by_name.get(&fold(name)).map_or(&[], Vec::as_slice)
    }

    /// Where git's history moved the file that was at `path`. Git is asked at the first call.
    pub fn moved(&self, path: &str) -> Option<String> {
        let moves = self.moves.get_or_init(|| Moves::of(&self.root));
        moves.follow(path, |path| self.entry(path) == Presence::File)
    }

    /// How many names in the folder of `path` differ from its last one in case and normalization alone, itself included.
    pub fn spellings(&self, path: &str) -> usize {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folded = fold(name);
        self.folder(folder).names.keys().filter(|other| fold(other) == folded).count()
    }

    /// Whether a `.gitignore` keeps `path` out of the repository: what another program makes, or nobody else has.
    pub fn is_ignored(&self, path: &str) -> bool {
        let above = path.match_indices('/').map(|(at, _)| &path[..at]).rev().chain([""]);
        above.filter(|folder| self.folder(folder).names.contains_key(".gitignore")).any(|folder| {
            let own = path.strip_prefix(folder).unwrap_or(path).trim_start_matches('/');
            self.gitignore(folder).matched_path_or_any_parents(own, false).is_ignore()
        })
    }

    fn gitignore(&self, folder: &str) -> Arc<Gitignore> {
        let path = self.root.join(folder);
        self.ignored.get(folder, || match bad_gitignore(&path, Lang::En) {
            Some(_) => Arc::new(Gitignore::empty()),
            None => Arc::new(Gitignore::new(path.join(".gitignore")).0),
        })
    }

    fn folder(&self, path: &str) -> Arc<Folder> {
        self.folders.get(path, || Arc::new(Folder::read(&self.root.join(path))))
    }
}

impl Names {
    fn below(root: &Path) -> Self {
        let mut names = Self::default();
        let mut walk = WalkBuilder::new(root);
        walk.standard_filters(false).hidden(true).filter_entry(|entry| entry.file_name() != "node_modules");
        for entry in walk.build().flatten().filter(|entry| entry.file_type().is_some_and(|kind| !kind.is_dir())) {
            let (Some(name), Ok(path)) = (entry.file_name().to_str(), entry.path().strip_prefix(root)) else {
                continue;
            };
            names.by_name.entry(fold(name)).or_default().push(paths::with_slashes(path));
        }
        for paths in names.by_name.values_mut() {
            paths.sort_by(|a, b| (a.matches('/').count(), a).cmp(&(b.matches('/').count(), b)));
        }
        names
    }
}

impl Folder {
    fn read(path: &Path) -> Self {
        let mut folder = Self::default();
        for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            // Only of a symbolic link does the folder itself not say what it is.
            let is_folder = match entry.file_type() {
                Ok(kind) if !kind.is_symlink() => kind.is_dir(),
                _ => std::fs::metadata(entry.path()).is_ok_and(|metadata| metadata.is_dir()),
            };
            folder.names.insert(name, is_folder);
        }
        for name in folder.names.keys() {
            folder.folded.entry(fold(name)).or_insert_with(|| name.clone());
        }
        folder
    }

    /// The entry `name`, or else one that differs in case or normalization alone: its name, and whether it is a folder.
    fn find(&self, name: &str) -> Option<(&str, bool)> {
        let at = |name: &str| self.names.get_key_value(name);
        let (name, is_folder) = at(name).or_else(|| at(self.folded.get(&fold(name))?))?;
        Some((name, *is_folder))
    }
}

/// A form that is the same for names a case-insensitive, normalizing file system takes for one.
pub fn fold(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().flat_map(char::to_lowercase).collect()
}
