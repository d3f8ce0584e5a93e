//! `docs/hosts.md`: what each host makes of Markdown, from the tables in `tests/hosts/`. `UPDATE=1` writes it; read the result.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use toml::Table;

/// The tables, in the order of the page, and the names of their hosts.
const HOSTS: [(&str, &str); 12] = [
    ("github", "GitHub"),
    ("gitlab", "GitLab"),
    ("commonmark", "CommonMark"),
    ("zenn", "Zenn"),
    ("qiita", "Qiita"),
    ("obsidian", "Obsidian"),
    ("mkdocs", "MkDocs"),
    ("material", "Material for MkDocs"),
    ("docusaurus", "Docusaurus"),
    ("vitepress", "VitePress"),
    ("hugo", "Hugo"),
    ("jekyll", "Jekyll"),
];

/// The aspects, in the order of the page, and the titles of their tables.
const ASPECTS: [(&str, &str); 8] = [
    ("anchors", "Ids of headings"),
    ("marks", "Bold, strikethrough, code"),
    ("links", "Links"),
    ("blocks", "Lists, tables, headings, code blocks"),
    ("html", "HTML"),
    ("boxes", "Boxes"),
    ("math", "Mathematics"),
    ("text", "Text"),
];

const INTRODUCTION: &str = "\
# What each host makes of Markdown

[README](../README.md)

The same note looks different on another host: links to headings are dead, lists are lost, text is missing, or the page is not
built. This page compares the hosts. It is generated from tables in `tests/hosts/`, which contain what each host's own renderer,
with its default options, makes of some 500 small texts. Obsidian has no renderer that could be run: its column has what its help
says. *Material for MkDocs* stands for MkDocs with the extensions that its theme recommends.

Set [`flavour`](configuration.md) to the host of your notes, and notelint reports what this page shows.
";

/// How rows end where a host makes nothing of a construct.
const NONE: [&str; 2] = ["| no id |\n", "| no link |\n"];

/// Of more such rows for one aspect, only the first is shown.
const MANY: usize = 5;

/// The tables of all hosts, `tests/hosts/page.toml`, and the constructs.
struct Data {
    tables: BTreeMap<&'static str, Table>,
    versions: BTreeMap<&'static str, String>,
    constructs: BTreeMap<&'static str, Table>,
    page: Table,
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl Data {
    fn read() -> Self {
        let table = |path: &str| -> Table { read(path).parse().unwrap_or_else(|error| panic!("{path}: {error}")) };
        // "# What hugo 0.168.0 makes of each construct. …"
        let version = |host: &str| {
            let text = read(&format!("tests/hosts/table/{host}.toml"));
            let line = text.lines().next().unwrap().strip_prefix("# What ").unwrap();
            line.split_once(" makes of ").unwrap().0.to_owned()
        };
        Self {
            tables: HOSTS.iter().map(|(host, _)| (*host, table(&format!("tests/hosts/table/{host}.toml")))).collect(),
            versions: HOSTS.iter().map(|(host, _)| (*host, version(host))).collect(),
            constructs: ASPECTS
                .iter()
                .map(|(aspect, _)| (*aspect, table(&format!("tests/hosts/constructs/{aspect}.toml"))))
                .collect(),
            page: table("tests/hosts/page.toml"),
        }
    }

    /// The outline of the construct `name` on `host`. `None` if it is not known.
    fn outline(&self, host: &str, aspect: &str, name: &str) -> Option<&str> {
        self.tables[host].get(aspect)?.get(name)?.as_str()
    }

    fn construct(&self, aspect: &str, name: &str) -> &str {
        let text = self.constructs[aspect].get(name);
        text.unwrap_or_else(|| panic!("page.toml: there is no {aspect}/{name}")).as_str().unwrap()
    }

    fn overview(&self) -> String {
        let titles = HOSTS.map(|(host, title)| if host == "material" { "Material" } else { title });
        let mut table = format!("| | {} |\n|---|{}\n", titles.join(" | "), ":-:|".repeat(HOSTS.len()));
        for row in self.page["overview"].as_array().unwrap() {
            let value = |key: &str| row[key].as_str().unwrap();
            let (aspect, name) = value("construct").split_once('/').unwrap();
            self.construct(aspect, name);
            let cell = |host: &str| match self.outline(host, aspect, name) {
                None => "",
                Some("error") => "not built",
                Some(outline) if spaceless(outline) == spaceless(value("wanted")) => "✓",
                Some(_) => "—",
            };
            writeln!(table, "| {} | {} |", value("what"), HOSTS.map(|(host, _)| cell(host)).join(" | ")).unwrap();
        }
        table
    }

    /// The section about a host: what it shows differently from GitHub.
    fn section(&self, host: &str, title: &str) -> String {
        let mut section = format!("\n## From GitHub to {title}\n\n");
        writeln!(section, "{}\n", self.source(host)).unwrap();
        section += "| you write | GitHub shows | ";
        writeln!(section, "{title} shows |\n|---|---|---|").unwrap();
        for (aspect, heading) in ASPECTS {
            let rows = self.rows(host, aspect);
            if !rows.is_empty() {
                writeln!(section, "| **{heading}** | | |\n{rows}").unwrap();
                section.pop();
            }
        }
        section
    }

    fn source(&self, host: &str) -> String {
        match host {
            "obsidian" => "From Obsidian's help.".to_owned(),
            "material" => {
                format!("{} The extensions are those of its recommended configuration.", self.source("mkdocs"))
            }
            _ => format!("Rendered with {}.", self.versions[host]),
        }
    }

    /// Rows for the constructs of an aspect that `host` shows differently from GitHub.
    fn rows(&self, host: &str, aspect: &str) -> String {
        let (mut rows, mut none) = (Vec::new(), 0);
        for name in self.page["shown"][aspect].as_array().unwrap() {
            let name = name.as_str().unwrap();
            let construct = self.construct(aspect, name);
            let outlines = (self.outline("github", aspect, name), self.outline(host, aspect, name));
            let (Some(github), Some(other)) = outlines else { continue };
            let (github, other) = (words(aspect, github), words(aspect, other));
            if github != other {
                let row = format!("| {} | {github} | {other} |\n", code(&construct.trim_end().replace('\n', "⏎")));
                none += usize::from(NONE.iter().any(|none| row.ends_with(none)));
                rows.push(row);
            }
        }
        // Where nothing has an id or is a link, one row says so.
        if none > MANY {
            let mut first = true;
            rows.retain(|row| !row.ends_with(NONE[0]) && !row.ends_with(NONE[1]) || std::mem::take(&mut first));
        }
        rows.concat()
    }
}

fn spaceless(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A code span in a cell of a table.
fn code(text: &str) -> String {
    let text = text.replace('|', "\\|").replace('\u{3099}', "\u{25cc}\u{3099}");
    if !text.contains('`') {
        return format!("`{text}`");
    }
    let longest = text.split(|char| char != '`').map(str::len).max().unwrap();
    let ticks = "`".repeat(longest + 1);
    format!("{ticks} {text} {ticks}")
}

/// What an outline says, for readers who do not know outlines.
fn words(aspect: &str, outline: &str) -> String {
    match (aspect, outline) {
        (_, "error") => "the page is not built".to_owned(),
        ("anchors", _) => {
            let ids: Vec<_> =
                outline.split(' ').filter(|id| !matches!(*id, "" | "-") && !id.starts_with("#fn")).collect();
            let shown = ids.iter().map(|id| code(&format!("#{}", id.trim_start_matches('#'))));
            if ids.is_empty() { "no id".to_owned() } else { shown.collect::<Vec<_>>().join(" ") }
        }
        ("links", "") => "no link".to_owned(),
        ("links", _) => outline.split("  ").map(link).collect::<Vec<_>>().join(", "),
        (_, "") => "nothing".to_owned(),
        ("blocks", _) => Blocks::of(outline),
        ("html", _) if outline.contains("&lt;") => format!("{} as text", code(&outline.replace("&lt;", "<"))),
        ("html", _) => html(outline),
        ("boxes", _) if outline.starts_with("box:") => {
            let (kind, content) = outline["box:".len()..].split_once('[').unwrap();
            format!("a box ({kind}): {}", code(content.trim_end_matches(']')))
        }
        ("math", _) if outline.contains("math[") => {
            format!("{} as mathematics", code(&outline.replace("math[", "").replace(']', "")))
        }
        _ => code(&outline.replace("&lt;", "<")),
    }
}

/// The text, and which elements are on the page.
fn html(outline: &str) -> String {
    let (mut text, mut tags) = (String::new(), Vec::new());
    for (index, part) in outline.split('<').enumerate() {
        let (tag, rest) = if index == 0 { ("", part) } else { part.split_once('>').unwrap() };
        match tag {
            "" => {}
            "br" => text.push('⏎'),
            _ => tags.push(format!("`<{tag}>`")),
        }
        text += rest;
    }
    match (text.trim(), tags.is_empty()) {
        ("", _) => tags.join(" "),
        (text, true) => code(text),
        (text, false) => format!("{} in {}", code(text), tags.join(" ")),
    }
}

fn link(link: &str) -> String {
    let (text, target) = link.rsplit_once('→').unwrap();
    if text == target { code(target) } else { format!("{} to {}", code(text), code(target)) }
}

/// Words for an outline of blocks.
struct Blocks<'a> {
    rest: &'a str,
}

impl<'a> Blocks<'a> {
    fn of(outline: &'a str) -> String {
        let mut blocks = Self { rest: outline };
        blocks.list().join(", then ").replace("[^]", "¹")
    }

    /// The blocks up to the end or to a closing bracket.
    fn list(&mut self) -> Vec<String> {
        let mut found = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || self.rest.starts_with(']') {
                return found;
            }
            found.push(self.block());
        }
    }

    fn block(&mut self) -> String {
        const NAMES: [(&str, &str); 14] = [
            ("ul", "list"),
            ("ol", "numbered list"),
            ("li", ""),
            ("p", ""),
            ("pre", "code"),
            ("quote", "quote"),
            ("h1", "heading 1"),
            ("h2", "heading 2"),
            ("h3", "heading 3"),
            ("dl", "definition list"),
            ("dt", ""),
            ("dd", ""),
            ("table", "table"),
            ("tr", ""),
        ];
        for (name, word) in NAMES {
            let Some(rest) = self.rest.strip_prefix(name).and_then(|rest| rest.strip_prefix('[')) else { continue };
            self.rest = rest;
            return match name {
                "p" | "h1" | "h2" | "h3" | "pre" | "tr" => self.text(name, word),
                "table" => {
                    self.items("/");
                    "a table".to_owned()
                }
                "li" | "dt" | "dd" => format!("({})", self.items(" ")),
                _ => format!("{word} {}", self.items(" ")).trim_end().to_owned(),
            };
        }
        if let Some(rest) = self.rest.strip_prefix("hr") {
            self.rest = rest;
            return "a line".to_owned();
        }
        code(self.take())
    }

    fn items(&mut self, separator: &str) -> String {
        let items = self.list().join(separator);
        self.rest = self.rest.strip_prefix(']').unwrap_or_default();
        items
    }

    fn text(&mut self, name: &str, word: &str) -> String {
        let text = code(self.take());
        self.rest = self.rest.strip_prefix(']').unwrap_or_default();
        match name {
            "p" | "tr" => text,
            _ => format!("{word} {text}"),
        }
    }

    /// Text up to the bracket that closes the block, or to a block in it.
    fn take(&mut self) -> &'a str {
        let (mut depth, mut end) = (0, self.rest.len());
        for (at, char) in self.rest.char_indices() {
            let nested =
                ["ul[", "ol[", "pre[", "quote[", "table["].iter().any(|block| self.rest[at..].starts_with(block));
            if depth == 0 && (char == ']' || at > 0 && nested) {
                end = at;
                break;
            }
            depth += i32::from(char == '[') - i32::from(char == ']');
        }
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        text.trim_end()
    }
}

#[test]
fn the_page_on_hosts_is_current() {
    let data = Data::read();
    let mut page = format!("{INTRODUCTION}\n## Overview\n\n");
    page += "A tick means that the host shows what the author meant, a dash that it shows something else; the sections below say\n";
    page += "what. *Not built* means that the page, and often the whole site, is not built. An empty cell is not documented.\n\n";
    page += "In the sections, `⏎` is the end of a line, and an item of a list is in parentheses.\n\n";
    page += &data.overview();
    for (host, title) in HOSTS.iter().skip(1) {
        page += &data.section(host, title);
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/hosts.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, page).unwrap();
        return;
    }
    let now = std::fs::read_to_string(path).unwrap_or_default();
    assert!(now == page, "docs/hosts.md is out of date: UPDATE=1 cargo test --test it host_page::");
}
