//! Runs the examples on every rule's page: bad examples have the findings shown, good ones have none, and fixed
//! examples are the result of `--fix`.

use std::collections::BTreeSet;
use std::path::Path;

use crate::common::web::KnownLinks;
use crate::common::{self, FixedRules, active};
use notelint::finding::{Applicability, Fix, Lang, tell_once};
use notelint::lint::rule::RuleEntry;
use notelint::markdown::document::{Document, Kind, Node};
use notelint::markdown::flavour::Flavour;
use notelint::project::run::{self, FixMode, NotePath, Project, RunOptions};
use notelint::report::rule_page::RulePage;
use notelint::rules::RULES;
use notelint::text::source::{Source, Span};

/// An example: a note, other files, the rule's options, and the expected result.
#[derive(Debug, Default)]
struct Example {
    line: usize,
    good: bool,
    name: String,
    text: Vec<u8>,
    with: Vec<String>,
    flavour: Flavour,
    options: String,
    files: Vec<(String, String)>,
    web: KnownLinks,
    findings: Option<Vec<String>>,
    fixed: Option<String>,
}

/// The examples of a page. Info strings of its fenced blocks:
///
/// - `md bad` and `md good` are notes; `hex bad` and `hex good` are their bytes. A file name may follow, and
///   `with=RULE` for another rule that is on but whose findings are not shown, and `flavour=NAME` for the host.
/// - `findings` and `md fixed` are the expected results for the example above.
/// - `toml options` sets the rule's options for all following examples; an empty block resets them.
/// - `md file=NAME` and `text file=NAME` add a file for all following examples.
/// - `text web` adds link statuses for all following examples.
fn examples(entry: &RuleEntry) -> Vec<Example> {
    let source = Source::new(entry.meta.page.to_owned()).unwrap();
    let document = Document::parse(&source);
    let mut examples: Vec<Example> = Vec::new();
    let (mut files, mut options, mut web) = (Vec::new(), String::new(), KnownLinks::default());
    for block in document.root().children().filter(|node| node.kind() == Kind::CodeBlock) {
        let words: Vec<&str> = block.literal().split_whitespace().collect();
        let content: String = block.children().map(Node::literal).collect();
        let line = source.lines().position(source.text(), block.span().start as usize).line;
        match words[..] {
            [form @ ("md" | "hex"), kind @ ("bad" | "good"), ref rest @ ..] => {
                let with = rest.iter().filter_map(|word| word.strip_prefix("with=")).map(str::to_owned);
                let named = rest.iter().find_map(|word| word.strip_prefix("flavour="));
                let name = rest.iter().find(|word| !word.contains('='));
                let hex = |word| u8::from_str_radix(word, 16).unwrap();
                examples.push(Example {
                    line,
                    good: kind == "good",
                    name: name.unwrap_or(&"note.md").to_string(),
                    text: if form == "md" { content.into() } else { content.split_whitespace().map(hex).collect() },
                    with: with.collect(),
                    flavour: named.map(|name| Flavour::named(name).unwrap()).unwrap_or_default(),
                    options: options.clone(),
                    files: files.clone(),
                    web: web.clone(),
                    ..Example::default()
                });
            }
            ["findings"] => examples.last_mut().unwrap().findings = Some(content.lines().map(str::to_owned).collect()),
            ["md", "fixed"] => examples.last_mut().unwrap().fixed = Some(content),
            ["text", "web"] => assert!(web.add(&content), "{}.md:{line}: an answer in no known form", entry.meta.name),
            ["toml", "options"] => options = content,
            [_, file] if file.starts_with("file=") => files.push((file["file=".len()..].to_owned(), content)),
            ["toml" | "sh"] | [] => {}
            _ => panic!("{}.md:{line}: a fence with an unknown info string: {words:?}", entry.meta.name),
        }
    }
    examples
}

/// The rule of the page, and the rules in `with=`.
fn rules(entry: &RuleEntry, example: &Example) -> FixedRules {
    let along = RULES.iter().filter(|entry| example.with.iter().any(|name| entry.meta.has_name(name)));
    let along = along.map(|entry| active(entry, toml::Table::new()));
    let own = active(entry, example.options.parse().unwrap());
    let set = FixedRules::new(std::iter::once(own).chain(along).collect()).with_flavour(example.flavour);
    let Some((name, text)) = example.files.iter().find(|(name, _)| name == "prh.yml") else { return set };
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), name, text.as_bytes());
    set.with_prh(common::prh(folder.path(), name))
}

fn write(folder: &Path, name: &str, text: &[u8]) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// Writes the example, with `text` as its note, to a folder, and calls `run` with the project.
fn in_project<T>(example: &Example, text: &[u8], run: impl FnOnce(&Project) -> T) -> T {
    let folder = tempfile::tempdir().unwrap();
    let files = example.files.iter().map(|(name, text)| (name, text.as_bytes()));
    let mut notes: Vec<NotePath> = Vec::new();
    for (name, text) in files.chain([(&example.name, text)]) {
        write(folder.path(), name, text);
        if Path::new(name).extension().is_some_and(|extension| extension == "md") {
            let file = folder.path().join(name);
            notes.push(NotePath { path: name.clone(), file, selected: *name == example.name, ..NotePath::default() });
        }
    }
    notes.sort_by(|a, b| a.path.cmp(&b.path));
    notes.dedup_by(|a, b| a.path == b.path);
    run(&Project::on_disk(folder.path().to_owned(), notes))
}

/// Options of a run that takes link statuses from the page.
fn options<'a>(rules: &'a FixedRules, example: &'a Example, lang: Lang) -> RunOptions<'a> {
    RunOptions { web: Some(&example.web), ..rules.options(lang) }
}

/// The findings of the rule in `text`, as `line:column message (also line:column)`.
fn findings(entry: &RuleEntry, example: &Example, text: &[u8], lang: Lang) -> Vec<String> {
    let rules = rules(entry, example);
    let mut outcomes = in_project(example, text, |project| run::check(project, &options(&rules, example, lang)));
    for outcome in &mut outcomes {
        tell_once(&mut outcome.findings, lang);
    }
    let text = String::from_utf8(text.to_vec()).unwrap_or_default();
    let source = Source::new(text).unwrap();
    let place = |span: &Span| {
        let position = source.lines().position(source.text(), span.start as usize);
        format!("{}:{}", position.line, position.column)
    };
    let findings = outcomes.iter().flat_map(|outcome| &outcome.findings);
    (findings.filter(|finding| finding.rule.name == entry.meta.name))
        .map(|finding| {
            let others: Vec<_> = finding.places.iter().map(place).collect();
            let others = if others.is_empty() { String::new() } else { format!(" (also {})", others.join(", ")) };
            format!("{} {}{others}", place(&finding.span), finding.message)
        })
        .collect()
}

/// The result of `--fix --unsafe-fixes` on `text`.
fn fixed(entry: &RuleEntry, example: &Example, text: &str) -> String {
    let rules = rules(entry, example);
    let mode = FixMode { allowed: Applicability::Unsafe, write: false };
    let fix = |project: &Project| run::fix(project, &options(&rules, example, Lang::En), mode);
    // Another note may have changed too.
    let of_example = |project: &Project| fix(project).into_iter().find(|outcome| project.notes[outcome.note].selected);
    let fix_report = in_project(example, text.as_bytes(), of_example).and_then(|outcome| outcome.fix_report);
    fix_report.and_then(|fix_report| fix_report.texts).map_or(text.to_owned(), |(_, after)| after)
}

#[test]
fn every_page_starts_with_its_name_and_has_a_bad_and_a_good_example() {
    for entry in RULES {
        let (name, page) = (entry.meta.name, entry.meta.page);
        assert!(page.starts_with(&format!("# {name}\n")), "{name}.md does not begin with `# {name}`");
        assert!(page.contains("\n## 日本語\n"), "{name}.md has no part in Japanese");
        let examples = examples(entry);
        assert!(examples.iter().any(|example| example.good), "{name}.md has no good example");
        let bad: Vec<_> = examples.iter().filter(|example| !example.good).collect();
        // No text is known to make notelint fail; `internal_errors.rs` tests this with special rules.
        assert!(!bad.is_empty() || name == "internal-error", "{name}.md");
        assert!(bad.iter().all(|example| example.findings.is_some()), "{name}.md: a bad example without its findings");
        if entry.meta.fix.is_some() {
            assert!(bad.iter().any(|example| example.fixed.is_some()), "{name}.md: no fixed example");
        }
    }
}

#[test]
fn bad_examples_are_reported_and_good_ones_are_not() {
    let mut wrong = Vec::new();
    for entry in RULES {
        for example in examples(entry) {
            let expected = example.findings.clone().unwrap_or_default();
            let found = findings(entry, &example, &example.text, Lang::En);
            if found != expected {
                let name = entry.meta.name;
                let (found, expected) = (found.join("\n  "), expected.join("\n  "));
                wrong.push(format!("{name}.md:{}\nfound\n  {found}\nexpected\n  {expected}\n", example.line));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn fixed_examples_are_the_result_of_the_fix() {
    for entry in RULES {
        for example in examples(entry) {
            let Some(expected) = &example.fixed else { continue };
            let place = format!("{}.md:{}", entry.meta.name, example.line);
            let text = String::from_utf8(example.text.clone()).unwrap();
            let once = fixed(entry, &example, &text);
            assert_eq!(&once, expected, "{place}");
            assert_eq!(fixed(entry, &example, &once), once, "{place}: twice is not once");
        }
    }
}

#[test]
fn fixed_text_is_not_reported_again() {
    for entry in RULES.iter().filter(|entry| entry.meta.fix.is_some()) {
        for example in examples(entry).iter().filter(|example| example.fixed.is_some()) {
            let text = String::from_utf8(example.text.clone()).unwrap();
            let rules = rules(entry, example);
            let run = |project: &Project| run::check(project, &options(&rules, example, Lang::En));
            let after = in_project(example, fixed(entry, example, &text).as_bytes(), run);
            let mut left = after.iter().flat_map(|outcome| &outcome.findings);
            let fixable = |fix: &Fix| fix.applicability <= Applicability::Unsafe;
            let again = left.find(|finding| finding.fix.as_ref().is_some_and(fixable));
            assert!(again.is_none(), "{}.md:{}: {again:?}", entry.meta.name, example.line);
        }
    }
}

#[test]
fn each_rule_has_the_fixes_it_declares() {
    for entry in RULES {
        let name = entry.meta.name;
        let fixes = examples(entry).into_iter().flat_map(|example| {
            let rules = rules(entry, &example);
            let run = |project: &Project| run::check(project, &options(&rules, &example, Lang::En));
            let found = in_project(&example, &example.text, run).into_iter().flat_map(|outcome| outcome.findings);
            found.filter(|found| found.rule.name == name).filter_map(|found| found.fix).collect::<Vec<_>>()
        });
        let made: BTreeSet<_> = fixes.map(|fix| fix.applicability).collect();
        let declared: BTreeSet<_> = [entry.meta.fix, entry.meta.other_fix].into_iter().flatten().collect();
        // Any rule may also have manual fixes.
        let allowed = &declared | &BTreeSet::from([Applicability::Manual]);
        assert!(made.is_subset(&allowed), "{name} declares {declared:?}, its page has {made:?}");
        assert_eq!(
            made.is_disjoint(&declared),
            declared.is_empty(),
            "{name} declares {declared:?}, its page has {made:?}"
        );
    }
}

/// If the languages differ, `notelint explain --lang ja` can't put the Japanese prose around the examples.
#[test]
fn each_page_has_the_same_structure_in_japanese_and_english() {
    let mut wrong = Vec::new();
    for entry in RULES {
        let [english, japanese] = RulePage::of(entry.meta.page).counts();
        if english != japanese {
            wrong.push(format!("{}:\n  English  {english:?}\n  Japanese {japanese:?}", entry.meta.name));
        }
    }
    let count = wrong.len();
    assert!(
        wrong.is_empty(),
        "{count} pages whose parts don't match (see the head of src/cli/page.rs):\n{}",
        wrong.join("\n")
    );
}

#[test]
fn each_rule_has_the_severities_it_declares() {
    let mut unseen = Vec::new();
    for entry in RULES {
        let (name, meta) = (entry.meta.name, entry.meta);
        let found = examples(entry).into_iter().flat_map(|example| {
            let rules = rules(entry, &example);
            let run = |project: &Project| run::check(project, &options(&rules, &example, Lang::En));
            let found = in_project(&example, &example.text, run).into_iter().flat_map(|outcome| outcome.findings);
            found.filter(|found| found.rule.name == name).map(|found| found.severity).collect::<Vec<_>>()
        });
        let reported: BTreeSet<_> = found.collect();
        let declared = BTreeSet::from([meta.severity, meta.other_severity.unwrap_or(meta.severity)]);
        assert!(reported.is_subset(&declared), "{name} declares {declared:?}, its page has {reported:?}");
        if meta.other_severity.is_some() && reported != declared {
            unseen.push(name);
        }
    }
    // These report advice only for a project without a clear preference, which takes more text than an example has.
    assert_eq!(unseen, ["mixed-latin-spacing", "mixed-punctuation"], "pages that do not show that the severity varies");
}

#[test]
fn japanese_messages_are_japanese() {
    for entry in RULES {
        for example in examples(entry) {
            for message in findings(entry, &example, &example.text, Lang::Ja) {
                let japanese = message.chars().any(|char| matches!(char, 'ぁ'..='ヺ' | '一'..='龠'));
                assert!(japanese, "{}: {message}", entry.meta.name);
            }
        }
    }
}

#[test]
fn rules_yield_to_rules_that_exist() {
    for meta in RULES.iter().map(|entry| entry.meta) {
        let exists = |name: &str| RULES.iter().any(|entry| entry.meta.name == name);
        assert!(meta.yields_to.is_none_or(exists), "{} yields to {:?}", meta.name, meta.yields_to);
    }
}
