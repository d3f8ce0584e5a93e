//! Definition, references, highlights, document links, code lenses and inlay hints.

use serde_json::{Value, json};

use super::reader::{Reader, Setup};

const NOTES: &[(&str, &str)] = &[
    (
        "index.md",
        "# 索引 😀\n\n- [料金](aws/s3.md#料金) か\u{3099} [S3](aws/s3.md) [図](aws/a.png)\n- 😀 [EC2][ec2]、[ec2]、脚注[^1]。\n\n\
         [ec2]: aws/ec2.md#例-1 \"t\"\n[^1]: 説明 <https://aws.io/x?a=b#c>\n",
    ),
    (
        "aws/s3.md",
        "\u{feff}---\nup: ../index.md\n---\n\n# S3\r\n\r\nか\t[上](#料金) <a id=\"x\"></a>😀[x](#x)\r\n\r\n## 料金\r\n",
    ),
    (
        "aws/ec2.md",
        "# EC2\n\n## 例\n\n## 例\n\n[S3](s3.md#%E6%96%99%E9%87%91) [[s3#料金]] https://aws.io/x?a=b [](#例)\n",
    ),
    ("aws/a.png", ""),
    ("notelint.toml", "[links]\nfront-matter = [\"up\"]\n"),
];

fn definition(reader: &mut Reader, path: &str, around: &str) -> Vec<String> {
    let params = reader.at(path, around);
    let found = reader.ask("textDocument/definition", params);
    reader.locations(&found)
}

fn references(reader: &mut Reader, path: &str, around: &str, declaration: bool) -> Vec<String> {
    let mut params = reader.at(path, around);
    params["context"] = json!({ "includeDeclaration": declaration });
    let found = reader.ask("textDocument/references", params);
    reader.locations(&found)
}

#[test]
fn a_link_leads_to_a_heading_in_every_encoding() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut reader = Reader::with(NOTES, &Setup { encoding, ..Setup::default() });
        for open in [false, true] {
            if open {
                NOTES[..3].iter().for_each(|(path, _)| reader.open(path));
            }
            assert_eq!(definition(&mut reader, "index.md", "[料|金]"), ["aws/s3.md:9:1 ## 料金"], "{encoding}");
            assert_eq!(definition(&mut reader, "aws/s3.md", "\t[上](#料|金)"), ["aws/s3.md:9:1 ## 料金"]);
            assert_eq!(definition(&mut reader, "aws/s3.md", "😀[|x](#x)"), ["aws/s3.md:7:12 <a id=\"x\">"]);
            assert_eq!(definition(&mut reader, "aws/ec2.md", "[S3](s3.md|#"), ["aws/s3.md:9:1 ## 料金"]);
            assert_eq!(definition(&mut reader, "aws/ec2.md", "[[s3#料金]|]"), ["aws/s3.md:9:1 ## 料金"]);
            assert_eq!(definition(&mut reader, "index.md", "か\u{3099} [S|3]"), ["aws/s3.md:1:1 "]);
            assert_eq!(definition(&mut reader, "index.md", "[図|]"), ["aws/a.png:1:1 "]);
            assert_eq!(definition(&mut reader, "aws/s3.md", "../in|dex.md"), ["index.md:1:1 "]);
        }
    }
}

#[test]
fn labels_and_footnotes_lead_to_their_definitions_and_back() {
    let mut reader = Reader::new(NOTES);
    let defined = ["index.md:6:1 [ec2]: aws/ec2.md#例-1 \"t\""];
    assert_eq!(definition(&mut reader, "index.md", "😀 [EC2][e|c2]"), defined);
    assert_eq!(definition(&mut reader, "index.md", "、[ec2|]、"), defined);
    assert_eq!(definition(&mut reader, "index.md", "[ec|2]: "), ["aws/ec2.md:5:1 ## 例"]);
    assert_eq!(definition(&mut reader, "index.md", "aws/ec|2.md#例-1"), ["aws/ec2.md:5:1 ## 例"]);
    assert_eq!(definition(&mut reader, "index.md", "脚注[^|1]"), ["index.md:7:1 [^1]"]);
    assert_eq!(definition(&mut reader, "index.md", "[^1|]: "), ["index.md:4:24 [^1]"]);
    assert_eq!(definition(&mut reader, "index.md", "<https://a|ws.io"), [""; 0]);
    assert_eq!(definition(&mut reader, "index.md", "、脚|注"), [""; 0]);
}

#[test]
fn a_client_gets_the_range_of_the_link_if_it_wants_it() {
    let text_document = json!({ "definition": { "linkSupport": true } });
    let mut reader = Reader::with(NOTES, &Setup { text_document, ..Setup::default() });
    let params = reader.at("index.md", "[料|金]");
    let found = reader.ask("textDocument/definition", params.clone());
    assert_eq!(reader.shown("index.md", &found[0]["originSelectionRange"]), "3:3 [料金](aws/s3.md#料金)");
    assert_eq!(reader.shown("aws/s3.md", &found[0]["targetSelectionRange"]), "9:1 ## 料金");
    let declared = reader.ask("textDocument/declaration", params);
    assert_eq!(reader.locations(&declared), ["aws/s3.md:9:1 ## 料金"]);
}

#[test]
fn a_block_and_a_line_are_targets() {
    let notes = [
        ("a.md", "# A\n\nx [[b#^one]] [y](b.md#^one) [z](c.sh#L2) [gone](b.md#gone) [here](#gone) [[#A]]\n"),
        ("b.md", "# B\n\n- an item ^one\n"),
        ("c.sh", "a\nb\n"),
        (".obsidian/app.json", "{}"),
    ];
    let mut reader = Reader::new(&notes);
    assert_eq!(definition(&mut reader, "a.md", "[[b|#^one]]"), ["b.md:3:1 - an item ^one"]);
    assert_eq!(definition(&mut reader, "a.md", "[y|]"), ["b.md:3:1 - an item ^one"]);
    assert_eq!(definition(&mut reader, "a.md", "[z|]"), ["c.sh:2:1 "]);
    assert_eq!(definition(&mut reader, "a.md", "[go|ne]"), ["b.md:1:1 "]);
    assert_eq!(definition(&mut reader, "a.md", "[he|re]"), [""; 0]);
    assert_eq!(definition(&mut reader, "a.md", "[[#|A]]"), ["a.md:1:1 # A"]);
    assert_eq!(references(&mut reader, "a.md", "[[b|#^one]]", false), ["a.md:3:5 b#^one", "a.md:3:18 b.md#^one"]);
}

#[test]
fn references_of_headings_are_the_links_to_them() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut reader = Reader::with(NOTES, &Setup { encoding, ..Setup::default() });
        let links = [
            "aws/ec2.md:7:6 s3.md#%E6%96%99%E9%87%91",
            "aws/ec2.md:7:34 s3#料金",
            "aws/s3.md:7:7 #料金",
            "index.md:3:8 aws/s3.md#料金",
        ];
        assert_eq!(references(&mut reader, "aws/s3.md", "## 料|金", false), links);
        assert_eq!(references(&mut reader, "index.md", "[料|金]", false), links, "from a link");
        let mut all = links.to_vec();
        all.insert(3, "aws/s3.md:9:1 ## 料金");
        assert_eq!(references(&mut reader, "aws/s3.md", "## 料|金", true), all);
    }
}

#[test]
fn headings_with_the_same_text_have_references_of_their_own() {
    let mut reader = Reader::new(NOTES);
    assert_eq!(references(&mut reader, "aws/ec2.md", "## |例\n\n[", false), ["index.md:6:8 aws/ec2.md#例-1"]);
    assert_eq!(references(&mut reader, "aws/ec2.md", "## |例\n\n##", false), ["aws/ec2.md:7:66 #例"]);
    // The second becomes the first.
    reader.open("aws/ec2.md");
    reader.change("aws/ec2.md", "# EC2\n\n## 例\n\n[x](#例)\n");
    assert_eq!(references(&mut reader, "aws/ec2.md", "## |例", false), ["aws/ec2.md:5:5 #例"]);
    assert_eq!(references(&mut reader, "aws/ec2.md", "[|x]", true), ["aws/ec2.md:3:1 ## 例", "aws/ec2.md:5:5 #例"]);
}

#[test]
fn references_of_a_note_are_the_links_of_other_notes() {
    let mut reader = Reader::new(NOTES);
    // The first heading stands for the note.
    assert_eq!(references(&mut reader, "aws/s3.md", "# S|3", false), ["index.md:3:30 aws/s3.md"]);
    let all = [
        "aws/ec2.md:7:6 s3.md#%E6%96%99%E9%87%91",
        "aws/ec2.md:7:34 s3#料金",
        "index.md:3:8 aws/s3.md#料金",
        "index.md:3:30 aws/s3.md",
    ];
    assert_eq!(references(&mut reader, "aws/s3.md", "# S3\r\n|\r\n", false), all);
    assert_eq!(
        references(&mut reader, "index.md", "か\u{3099} [S|3]", true),
        ["aws/s3.md:1:1 ", "index.md:3:30 aws/s3.md"]
    );
    assert_eq!(references(&mut reader, "index.md", "[図|]", false), ["index.md:3:45 aws/a.png"]);
}

#[test]
fn references_of_labels_footnotes_and_urls() {
    let mut reader = Reader::new(NOTES);
    let uses = ["index.md:4:11 ec2", "index.md:4:17 ec2"];
    assert_eq!(references(&mut reader, "index.md", "😀 [E|C2][", false), uses);
    assert_eq!(references(&mut reader, "index.md", "[ec|2]: ", true).len(), 3);
    assert_eq!(references(&mut reader, "index.md", "[^|1]。", true), ["index.md:4:24 [^1]", "index.md:7:1 [^1]"]);
    let urls = ["aws/ec2.md:7:42 https://aws.io/x?a=b", "index.md:7:11 https://aws.io/x?a=b#c"];
    assert_eq!(references(&mut reader, "aws/ec2.md", "https://aws|.io", true), urls);
}

#[test]
fn highlights_are_in_the_note() {
    let mut reader = Reader::new(NOTES);
    let mut highlights = |path: &str, around: &str| -> Vec<(String, i64)> {
        let params = reader.at(path, around);
        let found = reader.ask("textDocument/documentHighlight", params);
        let found = found.as_array().cloned().unwrap_or_default();
        found.iter().map(|one| (reader.shown(path, &one["range"]), one["kind"].as_i64().unwrap())).collect()
    };
    let shown =
        |texts: &[(&str, i64)]| texts.iter().map(|(text, kind)| ((*text).to_owned(), *kind)).collect::<Vec<_>>();
    assert_eq!(highlights("aws/s3.md", "## 料|金"), shown(&[("7:7 #料金", 2), ("9:1 ## 料金", 3)]));
    assert_eq!(highlights("aws/ec2.md", "[S|3]"), shown(&[("7:6 s3.md#%E6%96%99%E9%87%91", 2), ("7:34 s3#料金", 2)]));
    assert_eq!(highlights("index.md", "[^|1]。"), shown(&[("4:24 [^1]", 2), ("7:1 [^1]", 3)]));
    assert_eq!(highlights("index.md", "か\u{3099} [S|3]"), shown(&[("3:30 aws/s3.md", 2)]));
    assert_eq!(highlights("index.md", "、脚|注"), shown(&[]));
}

#[test]
fn document_links_have_targets_and_tooltips() {
    let text_document = json!({ "documentLink": { "tooltipSupport": true } });
    let mut reader = Reader::with(NOTES, &Setup { text_document, ..Setup::default() });
    let params = json!({ "textDocument": reader.document("index.md") });
    let links = reader.ask("textDocument/documentLink", params);
    let show = |link: &Value| {
        let target = link["target"].as_str().unwrap();
        let target = if target.starts_with("file:") { reader.path(&link["target"]) } else { target.to_owned() };
        format!("{} → {target} ({})", reader.shown("index.md", &link["range"]), link["tooltip"].as_str().unwrap())
    };
    let shown: Vec<_> = links.as_array().unwrap().iter().map(show).collect();
    let expected = [
        "3:8 aws/s3.md#料金 → aws/s3.md#L9 (aws/s3.md#料金)",
        "3:30 aws/s3.md → aws/s3.md (aws/s3.md)",
        "3:45 aws/a.png → aws/a.png (aws/a.png)",
        "6:8 aws/ec2.md#例-1 → aws/ec2.md#L5 (aws/ec2.md#例-1)",
        "7:11 https://aws.io/x?a=b#c → https://aws.io/x?a=b#c (https://aws.io/x?a=b#c)",
    ];
    assert_eq!(shown, expected);
}

fn lenses(reader: &mut Reader, path: &str) -> Vec<Value> {
    let params = json!({ "textDocument": reader.document(path) });
    let lenses = reader.ask("textDocument/codeLens", params);
    lenses.as_array().cloned().unwrap_or_default()
}

fn titles(reader: &Reader, path: &str, lenses: &[Value]) -> Vec<String> {
    let title = |lens: &Value| lens["command"]["title"].as_str().unwrap().to_owned();
    lenses.iter().map(|lens| format!("{} ({})", title(lens), reader.shown(path, &lens["range"]))).collect()
}

#[test]
fn lenses_count_links() {
    let mut reader = Reader::new(NOTES);
    let found = lenses(&mut reader, "aws/s3.md");
    assert_eq!(titles(&reader, "aws/s3.md", &found), ["4 links to this note (1:1 )", "4 links (9:1 ## 料金)"]);
    assert_eq!(found[0]["command"]["command"], "");
    let options = json!({ "lang": "ja" });
    let mut reader = Reader::with(NOTES, &Setup { options, ..Setup::default() });
    let found = lenses(&mut reader, "aws/s3.md");
    let expected = ["このノートへのリンク 4 件 (1:1 )", "リンク 4 件 (9:1 ## 料金)"];
    assert_eq!(titles(&reader, "aws/s3.md", &found), expected);
}

#[test]
fn lenses_show_the_links_where_the_editor_can() {
    let options = json!({ "showReferences": true });
    let mut reader = Reader::with(NOTES, &Setup { options, ..Setup::default() });
    let found = lenses(&mut reader, "aws/s3.md");
    assert_eq!(found.len(), 2);
    let lens = reader.ask("codeLens/resolve", found[1].clone());
    assert_eq!(lens["command"]["title"], "4 links");
    assert_eq!(lens["command"]["command"], "notelint.showReferences");
    let arguments = &lens["command"]["arguments"];
    assert_eq!(reader.path(&arguments[0]), "aws/s3.md");
    assert_eq!(arguments[1], json!({ "line": 8, "character": 0 }));
    assert_eq!(reader.locations(&arguments[2]).len(), 4);
    let lens = reader.ask("codeLens/resolve", found[0].clone());
    assert_eq!(reader.locations(&lens["command"]["arguments"][2]).len(), 4);
}

#[test]
fn lenses_are_refreshed_when_another_note_changes() {
    let workspace = json!({ "codeLens": { "refreshSupport": true } });
    let mut reader = Reader::with(NOTES, &Setup { workspace, ..Setup::default() });
    reader.open("aws/s3.md");
    reader.open("index.md");
    assert_eq!(lenses(&mut reader, "aws/s3.md").len(), 2);
    reader.change("index.md", "# 索引\n");
    let is_refresh = |request: &lsp_server::Request| request.method == "workspace/codeLens/refresh";
    while !reader.client.asked.iter().any(is_refresh) {
        reader.client.receive();
    }
    let found = lenses(&mut reader, "aws/s3.md");
    assert_eq!(titles(&reader, "aws/s3.md", &found), ["2 links to this note (1:1 )", "3 links (9:1 ## 料金)"]);
}

#[test]
fn hints_say_what_a_bare_reference_leads_to() {
    let options = json!({ "inlayHints": true });
    let mut reader = Reader::with(NOTES, &Setup { options, ..Setup::default() });
    let mut hints = |path: &str| -> Vec<String> {
        let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
        let found =
            reader.ask("textDocument/inlayHint", json!({ "textDocument": reader.document(path), "range": range }));
        let show = |hint: &Value| {
            let range = json!({ "start": hint["position"], "end": hint["position"] });
            format!("{}{}", reader.shown(path, &range), hint["label"].as_str().unwrap())
        };
        found.as_array().unwrap().iter().map(show).collect()
    };
    assert_eq!(hints("index.md"), ["4:15 → aws/ec2.md#例-1", "4:21 → aws/ec2.md#例-1"]);
    assert_eq!(hints("aws/ec2.md"), ["7:69 → 例"]);
}

#[test]
fn features_that_are_off_are_not_offered() {
    let options = json!({ "navigation": false, "codeLens": false });
    let mut reader = Reader::with(NOTES, &Setup { options, ..Setup::default() });
    for feature in ["definitionProvider", "referencesProvider", "documentLinkProvider", "codeLensProvider"] {
        assert_eq!(reader.client.server[feature], Value::Null, "{feature}");
    }
    assert_eq!(reader.client.server["inlayHintProvider"], Value::Null, "off by default");
    assert_eq!(reader.client.server["documentSymbolProvider"], true);
    assert_eq!(definition(&mut reader, "index.md", "[料|金]"), [""; 0]);
}
