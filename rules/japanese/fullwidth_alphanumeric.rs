//! `fullwidth-alphanumeric`: full-width letters and digits in body text.

use std::ops::{Range, RangeInclusive};

use crate::lint::prelude::*;
use crate::markdown::prose::{Block, is_wide};
use crate::markdown::regions::quotes_a_title;
use crate::terms::Meaning;
use crate::text::characters::half_width;
use crate::text::source::Source;

pub(crate) struct FullwidthAlphanumeric;

rule!(FullwidthAlphanumeric {
    summary: Text {
        en: "full-width letters and digits among half-width ones", ja: "半角に混じった全角の英数字"
    },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    fix: Some(Applicability::Safe),
});

/// The kinds of text that are counted separately. Many authors write single digits full-width and longer numbers
/// half-width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RunClass {
    Digit,
    Number,
    Word,
}

/// How often each class is written in each width.
#[derive(Debug, Default)]
struct WidthUsage {
    full: [usize; 3],
    half: [usize; 3],
}

impl WidthUsage {
    /// Whether full width is how the note writes `class`.
    fn full_width(&self, class: RunClass) -> bool {
        self.full[class as usize] > self.half[class as usize]
    }
}

/// A note without any of these characters is skipped.
const TRIGGERS: &[RangeInclusive<char>] = &['０'..='９', 'Ａ'..='Ｚ', 'ａ'..='ｚ'];

impl Check for FullwidthAlphanumeric {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        TRIGGERS
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        if !prose.text().contains(is_full) || !prose.is_japanese() {
            return;
        }
        let usage = width_usage(note);
        for block in prose.blocks() {
            for run in runs(prose.text(), block.range.clone(), is_full, is_full_joint) {
                report(note, block, run, &usage, sink);
            }
        }
    }
}

fn report(note: &Note<'_>, block: &Block, run: Range<usize>, usage: &WidthUsage, sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    let text = &prose.text()[run.clone()];
    let span = prose.span(run.clone());
    let node = note.document.node_at(span.start as usize);
    let before = prose.text()[block.range.start..run.start].chars().next_back();
    let after = prose.text()[run.end..block.range.end].chars().next();
    if usage.full_width(class(text))
        || is_placeholder(text, before, after)
        || is_cited(before, after)
        || is_numbering(note.source, span.start as usize, text, after)
        || quotes_a_title(node)
        || is_misspelled_name(note, &run)
    {
        return;
    }
    let half: String = text.chars().map(half_width).collect();
    let message = message!("`{text}` is full-width", "`{text}` が全角になっている");
    let report = sink.report(span, message);
    let report = match class(text) {
        RunClass::Digit => report
            .note(message!("most other digits in this note are half-width", "ほかの数字はほとんど半角で書かれている")),
        _ => report.note(message!("a search for `{half}` does not find it", "`{half}` で検索しても見つからない")),
    };
    if let Some(span) = prose.verbatim(run) {
        let title = message!("replace with `{half}`", "`{half}` に置き換える");
        report.fix(Applicability::Safe, Effect::Text, title, vec![Edit::replace(span, half.as_str())]);
    }
}

fn is_full(char: char) -> bool {
    matches!(char, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Whether `char` joins full-width letters and digits into one expression: `２０２１／０４`.
fn is_full_joint(char: char) -> bool {
    matches!(char, '．' | '／' | '－' | '：' | '＿' | '＋' | '，')
}

fn class(run: &str) -> RunClass {
    const UNIT: usize = 2;
    let is_letter = |char: char| half_width(char).is_ascii_alphabetic();
    // A number with a unit is still a number: `３ｍ`.
    let number = run.trim_end_matches(is_letter);
    let is_number = !number.is_empty() && run[number.len()..].chars().count() <= UNIT;
    match number.chars().count() {
        _ if !is_number || number.contains(is_letter) => RunClass::Word,
        1 => RunClass::Digit,
        _ => RunClass::Number,
    }
}

/// Runs of `part` characters in `range`. A single `joint` character between two of them does not end a run.
fn runs(
    text: &str,
    range: Range<usize>,
    part: impl Fn(char) -> bool,
    joint: impl Fn(char) -> bool,
) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut joined = false;
    for (at, char) in text[range.clone()].char_indices() {
        let at = range.start + at;
        let end = at + char.len_utf8();
        if part(char) {
            match runs.last_mut() {
                Some(run) if run.end == at || joined => run.end = end,
                _ => runs.push(at..end),
            }
            joined = false;
        } else {
            joined = joint(char) && runs.last().is_some_and(|run| run.end == at);
        }
    }
    runs
}

/// Counts the widths in the whole prose. A half-width number counts only next to Japanese text, and not in the title of another
/// page, whose author may count otherwise.
fn width_usage(note: &Note<'_>) -> WidthUsage {
    let prose = note.document.prose();
    let text = prose.text();
    let is_own = |run: &Range<usize>| !quotes_a_title(note.document.node_at(prose.span(run.clone()).start as usize));
    let mut usage = WidthUsage::default();
    for run in runs(text, 0..text.len(), is_full, is_full_joint) {
        usage.full[class(&text[run]) as usize] += 1;
    }
    let ascii_joint = |char| matches!(char, '.' | '/' | '-' | ':' | '_' | '+' | ',');
    for run in runs(text, 0..text.len(), |char: char| char.is_ascii_alphanumeric(), ascii_joint) {
        let class = class(&text[run.clone()]);
        // A space between is common: `3 回`.
        let (before, after) = (text[..run.start].trim_end_matches(' '), text[run.end..].trim_start_matches(' '));
        let beside = [before.chars().next_back(), after.chars().next()];
        let in_japanese = || beside.into_iter().flatten().any(|char| is_wide(char) && char.is_alphabetic());
        if class == RunClass::Word || in_japanese() && is_own(&run) {
            usage.half[class as usize] += 1;
        }
    }
    usage
}

/// Whether `misspelled-term` knows the run as a name.
fn is_misspelled_name(note: &Note<'_>, run: &Range<usize>) -> bool {
    note.terms.iter().any(|hit| hit.range == *run && matches!(hit.meaning, Meaning::Misspelled { .. }))
}

/// Whether the run is a placeholder for a name, as in `Ａさん`, or laughter (`ｗｗ`).
fn is_placeholder(run: &str, before: Option<char>, after: Option<char>) -> bool {
    let letters = run.chars().all(|char| half_width(char).is_ascii_alphabetic());
    let alone = ![before, after].into_iter().flatten().any(|char| char.is_ascii_alphanumeric());
    letters && alone && run.chars().count() == 1 || run.chars().all(|char| char == 'ｗ')
}

/// Whether the run is quoted by itself, because the text is about the characters: 「Ａ」.
fn is_cited(before: Option<char>, after: Option<char>) -> bool {
    matches!(
        (before, after),
        (Some('「'), Some('」')) | (Some('『'), Some('』')) | (Some('（'), Some('）')) | (Some('“'), Some('”'))
    )
}

/// Whether the run is the number at the start of a line: `１．手順`.
fn is_numbering(source: &Source, start: usize, run: &str, after: Option<char>) -> bool {
    let line = source.line_at(start).start as usize;
    let head = source.text()[line..start].trim_start_matches(|char: char| !char.is_alphanumeric()).is_empty();
    let numbered = after.is_none_or(|char| !char.is_alphanumeric()) || run.contains(['－', '．']);
    head && class(run) != RunClass::Word && numbered
}
