//! From the parts of a configuration to the rules for a note, with the origin of each setting.

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
use crate::finding::parsers::plain;
use crate::finding::{Membership, Preset};
use crate::lint::rule::RuleEntry;
use crate::lint::rule_set::{Active, RuleSet};
use crate::lint::suppression::Inline;
use crate::markdown::flavour::Flavour;
use crate::message;
use crate::text::hash::{Hash, Hasher};
use crate::text::paths;

/// Which overrides of a configuration match a note. Notes with equal matches, configuration and language have the same rules.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Matches(Vec<bool>);

impl Configs {
    /// Which overrides of `config` match `path`.
    pub fn matches(&self, config: &Config, root: &Path, path: &Path) -> Matches {
        let overrides = config.files().flat_map(|file| file.overrides.iter().map(move |over| (file, over)));
        Matches(overrides.map(|(file, over)| over.files.matches(Self::base(root, file), path)).collect())
    }

    /// Whether the name of the file at `path`, in the project at `root`, is that of a note.
    pub fn is_note(&self, root: &Path, path: &Path) -> bool {
        paths::is_note(path) || is_mdx(path) && self.configured_flavour(root, path) == Some(Flavour::Docusaurus)
    }

    /// The flavour of the note at `path`, in the project at `root`. Without a configured one, a file whose name ends in `.mdx` is
    /// MDX, and any other note is read as on GitHub.
    pub fn flavour(&self, root: &Path, path: &Path) -> Flavour {
        let usual = || if is_mdx(path) { Flavour::Docusaurus } else { Flavour::default() };
        self.configured_flavour(root, path).unwrap_or_else(usual)
    }

    /// The flavour that the run or the configuration sets for the note at `path`. Of several settings, the last one wins.
    pub fn configured_flavour(&self, root: &Path, path: &Path) -> Option<Flavour> {
        if self.choice.flavour.is_some() {
            return self.choice.flavour;
        }
        let config = self.nearest(root, path.parent().unwrap_or(root));
        let mut flavour = None;
        for file in config.files() {
            flavour = file.flavour.or(flavour);
            for over in file.overrides.iter().filter(|over| over.flavour.is_some()) {
                if over.files.matches(Self::base(root, file), path) {
                    flavour = over.flavour.or(flavour);
                }
            }
        }
        flavour
    }

    /// The link settings of `config` for notes of `flavour`, in the project at `project`. For each key, the last file that sets it
    /// wins.
    pub fn links(project: &Path, config: &Config, flavour: Flavour) -> Arc<LinkSettings> {
        let mut settings = LinkSettings { routes: flavour.profile().routes, ..LinkSettings::default() };
        for file in config.files().filter(|file| !file.links.is_empty()) {
            let Links { root, wikilinks, front_matter, web: _ } = &file.links;
            settings.root = root.as_ref().map(|root| below(project, file, root)).or(settings.root);
            settings.wikilinks = wikilinks.or(settings.wikilinks);
            settings.front_matter = front_matter.clone().unwrap_or(settings.front_matter);
        }
        Arc::new(settings)
    }

    /// The settings of each rule for a note, in the order of the catalogue: from `config`, the command line and the comments of
    /// the note (`inline`).
    pub fn resolve(&self, config: &Config, matches: &Matches, japanese: bool, inline: &Inline) -> Vec<ResolvedRule> {
        let mut rules: Vec<_> = self.catalogue.0.iter().map(default_for).collect();
        for preset in &self.choice.presets {
            add_preset(&mut rules, *preset, japanese);
        }
        let mut matches = matches.0.iter();
        // The settings of markdownlint files that no notelint file follows: comments are applied on top of them.
        let mut settings = MarkdownlintSettings::default();
        for part in &config.parts {
            match part {
                ConfigPart::Preset(preset) if self.choice.presets.is_empty() => {
                    add_preset(&mut rules, *preset, japanese);
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

    /// Whether `config` may give other rules to notes that are mostly in Japanese.
    pub fn depends_on_language(&self, config: &Config) -> bool {
        self.presets(config).any(|preset| implied_preset(preset, true).is_some())
    }

    /// The presets in use: those of the command line or, without any, those of `config`.
    fn presets(&self, config: &Config) -> impl Iterator<Item = Preset> {
        let extended = config.parts.iter().filter_map(|part| match part {
            ConfigPart::Preset(preset) => Some(*preset),
            ConfigPart::Foreign(_) | ConfigPart::File(_) => None,
        });
        let extended = extended.filter(|_| self.choice.presets.is_empty());
        self.choice.presets.iter().copied().chain(extended)
    }

    /// Switches on rules that are off and that an `enable` comment names, if the preset `markdownlint` is in use. Returns their
    /// names: they may report only where such a comment applies.
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
    /// If options that are valid by themselves are not valid together.
    pub fn build(&self, resolved: &[ResolvedRule]) -> Result<RuleSet, ConfigError> {
        let on = resolved.iter().filter_map(|rule| Some((rule, rule.severity?)));
        let active = on.map(|(rule, severity)| {
            let options = rule.options.iter().map(|(name, (value, _))| (name.clone(), value.clone())).collect();
            let meta = rule.entry.meta;
            let check = (rule.entry.build)(options).map_err(|error| {
                let (name, wrong) = (meta.name, plain(error.message(), self.lang).message);
                let message = message!("invalid options of `{name}`: {wrong}", "`{name}` のオプションの誤り: {wrong}");
                ConfigError::new(message.text(self.lang))
            })?;
            Ok(Active { meta, severity, always_on: rule.entry.meta.always_on, check })
        });
        Ok(RuleSet::new(active.collect::<Result<_, ConfigError>>()?).with_fingerprint(fingerprint(resolved)))
    }
}

/// A hash of the rules that are on, their severities and their options.
fn fingerprint(resolved: &[ResolvedRule]) -> Hash {
    // One string for all rules: every start of the program does this.
    let mut described = String::new();
    for (rule, severity) in resolved.iter().filter_map(|rule| Some((rule, rule.severity?))) {
        described.extend([rule.entry.meta.name, " ", severity.name(), "\n"]);
        for (name, (value, _)) in &rule.options {
            // Writing to a `String` can't fail.
            let _ = writeln!(described, "{name:?} {value:?}");
        }
    }
    let mut hasher = Hasher::default();
    hasher.part(described);
    hasher.hash()
}

fn default_for(entry: &'static RuleEntry) -> ResolvedRule {
    ResolvedRule { entry, severity: None, origin: Origin::Nowhere, options: BTreeMap::new() }
}

/// The preset that `preset` includes for a note that is mostly in Japanese, if `japanese`.
fn implied_preset(preset: Preset, japanese: bool) -> Option<Preset> {
    (preset == Preset::Recommended && japanese).then_some(Preset::Japanese)
}

/// Adds a preset and the preset that it includes.
fn add_preset(rules: &mut [ResolvedRule], preset: Preset, japanese: bool) {
    for preset in [preset].into_iter().chain(implied_preset(preset, japanese)) {
        for rule in rules.iter_mut() {
            let Some(membership) = rule.entry.meta.membership(preset) else { continue };
            let origin = Origin::Preset(preset);
            rule.severity = rule.severity.or(Some(rule.entry.meta.severity));
            // `strict` has every rule, with the options of another preset where one is in use.
            let named = rule.entry.meta.presets.iter().any(|membership| membership.preset == preset);
            if named || matches!(rule.origin, Origin::Nowhere) {
                rule.options = preset_options(&membership, &origin);
                rule.origin = origin;
            }
        }
    }
}

/// The options that a preset sets for a rule. Most set none; then the TOML parser, which is slow to start, is not called.
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

/// Whether the name of the file at `path` is that of a note in MDX.
pub fn is_mdx(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("mdx"))
}

/// The folder `root`, which is relative to `file`, as a path relative to the project.
fn below(project: &Path, file: &ConfigFile, root: &str) -> String {
    let folder = Configs::base(project, file).strip_prefix(project).map(paths::with_slashes).unwrap_or_default();
    [&*folder, root].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}
