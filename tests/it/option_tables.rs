//! The tables of options on the rules' pages match the option types: name, values, default, and docstring. `UPDATE=1`
//! rewrites them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use notelint::lint::rule::RuleEntry;
use notelint::rules::RULES;
use serde_json::Value;

use crate::common::is_updating;

const HEAD: &str = "| option | values | default | meaning |\n|---|---|---|---|\n";

#[test]
fn the_options_table_of_each_page_is_current() {
    let mut stale = Vec::new();
    for entry in RULES {
        let (name, group) = (entry.meta.name, entry.meta.group);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("rules/{group}/{}.md", name.replace('-', "_")));
        let page = fs::read_to_string(&path).unwrap();
        let current = with_table(&page, &table(entry)).unwrap_or_else(|| panic!("{name}: no `## Options` on its page"));
        if page == current {
            continue;
        }
        if is_updating() {
            fs::write(&path, current).unwrap();
        } else {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "out of date: {stale:?}; UPDATE=1 cargo test --test it option_tables writes the tables");
}

/// `page` with `table` at the start of its section on options. `None` if there are options but no section.
fn with_table(page: &str, table: &str) -> Option<String> {
    let Some((before, section)) = page.split_once("\n## Options\n\n") else {
        return table.is_empty().then(|| page.to_owned());
    };
    let old: usize = section.split_inclusive('\n').take_while(|line| line.starts_with('|')).map(str::len).sum();
    Some(format!("{before}\n## Options\n\n{table}{}", &section[old..]))
}

/// The options table of a rule; empty if it has no options.
fn table(entry: &RuleEntry) -> String {
    let schema = Value::from((entry.schema)());
    let Some(options) = schema["properties"].as_object().filter(|options| !options.is_empty()) else {
        return String::new();
    };
    let mut table = HEAD.to_owned();
    for (name, option) in options {
        let words = option["description"].as_str().unwrap_or_default();
        assert!(!words.is_empty(), "{}: the option {name} has no docstring", entry.meta.name);
        let cell = |text: &str| text.replace('\n', " ").replace('|', "\\|");
        let (values, default) = (cell(&values(option, &schema)), cell(&default(&option["default"])));
        let _ = writeln!(table, "| `{name}` | {values} | {default} | {} |", cell(words));
    }
    table
}

/// The possible values of an option, for readers of the page.
fn values(option: &Value, schema: &Value) -> String {
    if let Some(definition) = option["$ref"].as_str().and_then(|path| path.strip_prefix('#')) {
        return values(schema.pointer(definition).unwrap(), schema);
    }
    if let Some(forms) = option["anyOf"].as_array() {
        return forms.iter().map(|form| values(form, schema)).collect::<Vec<_>>().join(", or ");
    }
    let named = option["oneOf"].as_array().map(|forms| forms.iter().map(|form| &form["const"]).collect());
    if let Some(named) = named.or_else(|| Some(option["enum"].as_array()?.iter().collect::<Vec<_>>())) {
        return named.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
    }
    // An optional value has `null` in addition to its type.
    let kind = option["type"].as_str().or_else(|| option["type"].as_array()?.first()?.as_str());
    match kind.unwrap() {
        "boolean" => "`true`, `false`".to_owned(),
        "string" => "a text".to_owned(),
        "integer" => number(option),
        "array" if option["items"]["type"] == "string" => "a list of texts".to_owned(),
        "array" if option["items"]["type"] == "integer" => "a list of numbers".to_owned(),
        other => panic!("a type that no page has had: {other}"),
    }
}

/// A number with its bounds, without those that are only the bounds of the integer type.
fn number(option: &Value) -> String {
    let bound =
        |key: &str| option[key].as_i64().filter(|bound| i32::try_from(*bound).is_ok_and(|bound| bound != i32::MIN));
    match (bound("minimum"), bound("maximum")) {
        (Some(least), Some(most)) => format!("a number from {least} to {most}"),
        (Some(least), None) => format!("a number from {least}"),
        (None, Some(most)) => format!("a number up to {most}"),
        (None, None) => "a number".to_owned(),
    }
}

/// The default as written in `notelint.toml`; empty if there is none.
fn default(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(Value::to_string).collect();
            format!("`[{}]`", items.join(", "))
        }
        value => format!("`{value}`"),
    }
}
