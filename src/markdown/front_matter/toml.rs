//! Front matter in TOML.

use toml::de::{DeTable, DeValue};

use super::value::{Field, FrontMatterString, QuotingStyle, quoted};

/// The keys and values of `text`, which begins at byte `start` of the note, including those in tables: Zola has custom
/// keys in `[extra]`. `None` where `text` is not TOML.
pub(super) fn fields(text: &str, start: usize) -> Option<Vec<Field>> {
    let mut fields = Vec::new();
    let table = DeTable::parse(text).ok()?;
    push(table.get_ref(), text, start, false, &mut fields);
    Some(fields)
}

fn push(table: &DeTable<'_>, text: &str, start: usize, nested: bool, fields: &mut Vec<Field>) {
    for (key, value) in table {
        if let DeValue::Table(inner) = value.get_ref() {
            push(inner, text, start, true, fields);
        }
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let strings = items.into_iter().filter_map(|item| {
            let text_value = item.get_ref().as_str()?;
            Some(string(text.get(item.span())?, start + item.span().start, text_value))
        });
        let has_value = !matches!(value.get_ref(), DeValue::String(text) if text.is_empty());
        let key = key.get_ref().to_string();
        fields.push(Field { key, nested, has_value, strings: strings.collect(), anchor: 0 });
    }
}

fn string(raw: &str, start: usize, text_value: &str) -> FrontMatterString {
    let value = quoted(raw, start, text_value.to_owned());
    // `"""` and `'''`. The quotation marks that `value` handles are one character each.
    let is_long = raw.starts_with("\"\"\"") || raw.starts_with("'''");
    FrontMatterString { style: if is_long { QuotingStyle::Encoded } else { value.style }, ..value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_have_their_spans() {
        let text = "a = \"b\\u002Emd\" # c\nd = ['e', \"f\"]\n\"g\" = 1\n\n[extra]\nh = '''i'''\n";
        let show = |field: Field| {
            let strings = field.strings.iter().map(|value| {
                let plain = if value.style == QuotingStyle::Encoded { "~" } else { "" };
                format!("{} < {plain}{}", value.text, &text[value.span.start as usize..value.span.end as usize])
            });
            format!("{}{}: {}", if field.nested { "." } else { "" }, field.key, strings.collect::<Vec<_>>().join(" | "))
        };
        let mut found: Vec<_> = fields(text, 0).unwrap().into_iter().map(show).collect();
        found.sort();
        assert_eq!(found, [".h: i < ~''i''", "a: b.md < ~b\\u002Emd", "d: e < e | f < f", "extra: ", "g: "]);
        assert!(fields("a = b\n", 0).is_none());
    }
}
