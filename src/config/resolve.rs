//! From the parts of a configuration to the rules for a note, and where each was said.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use super::file::ConfigFile;
use super::links::Links;
use super::markdownlint::settings::{self, MarkdownlintSettings};
use super::resolved::{Origin, ResolvedRule};
use super::setting::RuleSetting;
use super::{Config, ConfigPart, Configs};
use crate::facts::link_settings::LinkSettings;
use crate::finding::config_error::ConfigError;
use crate::finding::{Membership, Preset};
use crate::lint::rule::RuleEntry;
use crate::lint::rule_set::{Active, RuleSet};
use crate::lint::suppression::Inline;
use crate::markdown::flavour::Flavour;
use crate::message;
use crate::text::hash::{Hash, Hasher};
use crate::text::paths;

/// What decides which rules a note has, other than its language: the configuration, and which overrides match.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Matches(Vec<bool>);

impl Configs {
    /// Which overrides of `config` match `path`.
    pub fn matches(&self, config: &Config, root: &Path, path: &Path) -> Matches {
        let overrides = config.files().flat_map(|file| file.overrides.iter().map(move |over| (file, over)));
        Matches(overrides.map(|(file, over)| over.files.matches(Self::base(root, file), path)).collect())
    }

    /// Whether the file at `path`, of the project at `root`, is a note by its name.
    pub fn is_note(&self, root: &Path, path: &Path) -> bool {
        let is_mdx = || path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("mdx"));
        paths::is_note(path) || is_mdx() && self.flavour(root, path) == Flavour::Docusaurus
    }

    /// How the file at `path`, of the project at `root`, is read: what is said last.
    pub fn flavour(&self, root: &Path, path: &Path) -> Flavour {
        let config = self.nearest(root, path.parent().unwrap_or(root));
        let mut flavour = Flavour::default();
        for file in config.files() {
            flavour = file.flavour.unwrap_or(flavour);
            for over in file.overrides.iter().filter(|over| over.flavour.is_some()) {
                if over.files.matches(Self::base(root, file), path) {
                    flavour = over.flavour.unwrap_or(flavour);
                }
            }
        }
        flavour
    }

    /// What `config`, of the project at `project`, says of the links of notes that are read in `flavour`: of each key, what
    /// is said last.
    pub fn links(project: &Path, config: &Config, flavour: Flavour) -> Arc<LinkSettings> {
        let mut settings = LinkSettings { routes: flavour.has_routes(), ..LinkSettings::default() };
        for file in config.files().filter(|file| !file.links.is_empty()) {
            let Links { root, wikilinks, front_matter, web: _ } = &file.links;
            settings.root = root.as_ref().map(|root| below(project, file, root)).or(settings.root);
            settings.wikilinks = wikilinks.or(settings.wikilinks);
            settings.front_matter = front_matter.clone().unwrap_or(settings.front_matter);
        }
        Arc::new(settings)
    }

    /// What `config`, the command line and the comments of a note say of each rule, in the order of the catalogue.
    pub fn resolve(&self, config: &Config, matches: &Matches, japanese: bool, inline: &Inline) -> Vec<ResolvedRule> {
        let mut rules: Vec<_> = self.catalogue.0.iter().map(nothing_said).collect();
        for preset in &self.choice.presets {
            add_preset(&mut rules, *preset, japanese);
        }
        let mut matches = matches.0.iter();
        // What markdownlint's own files say, as far as nothing of notelint's follows: the comments add to it.
        let mut settings = MarkdownlintSettings::default();
        for part in &config.parts {
            match part {
                ConfigPart::Preset(preset) if self.choice.presets.is_empty() => {
                    add_preset(&mut rules, *preset, japanese)
                }
                ConfigPart::Preset(_) => {}
                ConfigPart::Foreign(foreign) => {
                    settings.add(&foreign.settings.clone().unwrap_or_default());
                    settings.apply(&mut rules);
                }
                ConfigPart::File(file) => {
                    settings = MarkdownlintSettings::default();
                    add_settings(&mut rules, &file.rules, file);
                    for (over, _) in file.overrides.iter().zip(&mut matches).filter(|(_, matches)| **matches) {
                        add_settings(&mut rules, &over.rules, file);
                    }
                }
            }
        }
        let comments: Vec<_> = inline.configure.iter().filter_map(|text| settings::parse(text).ok()).collect();
        if !comments.is_empty() {
            for comment in &comments {
                settings.add(comment);
            }
            settings.apply(&mut rules);
        }
        for rule in &mut rules {
            self.apply_selection(rule);
        }
        rules
    }

    /// Whether a note of `config` may have other rules where its prose is mostly Japanese.
    pub fn depends_on_language(&self, config: &Config) -> bool {
        self.presets(config).any(|preset| along(preset, true).is_some())
    }

    /// The presets in use: those of the command line, or else those of `config`.
    fn presets(&self, config: &Config) -> impl Iterator<Item = Preset> {
        let extended = config.parts.iter().filter_map(|part| match part {
            ConfigPart::Preset(preset) => Some(*preset),
            ConfigPart::Foreign(_) | ConfigPart::File(_) => None,
        });
        let extended = extended.filter(|_| self.choice.presets.is_empty());
        self.choice.presets.iter().copied().chain(extended)
    }

    /// Switches the rules on that are off in `rules` and that an `enable` comment means, where markdownlint's rules
    /// are in use at all; gives their names. They are to be heard where the comment holds alone.
    pub fn enable_inline(&self, config: &Config, rules: &mut [ResolvedRule], inline: &Inline) -> Vec<&'static str> {
        if !self.presets(config).any(|preset| preset == Preset::Markdownlint) {
            return Vec::new();
        }
        let asleep = |rule: &&mut ResolvedRule| {
            rule.severity.is_none() && !matches!(rule.origin, Origin::CommandLine(_)) && inline.enables(rule.entry.meta)
        };
        let mut woken = Vec::new();
        for rule in rules.iter_mut().filter(asleep) {
            rule.severity = Some(rule.entry.meta.severity);
            woken.push(rule.entry.meta.name);
        }
        woken
    }

    fn apply_selection(&self, rule: &mut ResolvedRule) {
        let among = |entries: &[&RuleEntry]| entries.iter().any(|entry| entry.meta.name == rule.entry.meta.name);
        if let Some(select) = &self.choice.select {
            if !among(select) && !rule.entry.meta.always_on {
                (rule.severity, rule.origin) = (None, Origin::CommandLine("--select"));
            } else if rule.severity.is_none() {
                (rule.severity, rule.origin) = (Some(rule.entry.meta.severity), Origin::CommandLine("--select"));
            }
        }
        if self.choice.group.is_some_and(|group| group != rule.entry.meta.group) && !rule.entry.meta.always_on {
            (rule.severity, rule.origin) = (None, Origin::CommandLine("links"));
        }
        if among(&self.choice.ignore) {
            (rule.severity, rule.origin) = (None, Origin::CommandLine("--ignore"));
        }
    }

    /// Builds the rules of `resolved` that are on.
    ///
    /// # Errors
    /// Options that are right each but not together.
    pub fn build(&self, resolved: &[ResolvedRule]) -> Result<RuleSet, ConfigError> {
        let on = resolved.iter().filter_map(|rule| Some((rule, rule.severity?)));
        let active = on.map(|(rule, severity)| {
            let options = rule.options.iter().map(|(name, (value, _))| (name.clone(), value.clone())).collect();
            let meta = rule.entry.meta;
            let check = (rule.entry.build)(options).map_err(|error| {
                let (name, wrong) = (meta.name, error.message());
                let message = message!("bad options of `{name}`: {wrong}", "`{name}` の設定の誤り: {wrong}");
                ConfigError::new(message.text(self.lang))
            })?;
            Ok(Active { meta, severity, always_on: rule.entry.meta.always_on, check })
        });
        Ok(RuleSet::new(active.collect::<Result<_, ConfigError>>()?).with_fingerprint(fingerprint(resolved)))
    }
}

/// A hash of the rules that are on, their severities and their options.
fn fingerprint(resolved: &[ResolvedRule]) -> Hash {
    // Every start does this for every rule, so each goes without a text of its own.
    let mut said = String::new();
    for (rule, severity) in resolved.iter().filter_map(|rule| Some((rule, rule.severity?))) {
        said.extend([rule.entry.meta.name, " ", severity.name(), "\n"]);
        for (name, (value, _)) in &rule.options {
            // Nothing goes wrong in a `String`.
            let _ = writeln!(said, "{name:?} {value:?}");
        }
    }
    let mut hasher = Hasher::default();
    hasher.part(said);
    hasher.hash()
}

fn nothing_said(entry: &'static RuleEntry) -> ResolvedRule {
    ResolvedRule { entry, severity: None, origin: Origin::Nowhere, options: BTreeMap::new() }
}

/// The preset that `preset` brings along for a note whose prose is mostly `japanese`, or is not.
fn along(preset: Preset, japanese: bool) -> Option<Preset> {
    (preset == Preset::Recommended && japanese).then_some(Preset::Japanese)
}

/// Adds a preset, and what it brings along.
fn add_preset(rules: &mut [ResolvedRule], preset: Preset, japanese: bool) {
    for preset in [preset].into_iter().chain(along(preset, japanese)) {
        for rule in rules.iter_mut() {
            let Some(membership) = rule.entry.meta.membership(preset) else { continue };
            let origin = Origin::Preset(preset);
            rule.severity = rule.severity.or(Some(rule.entry.meta.severity));
            // `strict` has every rule: as it is set, where another preset has it too.
            let named = rule.entry.meta.presets.iter().any(|membership| membership.preset == preset);
            if named || matches!(rule.origin, Origin::Nowhere) {
                rule.options = preset_options(&membership, &origin);
                rule.origin = origin;
            }
        }
    }
}

/// The options of a rule that a preset has. Most have none, and the TOML parser takes its time even for those.
fn preset_options(membership: &Membership, origin: &Origin) -> BTreeMap<String, (toml::Value, Origin)> {
    if membership.options.is_empty() {
        return BTreeMap::new();
    }
    let options: toml::Table = membership.options.parse().unwrap_or_default();
    options.into_iter().map(|(name, value)| (name, (value, origin.clone()))).collect()
}

fn add_settings(rules: &mut [ResolvedRule], settings: &[RuleSetting], file: &Arc<ConfigFile>) {
    for setting in settings {
        let Some(rule) = rules.iter_mut().find(|rule| rule.entry.meta.name == setting.entry.meta.name) else {
            continue;
        };
        let origin = Origin::File(file.clone(), setting.line);
        rule.severity = match setting.level {
            Some(level) => level.severity(),
            None => rule.severity.or(Some(rule.entry.meta.severity)),
        };
        rule.origin = origin.clone();
        let options = setting.options.iter().map(|(name, value)| (name.clone(), (value.clone(), origin.clone())));
        rule.options.extend(options);
    }
}

/// The folder `root` of `file`, relative to the project.
fn below(project: &Path, file: &ConfigFile, root: &str) -> String {
    let folder = Configs::base(project, file).strip_prefix(project).map(paths::with_slashes).unwrap_or_default();
    [&*folder, root].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}
