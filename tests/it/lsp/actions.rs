//! Fixes and suppressions in an editor.

use serde_json::{Value, json};

use super::client::{Client, capabilities, edited, edits_of};
use super::folder;

const TEXT: &str = "# Cache\n\n😀 Elasticache は速い。\n\n- Elasticache を使う。\n- [x](no.md)\n";

/// The text of `a.md` after `action`.
fn after(client: &Client, action: &Value, text: &str) -> String {
    edited(text, edits_of(&action["edit"], &client.uri("a.md")))
}

#[test]
fn a_fix_covers_all_places_of_a_finding() {
    let notes = folder(&[("a.md", TEXT)]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", TEXT);
    // The second place counts as well.
    let actions = client.actions("a.md", 4, 3, &[]);
    let fix = &actions["Replace with `ElastiCache` in 2 places"];
    assert_eq!((fix["kind"].as_str(), fix["isPreferred"].as_bool()), (Some("quickfix"), Some(true)));
    assert_eq!(fix["diagnostics"][0]["code"], "misspelled-term");
    assert_eq!(after(&client, fix, TEXT), TEXT.replace("Elasticache", "ElastiCache"));
}

#[test]
fn everything_that_is_safe_is_fixed_on_request_only() {
    let notes = folder(&[("a.md", TEXT)]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", TEXT);
    assert!(!client.actions("a.md", 0, 0, &[]).contains_key("Fix all with notelint"));
    let actions = client.actions("a.md", 0, 0, &["source.fixAll"]);
    let fix = &actions["Fix all with notelint"];
    assert_eq!(fix["kind"], "source.fixAll.notelint");
    assert_eq!(after(&client, fix, TEXT), TEXT.replace("Elasticache", "ElastiCache"));
    assert_eq!(actions.len(), 1, "{actions:?}");
}

#[test]
fn all_findings_of_a_rule_are_fixed_when_the_user_chooses_so() {
    let text = "# A\n\n##B\n\ntext\n\n##C\n\ntext\n";
    let notes = folder(&[("a.md", text)]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", text);
    let actions = client.actions("a.md", 2, 0, &[]);
    let title = actions.keys().find(|title| title.starts_with("Fix all")).unwrap_or_else(|| panic!("{actions:?}"));
    let action = &actions[title];
    assert_eq!(action["edit"], Value::Null);
    let resolved = client.request("codeAction/resolve", action.clone());
    assert_eq!(after(&client, &resolved, text), "# A\n\n## B\n\ntext\n\n## C\n\ntext\n");
}

#[test]
fn a_fix_that_renames_a_heading_edits_the_links_to_it() {
    let (a, b) = ("# A\n\n## Elasticache\n\ntext\n", "# B\n\n[a](a.md#elasticache)\n\n[x](a.md#a)\n");
    // The anchor stays the same where only capitals change; a wrong hyphen changes it.
    let text = a.replace("Elasticache", "Elasti-Cache");
    let link = b.replace("elasticache", "elasti-cache");
    let notes = folder(&[("a.md", &text), ("b.md", &link)]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", &text);
    let actions = client.actions("a.md", 2, 5, &[]);
    let fixes = actions.values().filter(|action| action["diagnostics"].is_array()).collect::<Vec<_>>();
    let fix = fixes.iter().find(|fix| fix["diagnostics"][0]["code"] == "misspelled-term");
    let fix = fix.unwrap_or_else(|| panic!("{actions:?}"));
    assert_eq!(after(&client, fix, &text), a.replace("Elasticache", "ElastiCache"));
    assert_eq!(edited(&link, edits_of(&fix["edit"], &client.uri("b.md"))), b);
}

#[test]
fn a_comment_suppresses_a_finding_and_leaves_the_note_as_it_looks() {
    let notes = folder(&[("a.md", TEXT)]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", TEXT);
    let actions = client.actions("a.md", 5, 8, &[]);
    let line = after(&client, &actions["Disable `dead-link` for this line"], TEXT);
    assert_eq!(line, TEXT.replace("(no.md)\n", "(no.md) <!-- notelint-disable-line dead-link -->\n"));
    let whole = after(&client, &actions["Disable `dead-link` for this note"], TEXT);
    assert_eq!(whole, format!("<!-- notelint-disable-file dead-link -->\n\n{TEXT}"));
    for text in [line, whole] {
        client.replace("a.md", 2, &text);
        assert!(client.pull("a.md").iter().all(|found| !found.ends_with("dead-link")));
    }
}

#[test]
fn a_rule_is_turned_off_and_a_word_accepted_in_the_configuration() {
    let config = "# ours\n[terms]\naccept = [\"Foo\"]\n";
    let notes = folder(&[("a.md", TEXT), ("notelint.toml", config)]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", TEXT);
    let actions = client.actions("a.md", 2, 4, &[]);
    let file = client.uri("notelint.toml");
    let off = edited(config, edits_of(&actions["Disable `misspelled-term` for this project"]["edit"], &file));
    assert_eq!(off, format!("{config}\n[rules]\nmisspelled-term = \"off\"\n"));
    let accepted = edited(config, edits_of(&actions["Add `Elasticache` to the accepted words"]["edit"], &file));
    assert_eq!(accepted, "# ours\n[terms]\naccept = [\"Elasticache\", \"Foo\"]\n");
    client.write("notelint.toml", &accepted);
    assert!(client.pull("a.md").iter().all(|found| !found.ends_with("misspelled-term")));
}

#[test]
fn without_a_configuration_one_is_created() {
    let notes = folder(&[("a.md", TEXT)]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", TEXT);
    let action = &client.actions("a.md", 5, 8, &[])["Disable `dead-link` for this project"].clone();
    let changes = &action["edit"]["documentChanges"];
    assert_eq!(
        (changes[0]["kind"].as_str(), changes[0]["uri"].as_str()),
        (Some("create"), Some(&*client.uri("notelint.toml")))
    );
    assert_eq!(changes[1]["edits"][0]["newText"], "[rules]\ndead-link = \"off\"\n");
}

#[test]
fn code_actions_can_be_turned_off() {
    let notes = folder(&[("a.md", TEXT)]);
    let off = json!({ "codeActions": false });
    let mut client = Client::with(notes.path(), &super::client::capabilities(), &off);
    client.open("a.md", TEXT);
    let at = json!({ "line": 5, "character": 8 });
    let params = json!({
        "textDocument": { "uri": client.uri("a.md") },
        "range": { "start": at, "end": at },
        "context": { "diagnostics": [] },
    });
    assert_eq!(client.request("textDocument/codeAction", params), Value::Null);
}

#[test]
fn formatting_makes_safe_fixes_where_it_is_asked_for() {
    let text = "# Cache\n\nElasticache は速い。Amazon Elasticsearch Service も使う。\n";
    let notes = folder(&[("a.md", text)]);
    let mut client = Client::open_folder(notes.path());
    assert!(client.server["documentFormattingProvider"].is_null(), "another server may format the note");
    client = Client::with(notes.path(), &capabilities(), &json!({ "formatting": true }));
    assert_eq!(client.server["documentFormattingProvider"], true);
    client.open("a.md", text);
    let uri = client.uri("a.md");
    let options = json!({ "tabSize": 4, "insertSpaces": true });
    let edits =
        client.request("textDocument/formatting", json!({ "textDocument": { "uri": uri }, "options": options }));
    assert_eq!(edited(text, &edits), text.replace("Elasticache", "ElastiCache"));
}
