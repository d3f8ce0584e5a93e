//! `doubled-ga`: two clauses of one sentence that end in the conjunctive particle `が`.

use std::ops::Range;

use crate::lint::prelude::*;
use crate::words;

pub(crate) struct DoubledGa;

rule!(DoubledGa {
    summary: Text {
        en: "the conjunctive particle `が` twice in one sentence", ja: "一文に接続助詞「が」が 2 回ある"
    },
    aliases: &["no-doubled-conjunctive-particle-ga"],
});

/// Words that the conjunctive `が` follows. After a noun, `が` marks the subject.
const ENDS: &[&str] = words!("../words/sentences.txt", "before_ga");

impl Check for DoubledGa {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for sentence in note.sentences.own() {
            let text = sentence.text(prose);
            let places: Vec<Range<usize>> = clauses(text)
                .map(|range| sentence.range.start + range.start..sentence.range.start + range.end)
                .filter(|range| note.sentences.are_own_words(sentence, range))
                .collect();
            if let [_, second, ..] = &places[..] {
                let written = &prose.text()[second.clone()];
                let message = message!(
                    "`{written}` is the second clause in this sentence to end in `が`",
                    "一文に接続助詞の「が」が 2 回ある（2 回目は `{written}`）"
                );
                sink.report(prose.span(second.clone()), message);
            }
        }
    }
}

/// The places in `text` where a verb or copula is followed by `が` and a comma. Each range ends after `が`.
fn clauses(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices("が、").filter_map(|(at, _)| {
        let end = ENDS.iter().filter(|end| text[..at].ends_with(**end)).max_by_key(|end| end.len())?;
        Some(at - end.len()..at + "が".len())
    })
}
