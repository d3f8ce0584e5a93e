//! What a configuration says of a rule, and where.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::file::ConfigFile;
use crate::finding::{Preset, Severity};
use crate::lint::rule::RuleEntry;

/// What is said of a rule, all things considered.
#[derive(Clone, Debug)]
pub struct ResolvedRule {
    /// The rule.
    pub entry: &'static RuleEntry,
    /// `None` where it is off.
    pub severity: Option<Severity>,
    /// Who said so last.
    pub origin: Origin,
    /// Its options, and who said each last.
    pub options: BTreeMap<String, (toml::Value, Origin)>,
}

/// Where something was said.
#[derive(Clone, Debug)]
pub enum Origin {
    /// Nowhere: no preset in use has it.
    Nowhere,
    /// In a preset.
    Preset(Preset),
    /// In a file, at this line.
    File(Arc<ConfigFile>, usize),
    /// In a file of markdownlint's, as it is shown, at this line.
    Foreign(Arc<str>, usize),
    /// In a comment of the note itself.
    Comment,
    /// On the command line, by this option.
    CommandLine(&'static str),
}
