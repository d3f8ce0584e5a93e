//! The project as seen by rules.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::facts::Facts;
use crate::facts::files::FileTree;
use crate::facts::index::ProjectIndex;
use crate::japanese::conventions::ConventionTotals;
use crate::links::link_status::{LinkStatus, LinkStatuses};
use crate::links::linked_notes::LinkedNotes;
use crate::links::project::ProjectLinks;
use crate::terms::SpellingTotals;
use crate::terms::abbreviations::ExpansionTotals;

/// The notes of a project, and totals over all of them.
#[derive(Debug)]
pub struct ProjectFacts<'a> {
    /// The notes, the other files, and where links lead.
    pub links: ProjectLinks<'a>,
    /// How often each spelling occurs.
    pub spellings: Arc<SpellingTotals>,
    /// Counted on the first call of [`ProjectFacts::conventions`].
    conventions: OnceLock<ConventionTotals>,
    statuses: LinkStatuses,
    /// See [`ProjectFacts::linked`].
    linked: OnceLock<LinkedNotes>,
    /// Counted on the first call of [`ProjectFacts::expansions`].
    expansions: OnceLock<ExpansionTotals>,
    /// See [`ProjectFacts::vault`].
    vault: OnceLock<Option<Vault>>,
    /// See [`ProjectFacts::sized_outlines`]. By the two levels.
    sized_outlines: OnceLock<FxHashMap<(u8, u8), SizedOutlines>>,
}

/// The notes of a project whose outlines skip from one level to another because their authors chose these by how they look.
#[derive(Clone, Debug)]
pub struct SizedOutlines {
    /// How many there are.
    pub notes: usize,
    /// The path of the first one.
    pub first: Box<str>,
}

/// A project whose notes seem to be written in Obsidian.
#[derive(Clone, Debug)]
pub struct Vault {
    /// The path of the first note with an alert that its host does not know.
    pub first_alert: Box<str>,
}

impl Vault {
    /// Wikilinks in this number of notes show a vault: no other host of notes has them.
    const LINKED: usize = 3;

    /// Callouts with a title in this number of notes show one too, if no note has an alert that its host shows.
    const TITLED: usize = 5;

    fn of(index: &ProjectIndex<'_>) -> Option<Self> {
        let is_unknown = |facts: &Facts| facts.alerts.iter().any(|label| !label.works(&facts.profile.boxes.alerts));
        let first_alert = index.notes().filter(|(_, facts)| is_unknown(facts)).map(|(path, _)| path).min()?;
        let are_linked = index.notes().filter(|(_, facts)| facts.has_wikilinks()).nth(Self::LINKED - 1).is_some();
        (are_linked || Self::has_titles(index)).then(|| Self { first_alert: first_alert.into() })
    }

    fn has_titles(index: &ProjectIndex<'_>) -> bool {
        let mut titled = 0;
        for (_, facts) in index.notes() {
            if facts.alerts.iter().any(|label| label.works(&facts.profile.boxes.alerts)) {
                return false;
            }
            titled += usize::from(facts.alerts.iter().any(|label| label.titled));
        }
        titled >= Self::TITLED
    }
}

impl<'a> ProjectFacts<'a> {
    /// Combines the facts of `notes` (path relative to the project, facts).
    pub fn new(notes: impl Iterator<Item = (&'a str, &'a Facts)>, tree: &'a FileTree) -> Self {
        let index = ProjectIndex::new(notes, tree);
        let spellings = Arc::new(SpellingTotals::of(index.notes()));
        Self::counted(index, spellings)
    }

    /// Combines the facts of the notes in `index`, whose `spellings` are already counted.
    pub fn counted(index: ProjectIndex<'a>, spellings: Arc<SpellingTotals>) -> Self {
        Self {
            spellings,
            conventions: OnceLock::new(),
            links: ProjectLinks::new(index),
            statuses: LinkStatuses::default(),
            linked: OnceLock::new(),
            expansions: OnceLock::new(),
            vault: OnceLock::new(),
            sized_outlines: OnceLock::new(),
        }
    }

    /// Sets the statuses of external links.
    #[must_use]
    pub fn with_link_statuses(mut self, statuses: LinkStatuses) -> Self {
        self.statuses = statuses;
        self
    }

    /// Sets which notes are linked to, if that is already known.
    #[must_use]
    pub fn with_linked(mut self, linked: LinkedNotes) -> Self {
        self.linked = linked.into();
        self
    }

    /// The notes and the other files.
    pub fn index(&self) -> &ProjectIndex<'a> {
        &self.links.index
    }

    /// The status of `url` (see [`ExternalLink::url`](crate::facts::ExternalLink::url)), if it was checked.
    pub fn link_status(&self, url: &str) -> Option<&LinkStatus> {
        self.statuses.get(url)
    }

    /// The notes that other notes link to. The first call resolves every link of the project, unless the run has
    /// already done so on several threads for a rule that [needs it](crate::lint::rule::Needs::LINKED).
    pub fn linked(&self) -> &LinkedNotes {
        self.linked.get_or_init(|| LinkedNotes::of(&self.links, self.index().notes()))
    }

    /// Where the notes seem to be those of an Obsidian vault, although their host is another: what is to be said about it is said
    /// once.
    pub fn vault(&self) -> Option<&Vault> {
        self.vault.get_or_init(|| Vault::of(self.index())).as_ref()
    }

    /// The notes whose outlines skip from the first of `levels` to the second; `None` if there are none.
    pub fn sized_outlines(&self, levels: (u8, u8)) -> Option<&SizedOutlines> {
        let count = || {
            let mut counts: FxHashMap<(u8, u8), SizedOutlines> = FxHashMap::default();
            for (path, facts) in self.index().notes() {
                let Some(outline) = &facts.sized_outline else { continue };
                let new = || SizedOutlines { notes: 0, first: path.into() };
                let same = counts.entry(outline.levels).or_insert_with(new);
                same.notes += 1;
                if *path < *same.first {
                    same.first = path.into();
                }
            }
            counts
        };
        self.sized_outlines.get_or_init(count).get(&levels)
    }

    /// Which of several valid styles the project mostly uses.
    pub fn conventions(&self) -> &ConventionTotals {
        let counts = || self.index().notes().map(|(path, facts)| (path, &facts.conventions));
        self.conventions.get_or_init(|| ConventionTotals::of(counts()))
    }

    /// The expansions of abbreviations in the whole project.
    pub fn expansions(&self) -> &ExpansionTotals {
        self.expansions.get_or_init(|| ExpansionTotals::of(self.index().notes()))
    }
}
