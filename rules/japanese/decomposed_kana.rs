//! `decomposed-kana`: kana with combining voiced sound marks (NFD).

use std::ops::{Range, RangeInclusive};

use unicode_normalization::UnicodeNormalization;

use crate::lint::prelude::*;
use crate::markdown::prose::Block;
use crate::text::characters::kana::{is_hiragana, is_katakana};
use crate::text::characters::runs;

pub(crate) struct DecomposedKana;

rule!(DecomposedKana {
    summary: Text {
        en: "kana with a combining voiced sound mark (NFD)",
        ja: "濁点・半濁点が結合文字に分かれた仮名（NFD）",
    },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    fix: Some(Applicability::Safe),
});

/// The combining voiced and semi-voiced sound marks.
const MARKS: [char; 2] = ['\u{3099}', '\u{309a}'];

/// A note without any of these characters is skipped.
const TRIGGERS: &[RangeInclusive<char>] = &['\u{3099}'..='\u{309a}'];

impl Check for DecomposedKana {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        TRIGGERS
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        if !prose.text().contains(MARKS) {
            return;
        }
        // In headings, where the anchor is affected too, `decomposed-heading` reports it.
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
                            "`{shown}` has combining voiced sound marks (`U+3099`, `U+309A`)",
                            "`{shown}` の濁点・半濁点が結合文字（`U+3099`、`U+309A`）になっている"
                        ),
                    )
                    .note(message!(
                        "macOS file names use this form; a search for `{shown}` does not find it",
                        "macOS のファイル名に使われる形式で、`{shown}` で検索しても見つからない"
                    ));
                if let Some(span) = prose.verbatim(run) {
                    let title =
                        message!("replace with precomposed kana", "濁点・半濁点の付いた 1 文字の仮名に置き換える");
                    report.fix(Applicability::Safe, Effect::Text, title, vec![Edit::replace(span, composed)]);
                }
            }
        }
    }
}

/// The runs of hiragana and of katakana in `range`, each with its combining marks.
fn words(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let of = |letter: fn(char) -> bool| runs(text, range.clone(), move |char| letter(char) || MARKS.contains(&char));
    let mut words = of(|char| is_katakana(char) || char == 'ー');
    words.extend(of(is_hiragana));
    // A mark at the start of a run belongs to the run before it.
    for word in &mut words {
        let inner = text[word.clone()].trim_start_matches(MARKS).len();
        word.start = word.end - inner;
    }
    words.sort_by_key(|word| word.start);
    words
}
