//! `mistaken-long-vowel-mark`: a dash or `一` in the place of `ー`, or the other way round.

use std::ops::{Range, RangeInclusive};

use rustc_hash::FxHashMap;

use crate::lint::prelude::*;
use crate::markdown::prose::Block;
use crate::markdown::regions::quotes_a_title;
use crate::text::characters::kana::{can_be_long, is_dash_like, is_hiragana, is_katakana};

pub(crate) struct MistakenLongVowelMark;

rule!(MistakenLongVowelMark {
    summary: Text {
        en: "a dash or 一 in the place of ー, or ー in theirs", ja: "「ー」と見間違えた「―」「一」など"
    },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    fix: Some(Applicability::Safe),
});

/// Without one of these there is nothing to find.
const LOOKED_FOR: &[RangeInclusive<char>] = &[
    'ー'..='ー',
    '一'..='一',
    '－'..='－',
    '―'..='―',
    '‐'..='‐',
    '‑'..='‑',
    '–'..='–',
    '—'..='—',
    '─'..='─',
    '━'..='━',
    '−'..='−',
];

impl Check for MistakenLongVowelMark {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        LOOKED_FOR
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for block in prose.blocks() {
            let text = prose.block_text(block);
            if text.is_ascii() {
                continue;
            }
            let looked_at = |char: char| char == 'ー' || char == '一' || is_dash_like(char);
            let mut single: FxHashMap<char, bool> = FxHashMap::default();
            for (at, char) in text.char_indices().filter(|(_, char)| looked_at(*char)) {
                let range = at..at + char.len_utf8();
                let right = if char == 'ー' {
                    one(text, &range)
                } else {
                    long(text, &range, || *single.entry(char).or_insert_with(|| is_single(text, char)))
                };
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
    let report = report.note(message!("a search for the word does not find it", "正しい語で検索しても見つからない"));
    if let Some(span) = prose.verbatim(run) {
        let title = message!("write `{right}`", "「{right}」に直す");
        report.fix(Applicability::Safe, Effect::Text, title, vec![Edit::replace(span, right.to_string())]);
    }
}

/// The word around `range`, for the message.
fn word(text: &str, range: &Range<usize>) -> Range<usize> {
    let part = |char: &char| is_katakana(*char) || *char == 'ー';
    let before: usize = text[..range.start].chars().rev().take(20).take_while(part).map(char::len_utf8).sum();
    let after: usize = text[range.end..].chars().take(20).take_while(part).map(char::len_utf8).sum();
    if before + after > 0 {
        return range.start - before..range.end + after;
    }
    // `ー覧`, `統ー`: the kanji beside it.
    let is_kanji = |char: &char| matches!(char, '\u{4e00}'..='\u{9fff}');
    let (front, back) = (text[..range.start].chars().next_back(), text[range.end..].chars().next());
    let length = |char: Option<char>| char.filter(is_kanji).map_or(0, char::len_utf8);
    range.start - length(front)..range.end + length(back)
}

/// `ー` where `char` can only be meant as one: within a word of katakana, or between one and the particle behind it.
fn long(text: &str, range: &Range<usize>, single: impl FnOnce() -> bool) -> Option<char> {
    let (front, back) = (&text[..range.start], &text[range.end..]);
    let before = front.chars().next_back().filter(|char| can_be_long(*char))?;
    let after = back.chars().next()?;
    let char = text[range.clone()].chars().next()?;
    if char == '一' {
        // `データ一覧`, `サーバ一つ`: only letters on both sides make it part of the word.
        return is_katakana(after).then_some('ー');
    }
    let letters = front.chars().rev().take(3).take_while(|char| is_katakana(*char) || *char == 'ー').count();
    let within = is_katakana(after) && (letters <= 2 || matches!(before, 'ュ' | 'ョ' | 'ャ'));
    let particle = matches!(after, 'を' | 'は' | 'が' | 'に' | 'で' | 'の' | 'と' | 'へ' | 'も');
    let western = matches!(char, '–' | '—');
    (within || particle && !western && letters >= 2 && single()).then_some('ー')
}

/// Whether `char` stands in `text` only behind katakana, and never twice in a row: two dashes enclose a remark.
fn is_single(text: &str, char: char) -> bool {
    text.match_indices(char).all(|(at, found)| {
        let before = text[..at].chars().next_back().is_some_and(can_be_long);
        before && text[at + found.len()..].chars().next().is_none_or(|after| !is_dash_like(after))
    })
}

/// `一` where `ー` can't be meant: it begins no word.
fn one(text: &str, range: &Range<usize>) -> Option<char> {
    const BEHIND: [&str; 12] =
        ["覧", "般的", "般に", "部の", "部を", "度に", "時的", "定の", "緒に", "致する", "括で", "意の"];
    let before = text[..range.start].chars().next_back();
    let free = before.is_none_or(|char| {
        !(is_katakana(char) || is_hiragana(char) || char == 'ー' || char.is_alphanumeric()) || char == 'の'
    });
    // A kanji has no vowel to make long: these are words with `一`.
    let ends = before.is_some_and(|char| matches!(char, '統' | '単' | '唯' | '同'));
    (ends || free && BEHIND.iter().any(|behind| text[range.end..].starts_with(behind))).then_some('一')
}
