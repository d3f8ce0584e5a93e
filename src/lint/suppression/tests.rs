//! Tests of which findings comments suppress.

use super::*;
use crate::finding::{Finding, Meta};
use crate::markdown::document::Document;
use crate::text::source::{Source, Span};

const fn meta(name: &'static str, aliases: &'static [&'static str]) -> Meta {
    Meta { aliases, ..Meta::of(name, "tests", "") }
}

/// A rule that markdownlint has too, another one of these, and a rule that only notelint has.
static SHARED: Meta = meta("skipped-level", &["MD001", "heading-increment"]);
static LINES: Meta = meta("long-line", &["MD013", "line-length"]);
static OWN: Meta = meta("empty-part", &[]);

/// The lines, from 1, whose finding of `rule` is not suppressed, if each line has one.
fn left(rule: &'static Meta, enabled_by_comment: bool, text: &str) -> Vec<usize> {
    let source = Source::new(text.to_owned()).unwrap();
    let suppressions = Suppressions::of(&Document::parse(&source));
    let lines: Vec<_> = (0..source.lines().count()).map(|line| source.lines().span(text, line)).collect();
    let finding = |span: &Span| Finding::new(rule, Span::at(span.start as usize), rule.severity, String::new());
    let mut findings: Vec<_> = lines.iter().map(finding).collect();
    suppressions.apply(&mut findings, |_| enabled_by_comment);
    let line = |finding: &Finding| source.lines().line(finding.span.start as usize) + 1;
    findings.iter().map(line).collect()
}

#[test]
fn comments_apply_from_the_start_of_their_line() {
    let text = "a\nb <!-- markdownlint-disable MD001 -->\nc\nd <!-- markdownlint-enable heading-increment -->\ne";
    assert_eq!(left(&SHARED, false, text), [1, 4, 5]);
    assert_eq!(left(&LINES, false, text), [1, 2, 3, 4, 5]);
    assert_eq!(left(&SHARED, false, "a <!-- markdownlint-disable --> <!-- markdownlint-enable -->\nb"), [1, 2]);
}

#[test]
fn comments_for_a_line_take_precedence() {
    let text = "a <!-- notelint-disable-line --> <!-- notelint-enable -->\n<!-- notelint-disable-next-line -->\nb\nc";
    assert_eq!(left(&OWN, false, text), [2, 4]);
}

#[test]
fn comments_for_the_file_are_applied_first() {
    let text = "a\n<!-- markdownlint-enable MD001 -->\nb\n\n<!-- markdownlint-disable-file -->";
    assert_eq!(left(&SHARED, false, text), [2, 3, 4, 5]);
    assert_eq!(left(&LINES, false, text), [0; 0]);
    let text = "a\n\n<!-- notelint-disable-file -->\n<!-- notelint-enable-file long-line -->";
    assert_eq!(left(&LINES, false, text), [1, 2, 3, 4]);
    assert_eq!(left(&OWN, false, text), [0; 0]);
}

#[test]
fn restore_returns_to_the_captured_state() {
    let disable = "<!-- notelint-disable -->";
    let text = format!("a\n{disable}\nb\n<!-- notelint-restore -->\nc");
    assert_eq!(left(&OWN, false, &text), [1, 4, 5]);
    let (capture, restore) = ("<!-- markdownlint-capture -->", "<!-- markdownlint-restore -->");
    let text = format!("a\n{disable}{capture}\n<!-- notelint-enable -->\nb\n{restore}\nc");
    assert_eq!(left(&OWN, false, &text), [1, 3, 4]);
    // As in markdownlint, the initial captured state does not include comments for the whole file.
    assert_eq!(left(&SHARED, false, &format!("a\n{restore}\nb <!-- markdownlint-disable-file -->")), [2, 3]);
}

#[test]
fn a_rule_that_is_off_can_be_enabled_by_a_comment() {
    let text = "a\n<!-- markdownlint-enable MD013 -->\nb\n<!-- markdownlint-restore -->\nc";
    assert_eq!(left(&LINES, true, text), [2, 3]);
    assert_eq!(left(&SHARED, true, text), [0; 0]);
    assert_eq!(left(&LINES, true, "a\n\n<!-- markdownlint-enable-file -->"), [1, 2, 3]);
}

#[test]
fn names_are_names_aliases_and_tags_in_any_case() {
    for name in ["md001", "Heading-Increment", "skipped-level", "HEADINGS"] {
        assert_eq!(left(&SHARED, false, &format!("<!-- markdownlint-disable {name} nothing -->")), [0; 0], "{name}");
    }
    // markdownlint separates names by white space only, and has no remarks.
    assert_eq!(left(&SHARED, false, "<!-- markdownlint-disable MD013, MD001, MD002 -->"), [1]);
    assert_eq!(left(&SHARED, false, "<!-- markdownlint-disable MD013 -- MD001 -->"), [0; 0]);
    assert_eq!(left(&SHARED, false, "<!-- notelint-disable long-line, skipped-level, x -->"), [0; 0]);
    assert_eq!(left(&SHARED, false, "<!-- notelint-disable long-line -- skipped-level -->"), [1]);
}

#[test]
fn comments_are_recognized_as_in_markdownlint() {
    for text in [
        "<!--markdownlint-disable-->",
        "<!-- MARKDOWNLINT-DISABLE MD001 -->",
        "`<!-- markdownlint-disable -->`",
        "```\n<!-- markdownlint-disable-file -->\n```",
        "<!-- <!-- markdownlint-disable -->",
    ] {
        assert_eq!(left(&SHARED, false, text), [0; 0], "{text}");
    }
    for text in [
        "<!-- markdownlint-disable\nMD001 -->",
        "<!-- markdownlint-disabled -->",
        "<!-- markdownlint-disable:MD001 -->",
        "<!-- see markdownlint-disable -->",
        "<!-- markdownlint-disable",
        "---\na: <!-- markdownlint-disable -->\n---",
    ] {
        let all: Vec<_> = (1..=text.lines().count()).collect();
        assert_eq!(left(&SHARED, false, text), all, "{text}");
    }
}

#[test]
fn comments_in_code_only_affect_rules_of_markdownlint() {
    assert_eq!(left(&OWN, false, "`<!-- markdownlint-disable -->`"), [1]);
    assert_eq!(left(&OWN, false, "`<!-- notelint-disable -->`"), [1]);
    assert_eq!(left(&OWN, false, "<!-- markdownlint-disable -->"), [0; 0]);
}

#[test]
fn unclosed_comments_take_linear_time() {
    let text = "<!-- markdownlint-disable ".repeat(100_000);
    assert_eq!(left(&OWN, false, &text), [1]);
    let text = "a <!-- markdownlint-disable --> b `<!-- notelint-enable -->`\n".repeat(20_000);
    assert_eq!(left(&OWN, false, &text), [0; 0]);
}

#[test]
fn configuring_and_enabling_comments_are_returned() {
    let text = "<!-- markdownlint-configure-file {\n\"MD013\": false } -->\n\n<!-- markdownlint-configure-file { -->\n
<!-- markdownlint-enable MD010 headings -->\n<!-- notelint-enable empty-part -->";
    let source = Source::new(text.to_owned()).unwrap();
    let suppressions = Suppressions::of(&Document::parse(&source));
    let inline = suppressions.inline();
    assert_eq!(inline.configure, ["{\n\"MD013\": false }", "{"]);
    assert_eq!(inline.enabled, ["headings", "md010"]);
    assert!(inline.enables(&SHARED) && !inline.enables(&LINES) && !inline.enables(&OWN));
}
