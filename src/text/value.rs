//! A value in JSON (with comments) or YAML, with the position of each part.

use std::fmt;

use jsonc_parser::ast;
use jsonc_parser::common::{Range, Ranged};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, Spanned};

use crate::text::jsonc;
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;

/// A value and its position.
#[derive(Clone, Debug)]
pub struct Value {
    /// Its bytes in the text. In YAML, a list or an object has only its start.
    pub span: Span,
    /// The value.
    pub kind: ValueKind,
}

/// The kinds of values.
#[derive(Clone, Debug)]
pub enum ValueKind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// A string.
    String(String),
    /// A list.
    Array(Vec<Value>),
    /// Keys and values, in the order of the text.
    Object(Vec<(ObjectKey, Value)>),
}

/// A key of an object.
#[derive(Clone, Debug)]
pub struct ObjectKey {
    /// The key.
    pub text: String,
    /// Its bytes in the text.
    pub span: Span,
}

/// Why a text can't be parsed, and where.
#[derive(Clone, Debug)]
pub struct ParseError {
    /// The parser's message, without the position.
    pub why: String,
    /// The position, if the parser reports one.
    pub span: Option<Span>,
}

/// Parses JSON with comments and trailing commas.
///
/// # Errors
/// If `text` is not JSON.
pub fn json(text: &str) -> Result<Value, ParseError> {
    // Editors on Windows may add a byte order mark.
    let bom = text.len() - text.trim_start_matches('\u{feff}').len();
    let place = |range: Range| Span::new(bom + range.start, bom + range.end);
    match jsonc::parse(&text[bom..]) {
        Ok(parsed) => parsed
            .map(|value| of_json(value, &place))
            .ok_or_else(|| ParseError { why: "there is no content".to_owned(), span: None }),
        Err(error) => Err(ParseError { why: lowered(&error.kind().to_string()), span: Some(place(error.range())) }),
    }
}

fn of_json(value: ast::Value<'_>, place: &impl Fn(Range) -> Span) -> Value {
    let span = place(value.range());
    let kind = match value {
        ast::Value::NullKeyword(_) => ValueKind::Null,
        ast::Value::BooleanLit(bool) => ValueKind::Bool(bool.value),
        ast::Value::NumberLit(number) => match number.value.parse() {
            Ok(integer) => ValueKind::Integer(integer),
            Err(_) => number.value.parse().map_or(ValueKind::Null, ValueKind::Float),
        },
        ast::Value::StringLit(text) => ValueKind::String(text.value.into_owned()),
        ast::Value::Array(array) => {
            ValueKind::Array(array.elements.into_iter().map(|value| of_json(value, place)).collect())
        }
        ast::Value::Object(object) => {
            let pairs = object.properties.into_iter().map(|property| {
                let span = place(property.name.range());
                let text = match property.name {
                    ast::ObjectPropName::String(text) => text.value.into_owned(),
                    ast::ObjectPropName::Word(word) => word.value.to_owned(),
                };
                (ObjectKey { text, span }, of_json(property.value, place))
            });
            ValueKind::Object(pairs.collect())
        }
    };
    Value { span, kind }
}

/// Parses YAML.
///
/// # Errors
/// If `text` is not YAML.
pub fn yaml(text: &str) -> Result<Value, ParseError> {
    // `on` and `no` are strings, as in js-yaml.
    let options = serde_saphyr::options! { with_snippet: false, strict_booleans: true };
    match serde_saphyr::from_str_with_options::<Spanned<ValueKind>>(text, options) {
        Ok(value) => Ok(of_yaml(value)),
        Err(error) => {
            let span = error.location().map(|location| place_of_error(text, location));
            Err(ParseError { why: lowered(&without_place(&error.to_string())), span })
        }
    }
}

fn of_yaml(value: Spanned<ValueKind>) -> Value {
    Value { span: place(value.referenced), kind: value.value }
}

fn place(location: Location) -> Span {
    let start = location.span().byte_offset().unwrap_or(0);
    let length = location.span().byte_len().unwrap_or(0);
    let number = |at| usize::try_from(at).unwrap_or(0);
    Span::new(number(start), number(start) + number(length))
}

/// The position of a YAML error. The parser reports a line and a column, but not always the byte.
fn place_of_error(text: &str, location: Location) -> Span {
    let number = |at: u64| usize::try_from(at).unwrap_or(0);
    let (line, column) = (number(location.line()), number(location.column()));
    let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest: &str = text.get(start..).unwrap_or_default();
    let at = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    let at = start + at.min(rest.printed_lines().next().map_or(0, str::len));
    Span::new(at, at + place(location).len())
}

/// `message` without the position, which reports show separately.
fn without_place(message: &str) -> String {
    let message = message.printed_lines().next().unwrap_or_default();
    let ends = [" at line ", ", line ", ", set DuplicateKeyPolicy"];
    let end = ends.into_iter().filter_map(|end| message.find(end)).min().unwrap_or(message.len());
    message[..end].to_owned()
}

/// `message` with a lower case first letter, for use within a sentence.
fn lowered(message: &str) -> String {
    let mut chars = message.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

impl<'de> Deserialize<'de> for ValueKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueKindVisitor)
    }
}

struct ValueKindVisitor;

impl<'de> Visitor<'de> for ValueKindVisitor {
    type Value = ValueKind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<ValueKind, E> {
        Ok(ValueKind::Null)
    }

    fn visit_none<E>(self) -> Result<ValueKind, E> {
        Ok(ValueKind::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<ValueKind, E> {
        Ok(ValueKind::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<ValueKind, E> {
        Ok(ValueKind::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<ValueKind, E> {
        Ok(i64::try_from(value).map_or(ValueKind::Null, ValueKind::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<ValueKind, E> {
        Ok(ValueKind::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<ValueKind, E> {
        Ok(ValueKind::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<ValueKind, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element::<Spanned<ValueKind>>()? {
            array.push(of_yaml(item));
        }
        Ok(ValueKind::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ValueKind, A::Error> {
        let mut pairs = Vec::new();
        while let Some(name) = map.next_key::<Spanned<String>>()? {
            let span = place(name.referenced);
            pairs.push((ObjectKey { text: name.value, span }, of_yaml(map.next_value()?)));
        }
        Ok(ValueKind::Object(pairs))
    }
}

impl Value {
    /// The keys and values of an object; `None` for other values.
    pub fn object(&self) -> Option<&[(ObjectKey, Value)]> {
        match &self.kind {
            ValueKind::Object(pairs) => Some(pairs),
            _ => None,
        }
    }

    /// The text of a string; `None` for other values.
    pub fn string(&self) -> Option<&str> {
        match &self.kind {
            ValueKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// Whether the value is truthy in JavaScript.
    pub fn is_truthy(&self) -> bool {
        match &self.kind {
            ValueKind::Null => false,
            ValueKind::Bool(value) => *value,
            ValueKind::Integer(number) => *number != 0,
            ValueKind::Float(number) => *number != 0.0 && !number.is_nan(),
            ValueKind::String(text) => !text.is_empty(),
            ValueKind::Array(_) | ValueKind::Object(_) => true,
        }
    }

    /// The value in TOML, which has no `null`.
    pub fn to_toml(&self) -> Option<toml::Value> {
        Some(match &self.kind {
            ValueKind::Null => return None,
            ValueKind::Bool(value) => (*value).into(),
            ValueKind::Integer(number) => (*number).into(),
            ValueKind::Float(number) => (*number).into(),
            ValueKind::String(text) => text.clone().into(),
            ValueKind::Array(items) => toml::Value::Array(items.iter().filter_map(Value::to_toml).collect()),
            ValueKind::Object(pairs) => {
                let table = pairs.iter().filter_map(|(name, value)| Some((name.text.clone(), value.to_toml()?)));
                toml::Value::Table(table.collect())
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first<'t>(text: &'t str, value: &Value) -> (&'t str, &'t str) {
        let (name, value) = &value.object().unwrap()[0];
        (&text[name.span.range()], &text[value.span.range()])
    }

    #[test]
    fn keys_and_values_have_their_positions() {
        let text = "\u{feff}// 設定\n{ \"MD013\": false, /* x */ \"MD001\": [1, 2.5, -3, null,], }";
        let value = json(text).unwrap();
        assert_eq!(first(text, &value), ("\"MD013\"", "false"));
        let list = value.object().unwrap()[1].1.to_toml().unwrap();
        assert_eq!(serde_json::to_string(&list).unwrap(), "[1,2.5,-3]");
        let text = "# 設定\nMD013: 'off'\nMD001:\n  - a\n";
        assert_eq!(first(text, &yaml(text).unwrap()), ("MD013", "'off'"));
    }

    #[test]
    fn errors_have_their_positions() {
        let wrong = json("{ \"a\": tru }").unwrap_err();
        assert_eq!((wrong.why.as_str(), wrong.span), ("unexpected word", Some(Span::new(7, 10))));
        assert!(json("{ a: 1 }").is_err() && json("").is_err() && json(&"[".repeat(100_000)).is_err());
        let wrong = yaml("a: 1\nb: [1,\n").unwrap_err();
        assert!(wrong.span.is_some() && !wrong.why.contains("line"), "{wrong:?}");
        assert!(yaml(&"[".repeat(100_000)).is_err());
        let text = "# あ\nb:\n\t- c\n";
        // After the tab.
        assert_eq!(yaml(text).unwrap_err().span.map(|span| span.start), Some(10));
    }

    #[test]
    fn yes_and_no_are_strings() {
        let words = yaml("[yes, no, on, y, true]").unwrap().to_toml().unwrap();
        assert_eq!(serde_json::to_string(&words).unwrap(), r#"["yes","no","on","y",true]"#);
    }
}
