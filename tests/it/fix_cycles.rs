//! Fixes that do not converge: they undo each other, within a note or across several, or never end. Fixes of these
//! rules are not written, all others are, and the report names the rules.

use std::path::Path;

use crate::common::{FixedRules, active};
use notelint::facts::Facts;
use notelint::finding::{Applicability, Edit, Effect, Finding, Lang, Meta, Severity};
use notelint::lint::note::{Note, ProjectView};
use notelint::lint::rule::{Check, Sink};
use notelint::lint::rule_set::Active;
use notelint::message;
use notelint::project::run::{self, FixMode, NotePath, Outcome, Project};
use notelint::report::fixable;
use notelint::rules::RULES;
use notelint::text::source::Span;

const fn meta(name: &'static str) -> Meta {
    Meta { fix: Some(Applicability::Safe), ..Meta::of(name, "tests", "") }
}

static LIAR: Meta = meta("liar");
static CHEAT: Meta = meta("cheat");
static THIRD: Meta = meta("third");
static FOURTH: Meta = meta("fourth");
static SOUND: Meta = meta("sound");

/// A rule that replaces each `old` with `new`.
struct Swap {
    old: &'static str,
    new: &'static str,
}

impl Check for Swap {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for (at, found) in note.source.text().match_indices(self.old) {
            let edit = Edit { span: Span::new(at, at + found.len()), text: self.new.into() };
            let report = sink.report(edit.span, message!("{found}", "{found}"));
            report.fix(Applicability::Safe, Effect::Text, message!("swap", "交換"), vec![edit]);
        }
    }
}

fn swap(meta: &'static Meta, old: &'static str, new: &'static str) -> Active {
    Active { meta, severity: Severity::Warning, always_on: false, check: Box::new(Swap { old, new }) }
}

fn fixed(rules: &FixedRules, text: &str) -> Outcome {
    let note = NotePath { path: "note.md".into(), selected: true, text: Some(text.into()), ..NotePath::default() };
    let project = Project::on_disk(Path::new("nowhere").into(), vec![note]);
    run::fix(&project, &rules.options(Lang::En), FixMode { allowed: Applicability::Safe, write: false }).pop().unwrap()
}

/// The result of fixing `text` with these rules: the text, the problems and the findings.
fn swapped(rules: Vec<Active>, text: &str) -> (String, Vec<String>, Vec<Finding>) {
    let outcome = fixed(&FixedRules::new(rules), text);
    let report = outcome.fix_report.unwrap();
    (report.texts.unwrap().1, report.problems, outcome.findings)
}

#[test]
fn a_cycle_writes_only_the_fixes_of_other_rules() {
    let rules = || vec![swap(&LIAR, "aa", "bb"), swap(&CHEAT, "bb", "aa"), swap(&SOUND, "foo", "bar")];
    for text in ["aa foo\n", "bb foo\n", "foo\n\nfoo aa\n"] {
        let (after, problem, findings) = swapped(rules(), text);
        assert_eq!(after, text.replace("foo", "bar"), "{text:?}");
        assert_eq!(problem.len(), 1, "{problem:?}");
        assert!(problem[0].starts_with("the fixes of `cheat` and `liar` undo each other, so neither was applied"));
        assert_eq!(findings.len(), 1);
        let note = findings[0].notes.last().unwrap();
        assert_eq!(note, "fix withheld: the fixes of `cheat` and `liar` undo each other here");
        assert_eq!(findings[0].fix.as_ref().unwrap().applicability, Applicability::Manual);
    }
}

#[test]
fn a_cycle_names_exactly_its_rules() {
    let three = vec![swap(&LIAR, "aa", "bb"), swap(&CHEAT, "bb", "cc"), swap(&THIRD, "cc", "aa")];
    let (after, problem, _) = swapped(three, "cc\n");
    assert_eq!(after, "cc\n");
    let printed = "the fixes of `cheat`, `liar` and `third` undo each other, so none of them was applied; ";
    assert!(problem[0].starts_with(printed), "{problem:?}");
    let (after, problem, _) = swapped(vec![swap(&LIAR, "aa", "bb"), swap(&LIAR, "bb", "aa")], "aa\n");
    assert_eq!(after, "aa\n");
    let printed = "the fixes of `liar` undo each other, so none of them was applied; please report it";
    assert!(problem[0].starts_with(printed) && problem.len() == 1, "{problem:?}");
}

#[test]
fn two_cycles_are_reported_separately() {
    let rules = vec![
        swap(&LIAR, "aa", "bb"),
        swap(&CHEAT, "bb", "aa"),
        swap(&THIRD, "c", "dd"),
        swap(&FOURTH, "dd", "e"),
        swap(&FOURTH, "e", "c"),
    ];
    let (after, problem, _) = swapped(rules, "aa c\n");
    assert_eq!(after, "aa c\n");
    let printed = problem.join("\n");
    for name in ["`liar`", "`cheat`", "`third`", "`fourth`"] {
        assert_eq!(printed.matches(name).count(), 1, "{printed}");
    }
}

#[test]
fn endless_fixes_are_reported_and_not_written() {
    let rules = vec![swap(&LIAR, "a", "aa"), swap(&SOUND, "foo", "bbr")];
    let (after, problem, findings) = swapped(rules, "a foo\n");
    assert_eq!(after, "a bbr\n");
    assert!(problem[0].starts_with("the fixes of `liar` do not converge, so none of them was applied; "));
    assert!(findings.iter().all(|finding| finding.withheld), "{findings:?}");
}

/// A rule that makes its note say the opposite of the project's other note.
struct Contrary;

impl Check for Contrary {
    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        let heading = |facts: &Facts| facts.anchors.first().map(|anchor| (anchor.name.clone(), anchor.span));
        let other =
            view.project.index().notes().find(|(path, _)| *path != view.path).and_then(|(_, facts)| heading(facts));
        let (Some((own, span)), Some((other, _))) = (heading(view.facts), other) else { return };
        // The rule makes `a.md` different and `b.md` equal.
        if (own == other) == (view.path == "a.md") {
            let text = if &*own == "yes" { "no" } else { "yes" };
            let edit = Edit { span: Span { start: 2, end: 2 + u32::try_from(own.len()).unwrap() }, text: text.into() };
            let report = sink.report(span, message!("{own}", "{own}"));
            report.fix(Applicability::Safe, Effect::Text, message!("turn", "逆にする"), vec![edit]);
        }
    }
}

#[test]
fn a_cycle_through_two_notes_writes_neither() {
    let folder = tempfile::tempdir().unwrap();
    let note = |(path, text): (&str, &str)| {
        let file = folder.path().join(path);
        std::fs::write(&file, text).unwrap();
        NotePath { path: path.into(), file, selected: true, ..NotePath::default() }
    };
    let texts = [("a.md", "# yes\n\nfoo\n"), ("b.md", "# yes\n\nfoo\n")];
    let project = Project::on_disk(folder.path().into(), texts.map(note).into());
    let contrary = Active { meta: &LIAR, severity: Severity::Warning, always_on: false, check: Box::new(Contrary) };
    let rules = FixedRules::new(vec![contrary, swap(&SOUND, "foo", "bar")]);
    let mode = FixMode { allowed: Applicability::Safe, write: true };
    let outcomes = run::fix(&project, &rules.options(Lang::En), mode);
    for (outcome, (path, text)) in outcomes.iter().zip(texts) {
        assert_eq!(std::fs::read_to_string(folder.path().join(path)).unwrap(), text.replace("foo", "bar"));
        let problem = &outcome.fix_report.as_ref().unwrap().problems;
        assert!(problem.len() == 1 && problem[0].starts_with("the fixes of `liar` "), "{problem:?}");
    }
}

#[test]
fn an_item_that_starts_with_a_heading_is_indented_by_one_rule_only() {
    let texts = [
        " -\n- #\n",
        " 1.\n1. #\n",
        "  * a\n * # b\n",
        "- a\n\n   - b\n  - ## c\n",
        "> -\n>  - #\n",
        " - # a\n- # b\n- # c\n",
    ];
    for text in texts {
        let names = ["indented-heading", "uneven-list-indent"];
        let entries = RULES.iter().filter(|entry| names.contains(&entry.meta.name));
        let rules = entries.map(|entry| active(entry, toml::Table::new())).collect();
        let outcome = fixed(&FixedRules::new(rules), text);
        let report = outcome.fix_report.unwrap_or_default();
        assert!(report.problems.is_empty(), "{text:?}: {:?}", report.problems);
        assert!(!outcome.findings.iter().any(fixable), "{text:?}: {:?}", outcome.findings);
    }
}
