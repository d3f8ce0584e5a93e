//! Tests of configuration files: which rules they give, and the errors in invalid ones.

mod dictionaries;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Deserialize;

use super::resolved::{Origin, ResolvedRule};
use super::select::Catalogue;
use super::*;
use crate::finding::config_error::ConfigError;
use crate::finding::{Lang, Meta, Preset};
use crate::lint::rule::{Check, Rule, RuleEntry, entry};
use crate::lint::suppression::Inline;
use crate::text::disk::OsFileSystem;
use std::sync::Arc;

/// Declares a rule for these tests.
macro_rules! rule {
    ($type:ident, $name:literal, $aliases:expr, $presets:expr, $options:ty) => {
        struct $type;
        impl Rule for $type {
            const META: Meta = Meta { aliases: $aliases, presets: $presets, ..Meta::of($name, "tests", "") };
            type Options = $options;
            fn check(_: $options) -> Box<dyn Check> {
                Box::new($type)
            }
        }
        impl Check for $type {}
    };
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[allow(dead_code, reason = "only read from configuration")]
struct Limit {
    limit: usize,
    style: Option<String>,
}

use crate::lint::rule::NoOptions;
rule!(Plain, "plain-fault", &["MD101"], &[Preset::Recommended.member()], NoOptions);
rule!(Kanji, "kanji-fault", &[], &[Preset::Japanese.member()], NoOptions);
rule!(
    Long,
    "long-line",
    &["MD113", "line-length"],
    &[Preset::Style.member(), Preset::Markdownlint.with("limit = 80")],
    Limit
);
rule!(Rare, "rare-fault", &[], &[], NoOptions);

static RULES: [RuleEntry; 4] = [entry::<Plain>(), entry::<Kanji>(), entry::<Long>(), entry::<Rare>()];

/// Files in a temporary folder.
struct TempProject {
    root: PathBuf,
    _folder: tempfile::TempDir,
}

impl TempProject {
    fn new(files: &[(&str, &str)]) -> Self {
        let temp = tempfile::tempdir().unwrap();
        let root = crate::text::disk::canonical(temp.path()).unwrap();
        for (path, text) in files {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Self { root, _folder: temp }
    }

    fn configs(&self, choice: Choice, lang: Lang) -> Configs {
        Configs::new(choice, Catalogue(&RULES), self.root.clone(), lang, Arc::new(OsFileSystem))
    }

    fn resolve(&self, choice: Choice, note: &str, japanese: bool) -> Vec<ResolvedRule> {
        let configs = self.configs(choice, Lang::En);
        let note = self.root.join(note);
        let config = configs.nearest(&self.root, note.parent().unwrap());
        let matches = configs.matches(&config, &self.root, &note);
        let resolved = configs.resolve(&config, &matches, japanese, &Inline::default());
        let errors = configs.take_errors();
        assert!(errors.is_empty(), "{errors:?}");
        configs.build(&resolved).unwrap();
        resolved
    }

    /// `name severity` of the rules that are on for `note`.
    fn on(&self, choice: Choice, note: &str, japanese: bool) -> Vec<String> {
        let resolved = self.resolve(choice, note, japanese);
        let on = resolved.iter().filter_map(|rule| Some(format!("{} {}", rule.entry.meta.name, rule.severity?)));
        on.collect()
    }

    /// The errors in the configuration of the root: message, place and label, help.
    fn errors(&self, lang: Lang) -> Vec<String> {
        let configs = self.configs(Choice::default(), lang);
        configs.nearest(&self.root, &self.root);
        let show = |error: &ConfigError| {
            let mut text = error.to_string();
            if let Some(place) = error.place() {
                let before = &place.file.text[..place.span.start as usize];
                let (line, column) =
                    (before.matches('\n').count(), before.chars().rev().take_while(|c| *c != '\n').count());
                let _ = write!(text, "\n{}:{}:{}: {}", place.file.name, line + 1, column + 1, place.label);
            }
            if let Some(advice) = error.advice() {
                let _ = write!(text, "\n{advice}");
            }
            text
        };
        configs.take_errors().iter().map(show).collect()
    }
}

fn on(toml: &str) -> Vec<String> {
    TempProject::new(&[("notelint.toml", toml)]).on(Choice::default(), "a.md", false)
}

fn only_error(toml: &str) -> String {
    let mut errors = TempProject::new(&[("notelint.toml", toml)]).errors(Lang::En);
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.remove(0)
}

#[test]
fn recommended_is_the_default_and_brings_japanese_along() {
    let tree = TempProject::new(&[]);
    assert_eq!(tree.on(Choice::default(), "a.md", false), ["plain-fault warning"]);
    assert_eq!(tree.on(Choice::default(), "a.md", true), ["plain-fault warning", "kanji-fault warning"]);
    let style = Choice { presets: vec![Preset::Style], ..Choice::default() };
    assert_eq!(tree.on(style, "a.md", true), ["long-line warning"]);
    assert_eq!(on("extends = ['japanese']"), ["kanji-fault warning"]);
    assert_eq!(on("extends = []"), [""; 0]);
}

#[test]
fn presets_add_up_and_the_later_wins() {
    let limit = |toml: &str| {
        let tree = TempProject::new(&[("notelint.toml", toml)]);
        let rules = tree.resolve(Choice::default(), "a.md", false);
        rules[2].options.get("limit").map(|(value, _)| value.clone())
    };
    assert_eq!(on("extends = ['recommended', 'style']"), ["plain-fault warning", "long-line warning"]);
    assert_eq!(limit("extends = ['style', 'markdownlint']"), Some(80.into()));
    assert_eq!(limit("extends = ['markdownlint', 'style']"), None);
    assert_eq!(limit("extends = ['markdownlint', 'strict']"), Some(80.into()));
    assert_eq!(on("extends = ['strict']").len(), 4);
}

#[test]
fn a_rule_that_is_named_is_on_unless_it_is_off() {
    assert_eq!(on("[rules]\nplain-fault = 'off'"), [""; 0]);
    assert_eq!(on("[rules]\nplain-fault = 'advice'\nrare-fault = 'error'"), ["plain-fault advice", "rare-fault error"]);
    assert_eq!(on("[rules]\nmd113 = { limit = 3 }"), ["plain-fault warning", "long-line warning"]);
    assert_eq!(on("[rules.Line-Length]\nseverity = 'error'"), ["plain-fault warning", "long-line error"]);
}

#[test]
fn overrides_hold_for_their_files_and_the_later_wins() {
    let toml = "[[overrides]]\nfiles = ['j/**']\nrules = { plain-fault = 'advice', long-line = { limit = 1 } }\n\
                [[overrides]]\nfiles = ['x.md']\nrules = { plain-fault = 'off' }";
    let tree = TempProject::new(&[("notelint.toml", toml)]);
    let on = |note| tree.on(Choice::default(), note, false);
    assert_eq!(on("a.md"), ["plain-fault warning"]);
    assert_eq!(on("j/a.md"), ["plain-fault advice", "long-line warning"]);
    assert_eq!(on("j/x.md"), ["long-line warning"]);
}

#[test]
fn the_nearest_configuration_decides_and_inherits_only_what_it_extends() {
    let tree = TempProject::new(&[
        ("notelint.toml", "[rules]\nrare-fault = 'error'"),
        ("a/notelint.toml", "extends = ['style']"),
        ("b/notelint.toml", "extends = ['../notelint.toml']\n[rules]\nplain-fault = 'off'"),
    ]);
    let on = |note| tree.on(Choice::default(), note, false);
    assert_eq!(on("x/y.md"), ["plain-fault warning", "rare-fault error"]);
    assert_eq!(on("a/y.md"), ["long-line warning"]);
    assert_eq!(on("b/c/y.md"), ["rare-fault error"]);
    let none = Choice { none: true, ..Choice::default() };
    assert_eq!(tree.on(none, "a/y.md", false), ["plain-fault warning"]);
    let file = Choice { file: Some(tree.root.join("a/notelint.toml")), ..Choice::default() };
    assert_eq!(tree.on(file, "b/y.md", false), ["long-line warning"]);
}

#[test]
fn select_and_ignore_have_the_last_word() {
    let catalogue = Catalogue(&RULES);
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let select = |expected: &[&str], ignored: &[&str]| Choice {
        select: (!expected.is_empty()).then(|| catalogue.select(&names(expected), Lang::En).unwrap()),
        ignore: catalogue.select(&names(ignored), Lang::En).unwrap(),
        ..Choice::default()
    };
    let tree = TempProject::new(&[("notelint.toml", "[rules]\nplain-fault = 'error'\nrare-fault = 'off'")]);
    let on = |expected: &[&str], ignored: &[&str]| tree.on(select(expected, ignored), "a.md", false);
    assert_eq!(on(&["MD101", "rare-fault"], &[]), ["plain-fault error", "rare-fault warning"]);
    assert_eq!(on(&["tests"], &["md113"]), ["plain-fault error", "kanji-fault warning", "rare-fault warning"]);
    assert_eq!(on(&[], &["plain-fault"]), [""; 0]);
}

#[test]
fn each_rule_knows_where_it_was_said() {
    let tree = TempProject::new(&[("notelint.toml", "# one\n[rules]\nrare-fault = 'advice'")]);
    let rules = tree.resolve(Choice::default(), "a.md", false);
    assert!(matches!(rules[0].origin, Origin::Preset(Preset::Recommended)));
    assert!(matches!(rules[1].origin, Origin::Nowhere));
    assert!(matches!(&rules[3].origin, Origin::File(file, 3) if file.text.name == "notelint.toml"));
}

#[test]
fn what_is_unknown_is_an_error_with_its_place_and_what_may_be_meant() {
    let cases = [
        ("\nextend = ['style']", "notelint.toml:2:1", "did you mean `extends`?"),
        ("extends = ['recomended']", "notelint.toml:1:12", "did you mean `recommended`?"),
        ("[rules]\nplane-fault = 'off'", "notelint.toml:2:1", "did you mean `plain-fault`?"),
        ("[rules]\nplain-fault = 'warn'", "notelint.toml:2:15", "did you mean `warning`?"),
        ("[rules]\nlong-line = { limits = 3 }", "notelint.toml:2:15", "did you mean `limit`?"),
        ("[[overrides]]\nfile = ['a']\nfiles = ['a']", "notelint.toml:2:1", "did you mean `files`?"),
        ("[links]\nper-hosts = 3", "notelint.toml:2:1", "did you mean `per-host`?"),
        ("[links]\nonlin = false", "notelint.toml:2:1", "did you mean `online`?"),
    ];
    for (toml, place, help) in cases {
        let error = only_error(toml);
        assert!(error.contains(place) && error.contains(help), "{toml}\n{error}");
    }
}

#[test]
fn what_is_of_the_wrong_type_is_an_error_with_its_place() {
    let cases = [
        ("extends = 'style'", ":1:11", "expected a list of strings"),
        ("exclude = ['a', 3]", ":1:17", "expected a string"),
        ("exclude = ['a', '[b']", ":1:17", "invalid glob"),
        ("rules = 3", ":1:9", "expected a table"),
        ("[rules]\nplain-fault = true", ":2:15", "expected a severity"),
        ("[rules]\nlong-line = { limit = 'x' }", ":2:23", "invalid option of `long-line`"),
        ("[rules]\nlong-line = { severity = 'off', limit = -1 }", ":2:41", "invalid option of `long-line`"),
        ("[rules]\nplain-fault = 'off'\nMD101 = 'off'", ":3:1", "`plain-fault` is set twice"),
        ("overrides = 1", ":1:13", "[[overrides]]"),
        ("[[overrides]]\nrules = {}", ":1:1", "missing key `files` in `[[overrides]]`"),
        ("[rules", ":1:", "not valid TOML"),
        ("links.online = 1", ":1:16", "true or false"),
        ("links.timeout = 0", ":1:17", "seconds from 1 to 86400"),
        ("links.budget = 'x'", ":1:16", "expected a number of seconds"),
        ("links.ignore = ['a', '/(/']", ":1:22", "unclosed group"),
        ("links.headers.'a.io' = 1", ":1:24", "expected a table"),
        ("links.headers.'a.io/b' = {}", ":1:15", "is not a host name"),
        ("links.headers.'a.io'.'x y' = 'z'", ":1:22", "is not a valid header name"),
        ("links.headers.'a.io'.x = \"a\\nb\"", ":1:26", "a single line"),
    ];
    for (toml, place, message) in cases {
        let error = only_error(toml);
        assert!(error.contains(&format!("notelint.toml{place}")) && error.contains(message), "{toml}\n{error}");
    }
}

#[test]
fn all_errors_of_a_file_are_told_at_once_and_in_japanese_too() {
    let tree = TempProject::new(&[("notelint.toml", "extend = 1\n[rules]\nplane-fault = 'off'")]);
    let errors = tree.errors(Lang::Ja);
    assert_eq!(errors.len(), 2);
    assert!(
        errors[0].contains("`extend` というキーはない") && errors[0].contains("もしかして: `extends`"),
        "{errors:?}"
    );
    assert!(errors[1].contains("というルールはない"), "{errors:?}");
}

#[test]
fn files_that_extend_each_other_are_both_named() {
    let tree = TempProject::new(&[
        ("notelint.toml", "extends = ['./a.toml']"),
        ("a.toml", "extends = ['recommended', './notelint.toml']"),
    ]);
    let errors = tree.errors(Lang::En);
    assert_eq!(errors.len(), 1);
    assert!(errors[0].contains("a.toml and notelint.toml extend each other"), "{errors:?}");
    assert!(errors[0].contains("a.toml:1:27"), "{errors:?}");
}

#[test]
fn what_is_extended_lies_in_the_project() {
    let tree = TempProject::new(&[("base.toml", ""), ("p/notelint.toml", "extends = ['../base.toml', './gone.toml']")]);
    let configs = tree.configs(Choice::default(), Lang::En);
    configs.nearest(&tree.root.join("p"), &tree.root.join("p"));
    let errors: Vec<_> = configs.take_errors().iter().map(ToString::to_string).collect();
    assert_eq!(errors[0], "`../base.toml` is outside the project");
    assert!(errors[1].starts_with("`./gone.toml`: no such file"));
}

#[test]
fn a_japanese_note_has_other_rules_only_where_recommended_is_in_use() {
    for (text, expected) in [
        ("", true),
        ("extends = [\"strict\", \"recommended\"]", true),
        ("extends = [\"strict\"]", false),
        ("extends = [\"japanese\", \"style\", \"markdownlint\"]", false),
    ] {
        let tree = TempProject::new(&[("notelint.toml", text)]);
        let configs = tree.configs(Choice::default(), Lang::En);
        assert_eq!(configs.depends_on_language(&configs.nearest(&tree.root, &tree.root)), expected, "{text}");
        let rules = |japanese| tree.on(Choice::default(), "note.md", japanese);
        assert!(expected || rules(false) == rules(true), "{text}");
    }
    // Presets on the command line replace those of the configuration.
    let tree = TempProject::new(&[("notelint.toml", "")]);
    let strict = Choice { presets: vec![Preset::Strict], ..Choice::default() };
    let configs = tree.configs(strict, Lang::En);
    assert!(!configs.depends_on_language(&configs.nearest(&tree.root, &tree.root)));
}

#[test]
fn the_presets_options_are_valid_for_their_rules() {
    for entry in crate::rules::RULES {
        for membership in entry.meta.presets {
            let options: toml::Table = membership.options.parse().unwrap();
            assert!((entry.build)(options).is_ok(), "{} in {:?}", entry.meta.name, membership.preset);
        }
    }
}

#[test]
fn a_configuration_from_elsewhere_has_its_globs_in_the_project() {
    let tree = TempProject::new(&[("c/shared.toml", "exclude = ['old/**']"), ("p/old/a.md", "")]);
    let choice = Choice { file: Some(tree.root.join("c/shared.toml")), ..Choice::default() };
    let configs = tree.configs(choice, Lang::En);
    let root = tree.root.join("p");
    assert!(configs.excludes(&root, &root.join("old/a.md")));
    assert!(!configs.excludes(&root, Path::new(&root.join("new/a.md"))));
}
