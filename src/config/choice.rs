//! What a run chooses over the configuration: command-line options, or the switches of an editor or a page.

use std::path::PathBuf;

use crate::finding::Preset;
use crate::lint::rule::RuleEntry;
use crate::markdown::flavour::Flavour;

/// What a run chooses over the configuration.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// `--config`.
    pub file: Option<PathBuf>,
    /// `--no-config`.
    pub none: bool,
    /// `--preset`: replaces the presets that the files extend.
    pub presets: Vec<Preset>,
    /// The flavour of all notes, instead of what the files set.
    pub flavour: Option<Flavour>,
    /// `--select`: only these rules.
    pub select: Option<Vec<&'static RuleEntry>>,
    /// Only the rules of this group; set by commands such as `links`.
    pub group: Option<&'static str>,
    /// `--ignore`: all rules but these.
    pub ignore: Vec<&'static RuleEntry>,
}
