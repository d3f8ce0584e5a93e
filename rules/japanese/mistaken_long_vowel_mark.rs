//! `mistaken-long-vowel-mark`: a dash or `一` in the place of `ー`, or the other way round.

use std::ops::Range;

use crate::characters::kana::{can_be_long, is_dash_like, is_hiragana, is_katakana};
use crate::characters::quotes_a_title;
use crate::engine::Note;
use crate::finding::{Severity, Text, excerpt};
use crate::fix::{Applicability, Edit, Effect};
use crate::message;
use crate::prose::Block;
use crate::rule::{Check, Meta, NoOptions, Preset, Rule, Sink};

/// See the page.
pub struct MistakenLongVowelMark;

impl Rule for MistakenLongVowelMark {
    const META: Meta = Meta {
        name: "mistaken-long-vowel-mark",
        group: "japanese",
        summary: Text {
            en: "a dash or 一 in the place of ー, or ー in theirs",
            ja: "「ー」と見間違えた「―」「一」など",
        },
        aliases: &[],
        severity: Severity::Warning,
        presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
        fix: Some(Applicability::Safe),
        since: "0.1.0",
        page: include_str!("mistaken_long_vowel_mark.md"),
    };

    type Options = NoOptions;

    fn check(_options: NoOptions) -> Box<dyn Check> {
        Box::new(MistakenLongVowelMark)
    }
}

impl Check for MistakenLongVowelMark {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for block in prose.blocks() {
            let text = prose.block_text(block);
            if text.is_ascii() {
                continue;
            }
            let looked_at = |char: char| char == 'ー' || char == '一' || is_dash_like(char);
            for (at, char) in text.char_indices().filter(|(_, char)| looked_at(*char)) {
                let range = at..at + char.len_utf8();
                let right = if char == 'ー' { one(text, &range) } else { long(text, &range, char) };
                if let Some(right) = right {
                    report(note, block, range, (char, right), sink);
                }
            }
        }
    }
}

fn report(note: &Note<'_>, block: &Block, range: Range<usize>, (char, right): (char, char), sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    let text = prose.block_text(block);
    let run = block.range.start + range.start..block.range.start + range.end;
    let span = prose.span(run.clone());
    if quotes_a_title(note.document.node_at(span.start as usize)) {
        return;
    }
    let word = excerpt(&text[word(text, &range)]);
    let point = char as u32;
    let report = sink.report(
        span,
        message!(
            "`{char}` (U+{point:04X}) in `{word}` is not `{right}`",
            "`{word}` の `{char}`（U+{point:04X}）は「{right}」ではない"
        ),
    );
    let report = report.note(message!("no search finds the word like this", "このままでは検索で見つからない"));
    if let Some(span) = prose.verbatim(run) {
        let title = message!("write `{right}`", "「{right}」に直す");
        report.fix(Applicability::Safe, Effect::Text, title, vec![Edit::replace(span, right.to_string())]);
    }
}

/// The word around `range`, for the message.
fn word(text: &str, range: &Range<usize>) -> Range<usize> {
    let part = |char: &char| is_katakana(*char) || *char == 'ー';
    let before: usize = text[..range.start].chars().rev().take_while(part).map(char::len_utf8).sum();
    let after: usize = text[range.end..].chars().take_while(part).map(char::len_utf8).sum();
    let kanji = if before + after == 0 { text[range.end..].chars().next().map_or(0, char::len_utf8) } else { 0 };
    range.start - before..range.end + after + kanji
}

/// `ー` where `char` can only be meant as one: within a word of katakana, or between one and the particle behind it.
fn long(text: &str, range: &Range<usize>, char: char) -> Option<char> {
    let (front, back) = (&text[..range.start], &text[range.end..]);
    let before = front.chars().next_back().filter(|char| can_be_long(*char))?;
    let after = back.chars().next()?;
    if char == '一' {
        // `データ一覧`, `サーバ一つ`: only letters on both sides make it part of the word.
        return is_katakana(after).then_some('ー');
    }
    let letters = front.chars().rev().take_while(|char| is_katakana(*char) || *char == 'ー').count();
    let within = is_katakana(after) && (letters <= 2 || matches!(before, 'ュ' | 'ョ' | 'ャ'));
    // A dash that stands alone in its text; two enclose a remark.
    let alone = text.chars().filter(|other| *other == char).count() == same_kind(text, char);
    let particle = matches!(after, 'を' | 'は' | 'が' | 'に' | 'で' | 'の' | 'と' | 'へ' | 'も');
    let western = matches!(char, '–' | '—');
    (within || alone && particle && !western && letters >= 2).then_some('ー')
}

/// How often `char` stands behind katakana and before hiragana or kanji, once in each word.
fn same_kind(text: &str, char: char) -> usize {
    let places = text.match_indices(char).filter(|(at, _)| {
        let before = text[..*at].chars().next_back().is_some_and(can_be_long);
        let after = text[at + char.len_utf8()..].chars().next();
        before && after.is_none_or(|char| !is_dash_like(char))
    });
    places.count()
}

/// `一` where `ー` can't be meant: it begins no word.
fn one(text: &str, range: &Range<usize>) -> Option<char> {
    const BEHIND: [&str; 12] =
        ["覧", "般的", "般に", "部の", "部を", "度に", "時的", "定の", "緒に", "致する", "括で", "意の"];
    let before = text[..range.start].chars().next_back();
    let free = before.is_none_or(|char| {
        !(is_katakana(char) || is_hiragana(char) || char == 'ー' || char.is_alphanumeric()) || char == 'の'
    });
    (free && BEHIND.iter().any(|behind| text[range.end..].starts_with(behind))).then_some('一')
}
