//! The JSON schema of `notelint.toml` is current, and it accepts what notelint accepts.
#![cfg(unix)]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::tools::{self, code_and_stderr, notelint, python, succeed, tool, write};
use serde_json::Value;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_schema_is_current() {
    let output = notelint(&root(), &["config", "--schema"]);
    let path = root().join("notelint.schema.json");
    if crate::common::is_updating() {
        fs::write(&path, &output.stdout).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let current = String::from_utf8(output.stdout).unwrap() == kept;
    assert!(current, "notelint.schema.json is out of date: UPDATE=1 cargo test --test it schema_is_current");
}

/// The keys of `notelint.toml`, as listed in the error for an unknown key.
fn known_keys(table: &str) -> Vec<String> {
    let text = if table.is_empty() { "qqqq = 1\n".to_owned() } else { format!("{table}\nqqqq = 1\n") };
    let folder = tools::folder(&[("notelint.toml", &text), ("a.md", "")]);
    let (_, printed) = code_and_stderr(&notelint(folder.path(), &[]));
    let (_, keys) = printed.split_once("help: available: ").expect(&printed);
    // The list may be wrapped; the next error starts on a new line.
    let keys = keys.split("\nerror: ").next().unwrap_or_default();
    let mut keys: Vec<String> = keys.split(',').map(|key| key.trim().to_owned()).collect();
    keys.sort();
    keys
}

#[test]
fn the_schema_has_the_keys_that_notelint_reads() {
    let schema: Value = serde_json::from_slice(&notelint(&root(), &["config", "--schema"]).stdout).unwrap();
    let keys = |value: &Value| {
        let mut keys: Vec<_> = value["properties"].as_object().unwrap().keys().cloned().collect();
        keys.sort();
        keys
    };
    let own = &schema["properties"];
    assert_eq!(keys(&schema), known_keys(""));
    assert_eq!(keys(&own["terms"]), known_keys("[terms]"));
    assert_eq!(keys(&own["links"]), known_keys("[links]"));
    assert_eq!(keys(&own["overrides"]["items"]), known_keys("[[overrides]]"));
}

#[test]
fn a_validator_agrees_with_notelint() {
    let (Some(check), Some(_)) = (tool("check-jsonschema"), python("tomllib")) else { return };
    let folder = tools::folder(&[]);
    let at = folder.path();
    let judge = |text: &str| {
        write(at, &[("notelint.toml", text), ("a.md", "")]);
        let mut command = Command::new(&check);
        command.arg("--schemafile").arg(root().join("notelint.schema.json")).arg(at.join("notelint.toml"));
        (command.output().unwrap().status.success(), code_and_stderr(&notelint(at, &[])).0 == 0)
    };
    succeed(Command::new(&check).arg("--check-metaschema").arg(root().join("notelint.schema.json")));
    let right = "extends = ['recommended']\nexclude = ['x/**']\n[rules]\nMD012 = 'off'\nempty-section = 'advice'\n\
                 long-line = { severity = 'error', line_length = 120 }\n[[overrides]]\nfiles = ['a']\nrules = { MD001 = 'off' }\n";
    assert_eq!(judge(right), (true, true));
    for wrong in [
        "extend = ['recommended']\n",
        "extends = ['recomended']\n",
        "[rules]\nempty-section = 'loud'\n",
        "[rules]\nempty-sections = 'off'\n",
        "[rules]\nlong-line = { limit = 1 }\n",
        "[rules]\nlong-line = { line_length = 'x' }\n",
        "[[overrides]]\nrules = {}\n",
    ] {
        assert_eq!(judge(wrong), (false, false), "{wrong}");
    }
}

#[test]
fn the_file_written_by_init_refers_to_the_schema() {
    let folder = tools::folder(&[]);
    assert_eq!(code_and_stderr(&notelint(folder.path(), &["init"])).0, 0);
    let text = fs::read_to_string(folder.path().join("notelint.toml")).unwrap();
    let url = text.lines().next().unwrap().strip_prefix("#:schema ").unwrap();
    let schema: Value = serde_json::from_slice(&notelint(&root(), &["config", "--schema"]).stdout).unwrap();
    assert_eq!(schema["$id"], url);
}
