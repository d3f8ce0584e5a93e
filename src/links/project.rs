//! The links of a project: where they lead, each path followed once, and which of them name a place.

use std::sync::{Arc, Mutex, OnceLock};

use rustc_hash::FxHashMap;

use super::keys::keys;
use super::path::folder_of;
use crate::facts::index::ProjectIndex;
use crate::facts::link_settings::LinkSettings;
use crate::text::sync::lock;

/// What a link's path leads to. Paths are relative to the project, with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathTarget {
    /// A file or folder that is there.
    Exists(String),
    /// Nothing by that name, but this, which differs in case or in Unicode normalization alone.
    OtherCase(String),
    /// Nothing; here it would be.
    Missing(String),
    /// Beyond the project's root.
    Outside,
    /// In a folder of one machine.
    LocalMachine,
    /// Something that another program makes, or serves under this address.
    Unknown,
}

/// The notes of a project with what is known of their links.
#[derive(Debug)]
pub struct ProjectLinks<'a> {
    /// The notes and files.
    pub index: ProjectIndex<'a>,
    /// Built at the first call of [`ProjectLinks::links_by_key`].
    fragments: OnceLock<Fragments>,
    /// By the settings for the links of the note: where paths lead from each folder.
    followed: Mutex<FxHashMap<Arc<LinkSettings>, FollowedFrom>>,
}

/// By what they name a place by: the paths of notes, and indexes of their links.
type Fragments = FxHashMap<Box<str>, Vec<(Box<str>, usize)>>;

/// Where paths lead, as one folder's notes write them.
type Followed = FxHashMap<Box<str>, PathTarget>;

/// By folder: where paths lead from there.
type FollowedFrom = FxHashMap<Box<str>, Followed>;

impl<'a> ProjectLinks<'a> {
    /// Follows no link yet.
    pub fn new(index: ProjectIndex<'a>) -> Self {
        Self { index, fragments: OnceLock::new(), followed: Mutex::default() }
    }

    /// The links of the project that may name a place by `key` (see [`keys`]): the notes' paths, and indexes into
    /// their [`Facts::links`](crate::facts::Facts::links). Which file they lead to is not looked at: to follow all links
    /// takes longer than all else that a hook does.
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

    /// Where `path` leads from the note at `from`. `follow` is called unless a note in the same folder with the same
    /// settings had a link to `path` already.
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
