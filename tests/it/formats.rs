//! Each report format, read by the programs it is for. The notes have names and headings that would break invalid
//! output.
#![cfg(unix)]

use std::collections::HashSet;
use std::fs;
use std::process::Command;

use crate::tools::{self, code_and_stderr, notelint, python, succeed, tool};
use serde_json::Value;

/// Notes with one finding each: an empty section. Its title and the file name need escaping in every format.
const TITLE: &str = "]]> <b>&\"' | %0A,::error:: ##[add-mask]x \u{1b}[31m𠮷野家";
const NAMES: [&str; 4] = ["日本 語,%:.md", "]]><b>&\"'.md", "\u{1b}[31m.md", "::error::x.md"];
const FORMATS: [&str; 11] =
    ["pretty", "concise", "json", "jsonl", "github", "sarif", "junit", "gitlab", "checkstyle", "rdjson", "markdown"];

/// The notes, and reports on them in every format, as `out/FORMAT`.
fn reports() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in NAMES {
        let text = format!("# 題\n\n## {TITLE}\n\n## b\n\ntext\n\n–\u{20}one\n–\u{20}two\n");
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::write(folder.path().join("bad.md"), b"a\xff\xfe\n").unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    let files: Vec<String> = FORMATS.iter().map(|format| format!("--output-file={format}=out/{format}")).collect();
    let args: Vec<&str> =
        files.iter().map(String::as_str).chain(["--quiet", "--select", "empty-section,pseudo-bullet"]).collect();
    let (code, printed) = code_and_stderr(&notelint(folder.path(), &args));
    assert_eq!(code, 1, "{printed}");
    folder
}

fn text(folder: &tempfile::TempDir, format: &str) -> String {
    fs::read_to_string(folder.path().join("out").join(format)).unwrap()
}

fn json(folder: &tempfile::TempDir, format: &str) -> Value {
    serde_json::from_str(&text(folder, format)).unwrap()
}

fn findings(folder: &tempfile::TempDir) -> Vec<Value> {
    json(folder, "json")["findings"].as_array().unwrap().clone()
}

/// The other places of `finding`.
fn places(finding: &Value) -> &[Value] {
    finding["places"].as_array().map(Vec::as_slice).unwrap_or_default()
}

#[test]
fn every_format_has_every_finding() {
    let folder = reports();
    let count = findings(&folder).len();
    assert!(count > NAMES.len() * 2, "{count}");
    let lines = |format| text(&folder, format).lines().count();
    assert_eq!(lines("jsonl"), count);
    assert_eq!(lines("concise"), count + 1);
    assert_eq!(json(&folder, "gitlab").as_array().unwrap().len(), count);
    // A comment for each place of a finding.
    let places: usize = findings(&folder).iter().map(|finding| places(finding).len()).sum();
    assert_eq!(json(&folder, "rdjson")["diagnostics"].as_array().unwrap().len(), count + places);
    assert_eq!(json(&folder, "sarif")["runs"][0]["results"].as_array().unwrap().len(), count);
    assert_eq!(text(&folder, "checkstyle").matches("<error ").count(), count);
    assert_eq!(text(&folder, "junit").matches("<testcase ").count(), count);
    assert_eq!(text(&folder, "markdown").lines().filter(|line| line.starts_with("| ")).count(), count + 1);
    for format in FORMATS {
        assert!(!text(&folder, format).contains('\u{1b}'), "{format}");
    }
}

#[test]
fn sarif_matches_its_schema() {
    let folder = reports();
    let schema = tools::tools().join("sarif-schema.json");
    if !schema.is_file() {
        tools::skip("sarif-schema", ".ci/setup fetches it");
        return;
    }
    let Some(check) = tool("check-jsonschema") else { return };
    let file = folder.path().join("out/sarif");
    succeed(Command::new(check).arg("--regex-variant=python").arg("--schemafile").arg(schema).arg(file));
}

#[test]
fn sarif_tools_report_the_same_counts() {
    let folder = reports();
    let Some(sarif) = tool("sarif") else { return };
    let file = folder.path().join("out/notelint.sarif");
    fs::rename(folder.path().join("out/sarif"), &file).unwrap();
    let mut command = Command::new(sarif);
    succeed(command.arg("csv").arg("--output").arg(folder.path().join("out/csv")).arg(&file));
    let Some(python) = python("csv") else { return };
    let script = "import csv, sys; print(len(list(csv.DictReader(open(sys.argv[1], encoding='utf-8')))))";
    let rows = succeed(Command::new(python).args(["-c", script]).arg(folder.path().join("out/csv")));
    assert_eq!(rows.trim(), findings(&folder).len().to_string());
}

#[test]
fn junitparser_reads_suites_cases_and_failures() {
    let folder = reports();
    let Some(python) = python("junitparser") else { return };
    let script = "
import sys, junitparser
report = junitparser.JUnitXml.fromfile(sys.argv[1])
cases = [case for suite in report for case in suite]
kinds = [type(result).__name__ for case in cases for result in case.result]
print(len(list(report)), len(cases), kinds.count('Failure'), kinds.count('Error'))
";
    let printed = succeed(Command::new(python).args(["-c", script]).arg(folder.path().join("out/junit")));
    let findings = findings(&folder);
    let count = |severity: &str| findings.iter().filter(|finding| finding["severity"] == severity).count();
    let expected = format!("{} {} {} {}", NAMES.len() + 1, findings.len(), count("warning"), count("error"));
    assert_eq!(printed.trim(), expected);
}

#[test]
fn an_xml_parser_returns_the_text_of_the_notes() {
    let folder = reports();
    let Some(python) = python("xml.etree.ElementTree") else { return };
    let script = "
import sys, json, xml.etree.ElementTree as tree
files = tree.parse(sys.argv[1]).getroot().findall('file')
print(json.dumps([[file.get('name'), error.get('line'), error.get('message')] for file in files for error in file]))
";
    let printed = succeed(Command::new(python).args(["-c", script]).arg(folder.path().join("out/checkstyle")));
    let visible = |value: &Value| value.as_str().unwrap().replace('\u{1b}', "␛");
    let expected: Vec<Value> = findings(&folder)
        .iter()
        .map(|finding| {
            let line = finding["line"].to_string();
            let message = visible(&finding["message"]);
            let message = match places(finding) {
                [other] => format!("{message}, and 1 more, line {}", other["line"]),
                _ => message,
            };
            serde_json::json!([visible(&finding["file"]), line, message])
        })
        .collect();
    assert_eq!(serde_json::from_str::<Vec<Value>>(&printed).unwrap(), expected);
}

#[test]
fn reviewdog_reads_rdjson() {
    let folder = reports();
    let Some(validator) = tool("rdformat-validator") else { return };
    let file = folder.path().join("out/rdjson");
    succeed(Command::new(validator).args(["--strict", "--no-extra-fields"]).arg(file));
}

#[test]
fn gitlab_fingerprints_are_unique() {
    let folder = reports();
    let issues = json(&folder, "gitlab");
    let issues = issues.as_array().unwrap();
    let prints: HashSet<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), issues.len());
}

/// A workflow command: name, properties, text.
type WorkflowCommand = (String, Vec<(String, String)>, String);

/// Parses a line as the runner of GitHub Actions does.
fn command(line: &str) -> Option<WorkflowCommand> {
    let (head, text) = line.strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let text_of = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let value = |text: &str| text_of(&text.replace("%3A", ":").replace("%2C", ","));
    let properties = properties.split(',').filter_map(|pair| pair.split_once('='));
    let properties = properties.map(|(key, text)| (key.to_owned(), value(text))).collect();
    Some((name.to_owned(), properties, text_of(text)))
}

#[test]
fn a_runner_finds_annotations_and_no_other_command() {
    let folder = reports();
    let report = text(&folder, "github");
    let commands: Vec<_> = report.lines().filter_map(|line| command(line.trim_start())).collect();
    assert!(commands.iter().all(|(name, ..)| ["error", "warning", "notice"].contains(&&**name)), "{report}");
    let files: HashSet<&str> = commands.iter().map(|(_, properties, _)| &*properties[0].1).collect();
    assert!(files.contains("日本 語,%:.md") && files.contains("]]><b>&\"'.md"), "{files:?}");
    assert!(commands.iter().any(|(.., text)| text.contains("%0A,::error::")), "{report}");
    // Older commands follow `##[` anywhere in a line that is not a newer command.
    let others = report.lines().filter(|line| command(line.trim_start()).is_none());
    assert_eq!(others.filter(|line| line.contains("##[")).count(), 0, "{report}");
}

#[test]
fn a_file_that_cannot_be_written_is_an_error_and_the_others_are_written() {
    let folder = tools::folder(&[("a.md", "## a\n"), ("taken/x", "")]);
    let args = ["--output-file", "json=taken", "--output-file", "sarif=new/deep/a.sarif"];
    let (code, printed) = code_and_stderr(&notelint(folder.path(), &args));
    assert_eq!(code, 2, "{printed}");
    assert!(printed.contains("error: `taken` can't be written"), "{printed}");
    assert!(folder.path().join("new/deep/a.sarif").is_file());
}

#[test]
fn an_unknown_format_is_an_error_that_lists_the_formats() {
    let folder = tools::folder(&[("a.md", "")]);
    for wrong in ["srif=a", "sarif", "sarif="] {
        let (code, printed) = code_and_stderr(&notelint(folder.path(), &["--output-file", wrong]));
        assert_eq!(code, 2, "{printed}");
        assert!(printed.contains("--output-file"), "{printed}");
    }
    let (_, printed) = code_and_stderr(&notelint(folder.path(), &["--output-file", "srif=a"]));
    assert!(printed.contains("json, jsonl, github, sarif"), "{printed}");
}

#[test]
fn reports_for_repositories_have_paths_relative_to_the_repository() {
    let folder = tools::folder(&[(".git/HEAD", ""), ("notes/a b.md", "## a\n\n## b\n\ntext\n")]);
    let below = folder.path().join("notes");
    let printed = |format| code_and_stderr(&notelint(&below, &["--format", format])).1;
    assert!(printed("github").starts_with("::warning file=notes/a b.md,line=1,"), "{}", printed("github"));
    assert!(printed("sarif").contains("\"uri\":\"notes/a%20b.md\""), "{}", printed("sarif"));
    assert!(printed("gitlab").contains("\"path\":\"notes/a b.md\""), "{}", printed("gitlab"));
    assert!(printed("checkstyle").contains("name=\"a b.md\""), "{}", printed("checkstyle"));
}

#[test]
fn formats_for_programs_are_complete_even_if_nothing_was_checked() {
    let folder = tools::folder(&[]);
    let output = notelint(folder.path(), &["--format", "sarif", "gone.md"]);
    assert_eq!(output.status.code(), Some(2));
    let sarif: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
}
