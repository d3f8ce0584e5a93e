//! `stray-latin-letter`: a Latin letter that the input method left among hiragana.

use std::ops::Range;

use crate::japanese::sentences::letters::is_hiragana;
use crate::lint::prelude::*;

pub(crate) struct StrayLatinLetter;

rule!(StrayLatinLetter {
    summary: Text { en: "a Latin letter left among hiragana", ja: "ひらがなに残ったアルファベット" },
    aliases: &["ja-unnatural-alphabet"],
});

impl Check for StrayLatinLetter {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for sentence in note.sentences.own() {
            for range in stray_letters(sentence.text(prose)) {
                let range = sentence.range.start + range.start..sentence.range.start + range.end;
                let Some(span) =
                    prose.verbatim(range.clone()).filter(|_| note.sentences.are_own_words(sentence, &range))
                else {
                    continue;
                };
                let letter = &prose.text()[range];
                let message = message!(
                    "`{letter}` among hiragana looks like a typo",
                    "ひらがなの間の `{letter}` は入力ミスと思われる"
                );
                sink.report(span, message);
            }
        }
    }
}

/// Single lower-case letters with hiragana on both sides. Between two particles the letter is a name: `値はxを`.
fn stray_letters(text: &str) -> Vec<Range<usize>> {
    const BEFORE: &str = "はがをにでとのもやかへりてら";
    const AFTER: &str = "はがをにでとのもやかへよまだ";
    let mut strays = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for window in chars.windows(3) {
        let [(_, before), (at, letter), (_, after)] = window else { continue };
        let names = BEFORE.contains(*before) && AFTER.contains(*after);
        if letter.is_ascii_lowercase() && is_hiragana(*before) && is_hiragana(*after) && !names {
            strays.push(*at..at + 1);
        }
    }
    strays
}
