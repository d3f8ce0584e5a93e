//! `mistaken-long-vowel-mark`: a dash or `一` instead of `ー`, or `ー` instead of `一`.

use std::ops::{Range, RangeInclusive};

use rustc_hash::FxHashMap;

use crate::lint::prelude::*;
use crate::markdown::prose::Block;
use crate::markdown::regions::quotes_a_title;
use crate::text::characters::kana::{can_be_long, is_dash_like, is_hiragana, is_katakana};

pub(crate) struct MistakenLongVowelMark;

rule!(MistakenLongVowelMark {
    summary: Text {
        en: "a dash or 一 instead of ー, or ー instead of 一", ja: "「ー」と取り違えた「―」や「一」"
    },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    fix: Some(Applicability::Safe),
});

/// A note without any of these characters is skipped.
const TRIGGERS: &[RangeInclusive<char>] = &[
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
        TRIGGERS
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for block in prose.blocks() {
            let text = prose.block_text(block);
            if text.is_ascii() {
                continue;
            }
            let is_candidate = |char: char| char == 'ー' || char == '一' || is_dash_like(char);
            let mut single: FxHashMap<char, bool> = FxHashMap::default();
            for (at, char) in text.char_indices().filter(|(_, char)| is_candidate(*char)) {
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
            "`{char}` (U+{point:04X}) in `{word}` should be `{right}`",
            "`{word}` の `{char}`（U+{point:04X}）は `{right}` の誤り"
        ),
    );
    let report =
        report.note(message!("a search for the correct word does not find it", "正しい語で検索しても見つからない"));
    if let Some(span) = prose.verbatim(run) {
        let title = message!("replace with `{right}`", "`{right}` に置き換える");
        report.fix(Applicability::Safe, Effect::Text, title, vec![Edit::replace(span, right.to_string())]);
    }
}

/// The word around `range`, to be shown in the message.
fn word(text: &str, range: &Range<usize>) -> Range<usize> {
    let part = |char: &char| is_katakana(*char) || *char == 'ー';
    let before: usize = text[..range.start].chars().rev().take(20).take_while(part).map(char::len_utf8).sum();
    let after: usize = text[range.end..].chars().take(20).take_while(part).map(char::len_utf8).sum();
    if before + after > 0 {
        return range.start - before..range.end + after;
    }
    // `ー覧`, `統ー`: include the adjacent kanji.
    let is_kanji = |char: &char| matches!(char, '\u{4e00}'..='\u{9fff}');
    let (front, back) = (text[..range.start].chars().next_back(), text[range.end..].chars().next());
    let length = |char: Option<char>| char.filter(is_kanji).map_or(0, char::len_utf8);
    range.start - length(front)..range.end + length(back)
}

/// Returns `ー` if the character at `range` can only be meant as one: inside a katakana word, or between such a word and
/// a particle.
fn long(text: &str, range: &Range<usize>, single: impl FnOnce() -> bool) -> Option<char> {
    let (front, back) = (&text[..range.start], &text[range.end..]);
    let before = front.chars().next_back().filter(|char| can_be_long(*char))?;
    let after = back.chars().next()?;
    let char = text[range.clone()].chars().next()?;
    if char == '一' {
        // Katakana on both sides makes it part of the word, unlike in `データ一覧` and `サーバ一つ`.
        return is_katakana(after).then_some('ー');
    }
    let letters = front.chars().rev().take(3).take_while(|char| is_katakana(*char) || *char == 'ー').count();
    let within = is_katakana(after) && (letters <= 2 || matches!(before, 'ュ' | 'ョ' | 'ャ'));
    let particle = matches!(after, 'を' | 'は' | 'が' | 'に' | 'で' | 'の' | 'と' | 'へ' | 'も');
    let western = matches!(char, '–' | '—');
    (within || particle && !western && letters >= 2 && single()).then_some('ー')
}

/// Whether every `char` in `text` follows katakana and none is doubled. Otherwise they may be dashes around a remark.
fn is_single(text: &str, char: char) -> bool {
    text.match_indices(char).all(|(at, found)| {
        let before = text[..at].chars().next_back().is_some_and(can_be_long);
        before && text[at + found.len()..].chars().next().is_none_or(|after| !is_dash_like(after))
    })
}

/// Returns `一` if the `ー` at `range` can't be a long vowel mark: no word starts with one, and none follows a kanji.
fn one(text: &str, range: &Range<usize>) -> Option<char> {
    const AFTER: [&str; 12] =
        ["覧", "般的", "般に", "部の", "部を", "度に", "時的", "定の", "緒に", "致する", "括で", "意の"];
    let before = text[..range.start].chars().next_back();
    let free = before.is_none_or(|char| {
        !(is_katakana(char) || is_hiragana(char) || char == 'ー' || char.is_alphanumeric()) || char == 'の'
    });
    // A kanji has no vowel to lengthen: 統一, 単一, 唯一, 同一.
    let ends = before.is_some_and(|char| matches!(char, '統' | '単' | '唯' | '同'));
    (ends || free && AFTER.iter().any(|after| text[range.end..].starts_with(after))).then_some('一')
}
