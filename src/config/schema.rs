//! The JSON schema of `notelint.toml` (JSON Schema 2020-12), for editors: `notelint.schema.json`.
//!
//! What rules have for options comes from their types; the rest stands here, and `tests/it/schema.rs` holds it against
//! what the reader of the file knows.

use serde_json::{Map, Value, json};

use super::setting::RuleLevel;
use super::web;
use crate::finding::Preset;
use crate::lint::rule::RuleEntry;
use crate::markdown::flavour::Flavour;
use crate::terms::dictionary::names;

/// Where editors find it; the first line of the file that `init` writes.
pub const URL: &str = "https://raw.githubusercontent.com/notelint/notelint/main/notelint.schema.json";

/// The schema for a notelint that knows the rules of `entries`.
pub fn schema(entries: &[RuleEntry]) -> Value {
    let mut definitions = Map::new();
    let rules = rules(entries, &mut definitions);
    definitions.insert(
        "severity".into(),
        json!({
            "description": "How grave the findings of a rule are, or that it does not run",
            "enum": RuleLevel::NAMES,
        }),
    );
    definitions.insert("rules".into(), rules);
    definitions.insert("globs".into(), json!({ "type": "array", "items": { "type": "string" } }));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": URL,
        "title": "notelint.toml",
        "description": "What notelint checks: the nearest file above a note decides for it",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "extends": {
                "description": "Presets, and other files (\"../notelint.toml\"); the later win",
                "type": "array",
                "items": { "anyOf": [{ "enum": Preset::ALL.map(Preset::name) }, { "type": "string", "pattern": "[./]" }] },
                "default": [Preset::Recommended.name()],
            },
            "exclude": described("Notes to leave alone, beside what .gitignore names", "globs"),
            "flavour": flavour("Where the notes are read: what is syntax there is never reported"),
            "rules": described("What each rule is set to, and its options", "rules"),
            "terms": terms(),
            "links": links(),
            "overrides": overrides(),
        },
        "$defs": definitions,
    })
}

fn terms() -> Value {
    json!({
        "description": "Names of services, and how words are spelled",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "dictionaries": texts(&format!(
                "The dictionaries to use instead of all built-in ones: names ({}) and files of your own (\"./terms.toml\", \"./prh.yml\")",
                names().collect::<Vec<_>>().join(", "),
            )),
            "extra-dictionaries": texts(
                "Dictionaries to use in addition: files of your own (\"./terms.toml\", \"./prh.yml\"), or names of built-in ones that `dictionaries` leaves out",
            ),
            "accept": {
                "description": "Words that no rule about terms reports, as they are written",
                "type": "array",
                "items": { "type": "string", "minLength": 1 },
            },
        },
    })
}

fn links() -> Value {
    json!({
        "description": "How links are checked",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "root": { "description": "The folder that `/` leads to, relative to this file", "type": "string" },
            "wikilinks": { "description": "Whether [[Note]] is a link; by itself in an Obsidian vault", "type": "boolean" },
            "front-matter": texts("Keys of the front matter that hold links"),
            "online": { "description": "Whether links to the web are looked at without being asked to", "type": "boolean" },
            "ignore": texts("Links to the web to leave alone: hosts, addresses with `*`, `/regular expressions/`"),
            "timeout": number("timeout", "Seconds to wait for one link"),
            "budget": number("budget", "Seconds for all links; without a limit unless it is set"),
            "concurrency": number("concurrency", "Requests at a time, in all"),
            "per-host": number("per-host", "Requests at a time, for each host"),
            "rate": number("rate", "Requests a second, for each host"),
            "failures": number("failures", "In how many runs a host without a name has to fail to be dead"),
            "days": number("days", "Over how many days it has to fail"),
            "fresh": number("fresh", "Hours for which a link that lived is taken to live"),
            "head": texts("Hosts that answer HEAD as they answer GET"),
            "headers": {
                "description": "Headers for one host; `$NOTELINT_NAME` is filled in from the environment",
                "type": "object",
                "additionalProperties": { "type": "object", "additionalProperties": { "type": "string" } },
            },
        },
    })
}

fn texts(description: &str) -> Value {
    json!({ "description": description, "type": "array", "items": { "type": "string" } })
}

fn number(key: &str, description: &str) -> Value {
    let bounds = web::bounds(key);
    json!({ "description": description, "type": "integer", "minimum": bounds.start(), "maximum": bounds.end() })
}

fn overrides() -> Value {
    json!({
        "description": "Other settings for some notes; the later win",
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["files"],
            "properties": {
                "files": described("Which notes, relative to this file's folder", "globs"),
                "flavour": flavour("Where those notes are read"),
                "rules": described("What each rule is set to there", "rules"),
            },
        },
    })
}

fn flavour(description: &str) -> Value {
    json!({ "description": description, "enum": Flavour::ALL.map(Flavour::name) })
}

fn described(description: &str, definition: &str) -> Value {
    json!({ "description": description, "$ref": format!("#/$defs/{definition}") })
}

/// The table of rules. An alias stands for its rule; where several share one, it takes a severity alone.
fn rules(entries: &[RuleEntry], definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for entry in entries {
        properties.insert(entry.meta.name.into(), rule(entry, definitions));
    }
    for entry in entries {
        for alias in entry.meta.aliases {
            let shared = entries.iter().filter(|other| other.meta.answers_to(alias)).count() > 1;
            let own = format!("#/$defs/rules/properties/{}", entry.meta.name);
            let reference = if shared { "#/$defs/severity" } else { &own };
            properties.insert((*alias).into(), json!({ "$ref": reference }));
        }
    }
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn rule(entry: &RuleEntry, definitions: &mut Map<String, Value>) -> Value {
    let mut options = Value::from((entry.schema)());
    let name = entry.meta.name;
    if let Some(Value::Object(own)) = options.as_object_mut().and_then(|options| options.remove("$defs")) {
        for (key, mut definition) in own {
            qualify(&mut definition, name);
            definitions.insert(format!("{name}.{key}"), definition);
        }
    }
    qualify(&mut options, name);
    let mut properties = Map::new();
    properties.insert("severity".into(), json!({ "$ref": "#/$defs/severity" }));
    if let Some(Value::Object(own)) = options.get_mut("properties").map(Value::take) {
        properties.extend(own);
    }
    json!({
        "description": entry.meta.summary.en,
        "anyOf": [
            { "$ref": "#/$defs/severity" },
            { "type": "object", "additionalProperties": false, "properties": properties },
        ],
    })
}

/// Makes what `value` refers to of its own definitions refer to those of rule `name` among all.
fn qualify(value: &mut Value, name: &str) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(reference)) = map.get_mut("$ref")
                && let Some(key) = reference.strip_prefix("#/$defs/")
            {
                *reference = format!("#/$defs/{name}.{key}");
            }
            map.values_mut().for_each(|value| qualify(value, name));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| qualify(value, name)),
        _ => {}
    }
}
