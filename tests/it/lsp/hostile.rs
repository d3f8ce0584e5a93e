//! Clients that do not follow the protocol.

use serde_json::{Value, json};

use super::client::Client;
use super::folder;

#[test]
fn requests_before_the_start_and_after_the_end_are_refused() {
    let notes = folder(&[("a.md", "# A\n")]);
    let mut client = Client::unready(notes.path());
    assert_eq!(client.respond("textDocument/hover", json!({})).unwrap_err().code, -32002);
    let uri = client.uri("");
    client.request("initialize", json!({ "processId": null, "capabilities": {}, "rootUri": uri }));
    client.notify("initialized", json!({}));
    client.request("shutdown", Value::Null);
    assert_eq!(client.respond("textDocument/diagnostic", json!({})).unwrap_err().code, -32600);
}

#[test]
fn unknown_methods_and_wrong_parameters_are_answered() {
    let notes = folder(&[("a.md", "# A\n")]);
    let mut client = Client::open_folder(notes.path());
    assert_eq!(client.respond("textDocument/noSuchThing", json!({})).unwrap_err().code, -32601);
    assert_eq!(client.respond("textDocument/codeAction", json!({ "range": 1 })).unwrap_err().code, -32602);
    client.notify("noSuch/notification", json!({ "x": 1 }));
    client.notify("textDocument/didChange", json!({ "textDocument": 3 }));
    client.notify(
        "textDocument/didChange",
        json!({
        "textDocument": { "uri": "file:///not/open.md", "version": 1 }, "contentChanges": [{ "text": "x" }] }),
    );
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": "untitled:Untitled-1" } }));
    client.open("a.md", "# A\n\n[x](no.md)\n");
    assert_eq!(client.pull("a.md"), ["3:5 dead-link"]);
    assert_eq!(client.exit(), Some(0));
}

#[test]
fn positions_outside_a_note_are_moved_into_it() {
    let notes = folder(&[("a.md", "")]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", "");
    let far = json!({ "line": 4_000_000_000_u32, "character": 4_000_000_000_u32 });
    let start = json!({ "line": 0, "character": 0 });
    client.change("a.md", 2, &json!([{ "range": { "start": far, "end": start }, "text": "# A\n\n[x](no.md)\n" }]));
    assert_eq!(client.pull("a.md"), ["3:5 dead-link"]);
    client.change("a.md", 3, &json!([{ "range": { "start": start, "end": far }, "text": "" }]));
    assert_eq!(client.pull("a.md"), [""; 0]);
    let uri = client.uri("a.md");
    let at = json!({ "textDocument": { "uri": uri }, "position": far });
    assert_eq!(client.request("textDocument/prepareRename", at), Value::Null);
}

#[test]
fn a_request_that_is_cancelled_in_time_is_not_answered() {
    let notes = folder(&[("a.md", "# A\n")]);
    let mut client = Client::open_folder(notes.path());
    client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let uri = client.uri("a.md");
    // Nothing is new, so this one waits.
    let waiting = client.ask("workspace/diagnostic", json!({ "previousResultIds": [{ "uri": uri, "value": "x" }] }));
    client.notify("$/cancelRequest", json!({ "id": waiting }));
    assert_eq!(client.response(waiting).unwrap_err().code, -32800);
    client.notify("$/cancelRequest", json!({ "id": 12345 }));
    assert_eq!(client.exit(), Some(0));
}

#[test]
fn a_client_that_is_gone_ends_the_server() {
    let notes = folder(&[("a.md", "# A\n")]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", "# A\n");
    assert_eq!(client.hang_up(), Some(1));
    let mut client = Client::open_folder(notes.path());
    client.notify("exit", Value::Null);
    assert_eq!(client.hang_up(), Some(1), "without a shutdown");
}

#[test]
fn nothing_is_written() {
    let notes = folder(&[("a.md", "# A\n\nElasticache\n")]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", "# A\n\nElasticache と Elasticache\n");
    client.actions("a.md", 2, 2, &[]);
    client.actions("a.md", 2, 2, &["source.fixAll"]);
    assert_eq!(client.exit(), Some(0));
    assert_eq!(super::read(notes.path(), "a.md"), "# A\n\nElasticache\n");
    assert!(!notes.path().join("notelint.toml").exists());
}
