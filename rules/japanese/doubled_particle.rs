//! `doubled-particle`: the same particle before and after one word: `東京で会場で`.

use std::ops::Range;

use crate::japanese::sentences::letters::is_hiragana;
use crate::lint::prelude::*;
use crate::text::characters::OBJECT;

pub(crate) struct DoubledParticle;

rule!(DoubledParticle {
    summary: Text {
        en: "the same particle before and after one word", ja: "1 語をはさんで繰り返される助詞"
    },
    aliases: &["no-doubled-joshi"],
});

/// Particles that normally occur once in a clause. Others may repeat: `と`, `も`, `か` and `や` come in pairs, `の` in
/// chains, `を` with each verb, and `に` also forms adverbs (`同時に`).
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
                        "`{particle}` appears on both sides of one word: `{written}`",
                        "1 語をはさんで助詞の `{particle}` が繰り返されている: `{written}`"
                    );
                    sink.report(prose.span(range), message);
                }
            }
        }
    }
}

/// Finds a word, a particle, another word and the same particle. Each range goes from the first particle to the end of
/// the second. The words contain no hiragana, so no other particle or verb ending can be between them.
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
        // `実は` and `元は` are adverbs; in `AよりBの方が処理が速い` the two particles have different roles.
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

/// Whether `char` can be part of a word without hiragana. Code spans and URLs (`OBJECT`) count too.
fn is_word(char: char) -> bool {
    char == OBJECT || char.is_alphanumeric() && !is_hiragana(char)
}
