//! What a run asks of the configuration.

use std::sync::Arc;

use crate::facts::link_settings::LinkSettings;
use crate::lint::rule::Needs;
use crate::lint::rule_set::RuleSet;
use crate::lint::suppression::Inline;
use crate::markdown::flavour::Flavour;

/// The configuration of a project, note by note. Paths are relative to the project, with `/`.
/// [`RuleSets`](crate::config::rule_sets::RuleSets) implements it for `notelint.toml`; tests have fixed sets.
pub trait NoteConfig: Sync {
    /// The rules for the note at `path`. `japanese` is whether its prose is mostly Japanese, `inline` what its comments
    /// say of rules.
    fn rules(&self, path: &str, japanese: bool, inline: &Inline) -> Arc<RuleSet>;

    /// The settings for the links of the note at `path`.
    fn links(&self, path: &str) -> Arc<LinkSettings>;

    /// How the note at `path` is read.
    fn flavour(&self, path: &str) -> Flavour;

    /// What the rules of any note need.
    fn needs(&self) -> Needs;
}
