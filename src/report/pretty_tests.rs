//! The report for people, as it appears on the screen.

use unicode_width::UnicodeWidthStr;

use super::tests::{EN, File, JA, OTHER, RULE, URL, finding, fix, of_files, written};
use super::{Format, Found, Overview, Style, Summary, report};
use crate::finding::{Applicability, Finding, Severity};
use crate::text::sanitize::sanitize;

fn pretty(style: Style, text: &str, finding: Finding) -> String {
    written(Format::Pretty, style, "n.md", Some(text), &[finding])
}

fn all(style: Style, files: &[File<'_>]) -> String {
    of_files(files, style.lang, |overview| report(Format::Pretty, style, overview))
}

/// A finding with `message` for each occurrence of `marked` in `text`.
fn findings(text: &str, marked: &str, message: impl Fn(usize) -> String) -> Vec<Finding> {
    let found = |(index, (at, _)): (usize, (usize, &str))| Finding {
        message: message(index),
        ..finding(at, at + marked.len())
    };
    text.match_indices(marked).enumerate().map(found).collect()
}

/// Asserts that the report of `marked` in `text` has a line that shows it as `seen`, with an underline right below it
/// that starts and ends in the same columns.
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
fn a_finding_is_shown_with_its_line_note_and_fix() {
    let text = "# AWS\n\n## Amazon EC2 Container Registry\nThe registry.\n";
    let finding = Finding {
        notes: vec!["AWS changed it in 2015".into()],
        fix: Some(fix("write `Amazon ECR`", Applicability::Unsafe)),
        ..finding(10, 39)
    };
    let expected = "n.md
  3:4  warning[former-name] `x` is at fault
  3 │ ## Amazon EC2 Container Registry
    │    ─────────────────────────────
  4 │ The registry.
  note: AWS changed it in 2015
  fix: write `Amazon ECR` (needs --unsafe-fixes)

1 finding (1 warning) in 1 of 1 file
`--fix --unsafe-fixes` would fix 1 in 1 file
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
        ..finding(19, 22)
    };
    let expected = "n.md
  2:5  エラー[former-name] `７` は全角
  1 │ 負荷
  2 │ レイヤー７
    │         ──
  補足: 検索に掛からない
  修正: 半角にする（手作業）

1 ファイル中 1 ファイルに 1 件の指摘（エラー 1）
";
    assert_eq!(pretty(JA, "負荷\nレイヤー７", finding), expected);
}

#[test]
fn equal_findings_share_a_block() {
    let text = "– a\n– b\n\n– c\nx – d\n– e\n– f\n\n\n\n– g\n";
    let mut bullets = findings(text, "–", |_| "`–` is not a list marker".into());
    let fix = fix("make it a list item with `-`", Applicability::Safe);
    for finding in &mut bullets {
        finding.fix = Some(fix.clone());
    }
    let expected = "n.md
  1:1   warning[former-name] `–` is not a list marker
  1 │ – a
    │ ─
  2 │ – b
  fix: make it a list item with `-`
  and 6 more, lines 2, 4–7, 11

7 findings (7 warnings) in 1 of 1 file
`--fix` would fix 7 in 1 file
";
    assert_eq!(all(EN, &[("n.md", Some(text), &bullets)]), expected);
    let japanese = all(JA, &[("n.md", Some(text), &bullets)]);
    assert!(japanese.contains("\n  ほか 6 件、2、4–7、11 行目\n"), "{japanese}");
    let text = "– and –";
    let bullets = findings(text, "–", |_| "`–` is not a list marker".into());
    let english = all(EN, &[("n.md", Some(text), &bullets)]);
    assert!(english.contains("\n  and 1 more on this line\n"), "{english}");
    let japanese = all(JA, &[("n.md", Some(text), &bullets)]);
    assert!(japanese.contains("\n  同じ行にほか 1 件\n"), "{japanese}");
}

#[test]
fn neighbours_that_differ_only_in_quotes_share_a_block() {
    let text = "x\nx\nx\n\n\n\n\nx\n";
    let long = "a/very/long/path/to/some/note/about/cloud/services/and/costs.md";
    let mut found = findings(text, "x", |index| format!("there is no heading `#{index}` in `{long}`"));
    found[0].fix = Some(fix("link to `#zero`", Applicability::Unsafe));
    found[1].fix = Some(fix("link to `#one`", Applicability::Unsafe));
    found[2].fix = Some(fix("link to `#two`", Applicability::Unsafe));
    let expected = "n.md
  1:1  warning[former-name] there is no heading `#0` in
       `a/very/long/path/to/some/note/about/cloud/services/and/costs.md`
  1 │ x
    │ ─
  2 │ x
  fix: link to `#zero` (needs --unsafe-fixes)
  2:1  warning[former-name] … `#1` → `#one`
  3:1  warning[former-name] … `#2` → `#two`

  8:1  warning[former-name] there is no heading `#3` in
       `a/very/long/path/to/some/note/about/cloud/services/and/costs.md`
  8 │ x
    │ ─

4 findings (4 warnings) in 1 of 1 file
`--fix --unsafe-fixes` would fix 3 in 1 file
";
    assert_eq!(all(EN, &[("n.md", Some(text), &found)]), expected);
}

/// The report of a run with many findings of one rule and few of another.
fn long_run(style: Style) -> String {
    let text = "x y\n".repeat(120);
    let mut many = findings(&text, "x", |index| format!("`x{}` is spelled `X{}`", index / 2, index / 2));
    for finding in &mut many {
        finding.notes = vec!["a search does not find it".into()];
    }
    let mut few = findings(&text[..8], "y", |index| format!("`y{index}` was renamed"));
    few.iter_mut().zip(2020..).for_each(|(finding, year)| {
        finding.rule = &OTHER;
        finding.notes = vec![format!("in {year}")];
    });
    all(style, &[("a.md", Some(&text), &many), ("b.md", Some(&text), &few), ("c.md", Some(&text), &many[..6])])
}

#[test]
fn a_long_report_starts_with_counts_and_hides_nothing() {
    let english = long_run(EN);
    let head = "rule           findings  fixable
former-name         126        0
empty-section         2        0

a.md
  1:1    warning[former-name] `x0` is spelled `X0`
  1 │ x y
    │ ─
  2 │ x y
  note: a search does not find it
  and 1 more, line 2
  3:1    warning[former-name] `x1` is spelled `X1` · and 1 more, line 4
";
    assert!(english.starts_with(head), "{english}");
    let tail = "
c.md
  1:1  warning[former-name] `x0` is spelled `X0` · and 1 more, line 2
  3:1  warning[former-name] `x1` is spelled `X1` · and 1 more, line 4
  5:1  warning[former-name] `x2` is spelled `X2` · and 1 more, line 6

128 findings (128 warnings) in 3 of 3 files
";
    assert!(english.ends_with(tail), "{english}");
    assert!(english.contains("note: in 2020") && english.contains("`y1` was renamed · in 2021"), "{english}");
    let japanese = long_run(JA);
    assert!(japanese.starts_with("ルール         指摘  修正可能\nformer-name     126         0\n"), "{japanese}");
    assert!(japanese.contains("警告[former-name] `x1` is spelled `X1` · ほか 1 件、4 行目\n"), "{japanese}");
    // Every line that has a finding is listed.
    for line in 1..=120 {
        let place = |text: &str| text.contains(&format!("  {line}:1 ")) || text.contains(&format!(", line {line}\n"));
        assert!(place(&english), "{line}: {english}");
    }
}

#[test]
fn fixes_are_counted_by_rule() {
    let left = finding(0, 1);
    let fixed = [(&RULE, 3), (&OTHER, 41)];
    let found = [Found { path: "n.md", findings: std::slice::from_ref(&left), fixed: &fixed }];
    let overview = std::sync::Arc::new(Overview::new(&found));
    let mut summary = Summary { files: 9, flagged: 1, findings: 1, warnings: 1, ..Summary::default() };
    summary.add_fixed(44, 2);
    let written = |style| {
        let mut out = Vec::new();
        report(Format::Pretty, style, &overview).finish(&mut out, &summary).unwrap();
        String::from_utf8(out).unwrap()
    };
    let english = "fixed 44 in 1 file, updated 2 links: empty-section 41, former-name 3 (1 left)
1 finding left (1 warning) in 1 of 9 files
";
    assert_eq!(written(EN), english);
    let japanese = "1 ファイルの 44 件を修正、2 件のリンクを更新: empty-section 41、former-name 3
（残り 1）
残りは 9 ファイル中 1 ファイルに 1 件の指摘（警告 1）
";
    assert_eq!(written(JA), japanese);
    for width in 40..100 {
        for style in [EN, JA] {
            let text = written(Style { width, ..style });
            assert!(text.contains("empty-section 41") && text.contains("former-name 3"), "{width}: {text}");
        }
    }
}

#[test]
fn the_underline_matches_the_characters() {
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
fn the_underline_matches_text_after_tabs() {
    let output = assert_labelled(EN, "\tタブ\tの ＡＷＳ\tです", "ＡＷＳ", "ＡＷＳ");
    assert!(output.contains("│     タブ    の ＡＷＳ"), "{output}");
    let output = pretty(EN, "a\tb", finding(1, 2));
    assert!(output.contains("  1 │ a   b\n    │  ───\n"), "the tab itself: {output}");
}

#[test]
fn the_underline_matches_text_in_a_truncated_line() {
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
fn an_empty_span_is_marked_between_characters() {
    for (text, at, lines) in
        [("", 0, "  1 │\n    │ ▲"), ("あ\n", 3, "  1 │ あ\n    │   ▲"), ("あ", 3, "  1 │ あ\n    │   ▲")]
    {
        let output = pretty(EN, text, finding(at, at));
        assert!(output.contains(&format!("{lines}\n\n1 finding")), "{text:?} {output}");
    }
    let output = pretty(EN, "あ\n", finding(4, 4));
    assert!(output.contains("  2:1  ") && output.contains("\n  1 │ あ\n  2 │\n    │ ▲\n"), "{output}");
}

#[test]
fn one_neighbouring_line_is_shown_if_it_is_not_blank() {
    let shown = |text: &str| {
        let at = text.find('x').unwrap();
        let output = pretty(EN, text, finding(at, at + 1));
        output.lines().filter(|line| line.contains(" │ ") && !line.contains('─')).count()
    };
    assert_eq!(["a\nx\nb", "a\nx", "\nx\nb", "x\nb", "\nx\n\nb", "x"].map(shown), [2, 2, 2, 2, 1, 1]);
}

#[test]
fn a_finding_of_several_lines_is_bracketed() {
    let output = pretty(EN, "前\n一\n\n後\n", finding(4, 9));
    assert!(output.contains("\n  1 │   前\n  2 │ ╭ 一\n  3 │ ╰\n\n"), "{output}");
    let output = pretty(JA, "a\nb\nc\nd\ne\nf\n", finding(0, 12));
    assert!(output.contains("\n  1 │ ╭ a\n  2 │ │ b\n  3 │ │ c\n  4 │ │ d\n    │ ╰ 6 行目まで\n\n"), "{output}");
    let output = pretty(Style { unicode: false, ..EN }, "a\nb\n", finding(0, 4));
    assert!(output.contains("\n  1 | / a\n  2 | \\ b\n\n"), "{output}");
}

#[test]
fn an_unreadable_file_is_in_the_report() {
    let unreadable = Finding { severity: Severity::Error, ..finding(0, 0) };
    let output = written(Format::Pretty, EN, "sjis.md", None, std::slice::from_ref(&unreadable));
    assert!(output.starts_with("sjis.md\n  1:1  error[former-name] `x` is at fault\n\n"), "{output}");
    let output = written(Format::Concise, EN, "sjis.md", None, std::slice::from_ref(&unreadable));
    assert!(output.starts_with("sjis.md:1:1: error[former-name] "), "{output}");
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let evil = "\x1b[2J\x1b]0;t\x07\u{9b}31m\u{202e}\u{2067}\u{200f}\r\u{2028}\n\0";
    let text = format!("前{evil}中{evil}後");
    let found = Finding {
        message: format!("`{evil}` is evil"),
        notes: vec![evil.into()],
        fix: Some(fix(evil, Applicability::Safe)),
        ..finding(0, text.len() - 3)
    };
    for format in [Format::Pretty, Format::Concise] {
        for count in [1, 60] {
            let output = written(format, JA, evil, Some(&text), &vec![found.clone(); count]);
            let raw = output.replace('\n', "");
            assert_eq!(sanitize(&raw), raw, "{output:?}");
            assert!(output.contains("␛[2J␛]0;t␇"), "{output}");
        }
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
        let lines: Vec<&str> = output.lines().collect();
        let fits = |line: &&str| line.width() <= width || line.trim_start().starts_with("https://");
        assert!(lines.iter().all(fits), "{width}: {output}");
        assert_eq!(condensed(&lines.concat()).matches(&condensed(note)).count(), 2, "{output}");
        let forbidden = |line: &&str| line.trim_start().starts_with(['。', '、', '」', '）', 'ー']);
        assert_eq!(lines.iter().find(|line| forbidden(line)), None, "{width}");
    }
}

#[test]
fn a_japanese_title_in_brackets_takes_in_what_the_fix_needs() {
    let fix = fix("`X` に置き換える（2 か所）", Applicability::Unsafe);
    let output = pretty(JA, "a", Finding { fix: Some(fix), ..finding(0, 1) });
    assert!(output.contains("修正: `X` に置き換える（2 か所、--unsafe-fixes が必要）\n"), "{output}");
}

#[test]
fn colours_and_links_are_used_only_on_request() {
    let plain = pretty(EN, "a", finding(0, 1));
    assert!(!plain.contains('\x1b'));
    let color = pretty(Style { color: true, ..EN }, "a", finding(0, 1));
    assert!(color.contains("\x1b[33mwarning[former-name]\x1b[0m") && !color.contains("\x1b]8"), "{color:?}");
    let linked = pretty(Style { links: true, ..EN }, "a", finding(0, 1));
    let rule = "/rules/terms/former-name\x1b\\former-name\x1b]8;;\x1b\\]";
    assert!(linked.contains("warning[\x1b]8;;https://") && linked.contains(rule), "{linked:?}");
    assert!(linked.contains(&format!("  \x1b]8;;{URL}\x1b\\1:1\x1b]8;;\x1b\\  ")), "{linked:?}");
    let without = linked.split("\x1b]8;;").map(|part| part.split_once('\\').map_or(part, |(_, text)| text));
    assert_eq!(without.collect::<String>().replace('\x1b', ""), plain, "links have no width");
    let ascii = pretty(Style { unicode: false, ..EN }, "a", finding(0, 1));
    assert!(ascii.is_ascii() && ascii.contains("\n  1 | a\n    | ^\n"), "{ascii}");
}
