//! A panic never ends a run: a rule that panics loses only its own findings in that note.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use crate::common::FixedRules;
use notelint::facts::link_settings::LinkSettings;
use notelint::finding::{Applicability, Edit, Effect, Finding, Lang, Meta, Severity};
use notelint::links::link_status::{LinkChecker, LinkRequest, LinkStatuses};
use notelint::lint::config::NoteConfig;
use notelint::lint::note::{Note, ProjectView};
use notelint::lint::rule::{Check, Needs, Sink};
use notelint::lint::rule_set::{Active, RuleSet};
use notelint::lint::suppression::Inline;
use notelint::markdown::document::{Kind, Kinds, Node};
use notelint::message;
use notelint::project::run::{self, FixMode, NotePath, Outcome, Project, RunOptions};
use notelint::text::source::Span;
use notelint::text::syntax_reader::SyntaxReader;

const fn meta(name: &'static str) -> Meta {
    Meta { fix: Some(Applicability::Safe), ..Meta::of(name, "notes", "") }
}

static FAULTY: Meta = meta("faulty");
static SOUND: Meta = meta("sound");

/// When [`PanickingRule`] panics in a note that contains `boom`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Node,
    Note,
    Project,
    /// After a fix changed the note.
    FixedText,
    /// Its fix is outside of the note.
    Edit,
}

struct PanickingRule(At);

impl Check for PanickingRule {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Heading])
    }

    fn node(&self, note: &Note<'_>, node: Node<'_>, sink: &mut Sink<'_>) {
        assert!(self.0 != At::Node || !note.source.text().contains("boom"), "secret: {}", note.source.text());
        sink.report(node.span(), message!("a heading", "見出し"));
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let text = note.source.text();
        assert!(self.0 != At::Note || !text.contains("boom"), "secret: {text}");
        assert!(self.0 != At::FixedText || !text.contains("bar boom"), "secret: {text}");
        if self.0 == At::Edit && text.contains("boom") {
            let outside = Edit { span: Span::new(9000, 9001), text: String::new() };
            let title = message!("lie", "嘘");
            let report = sink.report(Span::new(0, 1), message!("lie", "嘘"));
            report.fix(Applicability::Safe, Effect::Text, title, vec![outside]);
        }
    }

    fn project(&self, view: &ProjectView<'_>, _sink: &mut Sink<'_>) {
        assert!(self.0 != At::Project || view.path != "b.md", "secret: {}", view.path);
    }
}

/// Replaces `foo` with `bar`.
struct Sound;

impl Check for Sound {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for (at, _) in note.source.text().match_indices("foo") {
            let edit = Edit { span: Span::new(at, at + 3), text: "bar".into() };
            let report = sink.report(edit.span, message!("foo", "foo"));
            report.fix(Applicability::Safe, Effect::Text, message!("bar", "bar"), vec![edit]);
        }
    }
}

fn rules(at: At) -> FixedRules {
    let active = |meta, check| Active { meta, severity: Severity::Warning, always_on: false, check };
    FixedRules::new(vec![
        active(&FAULTY, Box::new(PanickingRule(at)) as Box<dyn Check>),
        active(&SOUND, Box::new(Sound)),
    ])
}

/// Three notes. The rule panics on `b.md`.
fn project(folder: &Path) -> Project {
    let texts = [("a.md", "# A\n\nfoo\n"), ("b.md", "# B\n\nfoo boom\n"), ("c.md", "# C\n\nfoo\n")];
    let note = |(name, text): (&str, &str)| {
        let file = folder.join(name);
        std::fs::write(&file, text).unwrap();
        NotePath { path: name.into(), file, selected: true, ..NotePath::default() }
    };
    Project::on_disk(folder.to_owned(), texts.map(note).into())
}

fn names(outcome: &Outcome) -> Vec<&str> {
    outcome.findings.iter().map(|finding| finding.rule.name).collect()
}

fn internal(outcome: &Outcome) -> &Finding {
    let mut errors = outcome.findings.iter().filter(|finding| finding.rule.name == "internal-error");
    let error = errors.next().unwrap();
    assert!(errors.next().is_none(), "{:?}", outcome.findings);
    error
}

#[test]
fn a_panicking_rule_loses_only_its_own_findings_in_that_note() {
    let folder = tempfile::tempdir().unwrap();
    for threads in [1, 3].map(|threads| NonZeroUsize::new(threads).unwrap()) {
        for (at, kept) in [
            (At::Node, &["internal-error", "sound"][..]),
            (At::Note, &["internal-error", "sound"]),
            (At::Project, &["internal-error", "faulty", "sound"]),
        ] {
            let outcomes = run::check(&project(folder.path()), &RunOptions { threads, ..rules(at).options(Lang::En) });
            let [a, b, c] = &outcomes[..] else { panic!("{}", outcomes.len()) };
            assert_eq!(names(a), ["faulty", "sound"], "{at:?}");
            assert_eq!(names(c), ["faulty", "sound"], "{at:?}");
            assert_eq!(names(b), kept, "{at:?}");
            assert!(b.is_incomplete() && !a.is_incomplete() && !c.is_incomplete());
        }
    }
}

#[test]
fn the_finding_has_what_a_bug_report_needs_and_quotes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let of = |lang| run::check(&project(folder.path()), &rules(At::Note).options(lang)).swap_remove(1);
    let (en, ja) = (of(Lang::En), of(Lang::Ja));
    assert_eq!(internal(&en).message, "notelint failed while checking this note, in rule `faulty`");
    assert_eq!(internal(&ja).message, "このノートの検査中に、ルール `faulty` で notelint の内部エラーが発生した");
    for outcome in [&en, &ja] {
        let error = internal(outcome);
        let notes = error.notes.join("\n");
        assert!(notes.contains(concat!(env!("CARGO_PKG_REPOSITORY"), "/issues")), "{notes}");
        assert!(
            notes.contains(concat!("notelint ", env!("CARGO_PKG_VERSION"), ", tests/it/internal_errors.rs:")),
            "{notes}"
        );
        assert!(!notes.contains("secret") && !notes.contains("boom"), "{notes}");
        assert_eq!(error.severity, Severity::Error);
    }
    assert!(internal(&en).notes[0].contains("a bug in notelint, not in the note"));
}

#[test]
fn fix_skips_the_note_and_fixes_the_others() {
    for at in [At::Node, At::Note, At::Project, At::FixedText, At::Edit] {
        let folder = tempfile::tempdir().unwrap();
        let mode = FixMode { allowed: Applicability::Safe, write: true };
        let outcomes = run::fix(&project(folder.path()), &rules(at).options(Lang::En), mode);
        let read = |name| std::fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!((read("a.md"), read("c.md")), ("# A\n\nbar\n".into(), "# C\n\nbar\n".into()), "{at:?}");
        assert_eq!(read("b.md"), "# B\n\nfoo boom\n", "{at:?}");
        assert!(outcomes[1].is_incomplete(), "{at:?}");
        assert!(!outcomes[0].is_incomplete() && !outcomes[2].is_incomplete(), "{at:?}");
        let message = &internal(&outcomes[1]).message;
        assert!(message.ends_with("in rule `faulty`"), "{at:?}: {message}");
    }
}

#[test]
fn an_internal_error_can_not_be_suppressed() {
    let folder = tempfile::tempdir().unwrap();
    let project = project(folder.path());
    std::fs::write(folder.path().join("b.md"), "<!-- notelint-disable-file -->\n\n# B\n\nfoo boom\n").unwrap();
    let outcomes = run::check(&project, &rules(At::Note).options(Lang::En));
    assert_eq!(names(&outcomes[1]), ["internal-error"]);
}

/// Panics before a rule runs: when links are resolved, or checked online.
struct BrokenRule(FixedRules, bool);

impl NoteConfig for BrokenRule {
    fn rules(&self, path: &str, japanese: bool, inline: &Inline) -> Arc<RuleSet> {
        self.0.rules(path, japanese, inline)
    }

    fn links(&self, path: &str) -> Arc<LinkSettings> {
        assert!(!self.1 || path != "b.md", "secret");
        Arc::default()
    }

    fn syntax_reader(&self, path: &str) -> SyntaxReader {
        self.0.syntax_reader(path)
    }

    fn needs(&self) -> Needs {
        Needs::NONE
    }
}

impl LinkChecker for BrokenRule {
    fn should_check(&self, _url: &url::Url) -> bool {
        false
    }

    fn check(&self, _wanted: &[LinkRequest]) -> LinkStatuses {
        panic!("secret")
    }
}

#[test]
fn a_note_without_facts_makes_no_link_to_it_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let project = project(folder.path());
    std::fs::write(folder.path().join("a.md"), "# A\n\n[b](b.md#b)\n").unwrap();
    let all = FixedRules::every_rule();
    let before: Vec<_> = run::check(&project, &all.options(Lang::En)).iter().map(|of| of.findings.len()).collect();
    let outcomes = run::check(&project, &RunOptions::new(&BrokenRule(all, true)));
    assert_eq!(names(&outcomes[1]), ["internal-error"]);
    assert_eq!(internal(&outcomes[1]).message, "notelint failed while checking this note");
    assert!(!names(&outcomes[0]).iter().any(|name| ["dead-link", "dead-anchor"].contains(name)));
    assert_eq!(outcomes[2].findings.len(), before[2]);
}

#[test]
fn without_project_facts_each_note_is_checked_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let broken = BrokenRule(rules(At::Project), false);
    let options = RunOptions { web: Some(&broken), ..RunOptions::new(&broken) };
    let outcomes = run::check(&project(folder.path()), &options);
    for outcome in &outcomes {
        assert_eq!(names(outcome), ["internal-error", "faulty", "sound"]);
    }
}
