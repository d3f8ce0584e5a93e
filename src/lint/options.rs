//! Types for options with limits.
//!
//! Options come from a project's configuration and, through `markdownlint-configure-file`, from the notes themselves. A
//! note must not be able to request unbounded memory or time (SECURITY.md). Therefore the type of every number and list
//! has bounds: a value outside them is an error that states the bounds, and the JSON schema contains them.

use std::borrow::Cow;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};

/// An integer from `LEAST` to `MOST`, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i64")]
pub struct Bounded<const LEAST: i64, const MOST: i64>(i64);

/// A number of spaces, such as the width of a tab or the indentation of a list.
pub type Spaces = Bounded<0, 64>;

/// The level of a heading.
pub type HeadingLevel = Bounded<1, 6>;

/// A maximum. It is only compared, so even a large value costs nothing.
pub type Maximum = Bounded<0, { u32::MAX as i64 }>;

/// A number of blank lines; -1 means any number.
pub type BlankLineCount = Bounded<-1, 100>;

/// The maximum length of a line, in columns or characters; negative means unlimited.
pub type LineLength = Bounded<{ i32::MIN as i64 }, { u32::MAX as i64 }>;

impl<const LEAST: i64, const MOST: i64> Bounded<LEAST, MOST> {
    /// The number `VALUE`, checked at compile time.
    pub const fn of<const VALUE: i64>() -> Self {
        const { assert!(LEAST <= VALUE && VALUE <= MOST) };
        Self(VALUE)
    }

    /// The number; `None` if it is negative.
    pub fn get(self) -> Option<usize> {
        usize::try_from(self.0).ok()
    }

    /// The number; 0 if it is negative.
    pub fn or_zero(self) -> usize {
        self.get().unwrap_or(0)
    }
}

impl HeadingLevel {
    /// The level, comparable with [`Node::level`](crate::markdown::node::Node::level).
    pub fn level(self) -> u32 {
        u32::try_from(self.0).unwrap_or(1)
    }
}

impl<const LEAST: i64, const MOST: i64> TryFrom<i64> for Bounded<LEAST, MOST> {
    type Error = String;

    fn try_from(number: i64) -> Result<Self, String> {
        if (LEAST..=MOST).contains(&number) {
            Ok(Self(number))
        } else {
            Err(format!("{number} is out of bounds: expected a number from {LEAST} to {MOST}"))
        }
    }
}

impl<const LEAST: i64, const MOST: i64> JsonSchema for Bounded<LEAST, MOST> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("From{LEAST}To{MOST}").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": LEAST, "maximum": MOST })
    }
}

/// The maximum number of entries in a [`TextList`].
const MOST_TEXTS: usize = 10_000;

/// The maximum number of characters in a [`ShortText`].
const MAX_CHARACTERS: usize = 1_000;

/// A list of at most 10,000 strings, such as names or labels.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TextList(Vec<String>);

impl TextList {
    /// A list of `texts`.
    pub fn of(texts: &[&str]) -> Self {
        Self(texts.iter().map(|text| (*text).to_owned()).collect())
    }
}

impl Deref for TextList {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.0
    }
}

impl<'de> Deserialize<'de> for TextList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = Vec::deserialize(deserializer)?;
        if texts.len() > MOST_TEXTS {
            let count = texts.len();
            return Err(de::Error::custom(format!("a list of {count} is too long: expected {MOST_TEXTS} or fewer")));
        }
        Ok(Self(texts))
    }
}

impl JsonSchema for TextList {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Texts")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": { "type": "string" }, "maxItems": MOST_TEXTS })
    }
}

/// A string of at most 1,000 characters.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct ShortText(String);

impl ShortText {
    /// A string with the text `text`.
    pub fn of(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Deref for ShortText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ShortText {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let count = text.chars().count();
        if count > MAX_CHARACTERS {
            return Err(format!("a text of {count} characters is too long: expected {MAX_CHARACTERS} or fewer"));
        }
        Ok(Self(text))
    }
}

impl JsonSchema for ShortText {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("ShortText")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "maxLength": MAX_CHARACTERS })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_out_of_range_is_an_error_with_the_bounds() {
        let read = |text: &str| serde_json::from_str::<Spaces>(text).map_err(|error| error.to_string());
        assert_eq!(read("64"), Ok(Spaces::of::<64>()));
        for wrong in ["65", "-1", "4000000000000000000"] {
            let error = read(wrong).unwrap_err();
            assert_eq!(error, format!("{wrong} is out of bounds: expected a number from 0 to 64"));
        }
        assert!(serde_json::from_str::<TextList>(&format!("[{}\"\"]", "\"\",".repeat(MOST_TEXTS))).is_err());
        assert!(serde_json::from_str::<ShortText>(&format!("\"{}\"", "あ".repeat(MAX_CHARACTERS + 1))).is_err());
        assert!(serde_json::from_str::<ShortText>(&format!("\"{}\"", "あ".repeat(MAX_CHARACTERS))).is_ok());
    }

    #[test]
    fn a_negative_number_is_none() {
        assert_eq!(Spaces::of::<0>().or_zero(), 0);
        assert_eq!(LineLength::of::<-1>().get(), None);
    }
}
