//! Real notes with lines deleted, repeated, joined, truncated and misspelled, with every preset: nothing panics, all
//! findings are inside the text, and results depend neither on threads, nor on the order of the notes, nor on which of
//! them were named.
//!
//! `NOTELINT_MUTATIONS=100000 cargo test --release --test it mutations::` is a long run; the default is a thousand.
//! `NOTELINT_SEED` sets the seed, which is random by default, except for pull requests.

use std::num::NonZeroUsize;
use std::path::Path;

use crate::common::notes;
use crate::common::{FixedRules, active, project};
use crate::generator::seed;
use fastrand::Rng;
use notelint::finding::{Lang, Preset};
use notelint::project::run::{self, NotePath, Outcome, Project, RunOptions};
use notelint::rules::RULES;

/// The number of notes in a project.
const NOTES: usize = 8;

/// The rules of `preset`, with the options that they have there.
fn rules_of(preset: Preset) -> FixedRules {
    let rules = RULES.iter().filter_map(|entry| {
        let options = entry.meta.membership(preset)?.options;
        Some(active(entry, toml::from_str(options).unwrap()))
    });
    FixedRules::new(rules.collect())
}

/// Some consecutive lines of `text`.
fn excerpt(random: &mut Rng, text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let from = random.usize(..lines.len().max(1));
    lines.iter().skip(from).take(random.usize(1..40)).map(|line| (*line).to_owned()).collect()
}

/// `line` with its letters in full-width forms.
fn widen(line: &str) -> String {
    let wide = |char: char| match char {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(char as u32 - 0x21 + 0xFF01).unwrap_or(char),
        _ => char,
    };
    line.chars().map(wide).collect()
}

/// Makes one change to `lines`.
fn mutate(random: &mut Rng, lines: &mut Vec<String>) {
    if lines.is_empty() {
        return;
    }
    let at = random.usize(..lines.len());
    let line = lines[at].clone();
    match random.u8(..10) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, line),
        2 => line.trim_end().clone_into(&mut lines[at]),
        3 => {
            // Cut at any byte; an incomplete character is dropped.
            let cut = random.usize(..=line.len());
            lines[at] = String::from_utf8_lossy(&line.as_bytes()[..cut]).into_owned();
        }
        4 => lines[at] = line.replace('\n', "\r\n"),
        5 => lines[at] = line.replacen(' ', "\t", 2),
        6 => lines[at] = widen(&line),
        7 => lines[at] = format!("{}{line}", ["> ", "- ", "   ", "\t", "1. ", "## ", "|", "```"][random.usize(..8)]),
        8 => {
            let other = random.usize(..lines.len());
            lines.swap(at, other);
        }
        _ => {
            let marks = ["**", "`", "[", "](", "<!--", "$", "![", "「", "\u{200B}", "\u{0}"];
            let place = line.char_indices().map(|(place, _)| place).nth(random.usize(..20)).unwrap_or(line.len());
            lines[at].insert_str(place, marks[random.usize(..marks.len())]);
        }
    }
}

fn problems_of(project: &Project, outcomes: &[Outcome]) -> Vec<(String, String)> {
    let mut printed: Vec<_> = outcomes
        .iter()
        .map(|outcome| (project.notes[outcome.note].path.clone(), format!("{:?}", outcome.findings)))
        .collect();
    printed.sort();
    printed
}

/// Asserts what must be true of any project.
fn assert_promises(random: &mut Rng, rules: &FixedRules, texts: Vec<String>) {
    let notes = texts.into_iter().enumerate().map(|(index, text)| NotePath {
        path: format!("{index}.md"),
        selected: true,
        text: Some(text),
        ..NotePath::default()
    });
    let mut project = Project::on_disk(Path::new("nowhere").into(), notes.collect());
    let outcomes = run::check(&project, &rules.options(Lang::Ja));
    for outcome in &outcomes {
        let text = project.notes[outcome.note].text.as_deref().unwrap();
        for finding in &outcome.findings {
            let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
            for span in edits.chain([finding.span]) {
                assert!(text.get(span.range()).is_some(), "{}: {span:?} in {text:?}", finding.rule.name);
            }
        }
    }
    let together = problems_of(&project, &outcomes);
    let threads = RunOptions { threads: NonZeroUsize::new(random.usize(2..=8)).unwrap(), ..rules.options(Lang::Ja) };
    random.shuffle(&mut project.notes);
    assert_eq!(problems_of(&project, &run::check(&project, &threads)), together, "{project:?}");
    let chosen = random.usize(..project.notes.len());
    for (index, note) in project.notes.iter_mut().enumerate() {
        note.selected = index == chosen;
    }
    let alone = problems_of(&project, &run::check(&project, &rules.options(Lang::Ja)));
    assert!(alone.len() == 1 && together.contains(&alone[0]), "{project:?}");
}

#[test]
fn changed_notes_keep_the_promises() {
    let count: usize = std::env::var("NOTELINT_MUTATIONS").map_or(1000, |count| count.parse().unwrap());
    let folder = notes::notes();
    let real = project(&folder.root());
    let sets = Preset::ALL.map(rules_of);
    let first = seed::first();
    // Printed if the test fails.
    println!("NOTELINT_SEED={first}");
    let mut random = Rng::with_seed(first);
    for turn in 0..count / NOTES {
        let mut texts = Vec::with_capacity(NOTES);
        while texts.len() < NOTES {
            let note = &real.notes[random.usize(..real.notes.len())];
            let Ok(source) = real.read(note) else { continue };
            let mut lines = excerpt(&mut random, source.text());
            (0..random.usize(1..6)).for_each(|_| mutate(&mut random, &mut lines));
            texts.push(lines.concat());
        }
        assert_promises(&mut random, &sets[turn % sets.len()], texts);
    }
}
