//! Parts of the pages in `docs/` that repeat other sources: the table of rules, the inputs of the action, the keys of
//! `notelint.toml`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::tools;
use notelint::finding::Severity;
use notelint::rules::RULES;
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// The JSON output of notelint.
fn json(args: &[&str]) -> Value {
    serde_json::from_slice(&tools::notelint(root(), args).stdout).unwrap()
}

/// The words of a table of rules in one language.
struct Words {
    lang: &'static str,
    head: &'static str,
    /// The separator between two presets.
    comma: &'static str,
    severities: [(&'static str, &'static str); 3],
    fixes: [(&'static str, &'static str); 3],
    /// The fix of a rule whose fixes are safe in some cases only.
    either: &'static str,
}

const ENGLISH: Words = Words {
    lang: "en",
    head: "| rule | alias | severity | presets | fix | finds |\n|---|---|---|---|---|---|\n",
    comma: ", ",
    severities: [("error", "error"), ("warning", "warning"), ("advice", "advice")],
    fixes: [("safe", "safe"), ("unsafe", "unsafe"), ("none", "")],
    either: "safe or unsafe",
};

const JAPANESE: Words = Words {
    lang: "ja",
    head: "| ルール | 別名 | 重要度 | プリセット | 修正 | 見つけるもの |\n|---|---|---|---|---|---|\n",
    comma: "、",
    severities: [("error", "エラー"), ("warning", "警告"), ("advice", "参考")],
    fixes: [("safe", "安全"), ("unsafe", "安全でない"), ("none", "")],
    either: "場合による",
};

impl Words {
    /// A value of the JSON in this language.
    fn translate(value: &Value, words: &[(&str, &str)]) -> String {
        let value = value.as_str().unwrap_or("none");
        words.iter().find(|(key, _)| *key == value).map_or_else(|| panic!("{value}"), |(_, word)| (*word).to_owned())
    }

    /// The row of a rule.
    fn row(&self, rule: &Value) -> String {
        let texts = |key: &str| rule[key].as_array().unwrap().iter().map(|text| text.as_str().unwrap());
        let name = rule["name"].as_str().unwrap();
        let page = format!("../rules/{}/{}.md", rule["group"].as_str().unwrap(), name.replace('-', "_"));
        let aliases: Vec<_> = texts("aliases").filter(|alias| alias.starts_with("MD")).collect();
        // Every rule is in `strict`.
        let presets: Vec<_> = texts("presets").filter(|preset| *preset != "strict").collect();
        let presets = if presets.is_empty() { "strict".to_owned() } else { presets.join(self.comma) };
        let meta = RULES.iter().map(|entry| entry.meta).find(|meta| meta.name == name).unwrap();
        let severity = Self::translate(&rule["severity"], &self.severities);
        let severity = match meta.other_severity {
            Some(Severity::Advice) => format!("{}–{severity}", self.severities[2].1),
            _ => severity,
        };
        let fix = match meta.other_fix {
            Some(_) => self.either.to_owned(),
            None => Self::translate(&rule["fix"], &self.fixes),
        };
        let summary = rule["summary"][self.lang].as_str().unwrap().replace('|', "\\|");
        format!("| [`{name}`]({page}) | {} | {severity} | {presets} | {fix} | {summary} |\n", aliases.join(self.comma))
    }

    /// A heading and a table for each group.
    fn tables(&self) -> String {
        let rules = json(&["rules", "--format", "json"]);
        let (mut tables, mut group) = (String::new(), Value::Null);
        for rule in rules.as_array().unwrap() {
            if group != rule["group"] {
                group = rule["group"].clone();
                let _ = write!(tables, "\n## {}\n\n{}", group.as_str().unwrap(), self.head);
            }
            tables += &self.row(rule);
        }
        tables
    }
}

/// The page up to the first `##` is written by hand; the rest is generated.
fn check_rules(name: &str, words: &Words) {
    let page = read(name);
    let (before, _) = page.split_once("\n## ").expect("an introduction, then the groups");
    let current = format!("{before}{}", words.tables());
    if crate::common::is_updating() {
        fs::write(root().join(name), current).unwrap();
    } else {
        assert_eq!(page, current, "{name} is out of date; UPDATE=1 cargo test --test it docs:: rewrites it");
    }
}

#[test]
fn the_table_of_rules_is_current() {
    check_rules("docs/rules.md", &ENGLISH);
    check_rules("docs/rules.ja.md", &JAPANESE);
}

#[test]
fn every_input_of_the_action_is_documented_with_its_default() {
    let action: Value = serde_saphyr::from_str(&read("action.yml")).unwrap();
    let inputs = action["inputs"].as_object().unwrap();
    for name in ["docs/ci.md", "docs/ci.ja.md"] {
        let page = read(name);
        for (input, about) in inputs {
            let row = page.lines().find(|line| line.starts_with(&format!("| `{input}` |")));
            let row = row.unwrap_or_else(|| panic!("{name}: no row for the input `{input}`"));
            let default = about["default"].as_str().unwrap();
            let is_right = default.is_empty() || row.ends_with(&format!("| `{default}` |"));
            assert!(is_right, "{name}: the default of `{input}` is `{default}`: {row}");
        }
    }
}

#[test]
fn every_key_of_the_configuration_is_documented() {
    let schema = json(&["config", "--schema"]);
    let keys = |value: &Value| value["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let own = &schema["properties"];
    let overrides = keys(&own["overrides"]["items"]);
    for suffix in ["md", "ja.md"] {
        let pages = [
            ("configuration", keys(&schema)),
            ("configuration", overrides.clone()),
            ("links", keys(&own["links"])),
            ("terms", keys(&own["terms"])),
        ];
        for (page, keys) in pages {
            let name = format!("docs/{page}.{suffix}");
            let text = read(&name);
            for key in keys {
                let forms = [format!("`{key}`"), format!("\n{key} = "), format!("[{key}]"), format!("links.{key}.")];
                assert!(forms.iter().any(|form| text.contains(form)), "{name} does not mention the key `{key}`");
            }
        }
    }
}

#[test]
fn examples_name_the_current_version() {
    let version = env!("CARGO_PKG_VERSION");
    for name in ["README.md", "README.ja.md", "docs/ci.md", "docs/ci.ja.md"] {
        let text = read(name);
        for mark in ["notelint@v", "rev: v", "notelint=="] {
            for (_, after) in text.match_indices(mark).map(|(at, _)| text.split_at(at + mark.len())) {
                assert!(after.starts_with(version), "{name}: {mark}{}", &after[..10]);
            }
        }
    }
}

#[test]
fn the_gitlab_pipeline_is_valid() {
    let Some(check) = tools::tool("check-jsonschema") else { return };
    let snippets = tools::snippets("yaml", "codequality:");
    let folder = tools::folder(&[(".gitlab-ci.yml", &snippets[0])]);
    let mut command = std::process::Command::new(check);
    command.args(["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"]);
    tools::succeed(command.arg(folder.path().join(".gitlab-ci.yml")));
}
