//! Findings in an editor.

use std::process::Command;

use serde_json::{Value, json};

use super::client::{Client, capabilities, lines};
use super::{folder, read};
use crate::common::notes;

const A: &str = "# A\n\nSee [b](b.md#topic).\n";
const B: &str = "# B\n\n## Topic\n\ntext\n";

#[test]
fn a_heading_that_is_renamed_turns_links_of_other_notes_dead_at_once() {
    let notes = folder(&[("a.md", A), ("b.md", B)]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", A);
    client.open("b.md", B);
    assert_eq!(client.wait_for("a.md", <[String]>::is_empty), [""; 0]);
    client.replace("b.md", 2, "# B\n\n## Subject\n\ntext\n");
    assert_eq!(client.wait_for("a.md", |found| !found.is_empty()), ["3:9 dead-anchor"]);
    // Closed without saving: the file counts again.
    client.close("b.md");
    assert_eq!(client.wait_for("a.md", <[String]>::is_empty), [""; 0]);
    assert_eq!(client.exit(), Some(0));
}

#[test]
fn files_that_appear_and_disappear_count() {
    let notes = folder(&[("a.md", A)]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", A);
    assert_eq!(client.wait_for("a.md", |_| true), ["3:9 dead-link"]);
    client.write("b.md", B);
    client.wait_for("a.md", <[String]>::is_empty);
    client.write("b.md", "# B\n");
    assert_eq!(client.wait_for("a.md", |found| !found.is_empty()), ["3:9 dead-anchor"]);
    client.delete("b.md");
    assert_eq!(client.wait_for("a.md", |found| found[0].contains("dead-link")), ["3:9 dead-link"]);
}

#[test]
fn a_diagnostic_has_its_page_its_places_and_its_finding() {
    let text = "# Cache\n\nElasticache は速い。\n\nElasticache を使う。\n\nAmazon Elasticsearch Service も使う。\n";
    let notes = folder(&[("a.md", text)]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", text);
    let found = client.diagnostics("a.md");
    let of = |rule: &str| found.iter().find(|diagnostic| diagnostic["code"] == *rule).unwrap();
    let misspelled = of("misspelled-term");
    assert_eq!(misspelled["source"], "notelint");
    assert_eq!(misspelled["severity"], 2);
    let page = "https://notelint.github.io/notelint/rules/terms/misspelled-term";
    assert_eq!(misspelled["codeDescription"]["href"], page);
    let related = misspelled["relatedInformation"].as_array().unwrap();
    assert_eq!(related.len(), 1);
    assert_eq!(related[0]["location"]["range"]["start"], json!({ "line": 4, "character": 0 }));
    assert_eq!(misspelled["data"]["rule"], "misspelled-term");
    assert_eq!(of("former-name")["tags"], json!([2]), "struck through");
}

#[test]
fn messages_are_in_the_language_of_the_editor() {
    let notes = folder(&[("a.md", "# A\n\n[x](no.md)\n")]);
    let uri = url::Url::from_file_path(notes.path()).unwrap();
    let mut client = Client::unready(notes.path());
    let params =
        json!({ "capabilities": capabilities(), "rootUri": uri.as_str(), "locale": "ja-JP", "processId": null });
    client.request("initialize", params);
    client.notify("initialized", json!({}));
    client.wait_until_loaded();
    client.open("a.md", "# A\n\n[x](no.md)\n");
    assert_eq!(client.diagnostics("a.md")[0]["message"], "リンク先の `no.md` が存在しない");
}

#[test]
fn an_editor_that_asks_gets_each_result_once() {
    let notes = folder(&[("a.md", A), ("b.md", "# B\n"), ("c.md", "# C\n")]);
    let mut can = capabilities();
    can["textDocument"]["diagnostic"] = json!({});
    let mut client = Client::with(notes.path(), &can, &Value::Null);
    client.open("a.md", A);
    let pull = |client: &mut Client, known: Option<&str>| {
        let uri = client.uri("a.md");
        let params = json!({ "textDocument": { "uri": uri }, "previousResultId": known });
        client.request("textDocument/diagnostic", params)
    };
    let first = pull(&mut client, None);
    assert_eq!((first["kind"].as_str(), lines(&first["items"])), (Some("full"), vec!["3:9 dead-anchor".to_owned()]));
    let id = first["resultId"].as_str().unwrap().to_owned();
    assert_eq!(pull(&mut client, Some(&id)), json!({ "kind": "unchanged", "resultId": id }));

    let all = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let items = all["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "only notes with findings: {items:?}");
    assert_eq!(client.path(items[0]["uri"].as_str().unwrap()), "a.md");
    // Nothing is new, so the next request waits for a change.
    let uri = client.uri("a.md");
    let previous = json!([{ "uri": uri, "value": items[0]["resultId"] }]);
    let waiting = client.ask("workspace/diagnostic", json!({ "previousResultIds": previous }));
    client.write("b.md", B);
    let next = client.response(waiting).unwrap();
    assert_eq!((next["items"][0]["kind"].as_str(), &next["items"][0]["items"]), (Some("full"), &json!([])));
    while !client.asked.iter().any(|request| request.method == "workspace/diagnostic/refresh") {
        client.receive();
    }
    assert!(client.published.is_empty(), "what is asked for is not published too");
}

#[test]
fn findings_may_wait_until_the_note_is_saved() {
    let notes = folder(&[("a.md", "# A\n")]);
    let mut client = Client::with(notes.path(), &capabilities(), &json!({ "run": "onSave" }));
    client.open("a.md", "# A\n");
    client.wait_for("a.md", <[String]>::is_empty);
    client.replace("a.md", 2, "# A\n\n[x](no.md)\n");
    let uri = client.uri("a.md");
    let known = client.pull_full("a.md")["resultId"].clone();
    let params = json!({ "textDocument": { "uri": uri }, "previousResultId": known });
    assert_eq!(client.request("textDocument/diagnostic", params)["kind"], "unchanged");
    client.replace("a.md", 3, "# A\n\n\n[x](no.md)\n");
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    // What was never saved was never published.
    assert_eq!(client.wait_for("a.md", |found| !found.is_empty()), ["4:5 dead-link"]);
}

#[test]
fn what_is_typed_does_not_show_in_other_notes_until_it_is_saved() {
    let notes = folder(&[("a.md", A), ("b.md", B)]);
    let mut can = capabilities();
    for asks in [false, true] {
        if asks {
            can["textDocument"]["diagnostic"] = json!({});
        }
        let mut client = Client::with(notes.path(), &can, &json!({ "run": "onSave" }));
        client.open("a.md", A);
        client.open("b.md", B);
        assert_eq!(client.pull("a.md"), [""; 0]);
        client.replace("b.md", 2, "# B\n\n## Subject\n\ntext\n");
        assert_eq!(client.pull("a.md"), [""; 0], "the heading is not saved");
        // Something else is saved.
        let [a, b] = ["a.md", "b.md"].map(|path| client.uri(path));
        let saved = |uri: &str| json!({ "textDocument": { "uri": uri } });
        client.notify("textDocument/didSave", saved(&a));
        assert_eq!(client.pull("a.md"), [""; 0]);
        let definition = json!({ "textDocument": { "uri": a }, "position": { "line": 2, "character": 12 } });
        let found = client.request("textDocument/definition", definition);
        assert_eq!(found[0]["range"]["start"]["line"], 0, "everything else is about what is typed: {found}");
        if !asks {
            assert_eq!(lines(&client.published["a.md"]["diagnostics"]), [""; 0]);
        }
        let all = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
        client.notify("textDocument/didSave", saved(&b));
        assert_eq!(client.pull("a.md"), ["3:9 dead-anchor"]);
        let all = client.response(all).unwrap();
        assert_eq!(lines(&all["items"][0]["items"]), ["3:9 dead-anchor"]);
        if !asks {
            client.wait_for("a.md", |found| *found == ["3:9 dead-anchor"]);
        }
    }
}

#[test]
fn columns_are_in_the_unit_of_the_editor() {
    let text = "# A\r\n\r\n😀か\u{3099}\t[x](no.md)\r\n";
    let notes = folder(&[("a.md", text)]);
    for (encoding, column) in [("utf-8", 15), ("utf-16", 9), ("utf-32", 8)] {
        let mut can = capabilities();
        can["general"]["positionEncodings"] = json!([encoding]);
        let mut client = Client::with(notes.path(), &can, &Value::Null);
        client.open("a.md", text);
        let found = client.diagnostics("a.md");
        let dead = found.iter().find(|diagnostic| diagnostic["code"] == "dead-link").unwrap();
        assert_eq!(dead["range"]["start"], json!({ "line": 2, "character": column }), "{encoding}");
    }
}

/// Every note of the sample project: the data of its diagnostics are the findings of the command line.
#[test]
fn findings_are_those_of_the_command_line() {
    let sample = notes::sample();
    let sample = sample.root();
    let output = Command::new(env!("CARGO_BIN_EXE_notelint"))
        .current_dir(&sample)
        .args(["check", "--no-cache", "--format", "json", "--lang", "en"])
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let expected = report["findings"].as_array().unwrap();
    assert!(!expected.is_empty());
    let mut client = Client::open_folder(&sample);
    let mut files: Vec<&str> = expected.iter().map(|finding| finding["file"].as_str().unwrap()).collect();
    files.dedup();
    for file in files {
        client.open(file, &read(&sample, file));
        let found: Vec<Value> = client.diagnostics(file).iter().map(|diagnostic| diagnostic["data"].clone()).collect();
        let of_file: Vec<Value> = expected.iter().filter(|finding| finding["file"] == *file).cloned().collect();
        assert_eq!(found, of_file, "{file}");
    }
}
