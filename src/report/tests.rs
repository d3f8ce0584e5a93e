//! What a user sees, in each form.

use unicode_width::UnicodeWidthStr;

use super::{FileReport, Format, Report, Style, Summary, report, statistics};
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
    let message = "`x` is at fault".into();
    Finding { rule: &RULE, span, severity: Severity::Warning, message, notes: Vec::new(), fix: None, withheld: false }
}

pub(super) fn fix(title: &str, applicability: Applicability) -> Fix {
    let edits = vec![Edit::insert(0, "-")];
    Fix { title: title.into(), edits, elsewhere: Vec::new(), effect: Effect::Structure, applicability }
}

/// All that `report` writes of `findings` in one file, and then at the end.
pub(super) fn written(mut report: Box<dyn Report>, path: &str, text: Option<&str>, findings: &[Finding]) -> String {
    let source = text.map(|text| Source::new(text.into()).unwrap());
    let file = FileReport { path, in_repository: path, source: source.as_ref(), findings };
    let mut summary = Summary::default();
    summary.add(&file);
    let mut out = Vec::new();
    if !findings.is_empty() {
        report.file(&mut out, &file).unwrap();
    }
    report.finish(&mut out, &summary).unwrap();
    String::from_utf8(out).unwrap()
}

fn pretty(style: Style, text: &str, finding: Finding) -> String {
    written(report(Format::Pretty, style), "n.md", Some(text), &[finding])
}

/// Asserts that the pretty report of `marked` in `text` has a line that shows it as `seen`, and right below it a label
/// that begins and ends in the same columns of the screen.
#[track_caller]
fn assert_labelled(style: Style, text: &str, marked: &str, seen: &str) -> String {
    let at = text.find(marked).unwrap();
    let output = pretty(style, text, finding(at, at + marked.len()));
    let (bar, underline) = if style.unicode { ('│', '─') } else { ('|', '^') };
    let lines: Vec<&str> = output.lines().collect();
    let own = (0..lines.len()).find(|&line| lines[line].contains(bar) && lines[line].contains(seen)).expect(&output);
    let start = lines[own].find(seen).unwrap();
    let label = lines[own + 1].find(underline).expect(&output);
    assert_eq!(lines[own + 1][..label].width(), lines[own][..start].width(), "{output}");
    assert_eq!(lines[own + 1][label..].width(), seen.width(), "{output}");
    for line in lines.iter().filter(|line| line.contains(bar)) {
        assert!(line.width() <= style.width, "{line}");
    }
    output
}

#[test]
fn a_finding_is_shown_with_its_context_note_and_fix() {
    let text = "# AWS\n\n## Amazon EC2 Container Registry\n\nイメージの保管\n";
    let finding = Finding {
        notes: vec!["AWS changed it in 2015".into()],
        fix: Some(fix("write `Amazon ECR`", Applicability::Unsafe)),
        ..finding(10, 39)
    };
    let expected = "former-name

  ⚠ warning: `x` is at fault
   ╭─[n.md:3:4]
 2 │
 3 │ ## Amazon EC2 Container Registry
   ·    ─────────────────────────────
 4 │
   ╰────
  note: AWS changed it in 2015
  fix: write `Amazon ECR` (needs --unsafe-fixes)

1 finding (1 warning) in 1 of 1 file; 1 can be fixed with --fix --unsafe-fixes
";
    assert_eq!(pretty(EN, text, finding), expected);
}

#[test]
fn a_japanese_report_is_japanese_throughout() {
    let finding = Finding {
        severity: Severity::Error,
        message: "`７` は全角".into(),
        notes: vec!["検索に掛からない".into()],
        fix: Some(fix("半角にする", Applicability::Manual)),
        ..finding(12, 15)
    };
    let expected = "former-name

  × エラー: `７` は全角
   ╭─[n.md:1:5]
 1 │ レイヤー７
   ·         ──
   ╰────
  補足: 検索に掛からない
  修正: 半角にする（手作業）

1ファイル中 1ファイルに 1件の指摘（エラー 1）
";
    assert_eq!(pretty(JA, "レイヤー７", finding), expected);
}

#[test]
fn the_label_stands_under_the_very_characters() {
    assert_labelled(EN, "コンテナーは Amazon ECR に置く", "Amazon ECR", "Amazon ECR");
    assert_labelled(EN, "全角の（かっこ）は", "（かっこ）", "（かっこ）");
    assert_labelled(EN, "ｶﾞﾊﾞﾅﾝｽ と か\u{3099}き の ＡＷＳ", "ＡＷＳ", "ＡＷＳ");
    assert_labelled(EN, "⚠\u{FE0F} 👨\u{200D}👩\u{200D}👧 👍\u{1F3FD} ℹ\u{FE0F} ＡＷＳ", "ＡＷＳ", "ＡＷＳ");
    assert_labelled(EN, "\u{FEFF}前\r\n中 ここ 中\r\n後\r\n", "ここ", "ここ");
    assert_labelled(EN, "ロード\u{3000}バランサー", "\u{3000}", "\u{3000}");
    assert_labelled(EN, "終わり", "り", "り");
    assert_labelled(Style { unicode: false, ..JA }, "仮想 マシン", "マシン", "マシン");
}

#[test]
fn the_label_stands_under_text_behind_tabs() {
    let output = assert_labelled(EN, "\tタブ\tの ＡＷＳ\tです", "ＡＷＳ", "ＡＷＳ");
    assert!(output.contains("│     タブ    の ＡＷＳ"), "{output}");
    let output = pretty(EN, "a\tb", finding(1, 2));
    assert!(output.contains(" 1 │ a   b\n   ·  ───\n"), "the tab itself: {output}");
}

#[test]
fn the_label_stands_under_its_text_in_a_line_too_long_to_show() {
    let text = format!("{}ＡＷＳ{}", "前の\t文。".repeat(100), "後の文。".repeat(100));
    for width in [40, 80, 81, 120] {
        let output = assert_labelled(Style { width, ..EN }, &text, "ＡＷＳ", "ＡＷＳ");
        assert!(output.contains("1 │ …") && output.contains("…\n"), "{output}");
    }
    assert_labelled(Style { unicode: false, ..EN }, &text, "ＡＷＳ", "ＡＷＳ");
    let bracketed = pretty(EN, &format!("{text}\n{text}"), finding(0, text.len() + 4));
    assert!(bracketed.lines().filter(|line| line.contains('│')).all(|line| line.width() <= 80), "{bracketed}");
}

#[test]
fn a_place_between_characters_is_pointed_at() {
    for (text, at, line) in [("", 0, " 1 │\n   · ▲"), ("あ\n", 3, " 1 │ あ\n   ·   ▲"), ("あ", 3, " 1 │ あ\n   ·   ▲")]
    {
        let output = pretty(EN, text, finding(at, at));
        assert!(output.contains(&format!("{line}\n   ╰────")), "{text:?} {output}");
    }
    let output = pretty(EN, "あ\n", finding(4, 4));
    assert!(output.contains("[n.md:2:1]\n 1 │ あ\n 2 │\n   · ▲\n"), "{output}");
}

#[test]
fn a_finding_of_several_lines_is_bracketed() {
    let output = pretty(EN, "前\n一\n\n後\n", finding(4, 9));
    assert!(output.contains(" 1 │     前\n 2 │ ╭─▶ 一\n 3 │ ╰─▶\n 4 │     後\n   ╰──"), "{output}");
    let output = pretty(JA, "a\nb\nc\nd\ne\nf\n", finding(0, 12));
    assert!(output.contains(" 4 │ ├─▶ d\n   · ╰──── 6行目まで\n   ╰──"), "{output}");
}

#[test]
fn a_file_without_text_has_its_name_in_the_report() {
    let unreadable = Finding { severity: Severity::Error, ..finding(0, 0) };
    let output = written(report(Format::Pretty, EN), "sjis.md", None, std::slice::from_ref(&unreadable));
    assert!(output.contains("× error: `x` is at fault\n   ╭─[sjis.md:1:1]\n   ╰────\n"), "{output}");
    let output = written(report(Format::Concise, EN), "sjis.md", None, std::slice::from_ref(&unreadable));
    assert!(output.starts_with("sjis.md:1:1: error[former-name] "), "{output}");
}

#[test]
fn nothing_that_a_terminal_acts_upon_comes_through() {
    let evil = "\x1b[2J\x1b]0;t\x07\u{9b}31m\u{202e}\u{2067}\u{200f}\r\u{2028}\n\0";
    let text = format!("前{evil}中{evil}後");
    let finding = Finding {
        message: format!("`{evil}` is evil"),
        notes: vec![evil.into()],
        fix: Some(fix(evil, Applicability::Safe)),
        ..finding(0, text.len() - 3)
    };
    for format in [Format::Pretty, Format::Concise] {
        let output = written(report(format, JA), evil, Some(&text), std::slice::from_ref(&finding));
        let raw = output.replace('\n', "");
        assert_eq!(crate::text::sanitize::sanitize(&raw), raw, "{output:?}");
        assert!(output.contains("␛[2J␛]0;t␇"), "{output}");
    }
}

#[test]
fn wrapped_japanese_keeps_every_character_and_the_width() {
    let note = "AWS は 2021 年に「このサービス」の名前を変更した。コンソールやドキュメントでは、新しい名前（Amazon ECR）しか\
                使われておらず、古い名前で検索しても「見つかりません」と表示される。https://docs.aws.amazon.com/AmazonECR/latest/userguide/what-is-ecr.html";
    let condensed = |text: &str| text.replace(char::is_whitespace, "");
    for width in 40..=100 {
        let finding = Finding { notes: vec![note.into()], message: note.into(), ..finding(0, 1) };
        let output = pretty(Style { width, ..JA }, "a", finding);
        let lines: Vec<&str> = output.lines().filter(|line| !line.contains("指摘")).collect();
        assert!(lines.iter().all(|line| line.width() <= width), "{width}: {output}");
        let notes: Vec<&str> = lines.iter().copied().skip_while(|line| !line.contains("補足: ")).collect();
        assert_eq!(condensed(&notes.concat()), condensed(&format!("補足: {note}")));
        assert_eq!(condensed(&lines.concat().replace('│', "")).matches(&condensed(note)).count(), 2, "{output}");
        let forbidden = |line: &&str| line.trim_start_matches(['│', ' ']).starts_with(['。', '、', '」', '）', 'ー']);
        assert_eq!(lines.iter().find(|line| forbidden(line)), None, "{width}");
    }
}

#[test]
fn colours_and_links_only_where_asked_for() {
    let plain = pretty(EN, "a", finding(0, 1));
    assert!(!plain.contains('\x1b'));
    let color = pretty(Style { color: true, ..EN }, "a", finding(0, 1));
    assert!(color.contains("\x1b[33m⚠ warning:\x1b[0m") && !color.contains("\x1b]8"), "{color:?}");
    let linked = pretty(Style { links: true, ..EN }, "a", finding(0, 1));
    assert!(linked.contains("\x1b]8;;https://") && linked.contains("/rules/terms/former_name.md\x1b\\former-name"));
    let ascii = pretty(Style { unicode: false, ..EN }, "a", finding(0, 1));
    assert!(ascii.is_ascii() && ascii.contains("  ! warning: `x`"), "{ascii}");
}

#[test]
fn concise_is_a_line_each() {
    let text = "\u{FEFF}あい\nうえ";
    let findings = [
        Finding { fix: Some(fix("", Applicability::Safe)), ..finding(6, 9) },
        Finding { fix: Some(fix("", Applicability::Unsafe)), ..finding(10, 13) },
        Finding { severity: Severity::Advice, ..finding(13, 13) },
    ];
    let expected = "n.md:1:2: warning[former-name] `x` is at fault (fixable)
n.md:2:1: warning[former-name] `x` is at fault (unsafe fix)
n.md:2:2: advice[former-name] `x` is at fault
3 findings (2 warnings, 1 advice) in 1 of 1 file; 1 can be fixed with --fix, 1 more with --fix --unsafe-fixes
";
    assert_eq!(written(report(Format::Concise, EN), "n.md", Some(text), &findings), expected);
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
    let output = written(report(Format::Json, JA), "a\x1b\\.md", Some(text), &[first, second]);
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
fn json_of_a_clean_run_is_whole() {
    let expected = "{\"version\": 1, \"findings\": [], \
                    \"summary\": {\"files\":1,\"findings\":0,\"fixable\":0,\"fixed\":0,\"withheld\":0,\
                    \"baseline\":0,\"unchanged\":0}}\n";
    assert_eq!(written(report(Format::Json, EN), "n.md", Some(""), &[]), expected);
}

#[test]
fn statistics_are_a_table_with_the_most_frequent_rule_on_top() {
    let fixable = Finding { fix: Some(fix("", Applicability::Safe)), ..finding(0, 0) };
    let findings = [Finding { rule: &OTHER, ..finding(0, 0) }, fixable.clone(), fixable];
    let output = written(statistics(JA), "n.md", Some(""), &findings);
    let table: Vec<&str> = output.lines().take(3).collect();
    assert_eq!(
        table,
        ["ルール         指摘  修正可能", "former-name       2         2", "empty-section     1         0"]
    );
    assert!(table.iter().all(|row| row.width() == table[0].width()));
}
