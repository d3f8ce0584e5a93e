//! `decomposed-kana`: kana whose voiced marks are characters of their own (NFD).

use std::ops::{Range, RangeInclusive};

use unicode_normalization::UnicodeNormalization;

use crate::lint::prelude::*;
use crate::markdown::prose::Block;
use crate::text::characters::kana::{is_hiragana, is_katakana};
use crate::text::characters::runs;

pub(crate) struct DecomposedKana;

rule!(DecomposedKana {
    summary: Text {
        en: "kana with a voiced mark that is a character of its own",
        ja: "濁点・半濁点が別の文字に分かれた仮名",
    },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    fix: Some(Applicability::Safe),
});

/// The combining marks: voiced and semi-voiced.
const MARKS: [char; 2] = ['\u{3099}', '\u{309a}'];

/// Without one of these there is nothing to find.
const LOOKED_FOR: &[RangeInclusive<char>] = &['\u{3099}'..='\u{309a}'];

impl Check for DecomposedKana {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        LOOKED_FOR
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        if !prose.text().contains(MARKS) {
            return;
        }
        // What that does to the anchor of a heading is `decomposed-heading`'s to say.
        let is_heading = |block: &&Block| note.document.node(block.node).kind() == Kind::Heading;
        for block in prose.blocks().iter().filter(|block| !is_heading(block)) {
            for run in words(prose.text(), &block.range) {
                let text = &prose.text()[run.clone()];
                let composed: String = text.nfc().collect();
                if composed == text {
                    continue;
                }
                let shown = excerpt(&composed);
                let report = sink
                    .report(
                        prose.span(run.clone()),
                        message!(
                            "`{shown}` is written with voiced marks apart (`U+3099`, `U+309A`)",
                            "`{shown}` の濁点・半濁点が別の文字（`U+3099`、`U+309A`）になっている"
                        ),
                    )
                    .note(message!(
                        "macOS writes file names like that; a search for `{shown}` does not find it",
                        "macOS のファイル名などから入り込む。`{shown}` で検索しても見つからない"
                    ));
                if let Some(span) = prose.verbatim(run) {
                    let title = message!("make one character of each", "仮名と濁点・半濁点を 1 文字にする");
                    report.fix(Applicability::Safe, Effect::Text, title, vec![Edit::replace(span, composed)]);
                }
            }
        }
    }
}

/// The words in `range`: hiragana and katakana apart, each with its marks.
fn words(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let of = |letter: fn(char) -> bool| runs(text, range.clone(), move |char| letter(char) || MARKS.contains(&char));
    let mut words = of(|char| is_katakana(char) || char == 'ー');
    words.extend(of(is_hiragana));
    // A mark at the head belongs to the word before.
    for word in &mut words {
        let inner = text[word.clone()].trim_start_matches(MARKS).len();
        word.start = word.end - inner;
    }
    words.sort_by_key(|word| word.start);
    words
}
