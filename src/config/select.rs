//! Finds rules and presets by name, and suggests names for unknown ones.

use crate::finding::{Lang, Preset, Text};
use crate::lint::rule::RuleEntry;
use crate::message;
use crate::text::whitespace::Whitespace as _;

use crate::finding::config_error::{ConfigError, did_you_mean};

/// The rules that exist for a run.
#[derive(Clone, Copy, Debug)]
pub struct Catalogue(pub &'static [RuleEntry]);

impl Catalogue {
    /// The rules with the name or the alias `name`, ignoring case. Several rules may share an alias.
    pub fn named(self, name: &str) -> Vec<&'static RuleEntry> {
        let own = self.0.iter().find(|entry| entry.meta.name.eq_ignore_ascii_case(name));
        match own {
            Some(entry) => vec![entry],
            None => self.0.iter().filter(|entry| entry.meta.has_name(name)).collect(),
        }
    }

    /// The rules with the name or the alias `name`, or else those of the group `name`.
    pub fn selected(self, name: &str) -> Vec<&'static RuleEntry> {
        let named = self.named(name);
        if named.is_empty() {
            return self.0.iter().filter(|entry| entry.meta.group.eq_ignore_ascii_case(name)).collect();
        }
        named
    }

    /// The rules that have one of `names`, or are in one of the groups.
    ///
    /// # Errors
    /// The first unknown name.
    pub fn select(self, names: &[String], lang: Lang) -> Result<Vec<&'static RuleEntry>, ConfigError> {
        let mut entries = Vec::new();
        for name in names {
            let selected = self.selected(name.unicode_trim());
            if selected.is_empty() {
                return Err(self.unknown(name, true, lang));
            }
            entries.extend(selected);
        }
        Ok(entries)
    }

    /// The group `name`, ignoring case.
    ///
    /// # Errors
    /// If there is no such group; with a suggestion.
    pub fn group(self, name: &str, lang: Lang) -> Result<&'static str, ConfigError> {
        let mut groups: Vec<_> = self.0.iter().map(|entry| entry.meta.group).collect();
        groups.dedup();
        if let Some(group) = groups.iter().find(|group| group.eq_ignore_ascii_case(name)) {
            return Ok(group);
        }
        let error = ConfigError::new(message!("unknown group `{name}`", "`{name}` というグループはない").text(lang));
        if let Some(meant) = did_you_mean(name, groups.iter().copied()) {
            return Err(error.help(message!("did you mean `{meant}`?", "もしかして: `{meant}`").text(lang)));
        }
        let all = groups.join(", ");
        Err(error.help(message!("available: {all}", "使えるもの: {all}").text(lang)))
    }

    /// Whether `name` is similar to the name or an alias of a rule.
    pub fn is_like(self, name: &str) -> bool {
        let names =
            self.0.iter().flat_map(|entry| std::iter::once(entry.meta.name).chain(entry.meta.aliases.iter().copied()));
        did_you_mean(name, names).is_some()
    }

    /// The error for an unknown rule, with a suggestion. With `groups`, the name of a group may have been meant too.
    pub fn unknown(self, name: &str, groups: bool, lang: Lang) -> ConfigError {
        let names = self.0.iter().flat_map(|entry| {
            let group = groups.then_some(entry.meta.group);
            [entry.meta.name].into_iter().chain(entry.meta.aliases.iter().copied()).chain(group)
        });
        let error = ConfigError::new(message!("unknown rule `{name}`", "`{name}` というルールはない").text(lang));
        match did_you_mean(name, names) {
            Some(meant) => error.help(message!("did you mean `{meant}`?", "もしかして: `{meant}`").text(lang)),
            None => error.help(SEE_RULES.get(lang)),
        }
    }
}

const SEE_RULES: Text = Text { en: "`notelint rules` lists them", ja: "`notelint rules` で一覧を表示できる" };

/// The preset `name`.
///
/// # Errors
/// If there is no such preset; with a suggestion.
pub fn preset(name: &str, lang: Lang) -> Result<Preset, ConfigError> {
    if let Some(preset) = Preset::ALL.into_iter().find(|preset| preset.name().eq_ignore_ascii_case(name.unicode_trim()))
    {
        return Ok(preset);
    }
    let error = ConfigError::new(message!("unknown preset `{name}`", "`{name}` というプリセットはない").text(lang));
    if let Some(meant) = did_you_mean(name, Preset::ALL.map(Preset::name)) {
        return Err(error.help(message!("did you mean `{meant}`?", "もしかして: `{meant}`").text(lang)));
    }
    let all = Preset::ALL.map(Preset::name).join(", ");
    Err(error.help(message!("available: {all}", "使えるもの: {all}").text(lang)))
}
