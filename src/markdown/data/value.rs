//! A value in JSON or YAML, with the bytes of its parts.

use std::ops::Range;

/// A value. Ranges are bytes of the text that was parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The bytes of the value.
    pub range: Range<usize>,
    /// What it is.
    pub data: Data,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// A string, number, boolean or null, as text without quotes and escapes.
    Scalar(String),
    /// A list.
    List(Vec<Value>),
    /// A map, in the order of the text; keys may occur twice.
    Map(Vec<Member>),
    /// A YAML alias. It is not resolved.
    Alias,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The key; empty if it is not a scalar.
    pub key: String,
    /// The bytes of the key.
    pub key_range: Range<usize>,
    /// The value.
    pub value: Value,
}

impl Value {
    /// The members of a map; empty for other values.
    pub fn members(&self) -> &[Member] {
        match &self.data {
            Data::Map(members) => members,
            _ => &[],
        }
    }

    /// The items of a list; empty for other values.
    pub fn items(&self) -> &[Value] {
        match &self.data {
            Data::List(items) => items,
            _ => &[],
        }
    }

    /// The first member with `key`.
    pub fn member(&self, key: &str) -> Option<&Member> {
        self.members().iter().find(|member| member.key == key)
    }

    /// The text of a scalar.
    pub fn scalar(&self) -> Option<&str> {
        match &self.data {
            Data::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// The scalar under `key`.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.member(key)?.value.scalar()
    }
}
