//! Tests of the plain formats, and helpers for the tests of all formats.

use std::sync::Arc;

use unicode_width::UnicodeWidthStr;

use super::{FileReport, Format, Found, Overview, Report, Style, Summary, report, statistics};
use crate::finding::{Applicability, Edit, Effect, Finding, Fix, Lang, Meta, Severity};
use crate::text::source::{Source, Span};

pub(super) static RULE: Meta = meta("former-name", &["MD999"]);
pub(super) static OTHER: Meta = meta("empty-section", &[]);

const fn meta(name: &'static str, aliases: &'static [&'static str]) -> Meta {
    Meta { aliases, ..Meta::of(name, "terms", "") }
}

pub(super) const EN: Style = Style { lang: Lang::En, color: false, unicode: true, width: 80, links: false };
pub(super) const JA: Style = Style { lang: Lang::Ja, ..EN };

pub(super) fn finding(start: usize, end: usize) -> Finding {
    let span = Span::new(start, end);
    Finding::new(&RULE, span, Severity::Warning, "`x` is at fault".into())
}

pub(super) fn fix(title: &str, applicability: Applicability) -> Fix {
    let edits = vec![Edit::insert(0, "-")];
    Fix { title: title.into(), edits, elsewhere: Vec::new(), effect: Effect::Structure, applicability }
}

/// The whole report in `format` of `findings` in one file.
pub(super) fn written(format: Format, style: Style, path: &str, text: Option<&str>, findings: &[Finding]) -> String {
    of_files(&[(path, text, findings)], style.lang, |overview| report(format, style, overview))
}

/// A file's path, its text if it can be read, and what was found in it.
pub(super) type File<'a> = (&'a str, Option<&'a str>, &'a [Finding]);

/// The whole report of `files` that `make` creates.
pub(super) fn of_files(files: &[File<'_>], lang: Lang, make: impl FnOnce(&Arc<Overview>) -> Box<dyn Report>) -> String {
    let found: Vec<_> = files.iter().map(|&(path, _, findings)| Found { path, findings, fixed: &[] }).collect();
    let mut report = make(&Arc::new(Overview::new(&found)));
    let (mut out, mut summary) = (Vec::new(), Summary::default());
    report.begin(&mut out).unwrap();
    for &(path, text, findings) in files {
        let source = text.map(|text| Source::new(text.into()).unwrap());
        let file = FileReport { path, in_repository: path, url: Some(URL), source: source.as_ref(), findings, lang };
        summary.add(&file);
        if !findings.is_empty() {
            report.file(&mut out, &file).unwrap();
        }
    }
    report.finish(&mut out, &summary).unwrap();
    String::from_utf8(out).unwrap()
}

/// The URL of every file, for terminals with links.
pub(super) const URL: &str = "file://host/n.md";

#[test]
fn concise_has_a_line_for_each_finding() {
    let text = "\u{FEFF}あい\nうえ";
    let findings = [
        Finding { fix: Some(fix("", Applicability::Safe)), ..finding(6, 9) },
        Finding { fix: Some(fix("", Applicability::Unsafe)), ..finding(10, 13) },
        Finding { severity: Severity::Advice, ..finding(13, 13) },
    ];
    let expected = "n.md:1:2: warning[former-name] `x` is at fault (fixable)
n.md:2:1: warning[former-name] `x` is at fault (unsafe fix)
n.md:2:2: advice[former-name] `x` is at fault
3 findings (2 warnings, 1 advice) in 1 of 1 file; `--fix` would fix 1 in 1 file, with `--unsafe-fixes` 1 more
";
    assert_eq!(written(Format::Concise, EN, "n.md", Some(text), &findings), expected);
}

#[test]
fn json_keeps_the_contract_and_every_character() {
    let text = "あ\n\x1b\"い";
    let first = Finding {
        message: "`\x1b\"` \u{2028}".into(),
        notes: vec!["why".into()],
        fix: Some(fix("do", Applicability::Safe)),
        ..finding(4, 9)
    };
    let second = Finding { rule: &OTHER, ..finding(9, 9) };
    let output = written(Format::Json, JA, "a\x1b\\.md", Some(text), &[first, second]);
    assert!(!output.contains('\x1b'));
    let expected = serde_json::json!({"version": 1,
        "findings": [
            {"file": "a\x1b\\.md", "line": 2, "column": 1, "end_line": 2, "end_column": 4, "span": {"start": 4, "end": 9},
             "rule": "former-name", "alias": "MD999", "severity": "warning", "message": "`\x1b\"` \u{2028}", "notes": ["why"],
             "fix": {"title": "do", "applicability": "safe", "effect": "structure",
                     "edits": [{"start": 0, "end": 0, "text": "-"}]}},
            {"file": "a\x1b\\.md", "line": 2, "column": 4, "end_line": 2, "end_column": 4, "span": {"start": 9, "end": 9},
             "rule": "empty-section", "alias": null, "severity": "warning", "message": "`x` is at fault", "notes": [],
             "fix": null}],
        "summary": {"files": 1, "findings": 2, "fixable": 1, "fixed": 0, "withheld": 0, "baseline": 0, "unchanged": 0}});
    assert_eq!(serde_json::from_str::<serde_json::Value>(&output).unwrap(), expected);
}

#[test]
fn json_of_a_clean_run_is_complete() {
    let expected = "{\"version\": 1, \"findings\": [], \
                    \"summary\": {\"files\":1,\"findings\":0,\"fixable\":0,\"fixed\":0,\"withheld\":0,\
                    \"baseline\":0,\"unchanged\":0}}\n";
    assert_eq!(written(Format::Json, EN, "n.md", Some(""), &[]), expected);
}

#[test]
fn statistics_are_a_table_with_the_most_frequent_rule_on_top() {
    let fixable = Finding { fix: Some(fix("", Applicability::Safe)), ..finding(0, 0) };
    let findings = [Finding { rule: &OTHER, ..finding(0, 0) }, fixable.clone(), fixable];
    let output = of_files(&[("n.md", Some(""), &findings)], Lang::Ja, |overview| statistics(JA, overview));
    let table: Vec<&str> = output.lines().take(3).collect();
    assert_eq!(
        table,
        ["ルール         指摘  修正可能", "former-name       2         2", "empty-section     1         0"]
    );
    assert!(table.iter().all(|row| row.width() == table[0].width()));
}
