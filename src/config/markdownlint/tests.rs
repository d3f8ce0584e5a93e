//! Tests of markdownlint files and comments: which rules they give.

use std::path::PathBuf;

use super::convert::convert;
use super::settings::problems;
use crate::config::resolved::ResolvedRule;
use crate::config::select::Catalogue;
use crate::config::{Choice, Configs};
use crate::finding::{Lang, Preset, Severity};
use crate::lint::suppression::{Inline, Problem, tags};
use crate::rules::RULES;
use crate::text::disk::OsFileSystem;
use std::sync::Arc;

/// The files of a project in a temporary folder.
struct TempProject {
    root: PathBuf,
    configs: Configs,
    _folder: tempfile::TempDir,
}

impl TempProject {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = crate::text::disk::canonical(folder.path()).unwrap();
        for (path, text) in files {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let configs = Configs::new(Choice::default(), Catalogue(RULES), root.clone(), Lang::En, Arc::new(OsFileSystem));
        Self { root, configs, _folder: folder }
    }

    fn resolve(&self, note: &str, configure: &[&str]) -> Vec<ResolvedRule> {
        let inline = Inline { configure: configure.iter().map(|&text| text.to_owned()).collect(), enabled: Vec::new() };
        let note = self.root.join(note);
        let config = self.configs.nearest(&self.root, note.parent().unwrap());
        let matches = self.configs.matches(&config, &self.root, &note);
        let resolved = self.configs.resolve(&config, &matches, false, &inline);
        assert_eq!(self.configs.take_errors().len(), 0);
        self.configs.build(&resolved).unwrap();
        resolved
    }

    /// Whether MD001, MD009 and MD012 are on for `note`: `1-2` says that all but MD009 are.
    fn on(&self, note: &str, configure: &[&str]) -> String {
        let resolved = self.resolve(note, configure);
        let numbers = [("MD001", '1'), ("MD009", '9'), ("MD012", '2')];
        numbers
            .map(|(number, sign)| if rule(&resolved, number).severity.is_some() { sign } else { '-' })
            .iter()
            .collect()
    }

    fn errors(&self) -> Vec<String> {
        self.configs.nearest(&self.root, &self.root);
        self.configs.take_errors().iter().map(ToString::to_string).collect()
    }
}

fn rule<'r>(resolved: &'r [ResolvedRule], name: &str) -> &'r ResolvedRule {
    resolved.iter().find(|rule| rule.entry.meta.has_name(name)).unwrap()
}

#[test]
fn the_nearest_folder_with_rules_decides() {
    let tree = TempProject::new(&[
        (".markdownlint.json", r#"{ "default": false, "MD009": true }"#),
        ("a/.markdownlint-cli2.jsonc", r#"{ "config": { "MD009": false, "MD001": true } }"#),
        ("a/b/.markdownlint-cli2.yaml", "config:\n  MD012: false\n"),
        ("a/b/c/.markdownlint.yml", "MD001: false"),
        ("d/.markdownlint-cli2.jsonc", r#"{ "ignores": ["x"] }"#),
        ("e/notelint.toml", "extends = []"),
    ]);
    // A `.markdownlint.*` file applies alone; `.markdownlint-cli2.*` files add up.
    assert_eq!(tree.on("n.md", &[]), "-9-");
    assert_eq!(tree.on("a/n.md", &[]), "1-2");
    assert_eq!(tree.on("a/b/n.md", &[]), "1--");
    assert_eq!(tree.on("a/b/c/n.md", &[]), "-92");
    assert_eq!(tree.on("d/n.md", &[]), "-9-");
    assert_eq!(tree.on("e/n.md", &[]), "---");
}

#[test]
fn a_file_of_notelints_own_above_or_beside_is_all_that_counts() {
    let tree = TempProject::new(&[("notelint.toml", ""), ("a/.markdownlint.json", "{ \"MD001\": false }")]);
    assert_eq!(tree.on("a/n.md", &[]), "1--");
    let extending = "extends = ['markdownlint', './.markdownlint.json']\n[rules]\ntrailing-space = 'error'";
    let tree = TempProject::new(&[("notelint.toml", extending), (".markdownlint.json", "{ \"whitespace\": false }")]);
    assert_eq!(tree.on("n.md", &[]), "19-");
}

#[test]
fn notelints_own_rules_stay_on() {
    let tree = TempProject::new(&[(".markdownlint.json", r#"{ "default": false, "empty-section": false }"#)]);
    assert_eq!(rule(&tree.resolve("n.md", &[]), "empty-section").severity, Some(Severity::Warning));
}

#[test]
fn values_are_switches_severities_or_options() {
    let text = r#"{
        "headings": "warning", "HEADING-INCREMENT": "error", "MD009": { "br_spaces": 3, "unheard_of": 1 },
        "MD012": { "enabled": false, "maximum": 2 }, "MD024": { "severity": "error", "siblings_only": true }
    }"#;
    let resolved = TempProject::new(&[(".markdownlint.jsonc", text)]).resolve("n.md", &[]);
    assert_eq!(rule(&resolved, "MD001").severity, Some(Severity::Error));
    assert_eq!(rule(&resolved, "MD025").severity, Some(Severity::Warning));
    assert_eq!(rule(&resolved, "MD009").options["br_spaces"].0, 3.into());
    assert!(!rule(&resolved, "MD009").options.contains_key("unheard_of"));
    assert_eq!(rule(&resolved, "MD012").severity, None);
    assert_eq!(rule(&resolved, "MD024").severity, Some(Severity::Error));
    assert_eq!(rule(&resolved, "MD024").options["siblings_only"].0, true.into());
}

#[test]
fn what_is_extended_comes_first() {
    let files = [
        (".markdownlint.json", r#"{ "extends": "style/base", "MD009": true }"#),
        ("style/base.json", r#"{ "extends": "./more.yaml", "default": false }"#),
        ("style/more.yaml", "default: true\nMD001: true\nMD009: false"),
    ];
    assert_eq!(TempProject::new(&files).on("n.md", &[]), "19-");
    let package =
        [(".markdownlint.json", r#"{ "extends": "style" }"#), ("node_modules/style.json", "{ \"MD012\": false }")];
    assert_eq!(TempProject::new(&package).on("n.md", &[]), "19-");
    let circle =
        [(".markdownlint.json", r#"{ "extends": "a.json" }"#), ("a.json", r#"{ "extends": ".markdownlint.json" }"#)];
    assert!(TempProject::new(&circle).errors()[0].contains("also extends this file"));
    let outside = [(".markdownlint.json", r#"{ "extends": "/etc/passwd" }"#)];
    assert!(TempProject::new(&outside).errors()[0].contains("is outside the project"));
}

#[test]
fn ignored_notes_and_those_not_asked_for_are_excluded() {
    let text = r##"{ "globs": ["docs/**/*.md", "README.md", "!docs/old/**", "#tmp"], "ignores": ["node_modules"] }"##;
    let tree = TempProject::new(&[
        (".markdownlint-cli2.jsonc", text),
        ("docs/sub/.markdownlint-cli2.yaml", "ignores: ['x.md']"),
    ]);
    let excluded = |path: &str| tree.configs.excludes(&tree.root, &tree.root.join(path));
    for path in ["docs", "docs/a.md", "docs/sub/a.md", "docs/sub/b/x.md", "README.md"] {
        assert!(!excluded(path), "{path}");
    }
    for path in ["notes.md", "docs/old/a.md", "tmp/a.md", "node_modules/a/b.md", "docs/sub/x.md", "a/README.md"] {
        assert!(excluded(path), "{path}");
    }
    assert_eq!(tree.on("docs/a.md", &[]), "192");
}

#[test]
fn a_comment_adds_to_the_files() {
    let tree = TempProject::new(&[(".markdownlint.json", r#"{ "default": false, "MD009": true }"#)]);
    assert_eq!(tree.on("n.md", &[r#"{ "MD001": true }"#]), "19-");
    assert_eq!(tree.on("n.md", &[r#"{ "default": true, }"#, "MD012: false"]), "19-");
    assert_eq!(tree.on("n.md", &["MD009 = false"]), "---");
    // With other presets, a comment changes only the rules that it names.
    let tree = TempProject::new(&[("notelint.toml", "[rules]\nblank-lines = 'warning'")]);
    assert_eq!(tree.on("n.md", &[r#"{ "MD009": true }"#]), "192");
    assert_eq!(tree.on("n.md", &[r#"{ "default": false }"#]), "--2");
    assert_eq!(tree.on("n.md", &[r#"{ "MD012": { "maximum": "many" }, "nothing": 1 }"#]), "1-2");
}

#[test]
fn what_is_converted_says_the_same() {
    let ways = [
        r#"{ "default": false, "MD001": true, "MD009": { "br_spaces": 4 }, "whitespace": "warning" }"#,
        r#"{ "MD012": { "maximum": 3, "severity": "error" }, "headings": false }"#,
        "{}",
    ];
    for text in ways {
        let tree = TempProject::new(&[(".markdownlint.json", text)]);
        let converted = convert(&tree.configs, &tree.root, &tree.root).unwrap();
        assert_eq!(converted.left, [""; 0]);
        let rule_lines = |tree: &TempProject| {
            let rule_lines = |rule: &ResolvedRule| {
                let options = rule.options.iter().map(|(name, (value, _))| format!("{name} {value:?}"));
                (rule.severity, options.filter(|_| rule.severity.is_some()).collect::<Vec<_>>())
            };
            tree.resolve("n.md", &[]).iter().map(rule_lines).collect::<Vec<_>>()
        };
        assert_eq!(
            rule_lines(&TempProject::new(&[("notelint.toml", &converted.toml)])),
            rule_lines(&tree),
            "{}",
            converted.toml
        );
    }
}

#[test]
fn what_can_not_be_converted_is_told() {
    let tree = TempProject::new(&[
        (".markdownlint.cjs", ""),
        (
            ".markdownlint-cli2.yaml",
            "config: { proper: true }\ncustomRules: [./a.cjs]\nfix: true\nglobs: ['*.md']\nnoBanner: true",
        ),
        ("sub/.markdownlint.json", "{}"),
    ]);
    let left = convert(&tree.configs, &tree.root, &tree.root).unwrap().left;
    let begin = ["`proper`", "`customRules`", "`fix`", "`globs`", ".markdownlint.cjs", "sub/.markdownlint.json"];
    assert!(
        left.len() == begin.len() && left.iter().zip(begin).all(|(left, begin)| left.starts_with(begin)),
        "{left:?}"
    );
    let tree = TempProject::new(&[]);
    assert!(convert(&tree.configs, &tree.root, &tree.root).is_none());
}

#[test]
fn an_enable_comment_wakes_rules_where_markdownlints_are_in_use() {
    let woken = |toml: &str| {
        let tree = TempProject::new(&[("notelint.toml", toml)]);
        let config = tree.configs.nearest(&tree.root, &tree.root);
        let inline = Inline { configure: Vec::new(), enabled: vec!["md009".to_owned()] };
        let mut resolved = tree.resolve("n.md", &[]);
        tree.configs.enable_inline(&config, &mut resolved, &inline)
    };
    assert_eq!(woken("extends = ['markdownlint']\n[rules]\nMD009 = 'off'").len(), 1);
    assert_eq!(woken("extends = ['recommended']").len(), 0);
}

#[test]
fn every_shared_rule_is_in_markdownlints_preset() {
    let shared = RULES.iter().filter(|entry| tags::is_shared(entry.meta));
    let missing: Vec<_> = shared
        .filter(|entry| !entry.meta.presets.iter().any(|member| member.preset == Preset::Markdownlint))
        .map(|entry| entry.meta.name)
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn what_is_wrong_with_a_comment_is_told() {
    assert_eq!(problems(r#"{ "MD012": { "maximum": 2 } }"#), []);
    assert!(matches!(&problems("{")[..], [Problem::Unreadable(_)]));
    assert!(matches!(&problems(r#"{ "MD012": { "maximum": "many" } }"#)[..], [Problem::BadOption { .. }]));
}
