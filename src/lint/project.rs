//! What the rules that need the whole project know of it.

use std::sync::OnceLock;

use crate::facts::Facts;
use crate::facts::files::FileTree;
use crate::facts::index::ProjectIndex;
use crate::japanese::conventions::ConventionTotals;
use crate::links::link_status::{LinkStatus, LinkStatuses};
use crate::links::linked_notes::LinkedNotes;
use crate::links::project::ProjectLinks;
use crate::terms::SpellingTotals;
use crate::terms::abbreviations::ExpansionTotals;

/// The notes of a project, and what is counted over all of them.
#[derive(Debug)]
pub struct ProjectFacts<'a> {
    /// The notes, the files beside them, and where links lead.
    pub links: ProjectLinks<'a>,
    /// How often each spelling is written.
    pub spellings: SpellingTotals,
    /// What the project mostly does where both of two ways are right.
    pub conventions: ConventionTotals,
    statuses: LinkStatuses,
    /// See [`ProjectFacts::linked`].
    linked: OnceLock<LinkedNotes>,
    /// Counted when a rule first asks.
    expansions: OnceLock<ExpansionTotals>,
}

impl<'a> ProjectFacts<'a> {
    /// Brings the Facts of `notes` (path relative to the project, Facts) together.
    pub fn new(notes: impl Iterator<Item = (&'a str, &'a Facts)>, tree: &'a FileTree) -> Self {
        let index = ProjectIndex::new(notes, tree);
        Self {
            spellings: SpellingTotals::of(index.notes()),
            conventions: ConventionTotals::of(index.notes().map(|(path, facts)| (path, &facts.conventions))),
            links: ProjectLinks::new(index),
            statuses: LinkStatuses::default(),
            linked: OnceLock::new(),
            expansions: OnceLock::new(),
        }
    }

    /// The same with what is known of its links to the web.
    #[must_use]
    pub fn with_link_statuses(mut self, statuses: LinkStatuses) -> Self {
        self.statuses = statuses;
        self
    }

    /// The same, where it is known which notes are linked to.
    #[must_use]
    pub fn with_linked(mut self, linked: LinkedNotes) -> Self {
        self.linked = linked.into();
        self
    }

    /// The notes, and the files beside them.
    pub fn index(&self) -> &ProjectIndex<'a> {
        &self.links.index
    }

    /// What is known of the address `url`, if somebody looked (see [`ExternalLink::url`](crate::facts::ExternalLink::url)).
    pub fn link_status(&self, url: &str) -> Option<&LinkStatus> {
        self.statuses.get(url)
    }

    /// Which notes something links to. Every link of the project is followed at the first call, unless the run has done so
    /// on its threads for a rule that [needs it](crate::lint::rule::Needs::LINKED).
    pub fn linked(&self) -> &LinkedNotes {
        self.linked.get_or_init(|| LinkedNotes::of(&self.links, self.index().notes()))
    }

    /// How the whole project spells its abbreviations out.
    pub fn expansions(&self) -> &ExpansionTotals {
        self.expansions.get_or_init(|| ExpansionTotals::of(self.index().notes()))
    }
}
