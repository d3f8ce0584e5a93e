//! Holds the profiles of hosts to what the hosts' own renderers make of the constructs in `tests/hosts/`: notelint reads a
//! construct as the host does, or it reports that the host does not show it as written.

mod generated;
mod outline;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::common::FixedRules;
use notelint::config::host::host_config;
use notelint::facts::memory::{MemoryFiles, ROOT};
use notelint::finding::{Finding, Lang};
use notelint::lint::config::NoteConfig as _;
use notelint::lint::engine::{Inputs, Unparsed};
use notelint::lint::suppression::Inline;
use notelint::markdown::flavour::Flavour;
use notelint::text::source::Source;
use notelint::text::syntax_reader::SyntaxReader;

/// Rows that no profile models may be at most this share, in percent.
const MAX_NOT_MODELLED: usize = 3;

/// The configuration that `mkdocs.toml` is rendered with.
const MKDOCS: &str = "site_name: notes\n";

/// The extensions that `material.toml` is rendered with.
const MATERIAL: &str = "markdown_extensions: [abbr, admonition, attr_list, def_list, footnotes, md_in_html, tables, toc, {pymdownx.arithmatex: {generic: true}}, {pymdownx.betterem: {smart_enable: all}}, pymdownx.caret, pymdownx.details, pymdownx.highlight, pymdownx.inlinehilite, pymdownx.keys, pymdownx.mark, pymdownx.smartsymbols, pymdownx.superfences, {pymdownx.tabbed: {alternate_style: true}}, {pymdownx.tasklist: {custom_checkbox: true}}, pymdownx.tilde]\n";

/// The host of which only the documentation is known.
const DOCUMENTED: &str = "obsidian";

/// Tags that Hugo leaves out, and that GitHub removes as well.
const LEAVES_OUT: [&str; 4] = ["font", "generic", "placeholder", "placeholder-hyphen"];

/// A variable that is not defined shows nothing; the generator compiles the page, but does not run it.
const UNDEFINED: (&str, &str) = ("vitepress", "braces-double");

/// A file of TOML with a table for each aspect, and text by name in it.
type Aspects = BTreeMap<String, BTreeMap<String, String>>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hosts")
}

fn read(path: &Path) -> toml::Table {
    std::fs::read_to_string(path).unwrap().parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The TOML files directly in `folder`, by name without extension.
fn files(folder: &Path) -> BTreeMap<String, toml::Table> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), read(&path))).collect()
}

fn strings(table: toml::Table) -> BTreeMap<String, String> {
    table.into_iter().map(|(name, value)| (name, value.as_str().unwrap().to_owned())).collect()
}

/// The constructs of each aspect.
fn constructs() -> Aspects {
    files(&folder().join("constructs")).into_iter().map(|(aspect, table)| (aspect, strings(table))).collect()
}

/// What each host makes of them.
fn tables() -> BTreeMap<String, Aspects> {
    let aspects = |table: toml::Table| -> Aspects {
        table.into_iter().map(|(aspect, rows)| (aspect, strings(rows.as_table().unwrap().clone()))).collect()
    };
    files(&folder().join("table")).into_iter().map(|(host, table)| (host, aspects(table))).collect()
}

/// How notes are read on `host`, a file in `table/`.
fn reader(host: &str) -> SyntaxReader {
    let (flavour, files) = match host {
        "mkdocs" => (Flavour::Mkdocs, MemoryFiles::new([("mkdocs.yml", MKDOCS)])),
        "material" => (Flavour::Mkdocs, MemoryFiles::new([("mkdocs.yml", MATERIAL)])),
        _ => (Flavour::named(host).unwrap(), MemoryFiles::default()),
    };
    let profile = host_config(&files, Path::new(ROOT), Path::new(ROOT), flavour).profile;
    SyntaxReader { profile, ..flavour.syntax_reader() }
}

/// A row of a table in which notelint does not read the construct as the host does.
struct Difference {
    host: String,
    aspect: String,
    name: String,
    host_reads: String,
    notelint_reads: String,
    /// The rules that report that the host does not show it as written.
    reported: BTreeSet<&'static str>,
}

/// Whether `finding` says what the host does: it is of a rule about hosts, or its texts name the host.
fn is_about_host(finding: &Finding, title: &str) -> bool {
    finding.rule.group == "hosts"
        || finding.message.contains(title)
        || finding.notes.iter().any(|note| note.contains(title))
}

/// All rows, and those that differ.
fn compare() -> (usize, Vec<Difference>) {
    let (constructs, rules) = (constructs(), FixedRules::every_rule());
    let set = rules.rules("a.md", false, &Inline::default());
    let (mut rows, mut differences) = (0, Vec::new());
    for (host, aspects) in tables() {
        let reader = reader(&host);
        for (aspect, table) in aspects {
            for (name, host_reads) in table {
                rows += 1;
                let text = &constructs[&aspect][&name];
                let source = Source::new(text.clone()).unwrap().with_syntax_reader(reader);
                let notelint_reads = outline::of(&aspect, &source);
                if outline::agree(&aspect, &source, &host_reads, &notelint_reads) {
                    continue;
                }
                let inputs = Inputs { terms: rules.terms(), conventions: true, ..Inputs::default() };
                let found = Unparsed::new("a.md", &source, inputs).lint(&set, Lang::En).findings;
                let about = found.iter().filter(|finding| is_about_host(finding, reader.profile.title));
                let reported = about.map(|finding| finding.rule.name).collect();
                let host = host.clone();
                differences.push(Difference {
                    host,
                    aspect: aspect.clone(),
                    name,
                    host_reads,
                    notelint_reads,
                    reported,
                });
            }
        }
    }
    (rows, differences)
}

#[test]
fn every_host_reads_every_construct() {
    let (constructs, documented) = (constructs(), files(&folder().join("documented")));
    for (host, aspects) in tables() {
        let has = |aspect: &str, name: &str| aspects.get(aspect).is_some_and(|rows| rows.contains_key(name));
        // What is not rendered but documented: where the documentation says nothing, there is no row.
        let unknown = |aspect: &str, name: &str| {
            let row = documented.get(&host).and_then(|table| table.get(aspect)?.get(name));
            host == DOCUMENTED || row.is_some_and(|row| row.get("is").is_none())
        };
        for (aspect, texts) in &constructs {
            let missing = texts.keys().filter(|name| !has(aspect, name) && !unknown(aspect, name));
            assert_eq!(missing.count(), 0, "{host}: run tests/hosts/generate.py");
        }
        for (aspect, rows) in &aspects {
            let left = rows.keys().filter(|name| !constructs[aspect].contains_key(*name));
            assert_eq!(left.count(), 0, "{host}: run tests/hosts/generate.py");
        }
    }
}

/// `NOTELINT_SHOW_HOSTS` prints the rows that are not modelled.
#[test]
fn profiles_agree_with_the_renderers() {
    let (rows, differences) = compare();
    let listed: BTreeMap<String, BTreeMap<String, String>> = read(&folder().join("not_modelled.toml"))
        .into_iter()
        .map(|(host, rows)| (host, strings(rows.as_table().unwrap().clone())))
        .collect();
    let (mut shown, mut listed_rows) = (String::new(), BTreeSet::new());
    for row in differences.iter().filter(|row| row.reported.is_empty()) {
        let Difference { host, aspect, name, host_reads, notelint_reads, .. } = row;
        if listed.get(host).is_some_and(|rows| rows.contains_key(&format!("{aspect}/{name}"))) {
            listed_rows.insert(format!("{host} {aspect}/{name}"));
            continue;
        }
        writeln!(shown, "{host} {aspect}/{name}\n    host     {host_reads}\n    notelint {notelint_reads}").unwrap();
    }
    if std::env::var_os("NOTELINT_SHOW_HOSTS").is_some() {
        println!("{shown}");
    }
    let count = shown.lines().count() / 3;
    assert!(count == 0, "{count} of {rows} rows are not modelled\n{shown}");
    let named = listed.iter().flat_map(|(host, rows)| rows.keys().map(move |row| format!("{host} {row}")));
    let modelled: Vec<String> = named.filter(|row| !listed_rows.contains(row)).collect();
    assert_eq!(modelled, [""; 0], "not_modelled.toml lists rows that are modelled");
    let all = listed_rows.len();
    assert!(all * 100 <= rows * MAX_NOT_MODELLED, "{all} of {rows}");
}

/// A rule about hosts says that something is not shown as written. Where the host shows what notelint reads, that is wrong.
#[test]
fn nothing_is_reported_where_the_host_shows_it_as_written() {
    let (constructs, rules) = (constructs(), FixedRules::every_rule());
    let set = rules.rules("a.md", false, &Inline::default());
    let github = &tables()["github"];
    let mut wrong = Vec::new();
    for (host, aspects) in tables() {
        let reader = reader(&host);
        // The outlines of anchors and links do not show blocks.
        for (aspect, table) in aspects.into_iter().filter(|(aspect, _)| aspect != "anchors" && aspect != "links") {
            for (name, host_reads) in table {
                let source = Source::new(constructs[&aspect][&name].clone()).unwrap().with_syntax_reader(reader);
                let same =
                    github[&aspect].get(&name) == Some(&host_reads) && host_reads == outline::of(&aspect, &source);
                // The outlines of other aspects do not show tags.
                let untold = aspect != "html" && source.text().contains('<') || host_reads.contains("&lt;");
                if !same
                    || untold
                    || host_reads == "error"
                    || (&*host, &*name) == UNDEFINED
                    || host == "hugo" && LEAVES_OUT.contains(&&*name)
                {
                    continue;
                }
                let found = Unparsed::new("a.md", &source, Inputs::default()).lint(&set, Lang::En).findings;
                let about = found.iter().filter(|finding| finding.rule.group == "hosts");
                wrong.extend(
                    about.map(|finding| format!("{host} {aspect}/{name}: {}: {}", finding.rule.name, finding.message)),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{} findings\n{}", wrong.len(), wrong.join("\n"));
}
