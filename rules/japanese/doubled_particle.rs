//! `doubled-particle`: one particle twice with a single word between: `東京で会場で`.

use std::ops::Range;

use crate::japanese::sentences::letters::is_hiragana;
use crate::lint::prelude::*;
use crate::text::characters::OBJECT;

pub(crate) struct DoubledParticle;

rule!(DoubledParticle {
    summary: Text { en: "one particle twice with a word between", ja: "同じ助詞の連続" },
    aliases: &["no-doubled-joshi"],
});

/// Particles that mark one thing of a sentence. `と`, `も`, `か`, `や` come in pairs, `の` in chains, `を` behind each
/// verb, and `に` makes an adverb of any word (`同時に`).
const PARTICLES: &[char] = &['は', 'が', 'で'];

impl Check for DoubledParticle {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for sentence in note.sentences.own() {
            for (range, particle) in doubled(sentence.text(prose)) {
                let range = sentence.range.start + range.start..sentence.range.start + range.end;
                if note.sentences.are_own_words(sentence, &range) && prose.verbatim(range.clone()).is_some() {
                    let written = &prose.text()[range.clone()];
                    let message = message!(
                        "`{particle}` stands on both sides of one word: `{written}`",
                        "`{written}` は助詞「{particle}」が続いている"
                    );
                    sink.report(prose.span(range), message);
                }
            }
        }
    }
}

/// A word, its particle, another word and the same particle: from the first particle to behind the second. The words
/// have no hiragana, so that nothing else can stand between.
fn doubled(text: &str) -> Vec<(Range<usize>, char)> {
    let mut found = Vec::new();
    let mut last: Option<(usize, char)> = None;
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, char)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        if is_word(char) {
            before = char;
            continue;
        }
        // `実は`, `または` are words of their own; `AよりBの方が` is what `処理が速い` is said of.
        let own = "実元後今".contains(before) || before == '方' && char == 'が';
        let particle = is_word(before) && is_word(next) && PARTICLES.contains(&char) && !own;
        match last {
            Some((from, same)) if particle && same == char => {
                found.push((from..at + char.len_utf8(), char));
                last = None;
            }
            _ => last = particle.then_some((at, char)),
        }
        before = char;
    }
    found
}

/// A character of a word written without hiragana.
fn is_word(char: char) -> bool {
    char == OBJECT || char.is_alphanumeric() && !is_hiragana(char)
}
