//! Front matter in JSON.

use crate::text::whitespace::Whitespace as _;
use jsonc_parser::ast::{Object, ObjectPropName, Value as Json};
use jsonc_parser::common::Ranged;

use super::value::{Field, FrontMatterString, quoted};
use crate::text::jsonc;

/// The keys and values of `text`, which begins at byte `start` of the note, including those in nested objects. `None`
/// where `text` is not a JSON object. Comments and trailing commas are accepted.
///
/// Between lines of `;;;` the braces may be omitted, as in Hexo.
pub(super) fn fields(text: &str, start: usize) -> Option<Vec<Field>> {
    let mut fields = Vec::new();
    if text.md_trim_start().starts_with('{') {
        read(text, start, &mut fields)?;
    } else {
        // The added brace is at `start - 1`, which exists because the fence comes before `start`.
        read(&format!("{{{text}}}"), start.checked_sub(1)?, &mut fields)?;
    }
    Some(fields)
}

fn read(text: &str, start: usize, fields: &mut Vec<Field>) -> Option<()> {
    match jsonc::parse(text).ok()?? {
        Json::Object(object) => push(object, text, start, false, fields),
        _ => return None,
    }
    Some(())
}

fn push(object: Object<'_>, text: &str, start: usize, nested: bool, fields: &mut Vec<Field>) {
    for property in object.properties {
        let key = match property.name {
            ObjectPropName::String(key) => key.value.into_owned(),
            ObjectPropName::Word(key) => key.value.to_owned(),
        };
        let has_value = match &property.value {
            Json::NullKeyword(_) => false,
            Json::StringLit(text) => !text.value.is_empty(),
            _ => true,
        };
        let items = match property.value {
            Json::Array(array) => array.elements,
            Json::Object(inner) => {
                push(inner, text, start, true, fields);
                Vec::new()
            }
            value => vec![value],
        };
        let strings = items.into_iter().filter_map(|item| string(item, text, start));
        fields.push(Field { key, nested, has_value, strings: strings.collect(), anchor: 0 });
    }
}

fn string(item: Json<'_>, text: &str, start: usize) -> Option<FrontMatterString> {
    let Json::StringLit(string) = item else { return None };
    let range = string.range();
    Some(quoted(text.get(range.start..range.end)?, start + range.start, string.value.into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_have_their_spans() {
        let note = ";;;\n\"a\": \"b\\u002emd\", \"c\": [\"d\", 1], \"e\": {\"f\": \"g\"}\n;;;\n";
        let fields = fields(&note[4..note.len() - 4], 4).unwrap();
        let strings = fields.iter().flat_map(|field| field.strings.iter());
        let shown: Vec<_> = strings.map(|value| (&*value.text, &note[value.span.range()])).collect();
        assert_eq!(shown, [("b.md", "b\\u002emd"), ("d", "d"), ("g", "g")]);
    }

    #[test]
    fn other_values_have_no_fields() {
        assert_eq!(fields("{\"a\": \"b\",}", 0).unwrap().len(), 1);
        assert!(fields("[1]", 5).is_none() && fields(&"{\"a\":".repeat(100_000), 0).is_none());
    }
}
