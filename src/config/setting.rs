//! `[rules]`: the severity and the options of each rule.

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::reader::{ConfigReader, TomlKey, TomlValue, key_span, span};
use crate::finding::Severity;
use crate::finding::config_error::ConfigError;
use crate::finding::parsers::{Plain, plain};
use crate::lint::rule::RuleEntry;
use crate::message;
use crate::text::source::Span;

const SEVERITIES_OR_TABLE: &str = "a severity (off, advice, warning, error) or a table of options";

/// The settings of one rule in a file.
#[derive(Clone, Debug)]
pub struct RuleSetting {
    /// The rule.
    pub entry: &'static RuleEntry,
    /// Its severity or `off`, if the file sets it.
    pub level: Option<RuleLevel>,
    /// Its options.
    pub options: toml::Table,
    /// The line in the file, from 1.
    pub line: usize,
}

/// The severity of a rule, or `off`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleLevel {
    /// It does not run.
    Off,
    /// Its findings are of this severity.
    On(Severity),
}

impl RuleLevel {
    /// The values in the file.
    pub const NAMES: [&'static str; 4] = ["off", "advice", "warning", "error"];

    fn named(name: &str) -> Option<Self> {
        match name {
            "off" => Some(Self::Off),
            "advice" => Some(Self::On(Severity::Advice)),
            "warning" => Some(Self::On(Severity::Warning)),
            "error" => Some(Self::On(Severity::Error)),
            _ => None,
        }
    }

    /// The severity, unless it is off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::On(severity) => Some(severity),
        }
    }
}

impl ConfigReader<'_> {
    /// Reads the settings, in the order of the file.
    pub(super) fn rules(&mut self, table: DeTable<'_>) -> Vec<RuleSetting> {
        let mut settings: Vec<RuleSetting> = Vec::new();
        let mut rows: Vec<_> = table.into_iter().collect();
        rows.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in rows {
            let entries = self.catalogue.named(key.get_ref());
            if entries.is_empty() {
                let error = self.catalogue.unknown(key.get_ref(), false, self.lang);
                self.push(error, key_span(&key), ("this rule", "このルール"));
            }
            for entry in entries {
                let name = entry.meta.name;
                if settings.iter().any(|setting| setting.entry.meta.name == name) {
                    let message = message!("`{name}` is set twice", "`{name}` が二重に設定されている").text(self.lang);
                    self.push(ConfigError::new(message), key_span(&key), ("second setting", "二つ目の設定"));
                } else if let Some(setting) = self.setting(entry, &key, &value) {
                    settings.push(setting);
                }
            }
        }
        settings
    }

    fn setting(&mut self, entry: &'static RuleEntry, key: &TomlKey<'_>, value: &TomlValue<'_>) -> Option<RuleSetting> {
        let line = self.text.line(key.span().start);
        let mut setting = RuleSetting { entry, level: None, options: toml::Table::new(), line };
        match value.get_ref() {
            DeValue::String(_) => setting.level = Some(self.level(value)?),
            DeValue::Table(table) => {
                let mut options = table.clone();
                if let Some(value) = options.remove("severity") {
                    setting.level = Some(self.level(&value)?);
                }
                setting.options = self.options(entry, options, value.span())?;
            }
            _ => {
                self.wrong_type(
                    value,
                    (SEVERITIES_OR_TABLE, "重要度 (off, advice, warning, error) か、オプションの表"),
                );
                return None;
            }
        }
        Some(setting)
    }

    fn level(&mut self, value: &TomlValue<'_>) -> Option<RuleLevel> {
        let Some(name) = value.get_ref().as_str() else {
            self.wrong_type(value, ("off, advice, warning or error", "off, advice, warning, error のどれか"));
            return None;
        };
        let level = RuleLevel::named(name);
        if level.is_none() {
            let message = message!("unknown severity `{name}`", "`{name}` という重要度はない").text(self.lang);
            let error = ConfigError::new(message).help(self.instead(name, RuleLevel::NAMES.into_iter()));
            self.push(error, span(value), ("this severity", "この重要度"));
        }
        level
    }

    fn options(
        &mut self,
        entry: &RuleEntry,
        options: DeTable<'_>,
        place: std::ops::Range<usize>,
    ) -> Option<toml::Table> {
        let rule = entry.meta.name;
        let schema = (entry.schema)();
        let known = schema.get("properties").and_then(|properties| properties.as_object());
        let known: Vec<&str> = known.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        if let Some(key) = options.keys().find(|key| !known.contains(&&**key.get_ref())) {
            let name = key.get_ref();
            let message = message!("`{rule}` has no option `{name}`", "`{rule}` に `{name}` というオプションはない");
            let names = known.iter().copied().chain(["severity"]);
            let error = ConfigError::new(message.text(self.lang)).help(self.instead(name, names));
            self.push(error, key_span(key), ("this option", "このオプション"));
            return None;
        }
        let table = Spanned::new(place, options);
        if let Err(error) = (entry.validate)(table.clone()) {
            let Plain { message: wrong, help } = plain(error.message(), self.lang);
            let message = message!("invalid option of `{rule}`: {wrong}", "`{rule}` のオプションの誤り: {wrong}");
            let at = error.span().unwrap_or(table.span());
            let error = ConfigError::new(message.text(self.lang));
            let error = match help {
                Some(help) => error.help(help),
                None => error,
            };
            self.push(error, Span::new(at.start, at.end), ("this value", "この値"));
            return None;
        }
        // This is a table: it was just validated as the options of a rule.
        toml::Table::deserialize(toml::de::Deserializer::from(table)).ok()
    }
}
