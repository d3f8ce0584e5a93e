//! Formats for programs. `tests/it/formats.rs` validates them with the programs themselves.

use serde_json::{Value, json};

use super::Format;
use super::tests::{EN, JA, OTHER, RULE, finding, fix, written};
use crate::finding::{Applicability, Edit, Finding, Severity};
use crate::text::source::Span;

/// A hostile file name and a hostile text.
const EVIL: &str =
    "::error::a,b:c%0A\r\n\x1b[31m##[add-mask]x\u{2028}]]><script>&\"'|`![x](https://evil.example)\u{FFFF}";

fn value(format: Format, path: &str, text: Option<&str>, findings: &[Finding]) -> Value {
    serde_json::from_str(&written(format, EN, path, text, findings)).unwrap()
}

fn evil() -> Finding {
    Finding {
        message: EVIL.into(),
        notes: vec![EVIL.into()],
        fix: Some(fix(EVIL, Applicability::Safe)),
        ..finding(0, 1)
    }
}

#[test]
fn an_annotation_has_the_position_and_is_escaped() {
    let text = "a\nあい\n";
    let finding = Finding { message: "`50%` is,\nat: fault".into(), notes: vec!["why".into()], ..finding(2, 8) };
    let output = written(Format::Github, EN, "a,b:c%.md", Some(text), &[finding]);
    assert_eq!(
        output.lines().next().unwrap(),
        "::warning file=a%2Cb%3Ac%25.md,line=2,endLine=2,col=1,endColumn=2,title=former-name::`50%25` is,␊at: fault%0Awhy"
    );
}

#[test]
fn an_annotation_over_lines_has_no_columns() {
    let output = written(Format::Github, EN, "n.md", Some("a\nb\nc\n"), &[finding(0, 3)]);
    assert!(output.starts_with("::warning file=n.md,line=1,endLine=2,title="), "{output}");
}

#[test]
fn findings_that_github_would_drop_go_to_the_log_and_are_counted() {
    let error = |_| Finding { severity: Severity::Error, ..evil() };
    let advice = |_| Finding { severity: Severity::Advice, ..evil() };
    let findings: Vec<Finding> = (0..12).map(|_| evil()).chain((0..10).map(error)).chain((0..10).map(advice)).collect();
    let output = written(Format::Github, EN, EVIL, Some("a"), &findings);
    let count = |kind: &str| output.lines().filter(|line| line.starts_with(&format!("::{kind} "))).count();
    assert_eq!((count("error"), count("warning"), count("notice")), (10, 10, 10), "{output}");
    assert!(output.contains("\n::notice title=notelint::3 more findings in the log of this step: GitHub"), "{output}");
    let logged = output.lines().filter(|line| line.contains("[former-name] "));
    let logged: Vec<_> = logged.collect();
    assert_eq!(logged.len(), 3);
    // A command starts a line with `::`, or follows `##[`.
    assert!(logged.iter().all(|line| !line.trim_start().starts_with("::") && !line.contains("##[")), "{logged:?}");
}

#[test]
fn sarif_counts_columns_in_utf16_and_offers_fixes() {
    let text = "\u{FEFF}𠮷野\n𠮷野家\n";
    let at = text.find("野家").unwrap();
    let fixed = Finding {
        fix: Some(crate::finding::Fix {
            edits: vec![Edit::replace(Span::new(at, at + 6), "の家")],
            ..fix("write it", Applicability::Unsafe)
        }),
        ..finding(at, at + 6)
    };
    let manual = Finding { fix: Some(fix("", Applicability::Manual)), rule: &OTHER, ..finding(3, 7) };
    let sarif = value(Format::Sarif, "日本 語.md", Some(text), &[manual, fixed]);
    let run = &sarif["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let [first, second] = &run["results"].as_array().unwrap()[..] else { panic!("{run}") };
    let place = &second["locations"][0]["physicalLocation"];
    assert_eq!(place["region"], json!({"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 5}));
    assert_eq!(place["artifactLocation"]["uri"], "%E6%97%A5%E6%9C%AC%20%E8%AA%9E.md");
    assert_eq!(second["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "の家");
    assert_eq!(second["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"], place["region"]);
    // The byte order mark does not count as a character, and a manual fix is not offered to programs.
    assert_eq!(first["locations"][0]["physicalLocation"]["region"]["startColumn"], 1);
    assert_eq!(first["fixes"], Value::Null);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!((&rules[0]["id"], &first["ruleIndex"]), (&json!(OTHER.name), &json!(0)));
    assert_eq!((&rules[1]["id"], &second["ruleIndex"]), (&json!(RULE.name), &json!(1)));
}

#[test]
fn fingerprints_survive_moved_lines_and_differ_for_equal_findings() {
    let prints = |format, text: &str, key: fn(&Value) -> &Value| {
        let at: Vec<usize> = text.match_indices("サーバ").map(|(at, _)| at).collect();
        let findings: Vec<Finding> = at.iter().map(|at| finding(*at, at + 9)).collect();
        let output = value(format, "n.md", Some(text), &findings);
        let list = if format == Format::Sarif { &output["runs"][0]["results"] } else { &output };
        list.as_array().unwrap().iter().map(|item| key(item).as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (before, after) = ("サーバ\n\nサーバ\n", "# title\n\nmore\n\nサーバ\n\n  サーバ\n");
    for (format, key) in [
        (Format::Sarif, (|item: &Value| &item["partialFingerprints"]["notelint/v1"]) as fn(&Value) -> &Value),
        (Format::Gitlab, |item: &Value| &item["fingerprint"]),
    ] {
        let first = prints(format, before, key);
        assert_ne!(first[0], first[1]);
        assert_eq!(first, prints(format, after, key));
    }
}

/// A finding with two places, and a fix for both.
fn twice() -> Finding {
    let edits = vec![Edit::replace(Span::new(0, 1), "x"), Edit::replace(Span::new(6, 7), "x")];
    let fix = crate::finding::Fix { edits, ..fix("write it", Applicability::Safe) };
    Finding { places: vec![Span::new(6, 7)], fix: Some(fix), ..finding(0, 1) }
}

#[test]
fn a_finding_with_several_places_has_all_of_them() {
    let text = "a\n\nあa\n";
    let findings = [twice()];
    let json = value(Format::Json, "n.md", Some(text), &findings);
    let place = json!({ "line": 3, "column": 2, "end_line": 3, "end_column": 3, "span": { "start": 6, "end": 7 } });
    assert_eq!(json["findings"][0]["places"], json!([place]));
    let sarif = value(Format::Sarif, "n.md", Some(text), &findings);
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 3);
    assert_eq!(result["message"]["text"], "`x` is at fault\nand 1 more, line 3");
    let concise = written(Format::Concise, EN, "n.md", Some(text), &findings);
    assert!(concise.starts_with("n.md:1:1: warning[former-name] `x` is at fault, and 1 more, line 3 (fixable)\n"));
    let japanese = written(Format::Concise, JA, "n.md", Some(text), &findings);
    assert!(japanese.contains("`x` is at fault、ほか 1 件、3 行目"), "{japanese}");
}

#[test]
fn reviewdog_gets_each_place_with_its_own_edit() {
    let report = value(Format::Rdjson, "n.md", Some("a\n\nあa\n"), &[twice()]);
    let lines = |diagnostic: &Value| {
        let suggested = &diagnostic["suggestions"][0]["range"]["start"]["line"];
        [diagnostic["location"]["range"]["start"]["line"].clone(), suggested.clone()]
    };
    let diagnostics = report["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics.iter().map(lines).collect::<Vec<_>>(), [[json!(1), json!(1)], [json!(3), json!(3)]]);
}

#[test]
fn gitlab_has_the_keys_that_it_requires() {
    let severe = Finding { severity: Severity::Error, message: EVIL.into(), ..finding(2, 3) };
    let issues = value(Format::Gitlab, "n.md", Some("a\nb"), &[severe]);
    let issue = &issues[0];
    assert_eq!(issue["location"], json!({"path": "n.md", "lines": {"begin": 2, "end": 2}}));
    assert_eq!((&issue["check_name"], &issue["severity"]), (&json!(RULE.name), &json!("major")));
    assert!(issue["description"].as_str().unwrap().starts_with("::error::a,b"));
    assert_eq!(issue["fingerprint"].as_str().unwrap().len(), 16);
    assert_eq!(value(Format::Gitlab, "n.md", Some(""), &[]), json!([]));
}

#[test]
fn reviewdog_gets_one_suggestion_in_bytes() {
    let text = "前\n・あ・い\n";
    let edits = vec![Edit::replace(Span::new(4, 7), "- "), Edit::delete(Span::new(10, 13))];
    let fixed =
        Finding { fix: Some(crate::finding::Fix { edits, ..fix("write it", Applicability::Safe) }), ..finding(4, 16) };
    let output = value(Format::Rdjson, "n.md", Some(text), &[fixed]);
    let diagnostic = &output["diagnostics"][0];
    assert_eq!(
        diagnostic["location"]["range"],
        json!({"start": {"line": 2, "column": 1}, "end": {"line": 2, "column": 13}})
    );
    let suggestion = json!([{
        "range": {"start": {"line": 2, "column": 1}, "end": {"line": 2, "column": 10}}, "text": "- あ",
    }]);
    assert_eq!(diagnostic["suggestions"], suggestion);
    assert_eq!((&diagnostic["severity"], &diagnostic["code"]["value"]), (&json!("WARNING"), &json!(RULE.name)));
}

#[test]
fn characters_that_xml_forbids_are_replaced() {
    for format in [Format::Checkstyle, Format::Junit] {
        let output = written(format, EN, EVIL, Some("a"), &[evil()]);
        let forbidden = |char: &char| matches!(char, '\0'..='\x08' | '\x0b'..='\x1f' | '\u{FFFE}' | '\u{FFFF}');
        assert_eq!(output.chars().find(forbidden), None, "{output:?}");
        assert!(!output.contains("]]>") && !output.contains("<script>"), "{output}");
        assert!(output.contains("␛[31m") && output.contains("&lt;script&gt;&amp;"), "{output}");
    }
}

#[test]
fn a_clean_run_is_a_complete_document_in_every_format() {
    let clean = |format| written(format, EN, "n.md", Some(""), &[]);
    assert!(clean(Format::Checkstyle).ends_with("<checkstyle version=\"4.3\">\n</checkstyle>\n"));
    assert!(clean(Format::Junit).contains("tests=\"1\" skipped=\"0\" failures=\"0\" errors=\"0\""));
    assert_eq!(value(Format::Rdjson, "n.md", Some(""), &[])["diagnostics"], json!([]));
    assert_eq!(value(Format::Sarif, "n.md", Some(""), &[])["runs"][0]["results"], json!([]));
    assert_eq!(clean(Format::Jsonl), "");
    assert_eq!(clean(Format::Github), "no findings in 1 file\n");
    assert_eq!(clean(Format::Markdown), "### notelint\n\nno findings in 1 file\n");
}

#[test]
fn advice_fails_no_test() {
    let advice = Finding { severity: Severity::Advice, ..finding(0, 1) };
    let output = written(Format::Junit, EN, "n.md", Some("a"), &[advice, finding(0, 1)]);
    assert!(output.contains("tests=\"2\" skipped=\"1\" failures=\"1\" errors=\"0\""), "{output}");
    assert!(output.contains("<skipped message"), "{output}");
}

#[test]
fn a_line_of_jsonl_is_a_finding_of_the_contract() {
    let findings = [evil(), finding(0, 1)];
    let output = written(Format::Jsonl, EN, EVIL, Some("a"), &findings);
    let rows: Vec<Value> = output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(json!(rows), value(Format::Json, EVIL, Some("a"), &findings)["findings"]);
}

#[test]
fn a_note_can_not_add_markup_to_a_summary() {
    let message = "`a|b` <img src=x> ![i](https://evil.example) *b* www.evil.example @all";
    let finding = Finding { message: message.into(), ..finding(0, 1) };
    let output = written(Format::Markdown, JA, "a|b`.md", Some("a"), &[finding]);
    let row = output.lines().last().unwrap();
    assert_eq!(row.matches('|').count() - row.matches("\\|").count(), 4, "{row}");
    // CommonMark 0.31, 2.4: any ASCII punctuation can be escaped with a backslash.
    for markup in ["<img", "![", "*b", "https:", "www.", "@all"] {
        let (first, rest) = markup.split_at(markup.find(|char: char| char.is_ascii_punctuation()).unwrap());
        assert!(
            row.contains(&format!("{first}\\{}", &rest[..1])) && !row.contains(&format!(" {markup}")),
            "`{markup}` in {row}"
        );
    }
    assert!(output.contains("| 場所 | ルール | 指摘 |"), "{output}");
}

#[test]
fn quoted_text_is_code_in_a_summary() {
    let cell = |message: &str| {
        let finding = Finding { message: message.into(), ..finding(0, 1) };
        let output = written(Format::Markdown, EN, "n.md", Some("a"), &[finding]);
        let row = output.lines().last().unwrap();
        row[row.find(") | ").unwrap() + 4..].strip_suffix(" |").unwrap().to_owned()
    };
    assert_eq!(cell("`S3` and `<b>*x*` differ"), "`S3` and `<b>*x*` differ");
    assert_eq!(cell("`a|b` `\\`"), "<code>a\\|b</code> <code>\\\\</code>");
    assert_eq!(cell("` a ` is odd"), "<code> a </code> is odd");
    assert_eq!(cell("no `` and *no end `a"), "no \\`\\` and \\*no end \\`a");
}

#[test]
fn a_summary_stays_short() {
    let findings = vec![finding(0, 1); 700];
    let output = written(Format::Markdown, EN, "n.md", Some("a"), &findings);
    assert_eq!(output.lines().filter(|line| line.starts_with("| n")).count(), 500);
    assert!(output.ends_with("\nand 200 more\n"), "{output}");
}
