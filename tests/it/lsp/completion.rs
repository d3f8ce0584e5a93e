//! Completion in an editor.

use serde_json::{Value, json};

use super::client::{Client, capabilities, edited, offset};
use super::folder;

/// The position of `‸`, and the text without it. `count` counts the characters of a line as the editor does.
fn cursor(text: &str, count: fn(&str) -> usize) -> (Value, String) {
    let at = text.find('‸').unwrap();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[..at].matches('\n').count();
    (json!({ "line": line, "character": count(&text[start..at]) }), text.replace('‸', ""))
}

fn utf16(text: &str) -> usize {
    text.encode_utf16().count()
}

/// What is offered at `‸` in the note `a.md` with this text, with the line that results from each.
fn offered(client: &mut Client, text: &str) -> Vec<(String, String)> {
    let (position, text) = cursor(text, utf16);
    client.open("a.md", &text);
    let uri = client.uri("a.md");
    let params = json!({ "textDocument": { "uri": uri }, "position": position });
    let list = client.request("textDocument/completion", params);
    client.close("a.md");
    let Some(items) = list["items"].as_array() else { return Vec::new() };
    let line = |item: &Value| {
        let after = edited(&text, &json!([item["textEdit"]]));
        let at = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
        after.split('\n').nth(at).unwrap().trim_end_matches('\r').to_owned()
    };
    items.iter().map(|item| (item["label"].as_str().unwrap().to_owned(), line(item))).collect()
}

/// The lines that result from what is offered.
fn lines(client: &mut Client, text: &str) -> Vec<String> {
    offered(client, text).into_iter().map(|(_, line)| line).collect()
}

fn labels(client: &mut Client, text: &str) -> Vec<String> {
    offered(client, text).into_iter().map(|(label, _)| label).collect()
}

const FILES: &[(&str, &str)] = &[
    ("a.md", "# A\n"),
    ("b c.md", "# B\n\n## 概要 と `料金`\n\ntext\n\n## C++ (2)\n\ntext\n"),
    ("aws/ec2.md", "# EC2\n\n```hcl\nx\n```\n\n```hcl\ny\n```\n\n```sh\nz\n```\n"),
    ("img/図.png", ""),
    ("img/x.txt", ""),
    (".hidden/x.md", "# X\n"),
    ("out/y.md", "# Y\n"),
    (".gitignore", "/out/\n"),
    (".git/HEAD", ""),
];

#[test]
fn paths_are_those_of_the_project() {
    let notes = folder(FILES);
    let mut client = Client::open_folder(notes.path());
    assert_eq!(
        lines(&mut client, "😀か\u{3099} [x](‸)\r\n"),
        ["b%20c.md", "aws/", "img/", "aws/ec2.md"].map(|path| format!("😀か\u{3099} [x]({path})"))
    );
    assert_eq!(lines(&mut client, "\u{feff}[x](<b‸>)")[0], "\u{feff}[x](<b c.md>)");
    assert_eq!(lines(&mut client, "[x](aws/‸e.md#a)"), ["[x](aws/ec2.md#a)"]);
    assert_eq!(lines(&mut client, "-\t![x](img/‸"), ["-\t![x](img/図.png", "-\t![x](img/x.txt"]);
    assert_eq!(lines(&mut client, "<img src=\"img/‸\">")[0], "<img src=\"img/図.png\">");
    assert_eq!(lines(&mut client, "[x]: ./aw‸"), ["[x]: ./b%20c.md", "[x]: ./aws/", "[x]: ./img/"]);
    assert_eq!(labels(&mut client, "[x](/‸"), ["b c.md", "aws/", "img/"]);
    let encoded = "[x](img/%E5%9B%B3.png) ![y](img/‸)";
    assert_eq!(lines(&mut client, encoded)[0], "[x](img/%E5%9B%B3.png) ![y](img/%E5%9B%B3.png)");
    assert_eq!(labels(&mut client, "[x](https://‸"), [""; 0]);
    assert_eq!(labels(&mut client, "`[x](‸`"), [""; 0]);
}

#[test]
fn fragments_are_the_anchors_of_the_host() {
    let notes = folder(FILES);
    let mut client = Client::open_folder(notes.path());
    let text = "[x](<b c.md#‸>)";
    assert_eq!(
        offered(&mut client, text),
        [("b", "[x](<b c.md#b>)"), ("概要-と-料金", "[x](<b c.md#概要-と-料金>)"), ("c-2", "[x](<b c.md#c-2>)")]
            .map(|(label, line)| (label.to_owned(), line.to_owned()))
    );
    let own = "# 日本\n\n[x](#‸x) [y](%E6%97%A5.md)\n";
    assert_eq!(lines(&mut client, own), ["[x](#%E6%97%A5%E6%9C%AC) [y](%E6%97%A5.md)"]);
    assert_eq!(labels(&mut client, "[x](no.md#‸)"), [""; 0]);
    let (position, text) = cursor("# 日本 `語`\n\n[x](#‸)", utf16);
    client.open("a.md", &text);
    let uri = client.uri("a.md");
    let params = json!({ "textDocument": { "uri": uri }, "position": position });
    assert_eq!(client.request("textDocument/completion", params)["items"][0]["detail"], "日本 語");
}

#[test]
fn labels_are_those_that_the_note_defines() {
    let notes = folder(FILES);
    let mut client = Client::open_folder(notes.path());
    let definitions = "\n\n[aws-docs]: https://docs.aws.amazon.com/\n[^注]: 説明\n\n[^2]: x";
    assert_eq!(lines(&mut client, &format!("[x][‸{definitions}")), ["[x][aws-docs]"]);
    assert_eq!(lines(&mut client, &format!("[a‸]{definitions}")), ["[aws-docs]"]);
    assert_eq!(lines(&mut client, &format!("説明[^‸が続く{definitions}")), ["説明[^注]が続く", "説明[^2]が続く"]);
}

#[test]
fn wikilinks_have_the_shortest_unique_names() {
    let files = [
        (".obsidian/app.json", "{}"),
        ("a.md", ""),
        ("EC2.md", "# EC2\n\n## 料金: #1\n"),
        ("aws/S3.md", ""),
        ("gcp/S3.md", ""),
        ("図.png", ""),
    ];
    let notes = folder(&files);
    let mut client = Client::open_folder(notes.path());
    assert_eq!(lines(&mut client, "[[‸"), ["[[EC2]]", "[[aws/S3]]", "[[gcp/S3]]"]);
    assert_eq!(lines(&mut client, "![[図‸]]")[0], "![[図.png]]");
    assert_eq!(lines(&mut client, "[[EC2#‸]]"), ["[[EC2#EC2]]", "[[EC2#料金 1]]"]);
    assert_eq!(lines(&mut client, "## 自分\n\n[[#‸"), ["[[#自分]]"]);
}

#[test]
fn callouts_are_those_of_the_host() {
    let notes = folder(FILES);
    let mut client = Client::open_folder(notes.path());
    let all = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
    assert_eq!(lines(&mut client, "> [!‸"), all.map(|kind| format!("> [!{kind}]")));
    assert_eq!(lines(&mut client, "> [!TIP]\n> x\n\n> [!‸]\n")[0], "> [!TIP]", "first what is in use");
    client.write("notelint.toml", "flavour = \"zenn\"\n");
    assert_eq!(labels(&mut client, "> [!‸"), [""; 0]);
}

#[test]
fn languages_in_use_come_first() {
    let notes = folder(FILES);
    let mut client = Client::open_folder(notes.path());
    assert_eq!(lines(&mut client, "```‸\nx\n```\n"), ["```hcl", "```sh"]);
    let found = labels(&mut client, "> ~~~ py‸");
    assert!(found.contains(&"python".to_owned()) && found.len() <= 100, "{found:?}");
    assert_eq!(labels(&mut client, "```sh\nx\n```‸\n"), [""; 0]);
}

#[test]
fn keys_of_front_matter_are_those_of_other_notes() {
    let files =
        [("a.md", ""), ("b.md", "---\ntitle: B\ntags: [x]\n---\n"), ("c.md", "---\ntags: [x]\ndraft: true\n---\n")];
    let notes = folder(&files);
    let mut client = Client::open_folder(notes.path());
    assert_eq!(lines(&mut client, "---\ntitle: A\n‸\n---\n"), ["tags: ", "draft: "]);
    assert_eq!(lines(&mut client, "---\r\nt‸: x\r\n---\r\n"), ["tags: x", "draft: x", "title: x"]);
}

#[test]
fn suppression_comments_name_rules() {
    let notes = folder(FILES);
    let mut client = Client::open_folder(notes.path());
    assert!(lines(&mut client, "x <!-- notelint-‸ -->").contains(&"x <!-- notelint-disable-line -->".to_owned()));
    let text = "[x](no.md) <!-- notelint-disable-next-line ‸ -->\n";
    assert_eq!(lines(&mut client, text)[0], "[x](no.md) <!-- notelint-disable-next-line dead-link -->");
    assert_eq!(labels(&mut client, "<!-- ‸ -->"), [""; 0]);
}

#[test]
fn names_are_offered_in_prose_only() {
    let notes = folder(FILES);
    let mut client = Client::open_folder(notes.path());
    let found = offered(&mut client, "😀か\u{3099}これはEntra‸ を使う。");
    assert!(found.iter().any(|(_, line)| line == "😀か\u{3099}これはMicrosoft Entra ID を使う。"), "{found:?}");
    let found = offered(&mut client, "Use Azure Active D‸");
    let expected = ("Azure Active Directory → Microsoft Entra ID".to_owned(), "Use Microsoft Entra ID".to_owned());
    assert!(found.contains(&expected), "{found:?}");
    for text in ["En‸", "`Entra‸`", "    Entra‸", "```\nEntra‸\n```", "<p title=\"Entra‸\">", "https://x.y/Entra‸"]
    {
        assert_eq!(labels(&mut client, text), [""; 0], "{text}");
    }
}

#[test]
fn positions_are_right_in_every_encoding() {
    type Count = fn(&str) -> usize;
    let counts: [(&str, Count); 3] = [("utf-8", str::len), ("utf-16", utf16), ("utf-32", |text| text.chars().count())];
    for (encoding, count) in counts {
        let notes = folder(FILES);
        let mut capabilities = capabilities();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        let mut client = Client::with(notes.path(), &capabilities, &Value::Null);
        let (position, text) = cursor("\u{feff}😀か\u{3099}\t[x](aws/‸概.md) 😀\r\n", count);
        client.open("a.md", &text);
        let uri = client.uri("a.md");
        let params = json!({ "textDocument": { "uri": uri }, "position": position });
        let list = client.request("textDocument/completion", params);
        let range = &list["items"][0]["textEdit"]["range"];
        assert_eq!(range["start"], position, "{encoding}: {list}");
        let end = count("\u{feff}😀か\u{3099}\t[x](aws/概.md");
        assert_eq!(range["end"]["character"], json!(end), "{encoding}");
        if encoding == "utf-16" {
            assert_eq!(text[offset(&text, &range["start"])..offset(&text, &range["end"])], *"概.md");
        }
    }
}

#[test]
fn a_long_list_is_cut_and_completion_can_be_turned_off() {
    let names: Vec<String> = (0..150).map(|number| format!("note{number}.md")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let notes = folder(&files);
    let mut client = Client::open_folder(notes.path());
    client.open("note0.md", "[x](n)");
    let uri = client.uri("note0.md");
    let params = json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 5 } });
    let list = client.request("textDocument/completion", params.clone());
    assert_eq!((list["items"].as_array().unwrap().len(), &list["isIncomplete"]), (100, &json!(true)));
    let mut client = Client::with(notes.path(), &capabilities(), &json!({ "completion": false }));
    client.open("note0.md", "[x](n)");
    assert_eq!(client.request("textDocument/completion", params), Value::Null);
}
