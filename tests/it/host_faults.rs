//! What is reported in notes of one host: everything that the rules of the recommended preset find, so that a false alarm of any
//! rule shows. The expectations are what the hosts' renderers print.

use std::collections::BTreeMap;

use crate::tools;
use serde_json::Value;

/// A note, the flavour, and the expected findings as `line rule`. The note begins below a title, in line 3.
type Row = (&'static str, &'static str, &'static [&'static str]);

/// The findings in the note of each folder, by the folder's name.
fn findings(folders: &[(String, Vec<(&str, &str)>)]) -> BTreeMap<String, Vec<String>> {
    let files: Vec<(String, &str)> = folders
        .iter()
        .flat_map(|(at, files)| files.iter().map(move |(name, text)| (format!("{at}/{name}"), *text)))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&path[..], *text)).collect();
    let folder = tools::folder(&files);
    let output = tools::notelint(folder.path(), &["--format", "json", "--ignore", "duplicate-heading"]);
    let report: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", tools::code_and_stderr(&output).1));
    let mut found: BTreeMap<String, Vec<String>> = folders.iter().map(|(at, _)| (at.clone(), Vec::new())).collect();
    for finding in report["findings"].as_array().unwrap() {
        let (at, name) = finding["file"].as_str().unwrap().split_once('/').unwrap();
        let name = if name == "note.md" { String::new() } else { format!("{name} ") };
        let shown = format!("{name}{} {}", finding["line"], finding["rule"].as_str().unwrap());
        found.get_mut(at).unwrap().push(shown);
    }
    found
}

fn check(rows: &[Row]) {
    let notes: Vec<(String, String)> = rows
        .iter()
        .map(|(flavour, text, _)| (format!("flavour = '{flavour}'\n"), format!("# ノート\n\n{text}")))
        .collect();
    let folders: Vec<(String, Vec<(&str, &str)>)> = notes
        .iter()
        .enumerate()
        .map(|(index, (config, note))| {
            (format!("{index:03}"), vec![("notelint.toml", &config[..]), ("note.md", &note[..]), ("a.png", "")])
        })
        .collect();
    for ((flavour, text, expected), (_, found)) in rows.iter().zip(findings(&folders)) {
        assert_eq!(found, *expected, "{flavour}: {text}");
    }
}

/// Reads `files` as one project.
fn check_site(expected: &[&str], files: &[(&str, &str)]) {
    let found = findings(&[("site".to_owned(), files.to_vec())]);
    assert_eq!(found["site"], expected, "{files:?}");
}

#[test]
fn addresses() {
    let text = "詳細は https://example.com/s3/。次を見る\n";
    let swallows: &[&str] = &["3 swallowing-url"];
    check(&[
        ("docusaurus", text, swallows),
        ("zenn", text, swallows),
        ("vitepress", text, swallows),
        ("qiita", text, swallows),
        ("gitlab", text, swallows),
        // The link ends at the full stop, or there is none.
        ("hugo", text, &[]),
        ("mkdocs", text, &[]),
        ("jekyll", text, &[]),
        // It is not known where a link ends.
        ("obsidian", text, &[]),
        ("zenn", "https://example.com/s3/　を参照\n\nwww.example.com。次\n", &[]),
        (
            "zenn",
            "「https://example.com/a」と（https://example.com/b）と https://example.com/cを見る\n",
            &["3 swallowing-url", "3 swallowing-url", "3 swallowing-url"],
        ),
        ("docusaurus", "<https://example.com/s3/> と <mailto:a@example.com>\n", &["3 mdx-error", "3 mdx-error"]),
        ("vitepress", "<https://example.com/s3/>\n", &[]),
    ]);
}

#[test]
fn anchors() {
    check(&[
        (
            "zenn",
            "[a](#s3（重要）) [b](#c++) [c](#1.-概要) [d](#ec2:-料金) [e](#🚀-a) [f](#a-b) [g](#a-b-1)\n\n## S3（重要）\n\nx\n\n## C++\n\nx\n\n## 1. 概要\n\nx\n\n## EC2: 料金\n\nx\n\n## 🚀 a\n\nx\n\n## a  b\n\nx\n\n## a　b\n\nx\n",
            &[],
        ),
        ("zenn", "[a](#s3重要)\n\n## S3（重要）\n\nx\n", &["3 dead-anchor"]),
        (
            "zenn",
            "[a](#memo) [b](#faq)\n\n<a id=\"memo\"></a>\n\n## 質問 {#faq}\n\nx\n",
            &["3 dead-anchor", "3 dead-anchor", "5 unsupported-html"],
        ),
        (
            "mkdocs",
            "[a](#_1) [b](#overview_1) [c](#a-b)\n\n## 設定\n\nx\n\n## Overview\n\nx\n\n## Overview\n\nx\n\n## A - B\n\nx\n",
            &[],
        ),
        (
            "mkdocs",
            "[a](#設定) [b](#overview-1)\n\n## 設定\n\nx\n\n## Overview\n\nx\n\n## Overview\n\nx\n",
            &["3 dead-anchor", "3 dead-anchor"],
        ),
        (
            "hugo",
            "[a](#heading) [b](#第章) [c](#a--b) [d](#図-構成)\n\n## 🚀\n\nx\n\n## 第Ⅳ章\n\nx\n\n## A -- B\n\nx\n\n## ![図](a.png) 構成\n\nx\n",
            &[],
        ),
        ("hugo", "[a](#a----b)\n\n## A -- B\n\nx\n", &["3 dead-anchor"]),
        ("jekyll", "[a](#a--b)\n\n## A -- B\n\nx\n", &[]),
        (
            "docusaurus",
            "[a](#図-構成) [b](#c)\n\n## ![図](https://example.com/a.png) 構成\n\nx\n\n## C++ \\{#c}\n\nx\n",
            &[],
        ),
    ]);
}

#[test]
fn ids_that_the_note_does_not_show() {
    check(&[
        // Of footnotes.
        ("jekyll", "a[^1] [戻る](#fnref:1) [脚注](#fn:1)\n\n[^1]: b\n", &[]),
        ("docusaurus", "a[^1] [脚注](#user-content-fn-1)\n\n[^1]: b\n", &[]),
        // Of a file that is included. A shortcode around content includes nothing.
        ("hugo", "[a](#料金)\n\n{{% include \"/price.md\" %}}\n", &[]),
        ("hugo", "[a](#料金)\n\n{{% notice %}}\n本文\n{{% /notice %}}\n\n{{< youtube abc >}}\n", &["3 dead-anchor"]),
        ("jekyll", "[a](#料金)\n\n{% include price.md %}\n", &[]),
        ("jekyll", "[a](#料金)\n\n{% if page.draft %}\n\n下書き\n\n{% endif %}\n", &["3 dead-anchor"]),
        ("mkdocs", "[a](#price)\n\n--8<-- \"price.md\"\n", &[]),
        ("mkdocs", "[a](#app.main)\n\n::: app.main\n", &[]),
        ("vitepress", "[a](#料金)\n\n<!--@include: ./price.md-->\n", &[]),
        ("docusaurus", "import Price from './_price.mdx';\n\n[a](#料金)\n\n<Price />\n", &[]),
        ("docusaurus", "import List from '@theme/DocCardList';\n\n[a](#料金)\n\n<List />\n\n本文\n", &[]),
        (
            "docusaurus",
            "import Tabs from '@theme/Tabs';\n\n[a](#料金)\n\n<Tabs>\n\n本文\n\n</Tabs>\n",
            &["5 dead-anchor"],
        ),
        ("docusaurus", "[a](#memo)\n\n```mdx-code-block\n<details id=\"memo\">\n```\n", &[]),
        // Of a heading whose text is not known.
        ("jekyll", "[a](#料金)\n\n## {{ page.topic }}\n\nx\n", &[]),
    ]);
}

#[test]
fn emphasis_and_lists() {
    let bold = "これは**「重要」**です。\n\n**S3（重要）**は安い。\n\nこれは**`aws s3`**です。\n";
    let broken: &[&str] = &["3 broken-emphasis", "5 broken-emphasis", "7 broken-emphasis"];
    check(&[
        ("mkdocs", bold, &[]),
        ("jekyll", bold, &[]),
        ("gitlab", bold, &[]),
        ("zenn", bold, broken),
        ("hugo", bold, broken),
        ("docusaurus", bold, broken),
        ("vitepress", bold, broken),
        ("qiita", bold, broken),
        ("mkdocs", "- a\n\n- b\n* c\n", &[]),
        ("jekyll", "- a\n\n- b\n* c\n", &[]),
        ("zenn", "- a\n\n- b\n* c\n", &["6 mixed-bullet-markers"]),
        // It is indented to be nested, and Jekyll nests it.
        ("jekyll", "1. a\n  - b\n2. c\n", &[]),
        ("jekyll", "1. a\n- b\n", &["4 lost-structure"]),
    ]);
}

#[test]
fn containers() {
    let unknown: &[&str] = &["3 unknown-container"];
    check(&[
        ("zenn", ":::details\n中\n:::\n", unknown),
        ("zenn", ":::note info\n中\n:::\n", unknown),
        ("zenn", ":::Message\n中\n:::\n", unknown),
        ("zenn", ":::message info\n中\n:::\n", unknown),
        ("zenn", ":::message\n:::details 詳細\n中\n:::\n:::\n", unknown),
        ("zenn", "::::message\n:::details 詳細\n中\n:::\n::::\n", &[]),
        ("zenn", ":::message alert\n中\n:::\n", &[]),
        ("qiita", ":::message\n中\n:::\n", unknown),
        ("qiita", ":::note tip\n中\n:::\n", unknown),
        ("qiita", ":::note warn\n中\n:::\n", &[]),
        ("docusaurus", ":::message\n中\n:::\n", unknown),
        ("docusaurus", ":::Note\n中\n:::\n", unknown),
        ("docusaurus", ":::details 詳細\n中\n:::\n", unknown),
        ("docusaurus", ":::note[題]\n中\n:::\n", &[]),
        ("vitepress", ":::message\n中\n:::\n", unknown),
        ("vitepress", "::: tip\n中\n:::\n", &[]),
    ]);
}

#[test]
fn html() {
    let text = "<kbd>Enter</kbd>\n\n一<br>二 <!-- a -->\n\n<!-- a\n\nb -->\n";
    check(&[
        ("zenn", text, &["3 unsupported-html", "7 unsupported-html"]),
        ("hugo", "<kbd>Enter</kbd>\n", &["3 unsupported-html"]),
        ("github", text, &[]),
        ("qiita", "<kbd>Enter</kbd>\n", &[]),
    ]);
}

#[test]
fn structure() {
    let lost: &[&str] = &["4 lost-structure"];
    check(&[
        ("mkdocs", "- a\n  - b\n", lost),
        ("mkdocs", "- a\n    - b\n", &[]),
        ("mkdocs", "1. a\n   - b\n2. c\n", lost),
        ("mkdocs", "文。\n- a\n- b\n", lost),
        ("mkdocs", "文。\n1. a\n", lost),
        ("mkdocs", "文。\n| a | b |\n|---|---|\n| 1 | 2 |\n", lost),
        ("mkdocs", "1) a\n", &["3 lost-structure"]),
        ("mkdocs", "- a\n\n  続き。\n\n- b\n", &["5 lost-structure"]),
        ("mkdocs", "本文。\n#タグ です。\n", lost),
        ("mkdocs", "~~旧~~\n", &["3 unsupported-markdown"]),
        ("jekyll", "文。\n| a | b |\n|---|---|\n| 1 | 2 |\n", lost),
        ("jekyll", "1) a\n", &["3 lost-structure"]),
        ("jekyll", "- a\n  - b\n\n~~旧~~\n", &[]),
        ("jekyll", "文。\n- a\n", &[]),
    ]);
}

#[test]
fn mdx() {
    let fails: &[&str] = &["3 mdx-error"];
    let lost: &[&str] = &["3 mdx-lost-text"];
    check(&[
        ("docusaurus", "遅延は<5ms\n", fails),
        ("docusaurus", "a <= b\n", fails),
        ("docusaurus", "一行目<br>二行目\n", fails),
        ("docusaurus", "<img src=\"a.png\" alt=\"図\">\n", fails),
        ("docusaurus", "<bucket> を置き換える\n", fails),
        ("docusaurus", "${AWS::Region} を使う\n", fails),
        ("docusaurus", "export AWS_REGION=a を実行\n", fails),
        ("docusaurus", "import boto3\n", fails),
        ("docusaurus", "変数 {region} を使う\n", fails),
        ("docusaurus", "a < b かつ c > d、<!-- 要確認 --> {/* 要確認 */}\n", &[]),
        ("docusaurus", "    aws s3 ls\n", lost),
        // Indented because of the tags around it, or not lost.
        ("docusaurus", "<div>\n  <p>\n    本文\n  </p>\n\n    続き\n</div>\n", &[]),
        ("docusaurus", "<div>\n    ```sh\n    aws s3 ls\n    ```\n</div>\n\n    ```sh\n    ls\n    ```\n", &[]),
    ]);
}

#[test]
fn options_of_a_site() {
    let mkdocs = ("notelint.toml", "flavour = 'mkdocs'\n");
    let with = |extensions: &str| format!("site_name: a\n{extensions}");
    let tilde = with("markdown_extensions:\n  - pymdownx.tilde\n");
    check_site(&[], &[mkdocs, ("mkdocs.yml", &tilde), ("note.md", "# a\n\n~~旧~~\n")]);
    // Bare URLs are links.
    let magiclink = with("markdown_extensions:\n  - pymdownx.magiclink\n");
    let note = (
        "note.md",
        "# a\n\nSee https://aws.amazon.com/a and https://aws.amazon.com/b。次\n\nhttps://aws.amazon.com/c　次\n",
    );
    check_site(&["3 swallowing-url"], &[mkdocs, ("mkdocs.yml", &magiclink), note]);
    check_site(
        &["3 unlinked-url", "3 unlinked-url", "5 unlinked-url"],
        &[mkdocs, ("mkdocs.yml", "site_name: a\n"), note],
    );
    // Tabs have ids.
    let tabbed = with(
        "markdown_extensions:\n  - pymdownx.tabbed:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify {}\n",
    );
    let note = ("note.md", "# a\n\n[a](#linux)\n\n=== \"Linux\"\n\n    本文\n");
    check_site(&[], &[mkdocs, ("mkdocs.yml", &tabbed), note]);
    let plain = with("markdown_extensions:\n  - pymdownx.tabbed\n");
    check_site(&["3 dead-anchor"], &[mkdocs, ("mkdocs.yml", &plain), note]);
    // A program of the project replaces comments.
    let note = ("note.md", "# a\n\n[a](#config.name)\n\n## <!-- md:setting config.name -->\n\nx\n");
    check_site(&[], &[mkdocs, ("mkdocs.yml", &with("hooks:\n  - hooks.py\n")), note]);
    check_site(&["3 dead-anchor", "5 empty-heading"], &[mkdocs, ("mkdocs.yml", "site_name: a\n"), note]);
    // Labels are defined elsewhere.
    let note = ("note.md", "# a\n\n[a][b] と [c][d/e]\n\n[b]: https://example.com/\n");
    check_site(&["3 undefined-reference"], &[mkdocs, note]);
    let appended = with("markdown_extensions:\n  - pymdownx.snippets:\n      auto_append: [links.md]\n");
    check_site(&[], &[mkdocs, ("mkdocs.yml", &appended), note]);
    check_site(&[], &[mkdocs, ("mkdocs.yml", &with("plugins:\n  - search\n  - mkdocstrings:\n      x: 1\n")), note]);
}

#[test]
fn programs_of_a_site() {
    let vitepress = ("notelint.toml", "flavour = 'vitepress'\n");
    let note = ("note.md", "# a\n\n- [ ] 作る[^1]\n\n[^1]: 注\n\nこれは**「重要」**です。\n");
    check_site(&["3 unsupported-markdown", "3 unsupported-markdown", "7 broken-emphasis"], &[vitepress, note]);
    let config = "import footnote from 'markdown-it-footnote'\nimport tasks from 'markdown-it-task-lists'\nimport cjk from 'markdown-it-cjk-friendly'\n";
    check_site(&[], &[vitepress, (".vitepress/config.ts", config), note]);
    let docusaurus = ("notelint.toml", "flavour = 'docusaurus'\n");
    let note = ("note.md", "# a\n\n[a](#tab-a) これは**「重要」**です。\n");
    check_site(&["3 dead-anchor", "3 broken-emphasis"], &[docusaurus, note]);
    let config = "import cjk from 'remark-cjk-friendly';\nimport tabs from './src/remark/tabs.mjs';\n";
    check_site(&[], &[docusaurus, ("docusaurus.config.ts", config), note]);
    // Terms have ids.
    let hugo = ("notelint.toml", "flavour = 'hugo'\n");
    let note = ("note.md", "# a\n\n[a](#name)\n\nname\n: 名前\n");
    check_site(&["3 dead-anchor"], &[hugo, note]);
    check_site(&[], &[hugo, ("hugo.toml", "[markup.goldmark.parser]\nautoDefinitionTermID = true\n"), note]);
}

#[test]
fn notes_beside_the_pages() {
    let readme = ("README.md", "# a\n\n<kbd>Enter</kbd>\n");
    let html = "# a\n\n<kbd>Enter</kbd>\n";
    let zenn = ("notelint.toml", "flavour = 'zenn'\n");
    check_site(&["articles/a.md 3 unsupported-html"], &[zenn, ("articles/a.md", html), readme]);
    let hugo = ("notelint.toml", "flavour = 'hugo'\n");
    check_site(
        &["content/a.md 3 unsupported-html"],
        &[hugo, ("hugo.toml", "title = 'a'\n"), ("content/a.md", html), readme],
    );
    // Nothing shows that the README is not a page.
    check_site(&["README.md 3 unsupported-html"], &[hugo, readme]);
}

#[test]
fn links_to_other_notes() {
    let docusaurus = ("notelint.toml", "flavour = 'docusaurus'\n");
    let from = ("docs/guides/a.md", "# a\n\n[b](api/b.md) [c](api/c.md)\n");
    let parts = ("docs/_part.mdx", "[料金](#料金) を見る\n");
    check_site(&["docs/guides/a.md 3 dead-link"], &[docusaurus, from, ("docs/api/b.md", "# b\n\nx\n"), parts]);
    let obsidian = ("notelint.toml", "flavour = 'obsidian'\n");
    let from = ("a.md", "# a\n\n[b](b.md) [c](c.md) ![図](d.png)\n");
    check_site(&["a.md 3 dead-link"], &[obsidian, from, ("下/b.md", "# b\n\nx\n"), ("下/d.png", "")]);
    // The page may be at another depth than its note.
    let jekyll = ("notelint.toml", "flavour = 'jekyll'\n");
    check_site(
        &["_docs/a.md 3 dead-link"],
        &[jekyll, ("_docs/a.md", "# a\n\n![図](../../../img/a.png) [b](../../../b.md)\n")],
    );
}
