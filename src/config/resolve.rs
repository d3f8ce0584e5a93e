//! From the parts of a configuration to the rules for a note, and where each was said.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::error::ConfigError;
use super::file::ConfigFile;
use super::markdownlint::settings::{self, Settings};
use super::setting::Setting;
use super::{Config, Configs, Part};
use crate::finding::{Preset, Severity};
use crate::lint::engine::{Active, RuleSet};
use crate::lint::rule::Entry;
use crate::lint::suppression::Inline;
use crate::markdown::flavour::Flavour;
use crate::message;
use crate::project::cache::Hash;

/// What is said of a rule, all things considered.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The rule.
    pub entry: &'static Entry,
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

/// What decides which rules a note has, other than its language: the configuration, and which overrides match.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Matches(Vec<bool>);

impl Configs {
    /// Which overrides of `config` match `path`.
    pub fn matches(&self, config: &Config, root: &Path, path: &Path) -> Matches {
        let overrides = config.files().flat_map(|file| file.overrides.iter().map(move |over| (file, over)));
        Matches(overrides.map(|(file, over)| over.files.matches(Self::base(root, file), path)).collect())
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

    /// What `config` and the command line say of each rule, in the order of the catalogue.
    pub fn resolve(&self, config: &Config, matches: &Matches, japanese: bool) -> Vec<Resolved> {
        self.resolve_with(config, matches, japanese, &Inline::default())
    }

    /// The same for a note with such comments.
    pub fn resolve_with(&self, config: &Config, matches: &Matches, japanese: bool, inline: &Inline) -> Vec<Resolved> {
        let mut rules: Vec<_> = self.catalogue.0.iter().map(nothing_said).collect();
        for preset in &self.choice.presets {
            add_preset(&mut rules, *preset, japanese);
        }
        let mut matches = matches.0.iter();
        // What markdownlint's own files say, as far as nothing of notelint's follows: the comments add to it.
        let mut settings = Settings::default();
        for part in &config.parts {
            match part {
                Part::Preset(preset) if self.choice.presets.is_empty() => add_preset(&mut rules, *preset, japanese),
                Part::Preset(_) => {}
                Part::Foreign(foreign) => {
                    settings.add(&foreign.settings.clone().unwrap_or_default());
                    settings.apply(&mut rules);
                }
                Part::File(file) => {
                    settings = Settings::default();
                    add_settings(&mut rules, &file.rules, file);
                    for (over, _) in file.overrides.iter().zip(&mut matches).filter(|(_, matches)| **matches) {
                        add_settings(&mut rules, &over.rules, file);
                    }
                }
            }
        }
        for text in &inline.configure {
            settings.add(&settings::parse(text).unwrap_or_default());
        }
        if !inline.configure.is_empty() {
            settings.apply(&mut rules);
        }
        for rule in &mut rules {
            self.apply_selection(rule);
        }
        rules
    }

    /// Switches the rules on that are off in `rules` and that an `enable` comment means, where markdownlint's rules
    /// are in use at all; gives their names. They are to be heard where the comment holds alone.
    pub fn wake(&self, config: &Config, rules: &mut [Resolved], inline: &Inline) -> Vec<&'static str> {
        let extended = |part: &Part| matches!(part, Part::Preset(Preset::Markdownlint));
        let presets = &self.choice.presets;
        let in_use = if presets.is_empty() {
            config.parts.iter().any(extended)
        } else {
            presets.contains(&Preset::Markdownlint)
        };
        if !in_use {
            return Vec::new();
        }
        let asleep = |rule: &&mut Resolved| {
            rule.severity.is_none() && !matches!(rule.origin, Origin::CommandLine(_)) && inline.enables(rule.entry.meta)
        };
        let mut woken = Vec::new();
        for rule in rules.iter_mut().filter(asleep) {
            rule.severity = Some(rule.entry.meta.severity);
            woken.push(rule.entry.meta.name);
        }
        woken
    }

    fn apply_selection(&self, rule: &mut Resolved) {
        let among = |entries: &[&Entry]| entries.iter().any(|entry| entry.meta.name == rule.entry.meta.name);
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
    pub fn build(&self, resolved: &[Resolved]) -> Result<RuleSet, ConfigError> {
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
fn fingerprint(resolved: &[Resolved]) -> Hash {
    let mut hasher = blake3::Hasher::new();
    for rule in resolved.iter().filter(|rule| rule.severity.is_some()) {
        let options: Vec<_> = rule.options.iter().map(|(name, (value, _))| (name, value)).collect();
        hasher.update(format!("{} {:?} {options:?}\n", rule.entry.meta.name, rule.severity).as_bytes());
    }
    *hasher.finalize().as_bytes()
}

fn nothing_said(entry: &'static Entry) -> Resolved {
    Resolved { entry, severity: None, origin: Origin::Nowhere, options: BTreeMap::new() }
}

/// Adds a preset; `recommended` brings `japanese` along.
fn add_preset(rules: &mut [Resolved], preset: Preset, japanese: bool) {
    let along = (preset == Preset::Recommended && japanese).then_some(Preset::Japanese);
    for preset in [preset].into_iter().chain(along) {
        for rule in rules.iter_mut() {
            let Some(membership) = rule.entry.meta.membership(preset) else { continue };
            let origin = Origin::Preset(preset);
            rule.severity = rule.severity.or(Some(rule.entry.meta.severity));
            // `strict` has every rule: as it is set, where another preset has it too.
            let named = rule.entry.meta.presets.iter().any(|membership| membership.preset == preset);
            if named || matches!(rule.origin, Origin::Nowhere) {
                let options: toml::Table = membership.options.parse().unwrap_or_default();
                rule.options = options.into_iter().map(|(name, value)| (name, (value, origin.clone()))).collect();
                rule.origin = origin;
            }
        }
    }
}

fn add_settings(rules: &mut [Resolved], settings: &[Setting], file: &Arc<ConfigFile>) {
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
