//! A project in memory has the same results as the program on a disk: the same reports, byte for byte, and the same
//! fixed texts.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use notelint::Linter;
use notelint::config::Choice;
use notelint::facts::memory::MemoryFiles;
use notelint::finding::{Applicability, Lang, Preset};
use notelint::report::render::render;
use notelint::report::{Format, Style};

use crate::common::notes;

/// Files by path, relative to the project.
type Files = BTreeMap<String, Vec<u8>>;

/// The files below `folder`.
fn files_of(folder: &Path) -> Files {
    fn walk(folder: &Path, root: &Path, files: &mut Files) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, files);
            } else if let Some(name) = path.strip_prefix(root).unwrap().to_str() {
                files.insert(name.replace('\\', "/"), std::fs::read(&path).unwrap());
            }
        }
    }
    let mut files = Files::new();
    walk(folder, folder, &mut files);
    files
}

/// The output of the program in `folder`.
fn program(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.current_dir(folder).args(["check", "--no-cache", "--lang", "en"]).args(args);
    let output = command.env_remove("GITHUB_ACTIONS").output().unwrap();
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Compares the project of `files` in memory with the results of the program.
fn assert_same(files: &Files, preset: Option<Preset>) {
    let folder = tempfile::tempdir().unwrap();
    // A project root, so that nothing above it counts.
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    for (path, content) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    let memory = MemoryFiles::new(files.iter().map(|(path, content)| (path.as_str(), content.clone())));
    let choice = Choice { presets: preset.into_iter().collect(), ..Choice::default() };
    let linter = Linter::new(memory, choice, Lang::En).unwrap();
    let preset: Vec<&str> = preset.iter().flat_map(|preset| ["--preset", preset.name()]).collect();
    let with = |args: &[&'static str]| program(folder.path(), &[&preset[..], args].concat());

    let checked = linter.check();
    for format in [Format::Json, Format::Concise, Format::Sarif, Format::Junit] {
        let report = render(&checked, format, Style::plain(Lang::En)).unwrap();
        assert!(report == with(&["--format", format.name()]), "{preset:?} {}", format.name());
    }
    let fixed = linter.fix(Applicability::Unsafe);
    let report = render(&fixed, Format::Json, Style::plain(Lang::En)).unwrap();
    assert!(report == with(&["--format", "json", "--fix", "--unsafe-fixes"]), "{preset:?} --fix");
    for note in &fixed {
        let text = std::fs::read(folder.path().join(&note.path)).unwrap();
        // A note that can't be read is not changed.
        let expected = note.text().map_or(&files[&note.path][..], str::as_bytes);
        assert_eq!(expected, text, "{preset:?} {}", note.path);
    }
}

fn made(files: &[(&str, &str)]) -> Files {
    files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

#[test]
fn our_own_notes() {
    let files = files_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("notes"));
    for preset in [None, Some(Preset::Strict), Some(Preset::Markdownlint)] {
        assert_same(&files, preset);
    }
}

#[test]
fn a_project_with_a_complete_configuration() {
    let files = made(&[
        (
            "notelint.toml",
            "extends = [\"recommended\", \"./shared/base.toml\"]\nexclude = [\"drafts\"]\n\
             [terms]\ndictionaries = [\"aws\", \"./words.toml\", \"./prh.yml\"]\naccept = [\"Elasticache\"]\n\
             [rules]\nlong-line = { severity = \"warning\", line_length = 60 }\nduplicate-heading = \"warning\"\n\
             [[overrides]]\nfiles = [\"old/**\"]\nrules.dead-link = \"off\"\n",
        ),
        ("shared/base.toml", "extends = [\"style\"]\n[rules]\norphan-note = \"warning\"\n"),
        ("words.toml", "[[term]]\ncanonical = \"FooBar\"\n"),
        ("prh.yml", "version: 1\nrules:\n  - expected: 問い合わせ\n    pattern: 問合せ\n"),
        (".gitignore", "/build/\n*.tmp.md\n"),
        (
            "a.md",
            "# A \n\n## 概要 ##\n\n[b](b.md#old-Heading) [x](nope.md) [d](B.md)\n\n* foobar\n- Elasticache\n\n問合せは　ここ。サーバーとサーバを使う。\n",
        ),
        (
            "b.md",
            "# B\n\n## Old heading:\n\n[a](a.md#概要) ![p](img/p.PNG) [[a]]\n\n<!-- notelint-disable-next-line -->\n\tcode\n\n## Old heading:\n",
        ),
        ("c/c.md", "# C\n\n[up](../b.md#old-heading) [b](/b.md#old-heading-1)\n\n## skip\n\n#### deep\n"),
        ("c/notelint.toml", "extends = [\"strict\"]\n"),
        (
            "c/d/日本語.md",
            "---\ntitle: \"x\"\n---\n\n# 日本語のノート\n\nこれは文です。あれは文である。ALBをつかう。[戻る](../../a.md#%E6%A6%82%E8%A6%81)\n",
        ),
        ("old/e.md", "# E\n\n[x](gone.md)\n"),
        ("drafts/f.md", "# F\n\n[x](gone.md)\n"),
        ("build/g.md", "# G\n\n[x](gone.md)\n"),
        ("h.tmp.md", "# H\n\n[x](gone.md)\n"),
        (".hidden/i.md", "# I\n\n[x](gone.md)\n"),
        ("img/p.png", "not really"),
    ]);
    for preset in [None, Some(Preset::Strict)] {
        assert_same(&files, preset);
    }
}

#[test]
fn headings_are_renamed_with_the_links_of_other_notes() {
    let files = made(&[
        ("notelint.toml", "extends = [\"style\"]\n"),
        ("a.md", "# A\n\n## First part:\n\n[b](b.md#second-part)\n"),
        ("b.md", "# B\n\n## Second part.\n\n[a](a.md#first-part) [a](./a.md#first-part \"t\")\n\n## AWS lambda\n"),
        ("c.md", "[l](b.md#aws-lambda) [b](b.md#second-part)\n"),
    ]);
    for preset in [None, Some(Preset::Strict), Some(Preset::Markdownlint)] {
        assert_same(&files, preset);
    }
}

#[test]
fn a_project_of_markdownlint() {
    let files = made(&[
        (".markdownlint.jsonc", "{ \"MD013\": { \"line_length\": 40 }, \"extends\": \"./base.json\" } // x\n"),
        ("base.json", "{ \"MD041\": false, \"MD026\": true }"),
        ("a.md", "text\n\n## A!\n\n* x\n+ y\n\na line that is longer than forty characters are\n"),
        ("sub/.markdownlint-cli2.yaml", "config:\n  MD004: false\nignores:\n  - b.md\n"),
        ("sub/b.md", "# B\n\n* x\n+ y\n"),
        ("sub/c.md", "# C\n\n* x\n+ y\n"),
        ("bad.md", "# \u{FEFF}B\0\n"),
    ]);
    assert_same(&files, None);
}

#[test]
fn configuration_errors_are_returned() {
    let files = MemoryFiles::new([("notelint.toml", "[rules]\nno-such-rule = \"error\"\n"), ("a.md", "# A\n")]);
    let errors = Linter::new(files, Choice::default(), Lang::En).unwrap_err();
    assert!(errors.to_string().contains("no-such-rule"), "{errors}");
    let place = errors.0[0].place().unwrap();
    assert_eq!((&*place.file.name, place.file.line(place.span.start as usize)), ("notelint.toml", 2));
}

#[test]
fn real_notes() {
    let notes = notes::notes();
    let root = notes.root();
    if notes.is_sample() {
        return assert_same(&files_of(&root), None);
    }
    // Only some projects, because each is written to the disk.
    let mut projects: Vec<_> = std::fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).collect();
    projects.sort();
    for project in projects.iter().filter(|path| path.is_dir()).step_by(9).take(2) {
        assert_same(&files_of(project), None);
    }
}
