//! The settings of a rule for a note, and their origin.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::file::ConfigFile;
use crate::finding::{Preset, Severity};
use crate::lint::rule::RuleEntry;

/// The settings of a rule for a note, from all sources.
#[derive(Clone, Debug)]
pub struct ResolvedRule {
    /// The rule.
    pub entry: &'static RuleEntry,
    /// `None` if the rule is off.
    pub severity: Option<Severity>,
    /// Where the severity was set last.
    pub origin: Origin,
    /// Its options, each with where it was set last.
    pub options: BTreeMap<String, (toml::Value, Origin)>,
}

/// Where something was set.
#[derive(Clone, Debug)]
pub enum Origin {
    /// Nowhere: no preset in use has the rule.
    Nowhere,
    /// By a preset.
    Preset(Preset),
    /// In a file, at this line.
    File(Arc<ConfigFile>, usize),
    /// In a markdownlint file, given as its name in messages, at this line.
    Foreign(Arc<str>, usize),
    /// In a comment of the note.
    Comment,
    /// On the command line, by this option or command.
    CommandLine(&'static str),
}
