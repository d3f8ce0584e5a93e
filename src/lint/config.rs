//! What the engine needs from the configuration.

use std::sync::Arc;

use crate::facts::link_settings::LinkSettings;
use crate::lint::rule::Needs;
use crate::lint::rule_set::RuleSet;
use crate::lint::suppression::Inline;
use crate::text::syntax_reader::SyntaxReader;

/// The configuration of each note of a project. Paths are relative to the project, with `/`.
/// [`RuleSets`](crate::config::rule_sets::RuleSets) implements it for `notelint.toml`; tests use fixed sets.
pub trait NoteConfig: Sync {
    /// The rules for the note at `path`. `japanese` is whether its prose is mostly Japanese; `inline` is the
    /// configuration in its comments.
    fn rules(&self, path: &str, japanese: bool, inline: &Inline) -> Arc<RuleSet>;

    /// The link settings of the note at `path`.
    fn links(&self, path: &str) -> Arc<LinkSettings>;

    /// How the host of the note at `path` reads it.
    fn syntax_reader(&self, path: &str) -> SyntaxReader;

    /// The union of what the rules of all notes need.
    fn needs(&self) -> Needs;
}
