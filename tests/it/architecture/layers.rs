//! The layers of `lib.rs`, and which file uses which.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::code::{Code, NamedPath};

/// The source files of the crate.
pub(super) struct Crate {
    /// The layers, topmost first.
    layers: Vec<String>,
    files: BTreeMap<Vec<String>, SourceFile>,
    /// Exported macros, and the files that define them.
    macros: BTreeMap<String, Vec<String>>,
}

struct SourceFile {
    path: String,
    code: Code,
}

/// A use of one file by another, with its line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Use {
    /// The file, relative to the root of the repository.
    pub(super) path: String,
    line: usize,
    named: String,
}

impl fmt::Display for Use {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} uses {}", self.path, self.line, self.named)
    }
}

/// The layers in the table of `lib.rs`: rows that start with a link to a module, such as ``//! | [`text`] | …``.
pub(super) fn table(lib: &str) -> Vec<String> {
    let rows = lib.lines().filter_map(|line| line.strip_prefix("//! | [`")?.split_once("`] |"));
    rows.map(|(layer, _)| layer.to_owned()).collect()
}

impl Crate {
    /// The crate with `files`: path from the root of the repository, and text.
    pub(super) fn new<'f>(layers: Vec<String>, files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Self {
        let mut macros = BTreeMap::new();
        let files: BTreeMap<Vec<String>, SourceFile> = files
            .into_iter()
            .filter(|(path, _)| !matches!(*path, "src/lib.rs" | "src/main.rs"))
            .map(|(path, text)| (module(path), SourceFile { path: path.to_owned(), code: Code::of(text) }))
            .collect();
        for (module, file) in &files {
            macros.extend(file.code.macros.iter().map(|name| (name.clone(), module.clone())));
        }
        Self { layers, files, macros }
    }

    fn rank(&self, name: &str) -> Option<usize> {
        self.layers.iter().position(|layer| layer == name)
    }

    /// Files that belong to no layer.
    pub(super) fn homeless(&self) -> Vec<&str> {
        let outside = self.files.iter().filter(|(module, _)| self.rank(&module[0]).is_none());
        outside.map(|(_, file)| &*file.path).collect()
    }

    /// Uses of a layer below a file's own, or of an item at the crate root that is not a layer.
    pub(super) fn upward(&self) -> Vec<Use> {
        let mut found = Vec::new();
        for (module, file) in &self.files {
            for named in &file.code.named {
                let Some(path) = self.absolute(module, named) else { continue };
                let layer = self.defined(&path).map_or(path[0].clone(), |module| module[0].clone());
                let own = self.rank(&module[0]);
                let is_below = |layer: &str| layer != module[0] && self.rank(layer).is_none_or(|rank| Some(rank) > own);
                if is_below(&layer) || is_below(&path[0]) {
                    found.push(Use { path: file.path.clone(), line: named.line, named: path.join("::") });
                }
            }
        }
        found
    }

    /// The cycles among the files of a layer: for each, every use of one of its files by another.
    pub(super) fn cycles(&self) -> Vec<Vec<Use>> {
        let mut edges: BTreeMap<&[String], BTreeMap<&[String], Use>> = BTreeMap::new();
        for (module, file) in &self.files {
            for named in &file.code.named {
                // A reexport is not a use.
                let passed_on = named.exported_as.as_ref().is_some_and(|name| !file.code.idents.contains(name));
                let Some(path) = self.absolute(module, named).filter(|_| !passed_on) else { continue };
                let Some(other) = self.defined(&path).filter(|other| other != module && other[0] == module[0]) else {
                    continue;
                };
                let Some((other, _)) = self.files.get_key_value(&other) else { continue };
                let here = Use { path: file.path.clone(), line: named.line, named: path.join("::") };
                edges.entry(module).or_default().entry(other).or_insert(here);
            }
        }
        let reach: BTreeMap<&[String], BTreeSet<&[String]>> =
            edges.keys().map(|module| (*module, reachable(&edges, module))).collect();
        let mutual = |a: &[String], b: &[String]| reach[a].contains(b) && reach.get(b).is_some_and(|of| of.contains(a));
        let mut cycles = Vec::new();
        let mut seen = BTreeSet::new();
        for module in reach.keys().filter(|module| mutual(module, module)) {
            if seen.insert(*module) {
                let ring: BTreeSet<_> = reach.keys().copied().filter(|other| mutual(module, other)).collect();
                let uses = ring.iter().flat_map(|from| edges[from].iter());
                cycles.push(uses.filter(|(to, _)| ring.contains(*to)).map(|(_, uses)| uses.clone()).collect());
                seen.extend(ring);
            }
        }
        cycles
    }

    /// The path from the crate root that `named` means in `module`; `None` for another crate.
    fn absolute(&self, module: &[String], named: &NamedPath) -> Option<Vec<String>> {
        let mut base = [module, &named.scope].concat();
        let mut path = &named.path[..];
        match &*path[0] {
            "crate" => base.clear(),
            "self" => {}
            "super" => {
                base.pop();
                while path.get(1).is_some_and(|word| word == "super") {
                    base.pop();
                    path = &path[1..];
                }
            }
            first => {
                let is_child = |name: &(String, bool)| name.0 == first;
                if !self.files[module].code.children.iter().any(is_child) {
                    return None;
                }
                base = module.to_vec();
                base.push(first.to_owned());
            }
        }
        base.extend_from_slice(&path[1..]);
        match base.first() {
            Some(first) if self.macros.contains_key(first) => Some([&self.macros[first][..], &base].concat()),
            Some(_) => Some(base),
            None => None,
        }
    }

    /// The file that defines the item at `path`, following reexports; `None` if there is none.
    fn defined(&self, path: &[String]) -> Option<Vec<String>> {
        let mut path = path.to_vec();
        // Longer chains must be cycles.
        for _ in 0..8 {
            let length = (1..=path.len()).rev().find(|&length| self.files.contains_key(&path[..length]))?;
            let (module, rest) = path.split_at(length);
            let passed_on = rest.first().and_then(|name| {
                let named = &self.files[module].code.named;
                named.iter().find(|named| named.exported_as.as_ref() == Some(name))
            });
            match passed_on.and_then(|named| self.absolute(module, named)) {
                Some(target) => path = [&target[..], &rest[1..]].concat(),
                None => return Some(module.to_vec()),
            }
        }
        None
    }

    /// The paths of files whose code, without tests, contains `needle`.
    pub(super) fn having(&self, needle: &str) -> Vec<&str> {
        let tests = self.tests();
        let code = self.files.iter().filter(|(module, _)| !tests.iter().any(|test| module.starts_with(test)));
        code.filter(|(_, file)| file.code.has(needle)).map(|(_, file)| &*file.path).collect()
    }

    /// The modules that are only for tests.
    fn tests(&self) -> Vec<Vec<String>> {
        let of = |(module, file): (&Vec<String>, &SourceFile)| {
            let tests = file.code.children.iter().filter(|(_, in_test)| *in_test);
            tests.map(|(name, _)| [&module[..], std::slice::from_ref(name)].concat()).collect::<Vec<_>>()
        };
        self.files.iter().flat_map(of).collect()
    }
}

fn module(path: &str) -> Vec<String> {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').map(ToOwned::to_owned).collect()
}

/// The files that `from` uses, directly or indirectly.
fn reachable<'m>(
    edges: &BTreeMap<&'m [String], BTreeMap<&'m [String], Use>>,
    from: &[String],
) -> BTreeSet<&'m [String]> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&'m [String]> = edges.get(from).into_iter().flat_map(BTreeMap::keys).copied().collect();
    while let Some(module) = open.pop() {
        if found.insert(module) {
            open.extend(edges.get(module).into_iter().flat_map(BTreeMap::keys));
        }
    }
    found
}

/// A crate with three layers and `files`.
fn small(files: &[(&str, &str)]) -> Crate {
    let table = table(
        "//! | layer | holds |\n//! |---|---|\n//! | [`text`] | a |\n//! | [`tree`] | b |\n//! | [`cli`] | c |\n",
    );
    Crate::new(table, files.iter().copied())
}

/// Uses of the layer below by `text`, which is in the middle layer.
fn upward(text: &str) -> Vec<String> {
    let cli = ("src/cli/mod.rs", "pub fn run() {}\n#[macro_export]\nmacro_rules! show { () => {}; }");
    let text_room = ("src/text/mod.rs", "pub mod source;\npub use source::Source;");
    let source = ("src/text/source.rs", "pub struct Source;");
    let small = small(&[cli, text_room, source, ("src/tree/node.rs", text), ("src/tree/mod.rs", "mod node;")]);
    small.upward().iter().map(ToString::to_string).collect()
}

#[test]
fn uses_of_a_layer_below_are_found_in_every_form() {
    let here = |line: usize, named: &str| vec![format!("src/tree/node.rs:{line} uses {named}")];
    assert_eq!(upward("use crate::cli;"), here(1, "cli"));
    assert_eq!(upward("use crate::{\n    text::Source,\n    cli::{self, run as go},\n};").len(), 2);
    assert_eq!(upward("use super::super::cli::*;"), here(1, "cli::*"));
    assert_eq!(upward("fn f() {\n    let x = [crate::cli::run()];\n}"), here(2, "cli::run"));
    assert_eq!(upward("fn f() {\n    vec![g!(crate::cli::run)];\n}"), here(2, "cli::run"));
    assert_eq!(upward("macro_rules! m { () => { $crate::cli::run() }; }"), here(1, "cli::run"));
    assert_eq!(upward("fn f() {\n    crate::show!();\n}"), here(2, "cli::show"));
    let tests =
        "#[cfg(test)]\nmod tests {\n    use super::*;\n    use super::super::super::cli;\n}\nuse crate::cli::run;";
    assert_eq!(upward(tests), [here(4, "cli"), here(6, "cli::run")].concat());
    assert_eq!(upward("use crate::nowhere::Thing;"), here(1, "nowhere::Thing"));
}

#[test]
fn layers_above_comments_strings_and_other_crates_are_allowed() {
    let text = "//! See [`crate::cli`].\n/// And [`run`](crate::cli::run).\nuse crate::text::Source;\n\
                use std::fmt;\n// crate::cli::run()\nconst A: &str = \"crate::cli\";\npub(in crate::tree) fn f() { fmt::g() }";
    assert_eq!(upward(text), [""; 0]);
}

/// The cycles among `files` of one layer, as lists of uses.
fn cycles(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    let cycles = small(files).cycles();
    cycles.iter().map(|cycle| cycle.iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn cycles_of_any_length_are_found() {
    let two = cycles(&[
        ("src/text/a.rs", "use super::b::B;\npub struct A;"),
        ("src/text/b.rs", "pub struct B;\n#[cfg(test)]\nmod tests {\n    use crate::text::a::A;\n}"),
    ]);
    assert_eq!(two, [["src/text/a.rs:1 uses text::b::B", "src/text/b.rs:4 uses text::a::A"]]);
    let three = cycles(&[
        ("src/text/mod.rs", "mod a;\nmod b;\npub struct C;\nfn f() { b::g() }"),
        ("src/text/a.rs", "use super::C;"),
        ("src/text/b.rs", "use super::a::A;\npub fn g() {}"),
        ("src/text/d.rs", "use super::a::A;"),
    ]);
    assert_eq!(three.len(), 1);
    assert_eq!(three[0].len(), 3, "{three:?}");
}

#[test]
fn a_reexport_is_not_a_use() {
    let module = ("src/text/mod.rs", "mod a;\nmod b;\npub use a::A;\npub use b::B as Other;");
    let a = ("src/text/a.rs", "pub(in crate::text) struct A;");
    assert_eq!(cycles(&[module, a, ("src/text/b.rs", "use super::A;\npub struct B;")]), [[""; 0]; 0]);
    let through = cycles(&[module, ("src/text/a.rs", "use super::Other;"), ("src/text/b.rs", "use crate::text::A;")]);
    assert_eq!(through.len(), 1, "a reexport is resolved to the file that defines the item");
}
