//! The source of the page: what it contains, and that no note can add markup to it.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{POLICY, SCRIPT, STYLE};
use crate::finding::{Applicability, Finding, Lang};
use crate::report::tests::{EN, finding, fix, written};
use crate::report::{Format, Style};

fn page(path: &str, text: Option<&str>, findings: &[Finding]) -> String {
    written(Format::Html, EN, path, text, findings)
}

/// The data that the page's script reads.
fn data(page: &str) -> Value {
    let (_, data) = page.split_once("id=\"data\">").unwrap();
    serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap()
}

/// The hash of an inline element as browsers compute it, with LF line endings (HTML, preprocessing the input stream).
fn hash(text: &str) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(text.replace("\r\n", "\n"));
    let mut base64 = String::from("sha256-");
    for chunk in digest.chunks(3) {
        let bits = chunk.iter().fold(0, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - chunk.len()));
        let digits = (0..=chunk.len()).map(|at| char::from(DIGITS[bits >> (18 - 6 * at) & 63]));
        base64.extend(digits.chain("=".repeat(3 - chunk.len()).chars()));
    }
    base64
}

/// `UPDATE=1` updates the hashes.
#[test]
fn the_policy_allows_only_the_own_script_and_style() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/html/policy.txt");
    let (script, style) = (hash(SCRIPT), hash(STYLE));
    let expected = format!(
        "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    );
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(file, expected + "\n").unwrap();
    } else {
        assert_eq!(POLICY.trim(), expected, "UPDATE=1 updates it");
    }
    assert_eq!(hash("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

#[test]
fn a_note_can_not_break_out_of_the_data() {
    let evil = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)> \u{2028}";
    let found = Finding {
        message: evil.into(),
        notes: vec![evil.into()],
        fix: Some(fix(evil, Applicability::Safe)),
        ..finding(0, 9)
    };
    let page = page(evil, Some(evil), &[found]);
    assert!(!page.contains("alert(1)</") && !page.contains("<img") && !page.contains("<!-- "), "{page}");
    assert_eq!(page.matches("</script").count(), 2, "the data and the script");
    let data = data(&page);
    let shown = evil.replace('\u{2028}', "\u{fffd}");
    assert_eq!(data["findings"][0]["message"], shown);
    assert_eq!(data["findings"][0]["notes"][0], shown);
    assert_eq!(data["findings"][0]["fix"]["title"], shown);
    assert_eq!(data["tail"]["files"][0], shown);
    assert_eq!(data["findings"][0]["code"]["text"][1], "</script>");
}

#[test]
fn the_page_has_findings_positions_and_fixes() {
    let text = "# AWS\n\n## Ａmazon EC2 コンテナ\n\n本文\n";
    let at = text.find("コンテナ").unwrap();
    let edit = crate::finding::Edit::replace(crate::text::source::Span::new(at, at + 12), "Container");
    let mut found = finding(at, at + 12);
    found.fix = Some(crate::finding::Fix { edits: vec![edit], ..fix("write `Container`", Applicability::Unsafe) });
    let data = data(&page("n.md", Some(text), &[found.clone(), found]));
    assert_eq!(data["findings"].as_array().unwrap().len(), 2);
    let expected = serde_json::json!({
        "file": 0, "rule": 0, "severity": "warning", "line": 3, "column": 15, "message": "`x` is at fault",
        "code": {"first": 2, "text": ["\n## Ａmazon EC2 ", "コンテナ", "\n\n"]},
        "fix": {"title": "write `Container`", "applicability": "unsafe",
            "diff": {"hunks": [{"line": 3, "pieces": ["## Ａmazon EC2 ", ["コンテナ", "Container"]]}], "more": 0}}});
    assert_eq!(data["findings"][1], expected);
    let tail = &data["tail"];
    assert_eq!(tail["files"], serde_json::json!(["n.md"]));
    assert_eq!(tail["totals"], serde_json::json!({"files": 1, "fixed": 0, "withheld": 0}));
    assert_eq!((&tail["rules"][0]["name"], &tail["rules"][0]["alias"]), (&"former-name".into(), &"MD999".into()));
    assert_eq!(tail["lang"], "en");
}

#[test]
fn an_unreadable_file_and_a_clean_run_have_a_page() {
    let unread = data(&page("n.md", None, &[finding(0, 0)]));
    assert_eq!((&unread["findings"][0]["line"], &unread["findings"][0]["code"]), (&1.into(), &Value::Null));
    let clean = written(Format::Html, Style { lang: Lang::Ja, ..EN }, "n.md", Some(""), &[]);
    assert_eq!(data(&clean)["findings"], serde_json::json!([]));
    assert!(clean.contains("<html lang=\"ja\">") && clean.contains("1 ファイル、指摘なし"), "{clean}");
}
