//! The content of the next commit: git's index, whatever the working tree contains.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::entries::{self, IndexEntry, Mode};
use super::{GitError, Repository, path, run};
use crate::facts::file_moves::FileMoves;
use crate::facts::files::{FileKind, Folder, Listing, Lock, ProjectFiles, is_left_out};
use crate::project::disk::lock;
use crate::project::file_moves;
use crate::text::disk;
use crate::text::paths;
use crate::text::read::ReadError;
use crate::text::source::Source;

/// How many symbolic links are followed for one path, as on Linux.
const LINKS: usize = 40;

/// The index of a repository.
#[derive(Debug)]
pub struct GitIndex {
    repository: Repository,
    /// The entries of the next commit, sorted by path, and unmerged entries.
    entries: Vec<IndexEntry>,
    /// The index of each path in `entries`.
    places: FxHashMap<Vec<u8>, usize>,
    /// The paths of entries that differ from the last commit.
    staged: FxHashSet<Vec<u8>>,
    /// The files and folders of the entries.
    listing: Listing,
    /// The targets of symbolic links, relative to the top of the working tree, if they are in the repository.
    links: FxHashMap<String, String>,
}

impl GitIndex {
    /// Reads the index of `repository`, or `GIT_INDEX_FILE` if it belongs to this repository.
    ///
    /// # Errors
    /// Errors of git.
    pub fn read(repository: &Repository) -> Result<Self, GitError> {
        let mut entries = entries::list(repository.offline(repository.top()))?;
        // No rename detection: a renamed note counts as new.
        let changes = |args: [&str; 2]| -> Result<FxHashSet<Vec<u8>>, GitError> {
            let diff = ["diff", "--cached", "--name-only", "-z", "--no-renames"];
            let plain = ["--no-ext-diff", "--no-relative", "--ignore-submodules=all"];
            let out = run(repository.offline(repository.top()), diff.into_iter().chain(plain).chain(args), None)?;
            Ok(out.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(<[u8]>::to_owned).collect())
        };
        let staged = changes(["--ita-invisible-in-index", "--diff-filter=ACMT"])?;
        // Files added with `git add -N` have an empty entry in the index, but are not part of the commit.
        if entries.iter().any(|entry| is_empty(&entry.id)) {
            let announced = changes(["--ita-visible-in-index", "--diff-filter=A"])?;
            let gone = changes(["--ita-invisible-in-index", "--diff-filter=D"])?;
            let intended = |name: &[u8]| gone.contains(name) || announced.contains(name) && !staged.contains(name);
            entries.retain(|entry| !(is_empty(&entry.id) && intended(&entry.name)));
        }
        let places = entries.iter().enumerate().map(|(at, entry)| (entry.name.clone(), at)).collect();
        let mut listing = Listing::default();
        for (path, mode) in entries.iter().filter_map(|entry| Some((entry.path()?, entry.mode))) {
            listing.insert(path, if mode == Mode::Submodule { FileKind::Submodule } else { FileKind::File });
        }
        let links = FxHashMap::default();
        let mut index = Self { repository: repository.clone(), entries, places, staged, listing, links };
        index.follow_links()?;
        Ok(index)
    }

    /// The repository.
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    /// The entries of the next commit, sorted by path, and unmerged entries.
    pub fn entries(&self) -> &[IndexEntry] {
        &self.entries
    }

    /// The entry of `file`, which is an absolute path.
    pub fn entry(&self, file: &Path) -> Option<&IndexEntry> {
        let name = paths::bytes(file.strip_prefix(self.repository.top()).ok()?);
        self.places.get(&name).map(|at| &self.entries[*at])
    }

    /// Whether the next commit has a file below the folder at `path`, which is absolute.
    pub fn has_folder(&self, path: &Path) -> bool {
        self.repository.name(path).is_some_and(|name| self.listing.folder(&name).is_some())
    }

    /// The path of `entry` in the working tree, absolute.
    pub fn file(&self, entry: &IndexEntry) -> PathBuf {
        self.repository.top().join(path(&entry.name))
    }

    /// Whether `entry` differs from the last commit.
    pub fn is_staged(&self, entry: &IndexEntry) -> bool {
        self.staged.contains(&entry.name)
    }

    /// The contents of `entries`, in the same order; `None` for a file that is not in this clone.
    ///
    /// # Errors
    /// Errors of git.
    pub fn contents(&self, entries: &[&IndexEntry]) -> Result<Vec<Option<Vec<u8>>>, GitError> {
        let ids: Vec<&str> = entries.iter().map(|entry| &*entry.id).collect();
        self.repository.contents(&ids)
    }

    /// Resolves the symbolic links whose targets are in the repository.
    fn follow_links(&mut self) -> Result<(), GitError> {
        let links: Vec<&IndexEntry> = self.entries.iter().filter(|entry| entry.mode == Mode::Link).collect();
        let targets = self.contents(&links)?;
        let mut found = FxHashMap::default();
        for (link, target) in links.iter().zip(targets) {
            let target = target.and_then(|target| String::from_utf8(target).ok());
            if let (Some(path), Some(target)) = (link.path(), target)
                && let Some(target) = join(folder_of(path), &target)
            {
                found.insert(path.to_owned(), target);
            }
        }
        self.links = found;
        let folders: Vec<String> = self.links.keys().filter(|path| self.folder(path).is_some()).cloned().collect();
        for path in &folders {
            self.listing.insert(path, FileKind::Folder);
        }
        Ok(())
    }

    /// The folder at `path`, relative to the top of the working tree, after following symbolic links.
    fn folder(&self, path: &str) -> Option<&Arc<Folder>> {
        if self.links.is_empty() {
            return self.listing.folder(path);
        }
        self.listing.folder(&self.resolve(path)?)
    }

    /// `path` with symbolic links resolved; `None` if they form a cycle.
    fn resolve(&self, path: &str) -> Option<String> {
        let mut path = path.to_owned();
        for _ in 0..LINKS {
            let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
            let link = ends.into_iter().find_map(|end| Some((end, self.links.get(&path[..end])?)));
            let Some((end, target)) = link else { return Some(path) };
            let rest = path[end..].trim_start_matches('/');
            path = [target, rest].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
        }
        None
    }
}

/// Whether `id` is the hash of the empty blob, by SHA-1 or SHA-256.
fn is_empty(id: &str) -> bool {
    id == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
        || id == "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813"
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The path of `target` relative to `folder`; `None` if it is outside.
fn join(folder: &str, target: &str) -> Option<String> {
    if target.starts_with('/') {
        return None;
    }
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in target.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()?),
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

/// The files of a project in the index.
#[derive(Debug)]
pub struct IndexFiles {
    index: Arc<GitIndex>,
    root: PathBuf,
    /// The path from the top of the working tree to the root, with a trailing `/`; empty if they are the same.
    prefix: String,
    /// The contents of the `.gitignore` files, by path.
    read: OnceLock<FxHashMap<String, Vec<u8>>>,
}

impl IndexFiles {
    /// The files below `root`, which is the top of the working tree or below it.
    pub fn new(index: Arc<GitIndex>, root: &Path) -> Self {
        let prefix = index.repository.name(root).filter(|name| !name.is_empty());
        let prefix = prefix.map_or(String::new(), |name| name + "/");
        Self { index, root: root.to_owned(), prefix, read: OnceLock::new() }
    }

    /// The entries below the root, with their paths relative to it.
    fn below(&self) -> impl Iterator<Item = (&str, &IndexEntry)> {
        self.index.entries.iter().filter_map(|entry| Some((entry.path()?.strip_prefix(&*self.prefix)?, entry)))
    }

    /// The contents of the `.gitignore` files. There are few, but they are requested one by one.
    fn gitignores(&self) -> FxHashMap<String, Vec<u8>> {
        let files = self.below().filter(|(path, _)| *path == ".gitignore" || path.ends_with("/.gitignore"));
        let (paths, entries): (Vec<_>, Vec<_>) = files.unzip();
        let contents = self.index.contents(&entries).unwrap_or_default();
        let read = paths.into_iter().zip(contents);
        read.filter_map(|(path, content)| Some((path.to_owned(), content?))).collect()
    }
}

impl ProjectFiles for IndexFiles {
    fn folder(&self, path: &str) -> Arc<Folder> {
        let path = format!("{}{path}", self.prefix);
        self.index.folder(path.trim_end_matches('/')).cloned().unwrap_or_default()
    }

    fn paths(&self) -> Vec<String> {
        let files = self.below().filter(|(_, entry)| entry.mode != Mode::Submodule).map(|(path, _)| path);
        files.filter(|path| !is_left_out(path)).map(str::to_owned).collect()
    }

    fn moves(&self) -> FileMoves {
        file_moves::in_history(&self.root)
    }

    fn note(&self, _path: &str, place: &Path) -> Result<Source, ReadError> {
        disk::source(place)
    }

    fn lock(&self, place: &Path) -> Option<Lock> {
        lock(place)
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        if path == ".gitignore" || path.ends_with("/.gitignore") {
            return self.read.get_or_init(|| self.gitignores()).get(path).cloned();
        }
        let entry = self.index.entry(&self.root.join(path))?;
        self.index.contents(&[entry]).ok()?.pop()?
    }

    fn is_unstaged(&self, path: &str) -> bool {
        self.root.join(path).symlink_metadata().is_ok()
    }
}
