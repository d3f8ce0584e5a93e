//! The settings of rules in a `config` of markdownlint, applied to the rules of notelint.

use rustc_hash::FxHashMap;

use crate::config::resolved::{Origin, ResolvedRule};
use crate::config::setting::RuleLevel;
use crate::finding::{Meta, Preset, Severity};
use crate::lint::rule::RuleEntry;
use crate::lint::suppression::{Problem, answers_to_name, tags};
use crate::rules::RULES;
use crate::text::source::Span;
use crate::text::value::{self, ParseError, Value};

/// Settings by name, alias or tag of a rule, in the order of the file. Later settings of the same rule win.
#[derive(Clone, Debug, Default)]
pub struct MarkdownlintSettings(pub Vec<MarkdownlintSetting>);

/// The settings under one name.
#[derive(Clone, Debug)]
pub struct MarkdownlintSetting {
    /// The name, an alias or a tag of a rule, or `default`.
    pub name: String,
    /// The severity, or `off`; `None` for on with the default severity.
    pub level: Option<RuleLevel>,
    /// Options; others have markdownlint's defaults.
    pub options: toml::Table,
    /// Where it is set.
    pub origin: Origin,
}

/// Reads the text of a `configure-file` comment: JSON or, as markdownlint-cli2 allows, YAML or TOML.
///
/// # Errors
/// If it is none of these; with the error of the JSON parser.
pub fn parse(text: &str) -> Result<MarkdownlintSettings, Problem> {
    let comment = |_| Origin::Comment;
    let wrong = match value::json(text) {
        Ok(value) if value.object().is_some() => return Ok(MarkdownlintSettings::of(&value, comment)),
        Ok(_) => "not an object".to_owned(),
        Err(ParseError { why, .. }) => why,
    };
    let toml = || toml::from_str::<toml::Table>(text).ok();
    let yaml = || value::yaml(text).ok().filter(|value| value.object().is_some());
    match (toml(), yaml()) {
        (Some(table), _) => {
            let text = serde_json::to_string(&table).map_err(|error| Problem::Unreadable(error.to_string()))?;
            let value = value::json(&text).map_err(|wrong| Problem::Unreadable(wrong.why))?;
            Ok(MarkdownlintSettings::of(&value, comment))
        }
        (None, Some(value)) => Ok(MarkdownlintSettings::of(&value, comment)),
        (None, None) => Err(Problem::Unreadable(wrong)),
    }
}

/// The errors in the text of a `configure-file` comment.
pub fn problems(text: &str) -> Vec<Problem> {
    match parse(text) {
        Ok(settings) => settings.bad_options(),
        Err(problem) => vec![problem],
    }
}

impl MarkdownlintSettings {
    /// The settings in the object `value`. `origin` turns a place in the text into the origin of a setting.
    pub fn of(value: &Value, origin: impl Fn(Span) -> Origin) -> Self {
        let rules = value.object().unwrap_or_default().iter();
        let rules = rules.filter(|(name, _)| !matches!(&*name.text, "$schema" | "extends"));
        let mut settings = Self::default();
        settings.add(&Self(
            rules.map(|(name, value)| MarkdownlintSetting::of(&name.text, value, origin(name.span))).collect(),
        ));
        settings
    }

    /// Adds the settings of `other`. A name that is set in both takes the settings of `other`, and keeps its position.
    pub fn add(&mut self, other: &Self) {
        let mut places: FxHashMap<String, usize> =
            self.0.iter().enumerate().map(|(place, setting)| (setting.name.clone(), place)).collect();
        for setting in &other.0 {
            if let Some(old) = places.get(&setting.name).and_then(|place| self.0.get_mut(*place)) {
                *old = setting.clone();
            } else {
                places.insert(setting.name.clone(), self.0.len());
                self.0.push(setting.clone());
            }
        }
    }

    /// The options of markdownlint's rules whose values have the wrong type or are out of bounds.
    fn bad_options(&self) -> Vec<Problem> {
        let mut bad = Vec::new();
        for setting in &self.0 {
            for entry in RULES.iter().filter(|entry| setting.means(entry.meta)) {
                let known = option_names(entry);
                for (option, value) in setting.options.iter().filter(|(option, _)| known.contains(*option)) {
                    if let Some(wrong) = wrong_option(entry, option, value) {
                        bad.push(Problem::BadOption { option: option.clone(), rule: entry.meta.name, wrong });
                    }
                }
            }
        }
        bad
    }

    /// Applies the settings to `rules`: first `default`, to the rules that no `notelint.toml` names, then the others in order.
    /// As in markdownlint, unknown names and unknown options are ignored.
    pub fn apply(&self, rules: &mut [ResolvedRule]) {
        let shared = |rule: &&mut ResolvedRule| tags::is_shared(rule.entry.meta);
        for setting in self.0.iter().filter(|setting| setting.is_default()) {
            let named = |rule: &&mut ResolvedRule| matches!(rule.origin, Origin::File(..));
            for rule in rules.iter_mut().filter(shared).filter(|rule| !named(rule)) {
                setting.apply(rule);
            }
        }
        for setting in self.0.iter().filter(|setting| !setting.is_default()) {
            for rule in rules.iter_mut().filter(shared).filter(|rule| setting.means(rule.entry.meta)) {
                setting.apply(rule);
            }
        }
    }
}

impl MarkdownlintSetting {
    /// Reads `value`: `true` or `false`, a severity, or an object of options, which may have `enabled` and `severity`. Other
    /// values count as true or false as in JavaScript, because markdownlint reads them so.
    fn of(name: &str, value: &Value, origin: Origin) -> Self {
        let member = |name: &str| options(value).find(|(known, _)| *known == name).map(|(_, value)| value);
        let named = value.string().or_else(|| member("severity")?.string()).and_then(severity);
        let on = value.is_truthy() && member("enabled").is_none_or(Value::is_truthy);
        let table = options(value).filter(|(name, _)| !matches!(*name, "enabled" | "severity"));
        let table = table.filter_map(|(name, value)| Some((name.to_owned(), value.to_toml()?)));
        Self {
            name: name.to_owned(),
            level: if on { named } else { Some(RuleLevel::Off) },
            options: table.collect(),
            origin,
        }
    }

    fn is_default(&self) -> bool {
        self.name.eq_ignore_ascii_case("default")
    }

    /// Whether the setting applies to `rule`.
    pub fn means(&self, rule: &Meta) -> bool {
        tags::is_shared(rule) && (self.is_default() || answers_to_name(rule, &self.name))
    }

    fn apply(&self, rule: &mut ResolvedRule) {
        let meta = rule.entry.meta;
        rule.severity = self.level.map_or(Some(meta.severity), RuleLevel::severity);
        rule.origin = self.origin.clone();
        let theirs = Origin::Preset(Preset::Markdownlint);
        let defaults = defaults(meta).into_iter();
        rule.options = defaults.map(|(name, value)| (name, (value, theirs.clone()))).collect();
        let known = option_names(rule.entry);
        for (name, value) in self.options.iter().filter(|(name, _)| known.contains(*name)) {
            if let Some(value) = taken_for(rule.entry, name, value) {
                rule.options.insert(name.clone(), (value, self.origin.clone()));
            }
        }
    }
}

/// What markdownlint takes a value for that an option does not have: rule, option and value.
const TAKEN_FOR: &[(&str, &str, &str)] = &[("MD004", "style", "dash")];

/// What markdownlint takes `value` of the option `name` for. Values that the option does not have are ignored, except those of
/// [`TAKEN_FOR`].
fn taken_for(rule: &RuleEntry, name: &str, value: &toml::Value) -> Option<toml::Value> {
    if wrong_option(rule, name, value).is_none() {
        return Some(value.clone());
    }
    let is_it = |(number, option, _): &&(&str, &str, &str)| *option == name && answers_to_name(rule.meta, number);
    TAKEN_FOR.iter().find(is_it).map(|(.., taken)| (*taken).into())
}

/// The options of an object.
pub fn options(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.object().unwrap_or_default().iter().map(|(name, value)| (&*name.text, value))
}

/// The names of the options of a rule.
pub fn option_names(entry: &RuleEntry) -> Vec<String> {
    let schema = (entry.schema)();
    let properties = schema.get("properties").and_then(|properties| properties.as_object());
    properties.into_iter().flatten().map(|(name, _)| name.clone()).collect()
}

/// The error in `value` as the option `name`, if there is one.
pub fn wrong_option(entry: &RuleEntry, name: &str, value: &toml::Value) -> Option<String> {
    let mut options = defaults(entry.meta);
    options.insert(name.to_owned(), value.clone());
    (entry.build)(options).err().map(|error| error.message().to_owned())
}

/// The options of `rule` with markdownlint's defaults.
fn defaults(rule: &Meta) -> toml::Table {
    let theirs = rule.membership(Preset::Markdownlint).map_or("", |theirs| theirs.options);
    theirs.parse().unwrap_or_default()
}

fn severity(name: &str) -> Option<RuleLevel> {
    match name {
        "error" => Some(RuleLevel::On(Severity::Error)),
        "warning" => Some(RuleLevel::On(Severity::Warning)),
        _ => None,
    }
}
