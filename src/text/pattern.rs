//! A regular expression as an option. It is compiled when the configuration is read, so an error points to the option.

use std::borrow::Cow;

use regex::{Regex, RegexBuilder};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize, Serializer};

/// Maximum size in bytes of a compiled expression. Comments in notes can contain expressions, so they are not trusted.
pub const SIZE_LIMIT: usize = 1 << 20;

/// A regular expression. An empty one matches nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern(Option<Regex>);

impl Pattern {
    /// Whether it matches anywhere in `text`.
    pub fn matches(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

impl TryFrom<String> for Pattern {
    type Error = regex::Error;

    fn try_from(pattern: String) -> Result<Self, regex::Error> {
        if pattern.is_empty() {
            return Ok(Self(None));
        }
        RegexBuilder::new(&pattern).size_limit(SIZE_LIMIT).build().map(|regex| Self(Some(regex)))
    }
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_ref().map_or("", Regex::as_str))
    }
}

impl JsonSchema for Pattern {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Pattern")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "regex" })
    }
}
