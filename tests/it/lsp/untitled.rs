//! New documents, which have no file yet.

use serde_json::{Value, json};

use super::client::{Client, edited, edits_of};
use super::folder;

const URI: &str = "untitled:Untitled-1";
const TEXT: &str = "# N\n\nElasticache は速い。[b](b.md)\n";

fn request(client: &mut Client, method: &str, character: u32) -> Value {
    let position = json!({ "line": 2, "character": character });
    client.request(method, json!({ "textDocument": { "uri": URI }, "position": position }))
}

fn open(client: &mut Client, text: &str) {
    let document = json!({ "uri": URI, "languageId": "markdown", "version": 1, "text": text });
    client.notify("textDocument/didOpen", json!({ "textDocument": document }));
}

#[test]
fn a_new_document_is_a_note_in_the_first_folder() {
    let notes = folder(&[("b.md", "# Bees\n\nbuzz\n")]);
    let mut client = Client::open_folder(notes.path());
    open(&mut client, TEXT);
    let shown = |hover: &Value| hover["contents"]["value"].as_str().unwrap_or_default().to_owned();
    let hover = shown(&request(&mut client, "textDocument/hover", 2));
    assert!(hover.contains("misspelled-term"), "{hover}");
    let hover = shown(&request(&mut client, "textDocument/hover", 22));
    assert!(hover.contains("buzz"), "{hover}");
    let at = json!({ "line": 2, "character": 1 });
    let params = json!({ "textDocument": { "uri": URI }, "range": { "start": at, "end": at },
        "context": { "diagnostics": [], "only": ["quickfix"] } });
    let actions = client.request("textDocument/codeAction", params);
    let fix = actions.as_array().unwrap().iter().find(|action| action["isPreferred"] == true).unwrap();
    assert_eq!(edited(TEXT, edits_of(&fix["edit"], URI)), TEXT.replace("Elasticache", "ElastiCache"));
    // What is typed counts.
    let change =
        json!({ "textDocument": { "uri": URI, "version": 2 }, "contentChanges": [{ "text": "# N\n\nAzure AD\n" }] });
    client.notify("textDocument/didChange", change);
    let hover = shown(&request(&mut client, "textDocument/hover", 2));
    assert!(hover.contains("Entra"), "{hover}");
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    assert!(request(&mut client, "textDocument/hover", 2).is_null());
    assert!(!notes.path().join("Untitled-1.md").exists());
}

#[test]
fn a_new_document_does_not_hide_a_file_of_its_name() {
    let notes = folder(&[("Untitled-1.md", "# A\n\n[x](no.md)\n")]);
    let mut client = Client::open_folder(notes.path());
    open(&mut client, TEXT);
    assert_eq!(client.pull("Untitled-1.md"), ["3:5 dead-link"]);
}
