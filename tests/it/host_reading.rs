//! On which hosts rules report a text that hosts read differently. The expectations are what the hosts' renderers print:
//! cmark-gfm 0.29, comrak 0.54, commonmark.js 0.31, zenn-markdown-html 0.4, VitePress 1.6, MDX 3.1, Hugo 0.168,
//! Python-Markdown 3.11 and kramdown 2.4.

use crate::tools;
use notelint::markdown::document::{Document, Kind};
use notelint::markdown::flavour::Flavour;
use notelint::text::source::Source;
use serde_json::Value;

/// The hosts with a renderer that can be run.
const HOSTS: [&str; 9] =
    ["github", "gitlab", "commonmark", "zenn", "vitepress", "docusaurus", "hugo", "mkdocs", "jekyll"];

/// The hosts on which `rule` reports `text`.
fn reported(rule: &str, text: &str) -> Vec<&'static str> {
    let files: Vec<(String, String)> = HOSTS
        .into_iter()
        .flat_map(|host| {
            let config = (format!("{host}/notelint.toml"), format!("flavour = '{host}'\n"));
            [config, (format!("{host}/note.md"), text.to_owned())]
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&path[..], &text[..])).collect();
    let folder = tools::folder(&files);
    let output = tools::notelint(folder.path(), &["--format", "json", "--select", rule]);
    let report: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", tools::code_and_stderr(&output).1));
    let findings = report["findings"].as_array().unwrap();
    let file = |finding: &Value| finding["file"].as_str().unwrap().split('/').next().unwrap().to_owned();
    HOSTS.into_iter().filter(|host| findings.iter().any(|finding| file(finding) == *host)).collect()
}

/// The hosts that are not in `others`.
fn all_but(others: &[&str]) -> Vec<&'static str> {
    HOSTS.into_iter().filter(|host| !others.contains(host)).collect()
}

#[test]
fn emphasis() {
    const LAX: [&str; 3] = ["gitlab", "mkdocs", "jekyll"];
    let rule = "broken-emphasis";
    assert_eq!(reported(rule, "これは**「重要」**です\n"), all_but(&LAX));
    assert_eq!(reported(rule, "**S3（重要）**は安い\n"), all_but(&LAX));
    assert_eq!(reported(rule, "これは**`aws s3`**です\n"), all_but(&LAX));
    assert_eq!(reported(rule, "***「厳守」***です\n"), all_but(&LAX));
    assert_eq!(reported(rule, "*重要。*です\n"), all_but(&LAX));
    assert_eq!(reported(rule, "__「重要」__です\n"), HOSTS);
    assert_eq!(reported(rule, "_注意：_設定\n"), HOSTS);
    assert_eq!(reported(rule, "「_a_」は（__b__）です\n"), [""; 0]);
    // Symbols are not punctuation for cmark-gfm. An emoji is two units for VitePress and MDX.
    let github = ["github", "gitlab", "mkdocs", "jekyll"];
    assert_eq!(reported(rule, "**東京→**大阪\n"), all_but(&github));
    assert_eq!(reported(rule, "**起動🚀**する\n"), all_but(&[&github[..], &["vitepress", "docusaurus"]].concat()));
}

#[test]
fn strikethrough() {
    let rule = "broken-emphasis";
    // Plain CommonMark and MkDocs have none.
    assert_eq!(reported(rule, "~~削除（旧）。~~です\n"), all_but(&["gitlab", "commonmark", "mkdocs", "jekyll"]));
    // One tilde strikes out only on these.
    assert_eq!(reported(rule, "~旧版。~は使わない\n"), ["github", "docusaurus", "hugo"]);
    let strikes = |flavour: Flavour, text: &str| {
        let source = Source::new(text.to_owned()).unwrap().with_flavour(flavour);
        let document = Document::parse(&source);
        let count = document.of_kind(Kind::Strikethrough).count();
        let text: String = document.root().text();
        (count, text)
    };
    assert_eq!(strikes(Flavour::Github, "a ~b *c*~ d\n"), (1, "a b c d".to_owned()));
    assert_eq!(strikes(Flavour::Zenn, "a ~b *c*~ d\n"), (0, "a ~b c~ d".to_owned()));
    assert_eq!(strikes(Flavour::Zenn, "- ~b~ ~~c ~d~ e~~\n"), (1, "~b~ c ~d~ e".to_owned()));
}

#[test]
fn spaces_within_emphasis() {
    let rule = "space-in-emphasis";
    assert_eq!(reported(rule, "これは** 重要**です\n"), HOSTS);
    // For kramdown, only ASCII spaces are spaces.
    assert_eq!(reported(rule, "これは**　重要**です\n"), all_but(&["jekyll"]));
}

#[test]
fn lists() {
    const ONE_LIST: [&str; 2] = ["mkdocs", "jekyll"];
    assert_eq!(reported("mixed-bullet-markers", "- a\n- b\n* c\n* d\n"), all_but(&ONE_LIST));
    assert_eq!(reported("underindented-sublist", "1. a\n  1. b\n  2. c\n2. d\n"), HOSTS);
    assert_eq!(reported("underindented-sublist", "1. a\n  - b\n2. c\n"), all_but(&["jekyll"]));
    assert_eq!(reported("missing-space-after-marker", "手順\n\n1)甲を作る\n2)乙を作る\n"), all_but(&ONE_LIST));
    assert_eq!(reported("missing-space-after-marker", "手順\n\n-甲を作る\n-乙を作る\n"), HOSTS);
}

#[test]
fn tables() {
    let text = "| a | b |\n|---|---|\n| `x|y` | 2 |\n";
    assert_eq!(reported("wrong-cell-count", text), all_but(&["commonmark", "mkdocs", "jekyll"]));
    let text = "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n";
    assert_eq!(reported("wrong-cell-count", text), all_but(&["commonmark"]));
    assert_eq!(reported("pseudo-table", "｜a｜b｜\n｜1｜2｜\n"), all_but(&["commonmark"]));
}

#[test]
fn headings() {
    assert_eq!(reported("missing-space-after-hash", "# A\n\n##サブネット\n\n本文\n"), all_but(&["mkdocs"]));
    assert_eq!(reported("missing-space-after-hash", "# A\n\n＃＃ 料金\n\n本文\n"), HOSTS);
    assert_eq!(reported("extra-space-after-hash", "# A\n\n##　料金\n\n本文\n"), all_but(&["mkdocs"]));
}

#[test]
fn line_breaks() {
    assert_eq!(reported("lost-line-break", "日本語の途中\nで改行する\n"), all_but(&["zenn"]));
}
