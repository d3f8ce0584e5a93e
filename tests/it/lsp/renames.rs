//! Renaming in an editor.

use serde_json::{Value, json};

use super::client::{Answer, Client, edited, edits_of};
use super::folder;

const A: &str = "# A\n\n## 概要\n\n[1](#概要)\n\n## 概要\n\n[2](#概要-1) と [^n]\n\n[^n]: note\n";
const B: &str = "# B\n\n[a](a.md#%E6%A6%82%E8%A6%81) [b](a.md#概要-1) [c][d]\n\n[d]: a.md#概要\n";

fn rename(client: &mut Client, line: u32, character: u32, name: &str) -> Answer {
    let uri = client.uri("a.md");
    let position = json!({ "line": line, "character": character });
    client.respond(
        "textDocument/rename",
        json!({ "textDocument": { "uri": uri }, "position": position, "newName": name }),
    )
}

#[test]
fn a_heading_is_renamed_with_all_links_to_it() {
    let notes = folder(&[("a.md", A), ("b.md", B)]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", A);
    let uri = client.uri("a.md");
    let prepared = client.request(
        "textDocument/prepareRename",
        json!({ "textDocument": { "uri": uri }, "position": { "line": 2, "character": 4 } }),
    );
    assert_eq!(prepared["placeholder"], "概要");
    assert_eq!(prepared["range"]["start"], json!({ "line": 2, "character": 3 }));
    let edit = rename(&mut client, 2, 4, "はじめに").unwrap();
    let a = edited(A, edits_of(&edit, &uri));
    assert_eq!(a, A.replacen("概要", "はじめに", 2).replace("#概要-1", "#概要"));
    let b = edited(B, edits_of(&edit, &client.uri("b.md")));
    let encoded = "%E3%81%AF%E3%81%98%E3%82%81%E3%81%AB";
    assert_eq!(b, format!("# B\n\n[a](a.md#{encoded}) [b](a.md#概要) [c][d]\n\n[d]: a.md#はじめに\n"));
}

#[test]
fn a_name_that_is_taken_is_refused_with_a_reason() {
    let text = "# A\n\n## One\n\nx\n\n## Two\n\nx\n";
    let notes = folder(&[("a.md", text)]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", text);
    let error = rename(&mut client, 2, 4, "Two").unwrap_err();
    assert_eq!(error.message, "line 7 already has the anchor `#two`");
    assert_eq!(rename(&mut client, 4, 0, "Two").unwrap_err().message, "there is no heading or label");
}

#[test]
fn at_a_link_the_heading_that_it_leads_to_is_renamed() {
    let notes = folder(&[("a.md", B), ("b.md", A)]);
    let text = B.replace("a.md", "b.md");
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", &text);
    let (uri, at) = (client.uri("a.md"), json!({ "line": 2, "character": 13 }));
    let params = json!({ "textDocument": { "uri": uri }, "position": at });
    let prepared = client.request("textDocument/prepareRename", params);
    assert_eq!((&prepared["placeholder"], &prepared["range"]["start"]["character"]), (&json!("概要"), &json!(9)));
    let edit = rename(&mut client, 2, 13, "始め").unwrap();
    let heading = edited(A, edits_of(&edit, &client.uri("b.md")));
    assert!(heading.starts_with("# A\n\n## 始め\n\n[1](#始め)\n\n## 概要\n"), "{heading}");
    assert!(edited(&text, edits_of(&edit, &uri)).contains("[d]: b.md#始め"));
}

#[test]
fn a_footnote_is_renamed_with_its_references() {
    let notes = folder(&[("a.md", A)]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", A);
    let edit = rename(&mut client, 10, 2, "出典").unwrap();
    assert_eq!(edited(A, edits_of(&edit, &client.uri("a.md"))), A.replace("[^n]", "[^出典]"));
}

#[test]
fn links_follow_a_file_that_moves() {
    let (a, b) = ("# A\n\n![x](img/x.png) [b](b.md#b)\n", "# B\n\n[a](a.md)\n");
    let notes = folder(&[("a.md", a), ("b.md", b), ("img/x.png", "x")]);
    let mut client = Client::open_folder(notes.path());
    client.open("b.md", b);
    let (old, new) = (client.uri("a.md"), client.uri("sub/新 a.md"));
    let files = json!({ "files": [{ "oldUri": old, "newUri": new }] });
    let edit = client.request("workspace/willRenameFiles", files);
    assert_eq!(edited(a, edits_of(&edit, &old)), "# A\n\n![x](../img/x.png) [b](../b.md#b)\n");
    assert_eq!(edited(b, edits_of(&edit, &client.uri("b.md"))), "# B\n\n[a](sub/新%20a.md)\n");
    let (old, new) = (client.uri("img"), client.uri("pictures"));
    let files = json!({ "files": [{ "oldUri": old, "newUri": new }] });
    let edit = client.request("workspace/willRenameFiles", files);
    assert_eq!(edited(a, edits_of(&edit, &client.uri("a.md"))), a.replace("img/", "pictures/"));
    let none = json!({ "files": [{ "oldUri": client.uri("none.md"), "newUri": client.uri("x.md") }] });
    assert_eq!(client.request("workspace/willRenameFiles", none), Value::Null);
}
