//! Command-line options that change the configuration.

use std::path::PathBuf;

use crate::finding::Preset;
use crate::lint::rule::RuleEntry;

/// The command-line options that change the configuration.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// `--config`.
    pub file: Option<PathBuf>,
    /// `--no-config`.
    pub none: bool,
    /// `--preset`: replaces the presets that the files extend.
    pub presets: Vec<Preset>,
    /// `--select`: only these rules.
    pub select: Option<Vec<&'static RuleEntry>>,
    /// Only the rules of this group; set by commands such as `links`.
    pub group: Option<&'static str>,
    /// `--ignore`: all rules but these.
    pub ignore: Vec<&'static RuleEntry>,
}
