//! `stray-latin-letter`: a letter that the input method left among hiragana.

use std::ops::Range;

use crate::finding::{Meta, Severity, Text};
use crate::japanese::sentences::letters::is_hiragana;
use crate::lint::engine::Note;
use crate::lint::rule::{Check, NoOptions, Rule, Sink};
use crate::message;

/// See the page.
pub struct StrayLatinLetter;

impl Rule for StrayLatinLetter {
    const META: Meta = Meta {
        name: "stray-latin-letter",
        group: "japanese",
        summary: Text { en: "a Latin letter left among hiragana", ja: "ひらがなに残ったアルファベット" },
        aliases: &["ja-unnatural-alphabet"],
        severity: Severity::Warning,
        presets: &[],
        fix: None,
        since: "0.1.0",
        page: include_str!("stray_latin_letter.md"),
    };

    type Options = NoOptions;

    fn check(_options: NoOptions) -> Box<dyn Check> {
        Box::new(StrayLatinLetter)
    }
}

impl Check for StrayLatinLetter {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for sentence in note.sentences.own() {
            for range in strays(sentence.text(prose)) {
                let range = sentence.range.start + range.start..sentence.range.start + range.end;
                let Some(span) =
                    prose.verbatim(range.clone()).filter(|_| note.sentences.are_own_words(sentence, &range))
                else {
                    continue;
                };
                let letter = &prose.text()[range];
                let message = message!(
                    "`{letter}` among hiragana looks like a slip of typing",
                    "ひらがなの間の `{letter}` は入力ミスと思われる"
                );
                sink.report(span, message);
            }
        }
    }
}

/// Single small letters with hiragana on both sides. Between two particles it is the name of something: `値はxを`.
fn strays(text: &str) -> Vec<Range<usize>> {
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
