//! Reads JSON into a [`Value`].

use jsonc_parser::ast::{ObjectPropName, Value as Json};
use jsonc_parser::common::Ranged;

use crate::markdown::data::value::{Data, Member, Value};
use crate::text::jsonc;

/// The value of `text`. `None` if `text` is not JSON, comments and trailing commas aside. The parser limits the depth.
pub(crate) fn value(text: &str) -> Option<Value> {
    jsonc::parse(text).ok()?.map(converted)
}

fn converted(json: Json<'_>) -> Value {
    let range = json.range();
    let data = match json {
        Json::StringLit(text) => Data::Scalar(text.value.into_owned()),
        Json::NumberLit(number) => Data::Scalar(number.value.to_owned()),
        Json::BooleanLit(boolean) => Data::Scalar(boolean.value.to_string()),
        Json::NullKeyword(_) => Data::Scalar("null".to_owned()),
        Json::Array(array) => Data::List(array.elements.into_iter().map(converted).collect()),
        Json::Object(object) => {
            let members = object.properties.into_iter().map(|property| {
                let key_range = property.name.range();
                let key = match property.name {
                    ObjectPropName::String(key) => key.value.into_owned(),
                    ObjectPropName::Word(key) => key.value.to_owned(),
                };
                Member { key, key_range: key_range.start..key_range.end, value: converted(property.value) }
            });
            Data::Map(members.collect())
        }
    };
    Value { range: range.start..range.end, data }
}
