//! Symbols, folding and selection ranges.

use serde_json::{Value, json};

use super::client::Client;
use super::folder;
use super::reader::{Reader, Setup};

const NOTE: &str = "\u{feff}# 概要 😀\r\n\r\n- か\u{3099} **太字**\r\n  x\r\n\r\n## \r\n\r\n```sh\r\nls\r\n```\r\n\r\n### C\r\n\r\n## B\r\n";

fn tree(reader: &Reader, symbols: &Value, depth: usize, lines: &mut Vec<String>) {
    for symbol in symbols.as_array().map(Vec::as_slice).unwrap_or_default() {
        let (from, to) = (&symbol["range"]["start"]["line"], &symbol["range"]["end"]["line"]);
        let selected = reader.shown("a.md", &symbol["selectionRange"]);
        lines.push(format!("{}{} {from}-{to} {selected}", "  ".repeat(depth), symbol["name"].as_str().unwrap()));
        tree(reader, &symbol["children"], depth + 1, lines);
    }
}

#[test]
fn headings_are_a_tree() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let text_document = json!({ "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } });
        let mut reader = Reader::with(&[("a.md", NOTE)], &Setup { encoding, text_document, ..Setup::default() });
        let params = json!({ "textDocument": reader.document("a.md") });
        let symbols = reader.ask("textDocument/documentSymbol", params);
        let mut lines = Vec::new();
        tree(&reader, &symbols, 0, &mut lines);
        let expected =
            ["概要 😀 0-13 1:2 # 概要 😀", "  ## 5-11 6:1 ##", "    C 11-11 12:1 ### C", "  B 13-13 14:1 ## B"];
        assert_eq!(lines, expected, "{encoding}");
    }
}

#[test]
fn headings_are_a_list_for_other_clients() {
    let mut reader = Reader::new(&[("a.md", NOTE)]);
    let params = json!({ "textDocument": reader.document("a.md") });
    let symbols = reader.ask("textDocument/documentSymbol", params);
    let show = |symbol: &Value| {
        let container = symbol["containerName"].as_str().unwrap_or("-");
        format!("{} in {container}", reader.location(&symbol["location"]))
    };
    let shown: Vec<_> = symbols.as_array().unwrap().iter().map(show).collect();
    let expected =
        ["a.md:1:2 # 概要 😀 in -", "a.md:6:1 ## in 概要 😀", "a.md:12:1 ### C in ##", "a.md:14:1 ## B in 概要 😀"];
    assert_eq!(shown, expected);
}

#[test]
fn headings_of_all_notes_are_found() {
    let notes = [
        ("aws/a.md", "# S3 の料金ガイド\n\n## Glacier\n"),
        ("b.md", "\u{feff}# 😀 ｶﾞｲﾄﾞ\r\n\r\n## Pricing *S3*\r\n"),
        ("c.md", "# Guide\n"),
    ];
    let mut reader = Reader::new(&notes);
    let mut find = |query: &str| -> Vec<String> {
        let found = reader.ask("workspace/symbol", json!({ "query": query }));
        let show = |symbol: &Value| {
            let (name, container) = (symbol["name"].as_str().unwrap(), symbol["containerName"].as_str().unwrap());
            format!("{name} ({container}) {}", reader.location(&symbol["location"]))
        };
        found.as_array().unwrap().iter().map(show).collect()
    };
    let guides = ["😀 ｶﾞｲﾄﾞ (b.md) b.md:1:2 # 😀 ｶﾞｲﾄﾞ", "S3 の料金ガイド (aws/a.md) aws/a.md:1:1 # S3 の料金ガイド"];
    assert_eq!(find("がいど"), guides);
    assert_eq!(find("ガイド"), guides);
    assert_eq!(find("prs3"), ["Pricing S3 (b.md) b.md:3:1 ## Pricing *S3*"]);
    assert_eq!(find("gcr"), ["Glacier (aws/a.md) aws/a.md:3:1 ## Glacier"]);
    assert_eq!(find("").len(), 5);
    assert_eq!(find("zzz"), [""; 0]);
}

#[test]
fn sections_and_blocks_fold() {
    let mut reader = Reader::new(&[("a.md", NOTE)]);
    let params = json!({ "textDocument": reader.document("a.md") });
    let folds = reader.ask("textDocument/foldingRange", params.clone());
    let lines = |folds: &Value| -> Vec<(u64, u64)> {
        let line = |fold: &Value, name: &str| fold[name].as_u64().unwrap();
        folds.as_array().unwrap().iter().map(|fold| (line(fold, "startLine"), line(fold, "endLine"))).collect()
    };
    assert_eq!(lines(&folds), [(0, 13), (2, 3), (5, 11), (7, 9)]);
    let text_document = json!({ "foldingRange": { "rangeLimit": 1 } });
    let mut reader = Reader::with(&[("a.md", NOTE)], &Setup { text_document, ..Setup::default() });
    let params = json!({ "textDocument": reader.document("a.md") });
    let folds = reader.ask("textDocument/foldingRange", params);
    assert_eq!(lines(&folds), [(0, 13)]);
}

#[test]
fn a_selection_grows_from_the_word_to_the_note() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut reader = Reader::with(&[("a.md", NOTE)], &Setup { encoding, ..Setup::default() });
        let at = reader.at("a.md", "か\u{3099} **太|字**");
        let params = json!({ "textDocument": reader.document("a.md"), "positions": [at["position"]] });
        let found = reader.ask("textDocument/selectionRange", params);
        let mut range = &found[0];
        let mut shown = Vec::new();
        while !range.is_null() {
            shown.push(reader.shown("a.md", &range["range"]));
            range = &range["parent"];
        }
        assert_eq!(shown[..2], ["3:8 太字", "3:6 **太字**"], "{encoding}");
        assert!(shown.iter().any(|text| text.ends_with(" **太字**")), "{shown:?}");
        assert!(shown.iter().any(|text| text == "3:1 - か\u{3099} **太字**\r\n  x"), "{shown:?}");
        assert_eq!(shown.last().unwrap(), &format!("1:1 {NOTE}"));
    }
}

/// The ranges that are edited together with the label at `around`, as `line:column`, from 1.
fn linked(text: &str, around: &str) -> Vec<String> {
    let notes = folder(&[("a.md", text)]);
    let mut client = Client::open_folder(notes.path());
    client.open("a.md", text);
    let before = &text[..text.find(around).unwrap()];
    let line = before.matches('\n').count();
    let character = before.rsplit('\n').next().unwrap().encode_utf16().count();
    let uri = client.uri("a.md");
    let position = json!({ "line": line, "character": character });
    let found = client
        .request("textDocument/linkedEditingRange", json!({ "textDocument": { "uri": uri }, "position": position }));
    let ranges = found["ranges"].as_array().cloned().unwrap_or_default();
    let start = |range: &Value| {
        let number = |key: &str| range["start"][key].as_u64().unwrap() + 1;
        format!("{}:{}", number("line"), number("character"))
    };
    ranges.iter().map(start).collect()
}

#[test]
fn a_label_is_edited_together_with_its_definition() {
    assert_eq!(linked("😀 [x][aws] [y][aws]\n\n[aws]: a.md\n", "aws] [y"), ["1:8", "1:17", "3:2"]);
    assert_eq!(linked("あ[^1]\n\n[^1]: 注。\n", "1]: 注"), ["1:4", "3:3"]);
    for (text, why) in [
        ("[aws] [x][aws]\n\n[aws]: a.md\n", "the label is also a text that readers see"),
        ("[x][AWS]\n\n[aws]: a.md\n", "the two differ"),
        ("[x][aws]\n", "there is no definition"),
        ("[aws]: a.md\n", "there is no reference"),
        ("`[x][aws]` aws\n", "it is code"),
    ] {
        assert_eq!(linked(text, if text.contains("aws") { "aws" } else { "x" }), [""; 0], "{why}");
    }
}
