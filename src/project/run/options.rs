//! What a run is given beside the project.

use std::fmt;
use std::num::NonZeroUsize;

use super::note_cache::NoteCache;
use super::notes::NotePath;
use super::outcome::Filtered;
use crate::finding::{Finding, Lang};
use crate::links::link_status::LinkChecker;
use crate::lint::config::NoteConfig;
use crate::terms::Terms;
use crate::text::source::Source;

/// What a run works with.
#[derive(Clone, Copy)]
pub struct RunOptions<'a> {
    /// Rules and settings, note by note.
    pub config: &'a dyn NoteConfig,
    /// The dictionaries; `None` unless a rule needs them.
    pub terms: Option<&'a Terms>,
    /// What is remembered of notes from run to run. A run with [`RunOptions::web`] does without.
    pub cache: Option<&'a dyn NoteCache>,
    /// What takes findings out that the run is not about.
    pub filter: Option<&'a dyn Filter>,
    /// What checks the selected notes' links to the web, if they are to be checked.
    pub web: Option<&'a dyn LinkChecker>,
    /// The language of messages.
    pub lang: Lang,
    /// Worker threads.
    pub threads: NonZeroUsize,
}

impl<'a> RunOptions<'a> {
    /// Offline, on one thread, in English; without dictionaries, cache and filter.
    pub fn new(config: &'a dyn NoteConfig) -> Self {
        let (lang, threads) = (Lang::En, NonZeroUsize::MIN);
        Self { config, terms: None, cache: None, filter: None, web: None, lang, threads }
    }
}

impl fmt::Debug for RunOptions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options").field("lang", &self.lang).field("threads", &self.threads).finish_non_exhaustive()
    }
}

/// Decides which findings a run is about.
pub trait Filter: Sync {
    /// Takes out of `findings` those of `note`, which says `source`, that the run is not about. They are not fixed either.
    fn filter(&self, note: &NotePath, source: Option<&Source>, findings: &mut Vec<Finding>) -> Filtered;
}
