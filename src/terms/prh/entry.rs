//! Reads a rule of a prh dictionary from YAML, builds its pattern and runs its specs.

use std::sync::Arc;

use crate::finding::config_error::{ConfigError, FileText};
use crate::finding::{Lang, Message, excerpt};
use crate::message;
use crate::text::source::Span;
use crate::text::value::{ObjectKey, Value, ValueKind};
use crate::text::whitespace::Whitespace as _;

use super::matcher::PatternMatcher;
use super::pattern::JsPattern;
use super::preference::Preference;
use super::{changes, literals, parser};

/// Reads the rules of one file.
pub(super) struct Entries<'a> {
    pub(super) text: &'a Arc<FileText>,
    /// The path of the file, relative to the project.
    pub(super) file: Arc<str>,
    pub(super) lang: Lang,
}

/// The values of a rule by name.
#[derive(Clone, Copy)]
struct Fields<'v>(&'v [(ObjectKey, Value)]);

impl<'v> Fields<'v> {
    /// The value with this `name`, unless it is null.
    fn get(self, name: &str) -> Option<&'v Value> {
        let value = self.0.iter().find(|(found, _)| found.text == name).map(|(_, value)| value);
        value.filter(|value| !matches!(value.kind, ValueKind::Null))
    }
}

type Result<T> = std::result::Result<T, ConfigError>;

impl Entries<'_> {
    /// The error with this message at `span`.
    pub(super) fn fail(&self, message: &Message<'_>, span: Span, label: &Message<'_>) -> ConfigError {
        ConfigError::new(message.text(self.lang)).at(self.text, span, label.text(self.lang))
    }

    /// Reads the rule in `value`.
    pub(super) fn rule(&self, value: &Value) -> Result<Preference> {
        let no_fields: &[(ObjectKey, Value)] = &[];
        let fields = Fields(value.object().unwrap_or(no_fields));
        let expected = match (value.string(), fields.get("expected")) {
            (Some(_), _) => value,
            (None, Some(expected)) => expected,
            (None, None) => {
                let message = message!("a rule needs `expected`", "ルールには `expected` が必要");
                return Err(self.fail(&message, value.span, &message!("this rule", "このルール")));
            }
        };
        let place = expected.span;
        let expected = self.text_of(expected)?;
        let (pattern, span) = self.pattern(fields, expected, place)?;
        let in_rule = |wrong: &str| {
            let expected = excerpt(expected);
            let message = message!(
                "invalid pattern in the rule for `{expected}`: {wrong}",
                "`{expected}` のルールのパターンが使えない: {wrong}"
            );
            self.fail(&message, span, &message!("this pattern", "このパターン"))
        };
        let node = parser::parse(&pattern.source).map_err(|wrong| in_rule(&wrong.text(self.lang)))?;
        let matcher = PatternMatcher::new(&node, pattern.flags).map_err(|wrong| in_rule(&wrong.text(self.lang)))?;
        if pattern.source.is_empty() || pattern.source == "(?:)" {
            return Err(in_rule(&message!("it is empty", "空になっている").text(self.lang)));
        }
        Ok(Preference {
            required: literals::required(&node, pattern.flags.any_case),
            pattern: pattern.to_javascript().into(),
            expected: expected.into(),
            note: fields.get("prh").and_then(Value::string).map(|note| note.unicode_trim().into()),
            file: self.file.clone(),
            line: self.text.line(place.start as usize),
            must_be_empty: self.must_be_empty(fields)?,
            matcher,
            place: (self.text.clone(), place),
        })
    }

    fn text_of<'v>(&self, value: &'v Value) -> Result<&'v str> {
        value.string().ok_or_else(|| {
            let message = message!("expected a string", "文字列ではない");
            self.fail(&message, value.span, &message!("put it in quotes", "引用符で囲む"))
        })
    }

    /// The pattern of a rule, and its span in the file.
    fn pattern(&self, fields: Fields<'_>, expected: &str, place: Span) -> Result<(JsPattern, Span)> {
        let options = fields.get("options").and_then(Value::object).map(Fields);
        let at_words = options.and_then(|options| options.get("wordBoundary")).is_some_and(Value::is_truthy);
        match fields.get("pattern").or_else(|| fields.get("patterns")) {
            None => {
                let pattern = JsPattern::of_expected(expected);
                Ok((if at_words { pattern.at_words() } else { pattern }, place))
            }
            Some(value) => Ok((self.pattern_of(value, at_words)?, value.span)),
        }
    }

    fn pattern_of(&self, value: &Value, at_words: bool) -> Result<JsPattern> {
        if let ValueKind::Array(items) = &value.kind {
            let patterns: Vec<_> = items.iter().map(|item| self.pattern_of(item, at_words)).collect::<Result<_>>()?;
            return JsPattern::one_of(&patterns).ok_or_else(|| {
                let message = message!(
                    "all patterns of a rule must have the same flags",
                    "1 つのルールのパターンは、すべて同じフラグにする"
                );
                self.fail(&message, value.span, &message!("these patterns", "これらのパターン"))
            });
        }
        let text = self.text_of(value)?;
        if text.is_empty() {
            let message = message!("a pattern can't be empty", "パターンを空にはできない");
            return Err(self.fail(&message, value.span, &message!("this pattern", "このパターン")));
        }
        let pattern = JsPattern::of_text(text);
        Ok(if at_words { pattern.at_words() } else { pattern })
    }

    fn must_be_empty(&self, fields: Fields<'_>) -> Result<Option<usize>> {
        let Some(value) = fields.get("regexpMustEmpty") else { return Ok(None) };
        let group = value.string().and_then(|text| text.strip_prefix('$')?.parse().ok()).filter(|group| *group > 0);
        group.map(Some).ok_or_else(|| {
            let message = message!(
                "`regexpMustEmpty` must name a group, such as `$1`",
                "`regexpMustEmpty` には `$1` のようにグループを書く"
            );
            self.fail(&message, value.span, &message!("this value", "この値"))
        })
    }

    /// Runs the specs of `rule`, which was read from `value`.
    pub(super) fn check_specs(&self, value: &Value, rule: &Arc<Preference>) -> Result<()> {
        let no_fields: &[(ObjectKey, Value)] = &[];
        let Some(specs) = Fields(value.object().unwrap_or(no_fields)).get("specs") else { return Ok(()) };
        let ValueKind::Array(specs) = &specs.kind else {
            let message = message!("`specs` must be a list", "`specs` はリストで書く");
            return Err(self.fail(&message, specs.span, &message!("this value", "この値")));
        };
        for spec in specs {
            let fields = Fields(spec.object().unwrap_or(no_fields));
            let (Some(from), Some(to)) = (fields.get("from"), fields.get("to")) else {
                let message = message!("a spec needs `from` and `to`", "`specs` には `from` と `to` が必要");
                return Err(self.fail(&message, spec.span, &message!("this spec", "この specs")));
            };
            let (text, required) = (self.text_of(from)?, self.text_of(to)?);
            let mut changes = changes::of_rule(rule, text).unwrap_or_default();
            changes::drop_overlapping(&mut changes);
            let got = changes::apply(text, &changes);
            if got != required {
                let (expected, pattern) = (excerpt(&rule.expected), &rule.pattern);
                let message = message!(
                    "a spec of the rule for `{expected}` fails: `{text}` becomes `{got}`, not `{required}`",
                    "`{expected}` のルールの specs が合わない: `{text}` は `{required}` ではなく `{got}` になる"
                );
                let label = message!("this spec", "この specs");
                let help = message!("the pattern is {pattern}", "パターンは {pattern}").text(self.lang);
                return Err(self.fail(&message, from.span, &label).help(help));
            }
        }
        Ok(())
    }
}
