//! `doubled-conjunction`: two sentences in a row that start with the same conjunction.

use crate::japanese::sentences::Sentence;
use crate::lint::prelude::*;
use crate::words;

pub(crate) struct DoubledConjunction;

rule!(DoubledConjunction {
    summary: Text {
        en: "two sentences in a row that start with the same conjunction",
        ja: "同じ接続詞で始まる文が続いている"
    },
    aliases: &["no-doubled-conjunction"],
});

const CONJUNCTIONS: &[&str] = words!("../words/sentences.txt", "conjunctions");

impl Check for DoubledConjunction {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        let mut previous: Option<(&Sentence, &str)> = None;
        for sentence in note.sentences.own() {
            let text = sentence.text(prose);
            let found = CONJUNCTIONS
                .iter()
                .find(|word| text.strip_prefix(**word).is_some_and(|rest| rest.starts_with(['、', '，'])));
            if let (Some(word), Some((before, same))) = (found, previous)
                && *word == same
                && before.block == sentence.block
            {
                let message = message!(
                    "this sentence starts with `{word}`, like the previous one",
                    "前の文と同じ `{word}` で始まっている"
                );
                sink.report(prose.span(sentence.range.start..sentence.range.start + word.len()), message);
            }
            previous = found.map(|word| (sentence, *word));
        }
    }
}
