//! What the command line says of the configuration.

use std::path::PathBuf;

use crate::finding::Preset;
use crate::lint::rule::RuleEntry;

/// What the command line says of the configuration.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// `--config`.
    pub file: Option<PathBuf>,
    /// `--no-config`.
    pub none: bool,
    /// `--preset`: in the place of the presets that the files extend.
    pub presets: Vec<Preset>,
    /// `--select`: these rules and no others.
    pub select: Option<Vec<&'static RuleEntry>>,
    /// The command's own: the rules of this group alone.
    pub group: Option<&'static str>,
    /// `--ignore`: not these.
    pub ignore: Vec<&'static RuleEntry>,
}
