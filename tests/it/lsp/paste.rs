//! Links of a text that is copied from one note and pasted into another.

use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::{Client, capabilities};
use super::folder;

const FROM: &str = "# From\n\n## Own\n\n[def]: img/a.png 'Title'\n[web]: https://example.com/x\n[both]: ../to.md\n\n\
                    > [quoted]: b.md\n>   'Two lines'\n\n[x][quoted]\n";
const TO: &str = "# To\n\n[both]: to.md\n\n```sh\ncode\n```\n";

fn notes() -> TempDir {
    folder(&[
        ("sub/from.md", FROM),
        ("sub/b.md", "# B\n\n## Topic\n"),
        ("sub/img/a.png", ""),
        ("sub/概 要.md", "# 概要\n"),
        ("to.md", TO),
        ("other/README.md", "# Other\n"),
    ])
}

/// `text` from `sub/from.md`, as it is pasted at `line` of `to.md`.
fn pasted(client: &mut Client, text: &str, line: u32) -> Option<String> {
    let [from, to] = ["sub/from.md", "to.md"].map(|path| client.uri(path));
    let params = json!({
        "text": text,
        "from": { "uri": from },
        "textDocument": { "uri": to },
        "position": { "line": line, "character": 0 },
    });
    let answer = client.request("notelint/paste", params);
    if answer.is_null() { None } else { Some(answer["text"].as_str().unwrap().to_owned()) }
}

#[test]
fn links_of_a_pasted_text_lead_to_the_same_places() {
    let notes = notes();
    let mut client = Client::open_folder(notes.path());
    for (copied, expected) in [
        ("See [b](b.md#topic).", "See [b](sub/b.md#topic)."),
        ("![a](img/a.png \"t\") <img src=\"img/a.png\">", "![a](sub/img/a.png \"t\") <img src=\"sub/img/a.png\">"),
        ("[a](./b.md) [概要](<概 要.md>)", "[a](./sub/b.md) [概要](<sub/概 要.md>)"),
        ("[t](../to.md) [o](../other/)", "[t](to.md) [o](other/)"),
        ("[own](#own)", "[own](sub/from.md#own)"),
        ("[x][def] ![def]", "[x](sub/img/a.png \"Title\") ![def](sub/img/a.png \"Title\")"),
        ("[x][web] [Web][]", "[x](https://example.com/x) [Web](https://example.com/x)"),
        ("[x][quoted]", "[x](sub/b.md \"Two lines\")"),
        ("[x][here]\r\n\r\n[here]: b.md", "[x][here]\r\n\r\n[here]: sub/b.md"),
        ("[here]: b.md\n[gone]: no.md", "[here]: sub/b.md\n[gone]: no.md"),
        ("- [b](b.md) と `[b](b.md)`", "- [b](sub/b.md) と `[b](b.md)`"),
    ] {
        assert_eq!(pasted(&mut client, copied, 1).as_deref(), Some(expected), "{copied}");
    }
}

#[test]
fn a_text_whose_links_are_right_is_pasted_as_it_is() {
    let notes = notes();
    let mut client = Client::open_folder(notes.path());
    for text in [
        "no link",
        "[a](https://example.com)",
        "## Own\n\n[own](#own)",
        "[gone](#gone) [dead](nowhere.md)",
        "[x][both]",
        "[x][undefined]",
        "```md\n[b](b.md)\n```",
    ] {
        assert_eq!(pasted(&mut client, text, 1), None, "{text}");
    }
    assert_eq!(pasted(&mut client, "[b](b.md)", 5), None, "in code");
    let from = client.uri("sub/from.md");
    let same = json!({ "text": "[b](b.md)", "from": { "uri": from }, "textDocument": { "uri": from },
        "position": { "line": 0, "character": 0 } });
    assert_eq!(client.request("notelint/paste", same), Value::Null);
}

#[test]
fn links_of_pasted_texts_can_stay_as_they_are() {
    let notes = notes();
    let mut client = Client::with(notes.path(), &capabilities(), &json!({ "paste": false }));
    assert_eq!(pasted(&mut client, "[b](b.md)", 1), None);
}
