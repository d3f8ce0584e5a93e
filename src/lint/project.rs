//! What belongs together: the notes of a project, and the files beside them.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

pub use crate::facts::files::{FileTree, Ignored, Presence};

use crate::facts::Facts;
use crate::japanese::habits::HabitTotals;
use crate::links::linked::Linked;
use crate::links::places;
use crate::links::settings::Settings;
use crate::links::target::{Target, folder_of};
use crate::links::verdict::{Verdict, Verdicts};
use crate::terms::SpellingTotals;
use crate::terms::abbreviations::ExpansionTotals;
use crate::text::sync::lock;

/// The Facts of all notes, and which files there are.
#[derive(Debug)]
pub struct ProjectFacts<'a> {
    files: FxHashMap<&'a str, &'a Facts>,
    /// Names of the files without folder and extension.
    stems: FxHashSet<&'a str>,
    tree: &'a FileTree,
    spellings: SpellingTotals,
    habits: HabitTotals,
    verdicts: Verdicts,
    threads: NonZeroUsize,
    /// Made when a rule first asks.
    linked: OnceLock<Linked>,
    /// Made when a fix that renames a heading first asks.
    fragments: OnceLock<Fragments>,
    /// Where links lead that were followed already: by what is said of their note's links, the note's folder, and their path.
    followed: Mutex<FxHashMap<Arc<Settings>, FollowedFrom>>,
    /// Made when a rule first asks.
    expansions: OnceLock<ExpansionTotals>,
}

/// By what they name a place by: the paths of notes, and indexes of their links.
type Fragments = FxHashMap<Box<str>, Vec<(Box<str>, usize)>>;

/// Where paths lead, as one folder's notes write them.
type Followed = FxHashMap<Box<str>, Target>;

/// By folder: where paths lead from there.
type FollowedFrom = FxHashMap<Box<str>, Followed>;

impl<'a> ProjectFacts<'a> {
    /// Brings the Facts of `files` (path relative to the project, Facts) together.
    pub fn new(files: impl Iterator<Item = (&'a str, &'a Facts)>, tree: &'a FileTree) -> Self {
        let files: FxHashMap<_, _> = files.collect();
        let spellings = SpellingTotals::of(files.iter().map(|(path, facts)| (*path, *facts)));
        let habits = HabitTotals::of(files.iter().map(|(path, facts)| (*path, &facts.habits)));
        let stem = |path: &&'a str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            name.rsplit_once('.').map_or(name, |(stem, _)| stem)
        };
        let stems = files.keys().map(stem).collect();
        Self {
            files,
            stems,
            tree,
            spellings,
            habits,
            verdicts: Verdicts::default(),
            threads: NonZeroUsize::MIN,
            linked: OnceLock::new(),
            fragments: OnceLock::new(),
            followed: Mutex::default(),
            expansions: OnceLock::new(),
        }
    }

    /// The same with what is known of its links to the web.
    #[must_use]
    pub fn with_verdicts(mut self, verdicts: Verdicts) -> Self {
        self.verdicts = verdicts;
        self
    }

    /// The same, where what takes long is done on so many threads.
    #[must_use]
    pub fn with_threads(mut self, threads: NonZeroUsize) -> Self {
        self.threads = threads;
        self
    }

    /// On how many threads to do what takes long.
    pub(crate) fn threads(&self) -> NonZeroUsize {
        self.threads
    }

    /// What is known of the address `url`, if somebody looked (see [`FarLink::url`](crate::facts::FarLink::url)).
    pub fn verdict(&self, url: &str) -> Option<&Verdict> {
        self.verdicts.get(url)
    }

    /// The Facts of the file at `path` (relative to the project, `/`, exact case), if it is a note of the project.
    pub fn facts(&self, path: &str) -> Option<&'a Facts> {
        self.files.get(path).copied()
    }

    /// All notes and their Facts, in no order.
    pub fn files(&self) -> impl Iterator<Item = (&'a str, &'a Facts)> {
        self.files.iter().map(|(path, facts)| (*path, *facts))
    }

    /// The links of the project that may name a place by `key` (see [`places::keys`]): the notes' paths, and indexes into
    /// their [`Facts::links`]. Which file they lead to is not looked at: to follow all links takes longer than all else
    /// that a hook does.
    pub fn links_naming(&self, key: &str) -> &[(Box<str>, usize)] {
        let fragments = self.fragments.get_or_init(|| {
            let mut fragments = Fragments::default();
            for (from, facts) in self.files() {
                for (index, link) in facts.links.iter().enumerate() {
                    for key in places::keys(link) {
                        fragments.entry(key.into()).or_default().push((from.into(), index));
                    }
                }
            }
            fragments
        });
        fragments.get(key).map_or(&[], Vec::as_slice)
    }

    /// Where the links of the project lead.
    pub fn linked(&self) -> &Linked {
        self.linked.get_or_init(|| Linked::of(self))
    }

    /// Whether a note of the project, in whatever folder, has this name without its extension.
    pub fn has_stem(&self, stem: &str) -> bool {
        self.stems.contains(stem)
    }

    /// How often each spelling is written in the whole project.
    pub fn spellings(&self) -> &SpellingTotals {
        &self.spellings
    }

    /// What the whole project does where both of two ways are right.
    pub fn habits(&self) -> &HabitTotals {
        &self.habits
    }

    /// How the whole project spells its abbreviations out.
    pub fn expansions(&self) -> &ExpansionTotals {
        self.expansions.get_or_init(|| ExpansionTotals::of(self.files()))
    }

    /// What is at `path` (relative to the project, `/`, normalized).
    pub fn entry(&self, path: &str) -> Presence {
        self.tree.entry(path)
    }

    /// Where `path` leads from the notes in the folder of `from` of whose links the same is said, as `follow` finds it at the
    /// first call.
    pub fn followed(&self, from: &str, path: &str, follow: impl FnOnce() -> Target) -> Target {
        let settings = self.facts(from).map(|facts| facts.settings.clone()).unwrap_or_default();
        let folder = folder_of(from);
        let known = |known: &FxHashMap<Arc<Settings>, FollowedFrom>| {
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

    /// The files below the project's root.
    pub fn tree(&self) -> &'a FileTree {
        self.tree
    }

    /// The names in the folder at `path`; for "did you mean".
    pub fn names_in(&self, path: &str) -> Vec<String> {
        self.tree.names_in(path)
    }
}
