//! The configuration of a project in an editor.

use serde_json::{Value, json};

use super::client::{Client, capabilities};
use super::folder;

const DEAD: &str = "# A\n\n[x](no.md)\n";

#[test]
fn a_configuration_that_changes_applies_at_once() {
    let notes = folder(&[("a.md", DEAD)]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", DEAD);
    client.wait_for("a.md", |found| *found == ["3:5 dead-link"]);
    client.write("notelint.toml", "[rules]\ndead-link = \"off\"\n");
    client.wait_for("a.md", <[String]>::is_empty);
    client.delete("notelint.toml");
    client.wait_for("a.md", |found| *found == ["3:5 dead-link"]);
    client.write(".gitignore", "a.md\n");
    client.wait_for("a.md", <[String]>::is_empty);
}

#[test]
fn an_error_is_shown_in_the_file_that_has_it() {
    let notes = folder(&[("a.md", DEAD), ("notelint.toml", "[rules]\ndead-links = \"off\"\n")]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", DEAD);
    let found = client.diagnostics("notelint.toml");
    assert_eq!(found[0]["range"]["start"], json!({ "line": 1, "character": 0 }));
    assert!(found[0]["message"].as_str().unwrap().contains("dead-links"), "{found:?}");
    assert_eq!(client.pull("a.md"), [""; 0], "nothing is said under a wrong configuration");
    client.write("notelint.toml", "[rules]\ndead-link = \"error\"\n");
    client.wait_for("a.md", |found| *found == ["3:5 dead-link"]);
    client.wait_for("notelint.toml", <[String]>::is_empty);
}

#[test]
fn an_error_is_shown_while_the_file_is_edited() {
    let notes = folder(&[("a.md", DEAD), ("notelint.toml", "[rules]\n")]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", DEAD);
    client.wait_for("a.md", |found| *found == ["3:5 dead-link"]);
    client.open("notelint.toml", "[rules]\n");
    client.replace("notelint.toml", 2, "[rules]\ndead-links = \"off\"\n");
    client.wait_for("notelint.toml", |found| *found == ["2:1 -"]);
    assert_eq!(client.pull("a.md"), ["3:5 dead-link"], "the configuration is the one that was saved");
    client.replace("notelint.toml", 3, "[rules]\ndead-link = \"off\"\n");
    client.wait_for("notelint.toml", <[String]>::is_empty);
    assert_eq!(client.pull("a.md"), ["3:5 dead-link"]);
    client.replace("notelint.toml", 4, "[rules\n");
    client.wait_for("notelint.toml", |found| found.len() == 1);
    client.close("notelint.toml");
    client.wait_for("notelint.toml", <[String]>::is_empty);
}

#[test]
fn an_editor_that_does_not_watch_files_gets_a_change_when_it_saves() {
    let notes = folder(&[("a.md", DEAD), ("notelint.toml", "")]);
    let mut client = Client::with(notes.path(), &json!({}), &Value::Null);
    client.open("a.md", DEAD);
    client.wait_for("a.md", |found| *found == ["3:5 dead-link"]);
    assert!(client.asked.is_empty(), "{:?}", client.asked);
    std::fs::write(notes.path().join("no.md"), "# No\n").unwrap();
    let uri = client.uri("a.md");
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    client.wait_for("a.md", <[String]>::is_empty);
}

#[test]
fn groups_of_features_can_be_turned_off() {
    let notes = folder(&[("a.md", DEAD)]);
    let mut client = Client::unready(notes.path());
    let uri = client.uri("");
    let off = json!({ "codeActions": false, "rename": false, "navigation": false, "symbols": false,
        "completion": false, "hover": false, "codeLens": false, "diagnostics": false });
    let params =
        json!({ "processId": null, "capabilities": capabilities(), "rootUri": uri, "initializationOptions": off });
    let answer = client.request("initialize", params);
    let can = answer["capabilities"].as_object().unwrap();
    let mut left: Vec<&str> = can.keys().map(String::as_str).collect();
    left.sort_unstable();
    assert_eq!(left, ["positionEncoding", "textDocumentSync", "workspace"]);
}

#[test]
fn several_folders_are_several_projects() {
    let notes = folder(&[("one/.git/x", ""), ("one/a.md", DEAD), ("two/b.md", "# B\n\n[a](../one/a.md)\n")]);
    let mut client = Client::open_folder(&notes.path().join("one"));
    client.open("a.md", DEAD);
    client.wait_for("a.md", |found| *found == ["3:5 dead-link"]);
    let two = url::Url::from_file_path(notes.path().canonicalize().unwrap().join("two")).unwrap();
    let event = json!({ "added": [{ "uri": two.as_str(), "name": "two" }], "removed": [] });
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    let symbols =
        client.respond("textDocument/diagnostic", json!({ "textDocument": { "uri": format!("{two}/b.md") } }));
    assert!(symbols.is_ok());
    assert_eq!(client.pull("a.md"), ["3:5 dead-link"]);
}
