//! The guarantees of `--fix`, for the sample notes, the rule pages, texts found by fuzzing, and fixes with wrong
//! declarations. `generated.rs` does the same for generated notes.

use std::path::Path;

use crate::common::FixedRules;
use notelint::finding::{Applicability, Edit, Effect, Finding, Lang, Meta, Severity};
use notelint::lint::note::Note;
use notelint::lint::rule::{Check, Sink};
use notelint::lint::rule_set::Active;
use notelint::markdown::document::{Kind, Kinds, Node};
use notelint::message;
use notelint::project::run::{self, FixMode, NotePath, Outcome, Project};
use notelint::rules::RULES;
use notelint::text::source::Span;

fn project(text: &str) -> Project {
    let note = NotePath { path: "note.md".into(), selected: true, text: Some(text.into()), ..NotePath::default() };
    Project::on_disk(Path::new("nowhere").into(), vec![note])
}

fn outcome(rules: &FixedRules, text: &str) -> Outcome {
    let mode = FixMode { allowed: Applicability::Unsafe, write: false };
    run::fix(&project(text), &rules.options(Lang::En), mode).pop().unwrap()
}

fn fixed(rules: &FixedRules, text: &str) -> String {
    let texts = outcome(rules, text).fix_report.and_then(|fix_report| fix_report.texts);
    texts.map_or(text.to_owned(), |(_, after)| after)
}

fn findings(rules: &FixedRules, text: &str) -> Vec<Finding> {
    run::check(&project(text), &rules.options(Lang::En)).pop().unwrap().findings
}

/// Asserts what must be true of any text after `--fix`.
fn assert_promises(rules: &FixedRules, text: &str) {
    for finding in findings(rules, text) {
        assert!(text.get(finding.span.range()).is_some(), "{}: {:?} in {text:?}", finding.rule.name, finding.span);
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            assert!(text.get(edit.span.range()).is_some(), "{}: {edit:?} in {text:?}", finding.rule.name);
        }
    }
    let first = outcome(rules, text);
    let once = fixed(rules, text);
    assert_eq!(fixed(rules, &once), once, "a second run changes the text again: {text:?}");
    let problem = first.fix_report.iter().flat_map(|fix_report| &fix_report.problems).next();
    assert_eq!(problem, None, "{text:?}");
    for left in first.findings {
        let open = left.fix.as_ref().is_some_and(|fix| fix.applicability <= Applicability::Unsafe);
        assert!(!open, "still fixable: {} in {once:?}, from {text:?}", left.message);
    }
}

#[test]
fn sample_notes_keep_the_promises() {
    let rules = FixedRules::every_rule();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("notes");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            assert_promises(&rules, &std::fs::read_to_string(path).unwrap());
            seen += 1;
        }
    }
    assert!(seen > 3);
}

/// Texts found by fuzzing, each under the name of what was wrong.
#[test]
fn found_texts_keep_the_promises() {
    let rules = FixedRules::every_rule();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/found")).unwrap() {
        assert_promises(&rules, &std::fs::read_to_string(entry.unwrap().path()).unwrap());
    }
}

#[test]
fn the_pages_themselves_keep_the_promises() {
    let rules = FixedRules::every_rule();
    for entry in RULES {
        assert_promises(&rules, entry.meta.page);
        let text = entry.meta.page.replace('\n', "\r\n");
        assert_promises(&rules, &text);
    }
}

/// A rule whose fix breaks its declaration: it replaces each `trigger` with `text`.
struct Liar {
    trigger: &'static str,
    text: &'static str,
    effect: Effect,
}

const fn meta(name: &'static str) -> Meta {
    Meta { fix: Some(Applicability::Safe), ..Meta::of(name, "tests", "") }
}

static LIAR: Meta = meta("liar");
static CHEAT: Meta = meta("cheat");

impl Check for Liar {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Document])
    }

    fn node(&self, note: &Note<'_>, _root: Node<'_>, sink: &mut Sink<'_>) {
        for (at, found) in note.source.text().match_indices(self.trigger) {
            let span = Span::new(at, at + found.len());
            let edits = vec![Edit::replace(span, self.text)];
            sink.report(span, message!("found", "あった")).fix(
                Applicability::Safe,
                self.effect,
                message!("replace", "置き換える"),
                edits,
            );
        }
    }
}

fn liar(trigger: &'static str, text: &'static str, effect: Effect) -> Active {
    Active {
        meta: &LIAR,
        severity: Severity::Warning,
        always_on: false,
        check: Box::new(Liar { trigger, text, effect }),
    }
}

#[test]
fn a_fix_that_breaks_its_declaration_is_withheld_and_the_rest_applied() {
    // Outside code only text changes; inside code, more does.
    let rules = FixedRules::new(vec![liar("foo", "bar", Effect::Text)]);
    let outcome = outcome(&rules, "foo, `foo`, foo\n\n[a](foo)\n\n    foo\n");
    let report = outcome.fix_report.unwrap();
    assert_eq!(report.texts.unwrap().1, "bar, `foo`, bar\n\n[a](foo)\n\n    foo\n");
    assert_eq!(report.fixed, 2);
    assert_eq!(outcome.findings.iter().filter(|finding| finding.withheld).count(), 3);
    let notes: Vec<_> = outcome.findings.iter().flat_map(|finding| &finding.notes).collect();
    assert_eq!(notes, ["fix withheld: it would change what the note says"; 3]);
}

#[test]
fn layout_that_joins_words_or_cuts_a_break_is_withheld() {
    let rules = FixedRules::new(vec![liar("  ", "", Effect::Layout)]);
    assert_eq!(fixed(&rules, "one  two\n"), "one  two\n");
    assert_eq!(fixed(&rules, "one  \ntwo\n"), "one  \ntwo\n");
    assert_eq!(fixed(&rules, "one\n  \ntwo\n"), "one\n\ntwo\n");
}

/// The texts of `a.md` and the unselected `b.md` after the fix `foo` → `bar`.
fn beside(text: &str, other: &str) -> [String; 2] {
    let note = |path: &str, text: &str, selected| NotePath {
        path: path.into(),
        selected,
        text: Some(text.into()),
        ..NotePath::default()
    };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), text).unwrap();
    let project = Project::on_disk(folder.path().into(), vec![note("a.md", text, true), note("b.md", other, false)]);
    let rules = FixedRules::new(vec![liar("foo", "bar", Effect::Text)]);
    let mode = FixMode { allowed: Applicability::Safe, write: false };
    let mut texts = [text.to_owned(), other.to_owned()];
    for outcome in run::fix(&project, &rules.options(Lang::En), mode) {
        if let Some((_, after)) = outcome.fix_report.and_then(|fix_report| fix_report.texts) {
            texts[outcome.note] = after;
        }
    }
    texts
}

#[test]
fn links_to_a_heading_change_with_it() {
    assert_eq!(beside("## foo\n\nfoo\n", "[a](a.md#foo)\n"), ["## bar\n\nbar\n", "[a](a.md#bar)\n"]);
    assert_eq!(beside("## foo\n\n[up](#foo)\n", "foo\n"), ["## bar\n\n[up](#bar)\n", "foo\n"]);
    assert_eq!(beside("## foo\n\nfoo\n", "[a](a.md)\n"), ["## bar\n\nbar\n", "[a](a.md)\n"]);
}

#[test]
fn fixes_that_undo_each_other_stop_with_both_names() {
    let cheat = Active { meta: &CHEAT, ..liar("bar", "foo", Effect::Text) };
    let rules = FixedRules::new(vec![liar("foo", "bar", Effect::Text), cheat]);
    let report = outcome(&rules, "foo bar\n").fix_report.unwrap();
    let printed = "the fixes of `cheat` and `liar` undo each other, so neither was applied";
    assert!(report.problems.len() == 1 && report.problems[0].starts_with(printed), "{:?}", report.problems);
}

#[test]
fn overlapping_fixes_wait_for_the_next_pass() {
    let rules = FixedRules::new(vec![liar("aab", "b", Effect::Text), liar("ab", "b", Effect::Text)]);
    assert_eq!(fixed(&rules, "aaab.\n"), "b.\n");
}
