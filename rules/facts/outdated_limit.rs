//! `outdated-limit`: a maximum of a cloud service that has been raised.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::catalog::limits;
use crate::lint::prelude::*;
use crate::markdown::document::Document;
use crate::markdown::prose::{Block, Prose};
use crate::words;

pub(crate) struct OutdatedLimit;

rule!(OutdatedLimit {
    summary: Text { en: "a limit of a service that has been raised", ja: "引き上げられたサービスの上限" },
    severity: Severity::Advice,
    presets: &[Preset::Recommended.member()],
});

/// The longest sentence, in bytes, in which words belong together.
const LONGEST: usize = 400;

/// Words that make an amount a maximum.
const MOST: &[&str] = words!("../words/limits.txt", "most");

/// Words after an amount that begin what to do about it.
const CONSEQUENCES: &[&str] = words!("../words/limits.txt", "consequences");

/// The level of a line that is only the name of a service: below all headings.
const LABEL: u32 = 7;

/// Names of services. One in a heading says what the text below it is about.
const SERVICES: &[&str] = words!("../words/limits.txt", "services");

/// The limits, each with a search for the name of its service and one for that name in lower case.
static FINDERS: LazyLock<Vec<[Finder<'_>; 2]>> = LazyLock::new(|| {
    let finder = |limit: &[&'static str; 7]| {
        [Finder::new(limit[0]), Finder::new(limit[0].to_ascii_lowercase().as_bytes()).into_owned()]
    };
    limits::all().iter().map(finder).collect()
});

impl Check for OutdatedLimit {
    fn looks_for(&self) -> &[std::ops::RangeInclusive<char>] {
        &['2'..='9']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let path = note.path.to_ascii_lowercase();
        let is_about = |[written, lower]: &[Finder<'_>; 2]| {
            written.find(note.source.text().as_bytes()).is_some() || lower.find(path.as_bytes()).is_some()
        };
        let limits = FINDERS.iter().zip(limits::all()).filter(|(finders, _)| is_about(finders));
        let limits: Vec<&[&str; 7]> = limits.map(|(_, limit)| limit).collect();
        if limits.is_empty() {
            return;
        }
        let prose = note.document.prose();
        let mut about = Subject::of_path(note.path);
        for block in prose.blocks() {
            let heading = heading_level(note.document, block);
            if let Some(level) = heading {
                about.enter(level, prose.block_text(block));
            } else if is_paragraph(note.document, block) {
                about.enter(LABEL, label(prose.block_text(block)));
            }
            if !prose.block_text(block).bytes().any(|byte| byte.is_ascii_digit()) {
                continue;
            }
            for sentence in sentences(prose, block).into_iter().filter(|sentence| sentence.len() <= LONGEST) {
                let text = &prose.text()[sentence.clone()];
                let amounts = amounts(text);
                for limit in limits.iter().filter(|_| !amounts.is_empty()) {
                    if let Some(amount) = outdated(text, &amounts, limit, &about) {
                        let range = sentence.start + amount.start..sentence.start + amount.end;
                        report(prose, range, limit, sink);
                    }
                }
            }
        }
    }
}

fn report(prose: &Prose, range: Range<usize>, [.., en, ja, now]: &[&str; 7], sink: &mut Sink<'_>) {
    let shown = excerpt(&prose.text()[range.clone()]);
    let report = sink.report(prose.span(range), message!("`{shown}` is not {en}", "{ja}は `{shown}` ではない"));
    let origin = limits::origin();
    report
        .note(message!(
            "it is {now}; exams may still ask for the former value",
            "現在は {now}。試験では古い値が問われることもある"
        ))
        .note(message!("checked against {origin}", "{origin} で確認"));
}

/// Whether `block` is a paragraph that is in no list, quotation or table.
fn is_paragraph(document: &Document<'_>, block: &Block) -> bool {
    let node = document.node(block.node);
    node.kind() == Kind::Paragraph && node.parent().is_some_and(|parent| parent.kind() == Kind::Document)
}

/// `text` if it is nothing but the name of a service, which is what the list below it is about.
fn label(text: &str) -> &str {
    let name = text.trim_end_matches([':', '：']);
    if SERVICES.iter().any(|service| name.eq_ignore_ascii_case(service)) { name } else { "" }
}

/// The level of the heading in `block`.
fn heading_level(document: &Document<'_>, block: &Block) -> Option<u32> {
    let node = document.node(block.node);
    (node.kind() == Kind::Heading).then(|| node.level())
}

/// What the text is about: the services that the headings around it name, else the name of the file.
struct Subject {
    file: String,
    headings: Vec<(u32, String)>,
}

impl Subject {
    fn of_path(path: &str) -> Self {
        let file = path.rsplit('/').next().unwrap_or(path);
        Self { file: file.to_ascii_lowercase(), headings: Vec::new() }
    }

    fn enter(&mut self, level: u32, text: &str) {
        self.headings.retain(|(around, _)| *around < level);
        self.headings.push((level, text.to_ascii_lowercase()));
    }

    /// The innermost heading, in lower case. It may name what is limited: `Data retention`.
    fn heading(&self) -> &str {
        self.headings.iter().rev().map(|(_, text)| &**text).find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// Whether it is about `service` and no other.
    fn is(&self, service: &str) -> bool {
        let inner = self.headings.iter().rev().map(|(_, text)| text).chain([&self.file]);
        let mut named = inner.map(|text| SERVICES.iter().filter(|name| names(text, name)).collect::<Vec<_>>());
        named.find(|named| !named.is_empty()).is_some_and(|named| named == [&service])
    }
}

/// Whether `text`, in lower case, has `name` as a word of its own.
fn names(text: &str, name: &str) -> bool {
    let is_letter = |char: char| char.is_ascii_alphanumeric();
    text.match_indices(name)
        .any(|(at, _)| !text[..at].ends_with(is_letter) && !text[at + name.len()..].starts_with(is_letter))
}

/// The sentences of `block`.
fn sentences(prose: &Prose, block: &Block) -> Vec<Range<usize>> {
    let text = prose.block_text(block);
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, char) in text.char_indices() {
        let after = &text[at + char.len_utf8()..];
        let ends = matches!(char, '。' | '\n') || matches!(char, '.' | '!' | '?') && after.starts_with(' ');
        if ends {
            sentences.push(block.range.start + start..block.range.start + at);
            start = at + char.len_utf8();
        }
    }
    sentences.push(block.range.start + start..block.range.start + text.len());
    sentences
}

/// The former amount of `limit` in `sentence`, if that gives it as a maximum.
fn outdated(sentence: &str, amounts: &[Amount<'_>], limit: &[&str; 7], about: &Subject) -> Option<Range<usize>> {
    let [service, former, topics, others, ..] = limit;
    let (range, ..) = amounts
        .iter()
        .find(|(_, number, unit)| former.split(", ").any(|amount| amount.split_once(' ') == Some((*number, *unit))))?;
    if begins_range(&sentence[range.end..]) {
        return None;
    }
    let lower = sentence.to_ascii_lowercase();
    // What to do above the limit may name other services: `max 7 days => use SQS`.
    let end = CONSEQUENCES.iter().filter_map(|word| lower[range.end..].find(word)).min();
    let lower = &lower[..end.map_or(lower.len(), |end| range.end + end)];
    let service = service.to_ascii_lowercase();
    let in_sentence: Vec<_> = SERVICES.iter().filter(|name| names(lower, name)).collect();
    // A sentence may name a second service that works with the subject: what to do above the limit, for example.
    let is_subject = match in_sentence[..] {
        [named] => *named == service,
        ref named => (named.is_empty() || named.iter().any(|name| **name == service)) && about.is(&service),
    };
    let has_other = others.split(", ").any(|other| names(lower, &other.to_ascii_lowercase()));
    let is_most = MOST.iter().any(|word| lower.contains(word)) || lower[..range.start].ends_with("to ");
    let is_topic = topics.split(", ").any(|topic| lower.contains(topic) || about.heading().contains(topic));
    (is_subject && is_most && is_topic && !has_other && !has_year(sentence) && !has_price(sentence))
        .then(|| range.clone())
}

/// Whether the amount before `after` is the least one of a range: `512 MB ~ 10 GB`.
fn begins_range(after: &str) -> bool {
    const SIGNS: [&str; 7] = ["~", "〜", "～", "–", "-", "to ", "から"];
    let after = after.trim_start_matches(' ');
    let rest = SIGNS.iter().find_map(|sign| after.strip_prefix(sign)).unwrap_or_default();
    rest.trim_start_matches([' ', '*']).starts_with(|char: char| char.is_ascii_digit())
}

/// Whether `text` has a price: it is about what a level of the service costs.
fn has_price(text: &str) -> bool {
    text.split('$').skip(1).any(|after| after.starts_with(|char: char| char.is_ascii_digit()))
}

/// Whether `text` has a year: it is about the past.
fn has_year(text: &str) -> bool {
    let is_year = |run: &str| run.len() == 4 && (run.starts_with("19") || run.starts_with("20"));
    text.split(|char: char| !char.is_ascii_digit()).any(is_year)
}

/// An amount: its bytes, its number and its unit.
type Amount<'t> = (Range<usize>, &'t str, &'static str);

/// The amounts in `text`.
fn amounts(text: &str) -> Vec<Amount<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|char: char| char.is_ascii_digit()).map(|start| at + start) {
        let is_number = |char: char| char.is_ascii_digit() || matches!(char, ',' | '.');
        let length = text[start..].find(|char: char| !is_number(char)).unwrap_or(text.len() - start);
        let number = text[start..start + length].trim_end_matches([',', '.']);
        at = start + length;
        let rest = &text[start + number.len()..];
        let word = rest.trim_start_matches([' ', '\u{a0}', '-']);
        let is_part = text[..start].ends_with(|char: char| char.is_ascii_alphanumeric() || char == '.');
        if let Some((unit, length)) = unit(word).filter(|_| !is_part) {
            let end = start + number.len() + rest.len() - word.len() + length;
            found.push((start..end, number, unit));
        }
    }
    found
}

/// The unit at the start of `text`, and its length.
fn unit(text: &str) -> Option<(&'static str, usize)> {
    const LATIN: [(&str, &[&str]); 7] = [
        ("min", &["min", "mins", "minute", "minutes"]),
        ("s", &["s", "sec", "secs", "second", "seconds"]),
        ("h", &["h", "hour", "hours", "hrs"]),
        ("day", &["day", "days"]),
        ("KB", &["kb", "kib", "kbyte", "kbytes", "kilobytes"]),
        ("MB", &["mb", "mib", "megabytes"]),
        ("TB", &["tb", "tib", "terabyte", "terabytes"]),
    ];
    const OTHER: [(&str, &str); 9] = [
        ("min", "分"),
        ("min", "분"),
        ("s", "秒"),
        ("s", "초"),
        ("h", "時間"),
        ("day", "日"),
        ("day", "일"),
        ("table", "テーブル"),
        ("table", "個のテーブル"),
    ];
    if let Some((unit, word)) = OTHER.iter().find(|(_, word)| text.starts_with(word)) {
        return Some((unit, word.len()));
    }
    let length = text.find(|char: char| !char.is_ascii_alphabetic()).unwrap_or(text.len());
    let word = text[..length].to_ascii_lowercase();
    if word == "table" || word == "tables" {
        return Some(("table", length));
    }
    LATIN.iter().find(|(_, words)| words.contains(&&*word)).map(|(unit, _)| (*unit, length))
}
