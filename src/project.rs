//! What belongs together: the project's root, its notes, and what is there on the disk beside them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::Facts;
use crate::links::linked::Linked;
use crate::terms::SpellingTotals;
use crate::terms::abbreviations::ExpansionTotals;

/// The Facts of all files, and the disk.
#[derive(Debug)]
pub struct ProjectFacts<'a> {
    files: FxHashMap<&'a str, &'a Facts>,
    /// Names of the files without folder and extension.
    stems: FxHashSet<&'a str>,
    disk: &'a Disk,
    spellings: SpellingTotals,
    /// Made when a fix within a heading first asks.
    linked: OnceLock<Linked>,
    /// Made when a rule first asks.
    expansions: OnceLock<ExpansionTotals>,
}

impl<'a> ProjectFacts<'a> {
    /// Brings the Facts of `files` (path relative to the project, Facts) together.
    pub fn new(files: impl Iterator<Item = (&'a str, &'a Facts)>, disk: &'a Disk) -> Self {
        let files: FxHashMap<_, _> = files.collect();
        let spellings = SpellingTotals::of(files.iter().map(|(path, facts)| (*path, *facts)));
        let stem = |path: &&'a str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            name.rsplit_once('.').map_or(name, |(stem, _)| stem)
        };
        let stems = files.keys().map(stem).collect();
        Self { files, stems, disk, spellings, linked: OnceLock::new(), expansions: OnceLock::new() }
    }

    /// The Facts of the file at `path` (relative to the project, `/`, exact case), if it is a note of the project.
    pub fn facts(&self, path: &str) -> Option<&'a Facts> {
        self.files.get(path).copied()
    }

    /// All notes and their Facts, in no order.
    pub fn files(&self) -> impl Iterator<Item = (&'a str, &'a Facts)> {
        self.files.iter().map(|(path, facts)| (*path, *facts))
    }

    /// Whether a link of the project leads to `anchor` of the note at `path`.
    pub fn is_linked(&self, path: &str, anchor: &str) -> bool {
        self.linked.get_or_init(|| Linked::of(self)).contains(path, anchor)
    }

    /// Whether a note of the project, in whatever folder, has this name without its extension.
    pub fn has_stem(&self, stem: &str) -> bool {
        self.stems.contains(stem)
    }

    /// How often each spelling is written in the whole project.
    pub fn spellings(&self) -> &SpellingTotals {
        &self.spellings
    }

    /// How the whole project spells its abbreviations out.
    pub fn expansions(&self) -> &ExpansionTotals {
        self.expansions.get_or_init(|| ExpansionTotals::of(self.files()))
    }

    /// What stands at `path` (relative to the project, `/`, normalized).
    pub fn entry(&self, path: &str) -> Presence {
        self.disk.entry(path)
    }

    /// The names in the folder at `path`; for "did you mean".
    pub fn names_in(&self, path: &str) -> Vec<String> {
        self.disk.names_in(path)
    }
}

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
    folders: Mutex<FxHashMap<String, Arc<Folder>>>,
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
        Self { root, folders: Mutex::default() }
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

    fn folder(&self, path: &str) -> Arc<Folder> {
        let mut folders = self.folders.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(folder) = folders.get(path) {
            return folder.clone();
        }
        let folder = Arc::new(Folder::read(&self.root.join(path)));
        folders.insert(path.to_owned(), folder.clone());
        folder
    }
}

impl Folder {
    fn read(path: &Path) -> Self {
        let mut folder = Self::default();
        for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let is_folder = std::fs::metadata(entry.path()).is_ok_and(|metadata| metadata.is_dir());
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
fn fold(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.nfc().flat_map(char::to_lowercase).collect()
}
