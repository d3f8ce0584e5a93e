//! Small generated notes with every preset and flavour, with safe and unsafe fixes: nothing panics, fixing twice is the
//! same as fixing once, no two fixes undo each other, code does not change, safe fixes break no link, and results do
//! not depend on threads.
//!
//! Each run uses other notes, except for pull requests, where the seed is fixed. A failure prints how to repeat it.
//! `NOTELINT_SEED=N` sets the first seed. With `NOTELINT_FUZZ_SECONDS=3600` the test runs for an hour on each
//! processor, and reports everything it found at the end.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::generator;
use crate::generator::seed;
use fastrand::Rng;
use notelint::config::rule_sets::RuleSets;
use notelint::config::select::Catalogue;
use notelint::config::{Choice, Configs};
use notelint::finding::{Applicability, Finding, Lang, Preset};
use notelint::lint::config::NoteConfig as _;
use notelint::lint::panics;
use notelint::markdown::document::{Document, Kind};
use notelint::markdown::flavour::Flavour;
use notelint::project::run::{self, FixMode, NotePath, Outcome, Project, RunOptions};
use notelint::rules::RULES;
use notelint::text::disk::OsFileSystem;
use notelint::text::source::Source;
use notelint::text::syntax_reader::SyntaxReader;

/// The number of notes in a run without a time limit.
const NOTES: u64 = 1_000;

/// The maximum number of notes in a project.
const TOGETHER: u64 = 6;

/// The number of notes for each [`World`], which caches the configurations in comments.
const EPOCH: u64 = 30_000;

/// A folder of notes for each preset and flavour, each with its configuration.
struct World {
    rules: RuleSets,
    folders: Vec<String>,
    _root: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().canonicalize().unwrap();
        std::fs::write(path.join("notelint.toml"), "").unwrap();
        let extended = Preset::ALL.map(|preset| format!("'{}'", preset.name()));
        let style = ["'recommended', 'style'".to_owned(), "'recommended', 'japanese', 'markdownlint'".to_owned()];
        let mut folders = Vec::new();
        for (index, extends) in extended.iter().chain(&style).enumerate() {
            for flavour in Flavour::ALL {
                let folder = format!("{index}-{}", flavour.name());
                std::fs::create_dir(path.join(&folder)).unwrap();
                let config = format!("extends = [{extends}]\nflavour = '{}'\n", flavour.name());
                std::fs::write(path.join(&folder).join("notelint.toml"), config).unwrap();
                folders.push(folder);
            }
        }
        let notes = folders.iter().flat_map(|folder| (0..TOGETHER).map(move |index| note(folder, index, "")));
        let notes = notes.collect();
        let configs =
            Arc::new(Configs::new(Choice::default(), Catalogue(RULES), path.clone(), Lang::En, Arc::new(OsFileSystem)));
        let rules = RuleSets::new(&configs, &path, Project::on_disk(path.clone(), notes).selected());
        let rules = rules.unwrap_or_else(|errors| panic!("{errors:?}"));
        Self { rules, folders, _root: root }
    }

    fn options(&self, threads: usize) -> RunOptions<'_> {
        let threads = NonZeroUsize::new(threads).unwrap();
        RunOptions { terms: self.rules.terms(), threads, ..RunOptions::new(&self.rules) }
    }

    fn check(&self, project: &Project, threads: usize) -> Vec<Finding> {
        run::check(project, &self.options(threads)).pop().unwrap().findings
    }

    fn fix(&self, project: &Project, allowed: Applicability) -> Outcome {
        let mode = FixMode { allowed, write: false };
        run::fix(project, &self.options(1), mode).pop().unwrap()
    }

    /// The bug in notelint that `text` in `folder` shows, if any.
    fn fault(&self, folder: &str, text: &str, allowed: Applicability) -> Option<String> {
        let tried = panics::catch(|| self.broken_promise(folder, text, allowed));
        tried.unwrap_or_else(|panic| Some(format!("panic at {}", panic.place.as_deref().unwrap_or("?"))))
    }

    fn broken_promise(&self, folder: &str, text: &str, allowed: Applicability) -> Option<String> {
        let before = project(folder, text);
        let findings = self.check(&before, 1);
        for finding in &findings {
            let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
            if let Some(span) = edits.chain([finding.span]).find(|span| text.get(span.range()).is_none()) {
                return Some(format!("{} points at {span:?}, which cuts a character", finding.rule.name));
            }
        }
        let fixed = self.fix(&before, allowed);
        let report = fixed.fix_report?;
        if let Some(problem) = report.problems.first() {
            return Some(problem.clone());
        }
        let once = report.texts.map_or_else(|| text.to_owned(), |(_, after)| after);
        if once == text {
            return None;
        }
        let after = project(folder, &once);
        let again = self.fix(&after, allowed).fix_report.and_then(|again| again.texts);
        let twice = again.map_or_else(|| once.clone(), |(_, after)| after);
        if twice != once {
            return Some(format!("fixing twice is not fixing once: {once:?}, then {twice:?}"));
        }
        if allowed == Applicability::Safe {
            let reader = self.rules.syntax_reader(&before.notes[0].path);
            if code(text, reader) != code(&once, reader) {
                return Some(format!("code changed: {once:?}"));
            }
            let destinations = [text, &once].map(|text| destinations(text, reader));
            let led = |message: &str| {
                let is_of = |to: &&String| message.contains(&format!("`{}`", to.trim_start_matches('#')));
                let [before, after] = destinations.each_ref().map(|all| all.iter().filter(is_of).count());
                before > 0 && before >= after
            };
            let mut was = dead(&findings);
            let mut died = dead(&fixed.findings).into_iter().filter(|message| {
                let known = was.iter().position(|other| other == message);
                known.map(|known| was.swap_remove(known)).is_none()
            });
            // Text that a fix turned into a link may lead nowhere.
            if let Some(died) = died.find(|message| led(message)) {
                return Some(format!("a link died: {died}, {once:?}"));
            }
        }
        None
    }
}

fn note(folder: &str, index: u64, text: &str) -> NotePath {
    let path = format!("{folder}/{index}.md");
    NotePath { path, selected: true, text: Some(text.into()), ..NotePath::default() }
}

fn project(folder: &str, text: &str) -> Project {
    Project::on_disk(Path::new("nowhere").into(), vec![note(folder, 0, text)])
}

/// The code in `text`, without the white space at the ends of blocks.
fn code(text: &str, reader: SyntaxReader) -> Vec<String> {
    let source = Source::new(text.to_owned()).unwrap().with_syntax_reader(reader);
    let document = Document::parse(&source);
    let mut code = Vec::new();
    for node in document.nodes() {
        match node.kind() {
            Kind::Code => code.push(node.literal().to_owned()),
            Kind::CodeBlock => {
                let lines: String = node.children().map(|line| line.literal().replace('\r', "")).collect();
                code.push(lines.trim_end().to_owned());
            }
            _ => {}
        }
    }
    code
}

/// The destinations of the links in `text`.
fn destinations(text: &str, reader: SyntaxReader) -> Vec<String> {
    let source = Source::new(text.to_owned()).unwrap().with_syntax_reader(reader);
    let document = Document::parse(&source);
    let links = document.nodes().filter(|node| matches!(node.kind(), Kind::Link | Kind::Image));
    links.map(|link| link.link().destination.to_string()).filter(|to| to.len() > 1).collect()
}

/// The messages about dead links in `findings`.
fn dead(findings: &[Finding]) -> Vec<String> {
    let rules = ["dead-link", "dead-anchor", "broken-reference", "undefined-reference", "undefined-footnote"];
    let dead = findings.iter().filter(|finding| rules.contains(&finding.rule.name));
    dead.map(|finding| finding.message.clone()).collect()
}

/// The bug that the note of `seed` shows, if any.
struct Fault {
    seed: u64,
    folder: String,
    allowed: Applicability,
    text: String,
    what: String,
}

fn attempt(world: &World, seed: u64) -> Option<Fault> {
    let mut random = Rng::with_seed(seed);
    let text = generator::note(&mut random);
    let folder = world.folders[random.usize(..world.folders.len())].clone();
    let allowed = if random.bool() { Applicability::Safe } else { Applicability::Unsafe };
    let what = world.fault(&folder, &text, allowed)?;
    Some(Fault { seed, folder, allowed, text, what })
}

/// The kind of a bug: its message without quoted text. Panics at different locations are different kinds.
fn kind(what: &str) -> String {
    if what.starts_with("panic at ") {
        return what.to_owned();
    }
    let end = what.find([':', '"']).unwrap_or(what.len());
    what[..end].chars().filter(|char| !char.is_ascii_digit()).collect()
}

impl Fault {
    /// A description, with the smallest text that shows a bug of the same kind.
    fn problems_of(&self, world: &World) -> String {
        let Fault { seed, folder, allowed, text, what } = self;
        let same = |text: &str| world.fault(folder, text, *allowed).is_some_and(|other| kind(&other) == kind(what));
        let smallest = generator::smallest(text, same);
        let shown = world.fault(folder, &smallest, *allowed).unwrap_or_default();
        format!("NOTELINT_SEED={seed}: {folder} {allowed:?}\n  {text:?}\n  {smallest:?}\n  {shown}\n")
    }
}

#[test]
fn generated_notes_keep_the_promises() {
    let first = seed::first();
    let seconds = std::env::var("NOTELINT_FUZZ_SECONDS").ok().map(|seconds| seconds.parse().unwrap());
    let end = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let ended = |index: u64| end.map_or(index >= NOTES, |end| Instant::now() >= end);
    let (next, found) = (AtomicU64::new(0), Mutex::new(BTreeMap::<String, (u64, Fault)>::new()));
    let work = |world: &World, until: u64| {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= until || ended(index) {
                return;
            }
            let Some(fault) = attempt(world, first.wrapping_add(index)) else { continue };
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            found.entry(kind(&fault.what)).and_modify(|(count, _)| *count += 1).or_insert((1, fault));
        }
    };
    let threads = if end.is_some() { std::thread::available_parallelism().map_or(1, NonZeroUsize::get) } else { 1 };
    let mut world = World::new();
    while !ended(next.load(Ordering::Relaxed)) {
        world = World::new();
        let until = next.load(Ordering::Relaxed) + EPOCH;
        std::thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(|| work(&world, until)))));
    }
    let found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    let printed: Vec<_> =
        found.values().map(|(count, fault)| format!("{count}×: {}", fault.problems_of(&world))).collect();
    println!("{} notes from NOTELINT_SEED={first} on", next.into_inner().saturating_sub(threads as u64));
    assert!(printed.is_empty(), "{} kinds of faults:\n{}", printed.len(), printed.join("\n"));
}

/// Texts that showed bugs before, each under the name of what was wrong.
#[test]
fn found_texts_keep_the_promises_under_every_preset() {
    let world = World::new();
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/found");
    for entry in std::fs::read_dir(found).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for folder in &world.folders {
            for allowed in [Applicability::Safe, Applicability::Unsafe] {
                assert_eq!(world.fault(folder, &text, allowed), None, "{} in {folder}", path.display());
            }
        }
    }
}

#[test]
fn findings_do_not_depend_on_threads() {
    let world = World::new();
    let first = seed::first();
    for turn in 0..10 {
        let text = |index: u64| generator::note(&mut Rng::with_seed(first.wrapping_add(turn * 100 + index)));
        let folder = &world.folders[Rng::with_seed(first.wrapping_add(turn)).usize(..world.folders.len())];
        let notes = (0..TOGETHER).map(|index| note(folder, index, &text(index))).collect();
        let project = Project::on_disk(Path::new("nowhere").into(), notes);
        let found = |threads| format!("{:?}", run::check(&project, &world.options(threads)));
        assert_eq!(found(1), found(4), "NOTELINT_SEED={first}");
    }
}
