//! Checks the invariants of the design in the source files.

mod code;
mod layers;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use layers::{Crate, Use, table};
use notelint::rules::RULES;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The `.rs` files below `folder`: path from the root (with `/`), and text.
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

/// The crate; read once per process.
fn notelint() -> Crate {
    let sources: Vec<_> = ["src", "rules"].into_iter().flat_map(sources).collect();
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    Crate::new(table(&lib), sources.iter().map(|(path, text)| (&**path, &**text)))
}

fn shown(uses: &[Use]) -> String {
    uses.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_file_belongs_to_a_layer() {
    assert_eq!(notelint().homeless(), [""; 0]);
}

#[test]
fn no_file_uses_a_layer_below_its_own() {
    let found = shown(&notelint().upward());
    assert!(found.is_empty(), "\n{found}");
}

#[test]
fn no_files_of_a_layer_depend_on_each_other_in_a_cycle() {
    let cycles: Vec<_> = notelint().cycles().iter().map(|cycle| shown(cycle)).collect();
    let cycles: Vec<_> = cycles.into_iter().filter(|cycle| !cycle.is_empty()).collect();
    assert!(cycles.is_empty(), "\n{}", cycles.join("\n\n"));
}

#[test]
fn only_the_document_uses_the_parser() {
    assert_eq!(notelint().having("pulldown_cmark"), ["src/markdown/document.rs"]);
}

#[test]
fn only_remote_links_use_the_network() {
    let notelint = notelint();
    for needle in ["reqwest", "tokio", "hyper_util", "rustls", "dns_lookup", "TcpStream"] {
        let mut naming = notelint.having(needle);
        naming.retain(|path| !path.starts_with("src/links/remote/"));
        let elsewhere = naming;
        assert!(elsewhere.is_empty(), "{needle}: {elsewhere:?}");
    }
}

#[test]
fn paths_are_canonicalized_in_one_way() {
    // `disk::canonical` must be used: on Windows, its results can't be compared with those of the standard library.
    let notelint = notelint();
    assert_eq!(notelint.having(".canonicalize()"), [""; 0]);
    assert_eq!(notelint.having("fs::canonicalize"), [""; 0]);
}

#[test]
fn rules_do_no_io_compile_no_regex_and_never_panic() {
    let notelint = notelint();
    for needle in ["std::fs", "std::net", "std::io", "Regex::new", ".unwrap(", ".expect(", "panic!("] {
        let mut having = notelint.having(needle);
        having.retain(|path| path.starts_with("rules/"));
        assert_eq!(having, [""; 0], "`{needle}` under rules/");
    }
}

#[test]
fn the_engine_refers_to_no_rule_by_name() {
    let notelint = notelint();
    for entry in RULES {
        let mut knowing = notelint.having(&format!("\"{}\"", entry.meta.name));
        knowing.retain(|path| path.starts_with("src/"));
        assert_eq!(knowing, [""; 0], "{}", entry.meta.name);
    }
}

#[test]
fn only_reports_use_columns() {
    let notelint = notelint();
    let mut knowing = notelint.having("lines().position(");
    knowing.retain(|path| !path.starts_with("src/report/"));
    assert_eq!(knowing, [""; 0]);
}

#[test]
fn pages_and_rules_correspond() {
    let mut names = BTreeSet::new();
    for path in files(&root().join("rules"), "md") {
        let [group, file] =
            [path.parent(), Some(&*path)].map(|path| path.unwrap().file_stem().unwrap().to_str().unwrap());
        names.insert((group.to_owned(), file.replace('_', "-")));
    }
    let rows: BTreeSet<_> =
        RULES.iter().map(|entry| (entry.meta.group.to_owned(), entry.meta.name.to_owned())).collect();
    assert_eq!(rows, names);
    assert_eq!(RULES.len(), rows.len(), "a rule is listed twice");
}

#[test]
fn names_and_aliases_are_unique() {
    let mut seen = BTreeSet::new();
    for entry in RULES {
        for name in std::iter::once(&entry.meta.name).chain(entry.meta.aliases) {
            assert!(seen.insert(name.to_ascii_lowercase()), "{name} is the name of two rules");
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
