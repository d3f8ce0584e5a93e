//! The JSON schema of `notelint.toml` (JSON Schema 2020-12), for editors: `notelint.schema.json`.
//!
//! The options of rules come from their types. The rest is written here; `tests/it/schema.rs` compares it with the keys that
//! notelint reads.

use serde_json::{Map, Value, json};

use super::setting::RuleLevel;
use super::web;
use crate::finding::Preset;
use crate::lint::rule::RuleEntry;
use crate::markdown::flavour::Flavour;
use crate::terms::dictionary::names;

/// Where editors find the schema. The file that `init` writes names it in its first line.
pub const URL: &str = "https://raw.githubusercontent.com/notelint/notelint/main/notelint.schema.json";

/// The schema, with the rules of `entries`.
pub fn schema(entries: &[RuleEntry]) -> Value {
    let mut definitions = Map::new();
    let rules = rules(entries, &mut definitions);
    definitions.insert(
        "severity".into(),
        json!({
            "description": "The severity of the findings of a rule, or `off`",
            "enum": RuleLevel::NAMES,
        }),
    );
    definitions.insert("rules".into(), rules);
    definitions.insert("globs".into(), json!({ "type": "array", "items": { "type": "string" } }));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": URL,
        "title": "notelint.toml",
        "description": "What notelint checks. The nearest file, in the folder of a note or above it, applies",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "extends": {
                "description": "Presets and other files (\"../notelint.toml\"); later entries win",
                "type": "array",
                "items": { "anyOf": [{ "enum": Preset::ALL.map(Preset::name) }, { "type": "string", "pattern": "[./]" }] },
                "default": [Preset::Recommended.name()],
            },
            "exclude": described("Notes to skip, in addition to what .gitignore excludes", "globs"),
            "flavour": flavour("Where the notes are published; the syntax of that site or app is not reported"),
            "rules": described("The severity and the options of each rule", "rules"),
            "terms": terms(),
            "links": links(),
            "overrides": overrides(),
        },
        "$defs": definitions,
    })
}

fn terms() -> Value {
    json!({
        "description": "Dictionaries and accepted words for the rules about terms",
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
                "description": "Words that the rules about terms never report, in exactly this spelling",
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
            "root": { "description": "The folder that links starting with `/` are relative to, as a path relative to this file", "type": "string" },
            "wikilinks": { "description": "Whether [[Note]] is a link; on by default in an Obsidian vault", "type": "boolean" },
            "front-matter": texts("Keys of the front matter whose values are links"),
            "online": { "description": "Whether each run checks external links, even without `--online`", "type": "boolean" },
            "ignore": texts("External links to skip: hosts, URLs with `*`, `/regular expressions/`"),
            "timeout": number("timeout", "Seconds to wait for a link"),
            "budget": number("budget", "Seconds for all links; no limit by default"),
            "concurrency": number("concurrency", "Concurrent requests, in total"),
            "per-host": number("per-host", "Concurrent requests per host"),
            "rate": number("rate", "Requests per second and host"),
            "failures": number("failures", "In how many runs a host name must fail to resolve before its links are reported"),
            "days": number("days", "Over how many days it must fail to resolve"),
            "fresh": number("fresh", "Hours until a working link is checked again"),
            "head": texts("Hosts that answer HEAD requests like GET requests"),
            "headers": {
                "description": "Request headers by host; `$NOTELINT_NAME` is replaced by the environment variable",
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
        "description": "Different settings for some notes; later entries win",
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["files"],
            "properties": {
                "files": described("The notes, relative to the folder of this file", "globs"),
                "flavour": flavour("Where these notes are published"),
                "rules": described("The severity and the options of each rule for these notes", "rules"),
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

/// The table of rules. An alias takes the same values as its rule; an alias of several rules takes only a severity.
fn rules(entries: &[RuleEntry], definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for entry in entries {
        properties.insert(entry.meta.name.into(), rule(entry, definitions));
    }
    for entry in entries {
        for alias in entry.meta.aliases {
            let shared = entries.iter().filter(|other| other.meta.has_name(alias)).count() > 1;
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

/// Changes references in the schema of the rule `name` to the names that its definitions have in the whole schema.
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
