//! notelint's tree has the blocks and inlines that cmark-gfm finds: compares them for generated texts and real notes,
//! where cmark-gfm is installed.
//!
//! Evened out are alerts and math, which Debian's cmark-gfm does not know, front matter, and white space. The known
//! differences are in [`known`].
//!
//! `NOTELINT_DIFFERENTIAL=50000 cargo test --release --test it differential:: -- --nocapture` compares this number of
//! texts, and all notes below the folders that `NOTELINT_DIFFERENTIAL_NOTES` names, separated by `:`.

mod cmark;
mod grammar;
mod known;
mod shape;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::generator;
use crate::tools;
use fastrand::Rng;
use known::KNOWN;
use notelint::markdown::document::Document;
use notelint::markdown::front_matter;
use notelint::text::profile::{Math, Profile};
use notelint::text::source::Source;
use notelint::text::syntax_reader::SyntaxReader;

/// The number of generated texts without `NOTELINT_DIFFERENTIAL`.
const TEXTS: usize = 3_000;

/// How many of the texts that are read differently are reduced and printed.
const EXAMPLES: usize = 20;

/// The texts are always the same, so that a difference is not found by chance after an unrelated change.
const SEED: u64 = 20_261_129;

/// How both read `text`, if they differ.
fn difference(cmark: &Path, text: &str) -> Option<[String; 2]> {
    let start = front_matter::find(text).map_or(front_matter::skip_bom(text), |front| front.end);
    let profile = Profile { math: Math::NONE, ..Profile::GITHUB };
    let reader = SyntaxReader { profile, ..SyntaxReader::GITHUB };
    let source = Source::new(text[start..].to_owned()).unwrap().with_syntax_reader(reader);
    // What looks like front matter after the front matter is text.
    if front_matter::find(source.text()).is_some() {
        return None;
    }
    let ours = shape::of(&Document::parse(&source));
    let theirs = cmark::read(cmark, source.text());
    (ours != theirs).then(|| [ours, theirs].map(|shape| shape.to_string()))
}

/// The known differences that explain why `text` is read differently; `None` if they do not.
fn explanation(cmark: &Path, text: &str) -> Option<&'static str> {
    let mut text = text.to_owned();
    for known in KNOWN {
        if let Some(without) = (known.without)(&text) {
            if difference(cmark, &without).is_none() {
                return Some(known.name);
            }
            text = without;
        }
    }
    None
}

/// What a comparison of many texts found.
#[derive(Default)]
struct Found {
    /// The number of texts by the name of the known difference.
    known: BTreeMap<&'static str, usize>,
    unknown: Vec<String>,
}

/// Compares `count` texts on all processors.
fn compare(cmark: &Path, count: usize, text: impl Fn(usize) -> String + Sync) -> Found {
    let found = Mutex::new(Found::default());
    let next = AtomicUsize::new(0);
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                return;
            }
            let text = text(index);
            if difference(cmark, &text).is_none() {
                continue;
            }
            let explanation = explanation(cmark, &text);
            let mut found = found.lock().unwrap();
            match explanation {
                Some(name) => *found.known.entry(name).or_default() += 1,
                None => found.unknown.push(text),
            }
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        (0..threads).for_each(|_| drop(scope.spawn(work)));
    });
    found.into_inner().unwrap()
}

/// Asserts that there is no difference but the known ones.
#[track_caller]
fn assert_known(cmark: &Path, found: &Found) {
    println!("known differences: {:?}", found.known);
    if found.unknown.is_empty() {
        return;
    }
    let fails = |text: &str| difference(cmark, text).is_some() && explanation(cmark, text).is_none();
    let mut texts: Vec<&String> = found.unknown.iter().collect();
    texts.sort_unstable_by_key(|text| text.len());
    let mut examples: Vec<String> = texts.iter().take(EXAMPLES).map(|text| generator::smallest(text, fails)).collect();
    examples.sort_unstable_by_key(String::len);
    for text in &examples {
        let [ours, theirs] = difference(cmark, text).unwrap();
        println!("{text:?}\n--- notelint\n{ours}\n--- cmark-gfm\n{theirs}");
    }
    panic!("{} texts are read differently, such as {examples:#?}", found.unknown.len());
}

fn cmark() -> Option<PathBuf> {
    tools::tool("cmark-gfm")
}

#[test]
fn generated_texts_are_read_as_by_cmark() {
    let Some(cmark) = cmark() else { return };
    let count = std::env::var("NOTELINT_DIFFERENTIAL").map_or(TEXTS, |count| count.parse().unwrap());
    let found = compare(&cmark, count, |index| {
        let mut random = Rng::with_seed(SEED + index as u64);
        if index % 2 == 0 { generator::note(&mut random) } else { grammar::text(&mut random) }
    });
    assert_known(&cmark, &found);
}

#[test]
fn real_notes_are_read_as_by_cmark() {
    let (Some(folders), Some(cmark)) = (std::env::var_os("NOTELINT_DIFFERENTIAL_NOTES"), cmark()) else { return };
    let mut notes = Vec::new();
    for folder in std::env::split_paths(&folders) {
        let files = ignore::WalkBuilder::new(folder).standard_filters(false).build();
        let paths = files.map(|entry| entry.unwrap().into_path());
        notes.extend(
            paths.filter(|path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"))),
        );
    }
    let read = |index: usize| std::fs::read_to_string(&notes[index]).unwrap_or_default();
    let found = compare(&cmark, notes.len(), read);
    println!("{} notes", notes.len());
    assert_known(&cmark, &found);
    assert!(found.known.is_empty(), "real notes have none of the known differences: {:?}", found.known);
}

#[test]
fn known_differences_exist() {
    let Some(cmark) = cmark() else { return };
    for known in KNOWN {
        assert!(difference(&cmark, known.example).is_some(), "{}: {:?}", known.name, known.example);
        let without = (known.without)(known.example).unwrap();
        assert_eq!(difference(&cmark, &without), None, "{}: {without:?}", known.name);
    }
}

/// The shapes that led to corrections, without cmark-gfm.
#[test]
fn corrected_constructs_are_read_as_on_github() {
    let cases = [
        ("1~5円、3~5分", "paragraph\n  text 1\n  strikethrough\n    text 5円、3\n  text 5分"),
        ("は~~「線」~~です", "paragraph\n  text は~~「線」~~です"),
        ("a**→**b", "paragraph\n  text a\n  strong\n    text →\n  text b"),
        ("**月 $540** と（$367）", "paragraph\n  strong\n    text 月$540\n  text と（$367）"),
        ("説明\na | b\n-|-\n", "paragraph\n  text 説明\ntable\n  head\n    cell\n      text a\n    cell\n      text b"),
        ("> 説明\n> a\n> :-", "quote\n  paragraph\n    text 説明\n  table\n    head\n      cell\n        text a"),
        ("|a|\n|-|\n    b", "table\n  head\n    cell\n      text a\ncode block\n  text b"),
        ("|a|\n|-|\n<b>", "table\n  head\n    cell\n      text a\nhtml block"),
        ("- a\n<img src=b>", "list\n  item\n    paragraph\n      text a\nhtml block"),
        ("- a\n  <img src=b>", "list\n  item\n    paragraph\n      text a\n      soft break\n      html"),
        ("> a\n<a title=\"\nb\">", "quote\n  paragraph\n    text a\n    soft break\n    html"),
        ("- [ ]\n- [ ] a", "list\n  item\n    paragraph\n      text []\n  item [ ]\n    paragraph\n      text a"),
        ("http://a.b/`c", "paragraph\n  link http://a.b/`c\n    text http://a.b/`c"),
        ("**http://a.b/**、c", "paragraph\n  text **\n  link http://a.b/**、c\n    text http://a.b/**、c"),
        ("a<!-->", "paragraph\n  text a<!-->"),
        ("a \t\nb", "paragraph\n  text a\n  soft break\n  text b"),
        ("# a\t#", "heading 1\n  text a"),
        ("```\ra\r```\rb", "code block\n  text a\nparagraph\n  text b"),
    ];
    for (text, expected) in cases {
        let source = Source::new(text.to_owned()).unwrap();
        let shape = shape::of(&Document::parse(&source)).to_string();
        let shape: Vec<&str> = shape.lines().skip(1).map(|line| &line[2..]).collect();
        assert_eq!(shape.join("\n"), expected, "{text:?}");
    }
}
