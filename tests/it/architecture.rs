//! The design's invariants, read off the source files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use notelint::rules::RULES;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The `.rs` files below `folder`, as path from the root (with `/`) and text.
fn sources(folder: &str) -> Vec<(String, String)> {
    files(&root().join(folder), "rs")
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            (path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/"), text)
        })
        .collect()
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The code of a file: without its unit tests and its comments.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let comment = |line: &&str| !line.trim_start().starts_with("//");
    text.lines().filter(comment).collect::<Vec<_>>().join("\n")
}

/// The files below `folders` whose code, tests aside, has `needle`.
fn naming(folders: &[&str], needle: &str) -> Vec<String> {
    let all = folders.iter().flat_map(|folder| sources(folder)).filter(|(path, _)| !path.ends_with("/tests.rs"));
    all.filter(|(_, text)| code(text).contains(needle)).map(|(path, _)| path).collect()
}

#[test]
fn only_the_document_names_the_parser() {
    assert_eq!(naming(&["src", "rules"], "pulldown_cmark"), ["src/markdown/document.rs"]);
}

#[test]
fn only_the_remote_links_name_the_network() {
    for needle in ["reqwest", "tokio", "hyper_util", "rustls", "dns_lookup", "TcpStream"] {
        let naming = naming(&["src", "rules"], needle);
        let elsewhere: Vec<_> = naming.iter().filter(|path| !path.starts_with("src/links/remote/")).collect();
        assert!(elsewhere.is_empty(), "{needle}: {elsewhere:?}");
    }
}

#[test]
fn paths_are_made_canonical_in_one_way() {
    // `disk::canonical`: what the standard library gives can't be compared with it on Windows.
    assert_eq!(naming(&["src", "rules"], ".canonicalize()"), [""; 0]);
    assert_eq!(naming(&["src", "rules"], "fs::canonicalize"), [""; 0]);
}

#[test]
fn rules_do_no_io_compile_no_regex_and_do_not_panic() {
    for needle in ["std::fs", "std::net", "std::io", "Regex::new", ".unwrap(", ".expect(", "panic!("] {
        assert_eq!(naming(&["rules"], needle), [""; 0], "`{needle}` under rules/");
    }
}

#[test]
fn the_engine_knows_no_rule_by_name() {
    for entry in RULES {
        let quoted = format!("\"{}\"", entry.meta.name);
        assert_eq!(naming(&["src"], &quoted), [""; 0]);
    }
}

#[test]
fn only_reports_know_columns() {
    let knowing = naming(&["src", "rules"], ".position(");
    let elsewhere: Vec<_> = knowing.iter().filter(|path| !path.starts_with("src/report/")).collect();
    let iterators = elsewhere.iter().filter(|path| {
        let text = std::fs::read_to_string(root().join(path)).unwrap();
        code(&text).contains("lines().position(")
    });
    assert_eq!(iterators.count(), 0, "{elsewhere:?}");
}

#[test]
fn a_rule_is_one_file_with_its_page_its_mod_line_and_its_row() {
    let list = std::fs::read_to_string(root().join("rules/mod.rs")).unwrap();
    let mut names = BTreeSet::new();
    for (path, _) in sources("rules").iter().filter(|(path, _)| path != "rules/mod.rs") {
        let parts: Vec<_> = path.trim_end_matches(".rs").split('/').collect();
        let [_, group, file] = parts[..] else { panic!("{path}: a rule stands in rules/<group>/<rule>.rs") };
        assert!(root().join(path).with_extension("md").is_file(), "{path} has no page");
        assert!(list.contains(&format!("pub mod {file};")), "{path} has no mod line");
        assert!(list.contains(&format!("entry::<{group}::{file}::")), "{path} has no row");
        names.insert((group.to_owned(), file.replace('_', "-")));
    }
    let rows: BTreeSet<_> =
        RULES.iter().map(|entry| (entry.meta.group.to_owned(), entry.meta.name.to_owned())).collect();
    assert_eq!(rows, names);
    assert_eq!(RULES.len(), rows.len(), "a row stands twice");
    let pages = files(&root().join("rules"), "md");
    assert_eq!(pages.len(), RULES.len(), "a page without a rule: {pages:?}");
}

#[test]
fn names_and_aliases_are_unique() {
    let mut seen = BTreeSet::new();
    for entry in RULES {
        for name in std::iter::once(&entry.meta.name).chain(entry.meta.aliases) {
            assert!(seen.insert(name.to_ascii_lowercase()), "{name} stands for two rules");
        }
    }
}

#[test]
fn no_file_is_too_long() {
    for folder in ["src", "rules", "tests"] {
        for (path, text) in sources(folder) {
            let lines = text.lines().count();
            assert!(lines <= 450, "{path}: {lines} lines; a file past some 400 asks to be two");
        }
    }
}
