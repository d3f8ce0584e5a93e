//! The report for people, on many notes: nothing is hidden, nothing is too wide, and lines break only where allowed.

use std::path::Path;

use notelint::Linter;
use notelint::config::Choice;
use notelint::facts::memory::MemoryFiles;
use notelint::finding::{Lang, Preset};
use notelint::project::linter::CheckedNote;
use notelint::report::render::render;
use notelint::report::{Format, Style};
use notelint::text::source::Span;
use unicode_width::UnicodeWidthStr;

/// The findings of every rule in `notes/`.
fn checked(lang: Lang, preset: Preset) -> Vec<CheckedNote> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("notes");
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        path.is_file().then(|| (name, std::fs::read(&path).unwrap()))
    };
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().filter_map(read).collect();
    let files = MemoryFiles::new(files.iter().map(|(name, text)| (name.as_str(), text.clone())));
    Linter::new(files, Choice { presets: vec![preset], ..Choice::default() }, lang).unwrap().check()
}

fn report(notes: &[CheckedNote], style: Style) -> String {
    render(notes, Format::Pretty, style).unwrap()
}

/// Whether a line shows a line of a note.
fn is_frame(line: &str) -> bool {
    line.trim_start_matches([' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']).starts_with(['│', '|'])
}

/// Parts of the notes: some reports are short, and some long.
fn parts(notes: &[CheckedNote]) -> impl Iterator<Item = &[CheckedNote]> {
    notes.chunks(1).chain([notes])
}

#[test]
fn no_line_is_wider_than_the_terminal_or_starts_with_closing_punctuation() {
    for lang in [Lang::En, Lang::Ja] {
        let notes = checked(lang, Preset::Strict);
        for (part, width) in parts(&notes).flat_map(|part| [50, 60, 80, 100].map(|width| (part, width))) {
            let report = report(part, Style { width, ..Style::plain(lang) });
            for line in report.lines() {
                let text = line.trim_start();
                // A URL is never broken.
                // A URL is not broken, so a line may be as long as the URL that begins it.
                let has_url = text.split(' ').any(|word| word.contains("://") && word.width() + 16 > width);
                assert!(line.width() <= width || has_url, "{width}: {line}");
                assert!(
                    is_frame(line) || !text.starts_with(['」', '）', '、', '。', 'ー']),
                    "{width}: {line}\n{report}"
                );
            }
        }
    }
}

#[test]
fn no_word_is_broken_at_80_columns() {
    let plain = Style::plain(Lang::En);
    let notes = checked(Lang::En, Preset::Strict);
    for part in parts(&notes) {
        let report = report(part, Style { width: 80, ..plain });
        let lines: Vec<&str> = report.lines().filter(|line| !is_frame(line)).collect();
        let words: Vec<&str> = lines.iter().flat_map(|line| line.split(' ')).collect();
        let findings = part.iter().flat_map(|note| &note.findings);
        for finding in findings.filter(|finding| report.contains(&format!("[{}]", finding.rule.name))) {
            // Only English words that fit on a line, in messages that are shown.
            let message = finding.message.split(' ').filter(|word| word.is_ascii() && word.len() < 50);
            let message: Vec<&str> = message.collect();
            if report.contains(&message[..2.min(message.len())].join(" ")) {
                let broken = message.iter().find(|word| !words.contains(word));
                assert_eq!(broken, None, "{}\n{report}", finding.message);
            }
        }
    }
}

/// The line numbers after `line` or `lines`, with ranges expanded.
fn lines_in(text: &str) -> Vec<usize> {
    let mut lines = Vec::new();
    for part in text.split(", ") {
        let mut ends = part.trim().split('–').map(str::parse::<usize>);
        match (ends.next(), ends.next()) {
            (Some(Ok(first)), None) => lines.push(first),
            (Some(Ok(first)), Some(Ok(last))) => lines.extend(first..=last),
            _ => break,
        }
    }
    lines
}

#[test]
fn every_finding_is_shown_or_its_line_is_listed() {
    let notes = checked(Lang::En, Preset::Strict);
    for part in parts(&notes) {
        // So wide that no list of lines is wrapped.
        let report = report(part, Style { width: 5000, ..Style::plain(Lang::En) });
        let mut shown = 0;
        let mut places = Vec::new();
        for line in report.lines().filter(|line| !is_frame(line)) {
            let place = line.trim_start().split(' ').next().unwrap_or_default();
            if let Some((line, column)) = place.split_once(':')
                && let (Ok(line), Ok(_)) = (line.parse::<usize>(), column.parse::<usize>())
            {
                shown += 1;
                places.push(line);
            }
            if let Some((_, more)) = line.rsplit_once("and ")
                && let Some((count, lines)) = more.split_once(" more")
                && let Ok(count) = count.parse::<usize>()
                && (lines.starts_with(", line") || lines == " on this line")
            {
                shown += count;
                let lines = lines.trim_start_matches(", lines ").trim_start_matches(", line ");
                places.extend(lines_in(lines));
            }
        }
        let all: usize = part.iter().flat_map(|note| &note.findings).map(|finding| 1 + finding.places.len()).sum();
        assert_eq!(shown, all, "{report}");
        for note in part {
            let source = note.source.as_ref().unwrap();
            let missing = note.findings.iter().find(|finding| {
                let line = |span: &Span| source.lines().position(source.text(), span.start as usize).line;
                std::iter::once(&finding.span).chain(&finding.places).any(|span| !places.contains(&line(span)))
            });
            assert!(missing.is_none(), "{missing:?}\n{report}");
        }
    }
}
