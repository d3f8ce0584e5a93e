//! Hover in an editor.

use serde_json::{Value, json};

use super::client::{Client, capabilities, offset};
use super::folder;

const A: &str = "# 概要 😀\n\n😀 [b](b.md#手順-2) と [c][d]、![図](img/x.png)。[^n]\n\nAzure AD と `Elasticache` と EC2。\n\n\
    [d]: b.md\n\n[^n]: 脚注の\n    本文\n\n[e](https://aws.amazon.com/jp/)\n";
const B: &str = "---\ntitle: B\n---\n\n# B\n\n## 手順 2\n\n- 一\n\n### 詳細\n\n二\n\n## 次\n\n三\n";

struct Shown {
    text: String,
    /// The text of the note that it is about.
    about: String,
}

/// What is shown at the first character of `needle` in `a.md`.
fn shown(client: &mut Client, text: &str, needle: &str) -> Option<Shown> {
    let at = text.find(needle).unwrap();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let character = text[start..at].encode_utf16().count();
    let position = json!({ "line": text[..at].matches('\n').count(), "character": character });
    let uri = client.uri("a.md");
    let hover = client.request("textDocument/hover", json!({ "textDocument": { "uri": uri }, "position": position }));
    let text_shown = hover["contents"]["value"].as_str()?.to_owned();
    let at = |end: &str| offset(text, &hover["range"][end]);
    let about = text[at("start")..at("end")].to_owned();
    Some(Shown { text: text_shown, about })
}

fn notes() -> tempfile::TempDir {
    folder(&[("a.md", A), ("b.md", B), ("img/x.png", "12345"), (".git/HEAD", "")])
}

#[test]
fn a_link_shows_the_section_that_it_leads_to() {
    let notes = notes();
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", A);
    let link = shown(&mut client, A, "b](b.md").unwrap();
    assert_eq!(link.text, "**b.md**\n\n## 手順 2\n\n- 一\n\n### 詳細\n\n二");
    assert_eq!(link.about, "[b](b.md#手順-2)");
    let reference = shown(&mut client, A, "c][d]").unwrap();
    assert!(reference.text.starts_with("`[d]: b.md`\n\n**b.md**\n\n# B\n\n## 手順 2"), "{}", reference.text);
    assert!(!reference.text.contains("title: B"));
    assert_eq!(reference.about, "[c][d]");
    let definition = shown(&mut client, A, "d]: b.md").unwrap();
    assert!(definition.text.starts_with("**b.md**\n\n# B"), "{}", definition.text);
    let image = shown(&mut client, A, "図]").unwrap();
    assert!(image.text.starts_with("**img/x.png**\n\nPNG, 5 B\n\n![](file://"), "{}", image.text);
    let footnote = shown(&mut client, A, "[^n]").unwrap();
    assert_eq!((footnote.text.as_str(), footnote.about.as_str()), ("脚注の\n    本文", "[^n]"));
}

#[test]
fn a_finding_shows_its_rule() {
    let notes = notes();
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", A);
    let former = shown(&mut client, A, "Azure AD").unwrap();
    assert!(former.text.starts_with("**former-name**: "), "{}", former.text);
    assert!(former.text.contains("[Page of the rule](https://") && former.text.contains("/rules/terms/former-name)"));
    assert_eq!(former.about, "Azure AD");
    let mut client = Client::with(notes.path(), &capabilities(), &json!({ "lang": "ja" }));
    client.open("a.md", A);
    let former = shown(&mut client, A, "Azure AD").unwrap();
    assert!(former.text.contains("[ルールのページ](https://"), "{}", former.text);
}

#[test]
fn a_name_shows_what_the_dictionaries_know() {
    let notes = notes();
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", A);
    let former = shown(&mut client, A, "AD と").unwrap();
    assert!(former.text.contains("**Azure AD**\n\n- current name: Microsoft Entra ID"), "{}", former.text);
    let code = shown(&mut client, A, "Elasticache").unwrap();
    assert!(code.text.contains("- spelling: ") && code.text.contains("ElastiCache"), "{}", code.text);
    assert_eq!(code.about, "Elasticache");
    assert!(shown(&mut client, A, "概要 😀").is_none());
}

#[test]
fn an_editor_without_markdown_gets_plain_text() {
    let notes = notes();
    let mut capabilities = capabilities();
    capabilities["textDocument"]["hover"] = json!({ "contentFormat": ["plaintext"] });
    let mut client = Client::with(notes.path(), &capabilities, &Value::Null);
    client.open("a.md", A);
    let image = shown(&mut client, A, "図]").unwrap();
    assert_eq!(image.text, "img/x.png\n\nPNG, 5 B");
}

#[cfg(feature = "online")]
#[test]
fn a_web_link_shows_what_the_last_check_found() {
    let notes = notes();
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", A);
    assert!(shown(&mut client, A, "e](https").is_none(), "not checked yet");
    let failed = r#"{"times":2,"since":"2026-11-20T01:02:03Z","last":"2026-11-21T01:02:03Z","reason":"404"}"#;
    let links = format!(
        r#"{{"version":1,"links":{{"https://aws.amazon.com/jp/":{{"alive":"2026-11-01T00:00:00Z","failed":{failed}}}}}}}"#
    );
    std::fs::create_dir(notes.path().join(".notelint")).unwrap();
    std::fs::write(notes.path().join(".notelint/links.json"), links).unwrap();
    let link = shown(&mut client, A, "e](https").unwrap();
    assert_eq!(link.text, "does not work: 404 Not Found (2 failures since 2026-11-20)\n\nworked on 2026-11-01");
    assert_eq!(link.about, "[e](https://aws.amazon.com/jp/)");
}
