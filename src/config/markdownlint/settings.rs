//! What markdownlint's `config` says of rules, and what that means for notelint's.

use rustc_hash::FxHashMap;

use crate::config::resolved::{Origin, ResolvedRule};
use crate::config::setting::RuleLevel;
use crate::finding::{Meta, Preset, Severity};
use crate::lint::rule::RuleEntry;
use crate::lint::suppression::{Problem, is_called, tags};
use crate::rules::RULES;
use crate::text::source::Span;
use crate::text::value::{self, ParseError, Value};
use crate::text::whitespace::Whitespace as _;

/// Rules by name, alias or tag, in the order written: of two that mean the same rule the later wins.
#[derive(Clone, Debug, Default)]
pub struct MarkdownlintSettings(pub Vec<MarkdownlintSetting>);

/// What is said under one name.
#[derive(Clone, Debug)]
pub struct MarkdownlintSetting {
    /// The name of a rule, an alias or a tag; or `default`.
    pub name: String,
    /// Whether the rules are on, and how grave; `None` for on, as grave as they are.
    pub level: Option<RuleLevel>,
    /// Their options; those not named are as markdownlint has them.
    pub options: toml::Table,
    /// Where it is said.
    pub origin: Origin,
}

/// Reads the text of a `configure-file` comment: JSON, or YAML or TOML as markdownlint-cli2 has it.
///
/// # Errors
/// That it can't be read; why is what is wrong with it as JSON, in the parser's words.
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

/// What is wrong with the text of a `configure-file` comment.
pub fn problems(text: &str) -> Vec<Problem> {
    match parse(text) {
        Ok(settings) => settings.bad_options().into_iter().map(Problem::BadOption).collect(),
        Err(problem) => vec![problem],
    }
}

impl MarkdownlintSettings {
    /// What the object `value` says; `origin` makes of a place in the text where that is.
    pub fn of(value: &Value, origin: impl Fn(Span) -> Origin) -> Self {
        let rules = value.object().unwrap_or_default().iter();
        let rules = rules.filter(|(name, _)| !matches!(&*name.text, "$schema" | "extends"));
        let mut settings = Self::default();
        settings.add(&Self(
            rules.map(|(name, value)| MarkdownlintSetting::of(&name.text, value, origin(name.span))).collect(),
        ));
        settings
    }

    /// Puts `other` on top: a name said in both means what `other` says, in its old place.
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

    /// What is wrong with the options of markdownlint's rules in it, in words: a value of the wrong type or out of
    /// bounds.
    fn bad_options(&self) -> Vec<String> {
        let mut bad = Vec::new();
        for setting in &self.0 {
            for entry in RULES.iter().filter(|entry| setting.means(entry.meta)) {
                let known = option_names(entry);
                for (option, value) in setting.options.iter().filter(|(option, _)| known.contains(*option)) {
                    if let Some(wrong) = wrong_option(entry, option, value) {
                        bad.push(format!("`{option}` of `{}`: {wrong}", entry.meta.name));
                    }
                }
            }
        }
        bad
    }

    /// Applies them to `rules`: `default` to those that no file of notelint's own names, then name by name. What is
    /// said of other than markdownlint's rules is said for another tool, and options that a rule has not are let be,
    /// as in markdownlint.
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
    /// What `value` says: `true` or `false`, a severity, or an object of options, which may have `enabled` and
    /// `severity`. Whatever else counts as true or false as in JavaScript, since markdownlint takes it so.
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

    /// Whether it is about `rule`.
    pub fn means(&self, rule: &Meta) -> bool {
        tags::is_shared(rule) && (self.is_default() || is_called(rule, &self.name))
    }

    fn apply(&self, rule: &mut ResolvedRule) {
        let meta = rule.entry.meta;
        rule.severity = self.level.map_or(Some(meta.severity), RuleLevel::severity);
        rule.origin = self.origin.clone();
        let theirs = Origin::Preset(Preset::Markdownlint);
        let defaults = defaults(meta).into_iter();
        rule.options = defaults.map(|(name, value)| (name, (value, theirs.clone()))).collect();
        let known = option_names(rule.entry);
        let options = self.options.iter().filter(|(name, _)| known.contains(*name));
        // A value of the wrong type is no value.
        for (name, value) in options.filter(|(name, value)| wrong_option(rule.entry, name, value).is_none()) {
            rule.options.insert(name.clone(), (value.clone(), self.origin.clone()));
        }
    }
}

/// The options of an object.
pub fn options(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.object().unwrap_or_default().iter().map(|(name, value)| (&*name.text, value))
}

/// The names of a rule's options.
pub fn option_names(entry: &RuleEntry) -> Vec<String> {
    let schema = (entry.schema)();
    let properties = schema.get("properties").and_then(|properties| properties.as_object());
    properties.into_iter().flatten().map(|(name, _)| name.clone()).collect()
}

/// What is wrong with `value` for the option `name`, if anything is.
pub fn wrong_option(entry: &RuleEntry, name: &str, value: &toml::Value) -> Option<String> {
    let mut options = defaults(entry.meta);
    options.insert(name.to_owned(), value.clone());
    (entry.build)(options).err().map(|error| error.message().unicode_trim_end().replace('\n', ", "))
}

/// The options of `rule` as markdownlint has them.
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
