//! The value of a rule's options as plain data, and its only deserializer. Options come from TOML with positions and
//! without. If each rule's options type were compiled for both of toml's deserializers, that would be the largest part
//! of the build time of 119 rules.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::value::StringDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value or key, with its bytes in the file that contains it, if there is one.
#[derive(Debug)]
struct Placed<T> {
    inner: T,
    span: Option<Range<usize>>,
}

/// A value of options.
#[derive(Debug)]
pub struct OptionValue(Placed<OptionValueKind>);

#[derive(Debug)]
enum OptionValueKind {
    Bool(bool),
    /// `None` for a number of more than 128 bits.
    Integer(Option<i128>),
    Float(Option<f64>),
    Text(String),
    /// No option has this type, so the value is not kept.
    Datetime,
    List(Vec<OptionValue>),
    Table(Vec<(Placed<String>, OptionValue)>),
}

/// Why options can't be deserialized.
#[derive(Debug)]
pub struct OptionError(Box<Placed<String>>);

impl OptionError {
    /// The message, in English.
    pub fn message(&self) -> &str {
        &self.0.inner
    }

    /// The bytes of the invalid value or key in the file, if the options come from one.
    pub fn span(&self) -> Option<Range<usize>> {
        self.0.span.clone()
    }

    /// Sets the position to `span`, unless an inner value has already set it.
    fn at(mut self, span: Option<Range<usize>>) -> Self {
        self.0.span = self.0.span.or(span);
        self
    }
}

impl fmt::Display for OptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for OptionError {}

impl serde::de::Error for OptionError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(Box::new(Placed { inner: message.to_string(), span: None }))
    }
}

impl From<toml::Table> for OptionValue {
    fn from(table: toml::Table) -> Self {
        let rows = table.into_iter().map(|(key, value)| (Placed { inner: key, span: None }, value.into()));
        Self(Placed { inner: OptionValueKind::Table(rows.collect()), span: None })
    }
}

impl From<toml::Value> for OptionValue {
    fn from(value: toml::Value) -> Self {
        let inner = match value {
            toml::Value::Boolean(value) => OptionValueKind::Bool(value),
            toml::Value::Integer(number) => OptionValueKind::Integer(Some(number.into())),
            toml::Value::Float(number) => OptionValueKind::Float(Some(number)),
            toml::Value::String(text) => OptionValueKind::Text(text),
            toml::Value::Datetime(_) => OptionValueKind::Datetime,
            toml::Value::Array(items) => OptionValueKind::List(items.into_iter().map(Self::from).collect()),
            toml::Value::Table(table) => return table.into(),
        };
        Self(Placed { inner, span: None })
    }
}

impl From<Spanned<DeTable<'_>>> for OptionValue {
    fn from(table: Spanned<DeTable<'_>>) -> Self {
        let span = table.span();
        Spanned::new(span, DeValue::Table(table.into_inner())).into()
    }
}

impl From<Spanned<DeValue<'_>>> for OptionValue {
    fn from(value: Spanned<DeValue<'_>>) -> Self {
        let span = Some(value.span());
        let inner = match value.into_inner() {
            DeValue::Boolean(value) => OptionValueKind::Bool(value),
            DeValue::Integer(number) => {
                OptionValueKind::Integer(i128::from_str_radix(number.as_str(), number.radix()).ok())
            }
            DeValue::Float(number) => OptionValueKind::Float(number.as_str().parse().ok()),
            DeValue::String(text) => OptionValueKind::Text(text.into_owned()),
            DeValue::Datetime(_) => OptionValueKind::Datetime,
            DeValue::Array(items) => OptionValueKind::List(items.into_iter().map(Self::from).collect()),
            DeValue::Table(table) => {
                let key =
                    |key: Spanned<Cow<'_, str>>| Placed { span: Some(key.span()), inner: key.into_inner().into() };
                OptionValueKind::Table(table.into_iter().map(|(name, value)| (key(name), value.into())).collect())
            }
        };
        Self(Placed { inner, span })
    }
}

impl<'de> Deserializer<'de> for OptionValue {
    type Error = OptionError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OptionError> {
        let Placed { inner, span } = self.0;
        let read = match inner {
            OptionValueKind::Bool(value) => visitor.visit_bool(value),
            OptionValueKind::Integer(None) => Err(OptionError::custom("integer number overflowed")),
            OptionValueKind::Integer(Some(number)) => match (i64::try_from(number), u64::try_from(number)) {
                (Ok(number), _) => visitor.visit_i64(number),
                (_, Ok(number)) => visitor.visit_u64(number),
                _ => visitor.visit_i128(number),
            },
            OptionValueKind::Float(None) => Err(OptionError::custom("floating-point number overflowed")),
            OptionValueKind::Float(Some(number)) => visitor.visit_f64(number),
            OptionValueKind::Text(text) => visitor.visit_string(text),
            OptionValueKind::Datetime => Err(OptionError::invalid_type(Unexpected::Map, &visitor)),
            OptionValueKind::List(items) => visitor.visit_seq(Items(items.into_iter())),
            OptionValueKind::Table(rows) => visitor.visit_map(Rows { rows: rows.into_iter(), value: None }),
        };
        read.map_err(|error| error.at(span))
    }

    // TOML has no keys without a value.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OptionError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, OptionError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, OptionError> {
        let Placed { inner, span } = self.0;
        let read = match inner {
            OptionValueKind::Text(text) => visitor.visit_enum(StringDeserializer::new(text)),
            _ => Err(OptionError::custom("wanted string or table")),
        };
        read.map_err(|error| error.at(span))
    }

    forward_to_deserialize_any! {
        bool u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 f32 f64 char str string seq bytes byte_buf map unit ignored_any
        unit_struct tuple_struct tuple identifier struct
    }
}

struct Items(std::vec::IntoIter<OptionValue>);

impl<'de> SeqAccess<'de> for Items {
    type Error = OptionError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, OptionError> {
        self.0.next().map(|item| seed.deserialize(item)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Rows {
    rows: std::vec::IntoIter<(Placed<String>, OptionValue)>,
    value: Option<OptionValue>,
}

impl<'de> MapAccess<'de> for Rows {
    type Error = OptionError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, OptionError> {
        let Some((key, value)) = self.rows.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(StringDeserializer::new(key.inner)).map(Some).map_err(|error: OptionError| error.at(key.span))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, OptionError> {
        let value = self.value.take().ok_or_else(|| OptionError::custom("a key has one value"))?;
        // An error that is raised after deserializing, such as for a number out of range, has no position yet.
        let span = value.0.span.clone();
        seed.deserialize(value).map_err(|error| error.at(span))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rows.len())
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct TestOptions {
        number: Option<i64>,
        share: f64,
        words: Vec<String>,
        style: TestStyle,
    }

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum TestStyle {
        #[default]
        Plain,
        Fancy,
    }

    /// The message and the text at fault for the options `text`.
    fn wrong(text: &str) -> (String, &str) {
        let table = DeTable::parse(text).unwrap();
        let error = TestOptions::deserialize(OptionValue::from(table)).unwrap_err();
        (error.to_string(), &text[error.span().unwrap()])
    }

    #[test]
    fn options_are_the_same_with_positions_and_without() {
        let text = "number = 0xF\nshare = 1_0.5\nwords = ['a', \"b\"]\nstyle = 'fancy'";
        let expected =
            TestOptions { number: Some(15), share: 10.5, words: vec!["a".into(), "b".into()], style: TestStyle::Fancy };
        assert_eq!(TestOptions::deserialize(OptionValue::from(DeTable::parse(text).unwrap())).unwrap(), expected);
        assert_eq!(
            TestOptions::deserialize(OptionValue::from(text.parse::<toml::Table>().unwrap())).unwrap(),
            expected
        );
    }

    #[test]
    fn an_error_has_the_message_of_toml_and_points_at_the_innermost_value() {
        for text in [
            "number = 'a'",
            "number = 99999999999999999999",
            "words = ['a', 2]",
            "words = 1979-05-27",
            "style = 'x'",
            "style = 1",
            "other = 1",
            "share = [1]",
        ] {
            let table = DeTable::parse(text).unwrap();
            let error = TestOptions::deserialize(toml::de::Deserializer::from(table)).unwrap_err();
            assert_eq!(wrong(text), (error.message().to_owned(), &text[error.span().unwrap()]), "{text}");
        }
    }
}
