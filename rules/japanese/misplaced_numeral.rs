//! `misplaced-numeral`: an Arabic numeral in a word (`1般的`), or a kanji numeral in a note that counts with Arabic ones.

use std::ops::Range;

use crate::japanese::sentences::letters::is_kanji;
use crate::lint::prelude::*;
use crate::{rows, words};

pub(crate) struct MisplacedNumeral;

rule!(MisplacedNumeral {
    summary: Text {
        en: "an Arabic numeral in a word, or a kanji numeral in a count",
        ja: "熟語の中の算用数字や、ほかと揃っていない漢数字",
    },
    aliases: &["arabic-kanji-numbers"],
    fix: Some(Applicability::Unsafe),
});

/// Words that are not counts, written with an Arabic numeral, and their correct form.
const WORDS: &[[&str; 2]] = rows!("../words/numerals.txt", "not_counts");

/// Counters, which follow a numeral.
const COUNTERS: &[&str] = words!("../words/numerals.txt", "counters");

const DIGITS: &[(char, &str)] = &[
    ('一', "1"),
    ('二', "2"),
    ('三', "3"),
    ('四', "4"),
    ('五', "5"),
    ('六', "6"),
    ('七', "7"),
    ('八', "8"),
    ('九', "9"),
];

impl Check for MisplacedNumeral {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for [wrong, right] in WORDS {
            for (sentence, range) in note.sentences.own_matches(wrong) {
                let before = &prose.text()[sentence.range.start..range.start];
                let after = &prose.text()[range.end..sentence.range.end];
                // Counts and numbers: `11般`, `第1般`, `統1.5`, `同1つ`.
                let number = before.ends_with(|char: char| char.is_numeric() || matches!(char, '.' | '第' | '-'))
                    || after.starts_with(|char: char| char.is_numeric() || matches!(char, '.' | 'つ' | '個' | '回'));
                if !number {
                    report(note, range, right, sink);
                }
            }
        }
        for counter in COUNTERS {
            counts(note, counter, sink);
        }
    }
}

/// Reports kanji numerals before `counter` if the note has more Arabic ones before it.
fn counts(note: &Note<'_>, counter: &str, sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    let (mut arabic, mut kanji) = (0, Vec::new());
    for (sentence, range) in note.sentences.own_matches(counter) {
        let before = &prose.text()[sentence.range.start..range.start];
        let Some(last) = before.chars().next_back() else { continue };
        let rest = &before[..before.len() - last.len_utf8()];
        if last.is_ascii_digit() {
            arabic += 1;
        } else if let Some((_, digit)) = DIGITS.iter().find(|(char, _)| *char == last)
            && !rest.ends_with(|char| is_kanji(char) || matches!(char, '〇' | '数' | 'の' | 'う'))
            && !(last == '一' && matches!(counter, "人" | "通り" | "回" | "番目"))
        {
            kanji.push((range.start - last.len_utf8()..range.start, format!("{digit}{counter}"), *digit));
        }
    }
    if arabic <= kanji.len() {
        return;
    }
    for (numeral, right, digit) in kanji {
        let written = &prose.text()[numeral.start..numeral.end + counter.len()];
        let message = message!(
            "`{written}` should be `{right}`, like most counts in this note",
            "`{written}` は、このノートのほかの箇所では `{right}` のように書かれている"
        );
        let report = sink.report(prose.span(numeral.start..numeral.end + counter.len()), message);
        if let Some(span) = prose.verbatim(numeral) {
            let title = message!("replace with `{right}`", "`{right}` に置き換える");
            report.fix(Applicability::Unsafe, Effect::Text, title, vec![Edit::replace(span, digit)]);
        }
    }
}

fn report(note: &Note<'_>, range: Range<usize>, right: &str, sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    let wrong = &prose.text()[range.clone()];
    let message = message!(
        "`{wrong}` should be `{right}`: it is a word, not a count",
        "`{wrong}` は数ではないので `{right}` と書く"
    );
    let report = sink.report(prose.span(range.clone()), message);
    if let Some(span) = prose.verbatim(range) {
        let title = message!("replace with `{right}`", "`{right}` に置き換える");
        report.fix(Applicability::Unsafe, Effect::Text, title, vec![Edit::replace(span, right)]);
    }
}
