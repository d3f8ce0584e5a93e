//! The links of a project: where each path leads (resolved once), and which links name a target.

use std::sync::{Arc, Mutex, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::keys::keys;
use super::path::folder_of;
use crate::facts::index::ProjectIndex;
use crate::facts::link_settings::LinkSettings;
use crate::text::sync::lock;

/// What a link's path leads to. Paths are relative to the project, with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathTarget {
    /// An existing file or folder.
    Exists(String),
    /// No exact match, but this path, which differs only in case or Unicode normalization.
    OtherCase(String),
    /// Nothing; the path where the file would be.
    Missing(String),
    /// Outside the project's root.
    Outside,
    /// A path on one machine only.
    LocalMachine,
    /// Unknown: another program may generate or serve it.
    Unknown,
}

/// The notes of a project and their resolved links.
#[derive(Debug)]
pub struct ProjectLinks<'a> {
    /// The notes and files.
    pub index: ProjectIndex<'a>,
    /// Built at the first call of [`ProjectLinks::links_by_key`].
    fragments: OnceLock<Fragments>,
    /// See [`ProjectLinks::linked_headings`].
    linked_headings: OnceLock<FxHashSet<String>>,
    /// Path targets by link settings, then by folder of the note.
    followed: Mutex<FxHashMap<Arc<LinkSettings>, FollowedFrom>>,
}

/// Key of a fragment → (path of the note, index of the link).
type Fragments = FxHashMap<Box<str>, Vec<(Box<str>, usize)>>;

/// Path as written in the notes of one folder → its target.
type Followed = FxHashMap<Box<str>, PathTarget>;

/// Folder → targets of the paths written there.
type FollowedFrom = FxHashMap<Box<str>, Followed>;

impl<'a> ProjectLinks<'a> {
    /// The links of the project in `index`. No path is resolved yet.
    pub fn new(index: ProjectIndex<'a>) -> Self {
        Self { index, fragments: OnceLock::new(), linked_headings: OnceLock::new(), followed: Mutex::default() }
    }

    /// The links of the project that may name a target by `key` (see [`keys`]): paths of notes, and indexes into their
    /// [`Facts::links`](crate::facts::Facts::links). Their paths are not resolved, because resolving every link takes
    /// longer than the rest of a commit hook.
    pub fn links_by_key(&self, key: &str) -> &[(Box<str>, usize)] {
        let fragments = self.fragments.get_or_init(|| {
            let mut fragments = Fragments::default();
            for (from, facts) in self.index.notes() {
                for (index, link) in facts.links.iter().enumerate() {
                    for key in keys(link) {
                        fragments.entry(key.into()).or_default().push((from.into(), index));
                    }
                }
            }
            fragments
        });
        fragments.get(key).map_or(&[], Vec::as_slice)
    }

    /// The paths of the notes that links with fragments lead to. Calls `collect` the first time.
    pub(super) fn linked_headings(&self, collect: impl FnOnce() -> FxHashSet<String>) -> &FxHashSet<String> {
        self.linked_headings.get_or_init(collect)
    }

    /// The target of `path` in the note at `from`. Calls `follow` unless a note in the same folder with the same
    /// settings has already resolved `path`.
    pub(super) fn followed(&self, from: &str, path: &str, follow: impl FnOnce() -> PathTarget) -> PathTarget {
        let settings = self.index.facts(from).map(|facts| facts.settings.clone()).unwrap_or_default();
        let folder = folder_of(from);
        let known = |known: &FxHashMap<Arc<LinkSettings>, FollowedFrom>| {
            known.get(&settings).and_then(|folders| folders.get(folder)?.get(path)).cloned()
        };
        if let Some(target) = known(&lock(&self.followed)) {
            return target;
        }
        let target = follow();
        let mut followed = lock(&self.followed);
        followed
            .entry(settings.clone())
            .or_default()
            .entry(folder.into())
            .or_default()
            .insert(path.into(), target.clone());
        target
    }
}
