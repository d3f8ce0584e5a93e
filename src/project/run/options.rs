//! The options of a run.

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

/// The options of a run.
#[derive(Clone, Copy)]
pub struct RunOptions<'a> {
    /// Rules and settings for each note.
    pub config: &'a dyn NoteConfig,
    /// The dictionaries; `None` if no rule needs them.
    pub terms: Option<&'a Terms>,
    /// A cache for results of earlier runs. Not used together with [`RunOptions::web`].
    pub cache: Option<&'a dyn NoteCache>,
    /// Removes findings that should not be reported.
    pub filter: Option<&'a dyn Filter>,
    /// Checks external links of the selected notes; `None` to leave them unchecked.
    pub web: Option<&'a dyn LinkChecker>,
    /// The language of messages.
    pub lang: Lang,
    /// The number of worker threads.
    pub threads: NonZeroUsize,
}

impl<'a> RunOptions<'a> {
    /// Default options: offline, one thread, English, no dictionaries, cache or filter.
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

/// Decides which findings are reported.
pub trait Filter: Send + Sync {
    /// Removes from `findings` those of `note` that should not be reported; they are not fixed either. `source` is the
    /// text of the note.
    fn filter(&self, note: &NotePath, source: Option<&Source>, findings: &mut Vec<Finding>) -> Filtered;
}
