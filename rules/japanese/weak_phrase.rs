//! `weak-phrase`: a phrase that weakens the statement: `かもしれない`, `と思います`.

use crate::lint::prelude::*;
use crate::{rows, words};

pub(crate) struct WeakPhrase;

rule!(WeakPhrase {
    summary: Text { en: "a phrase that weakens the statement", ja: "断定を避ける弱い表現" },
    aliases: &["ja-no-weak-phrase"],
});

/// Weak phrases.
const PHRASES: &[&str] = words!("../words/wording.txt", "weak");

/// The same, and what must not follow because it would make another word, separated by spaces.
const PHRASES_UNLESS: &[[&str; 2]] = rows!("../words/wording.txt", "weak_unless");

impl Check for WeakPhrase {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        let always = PHRASES.iter().map(|phrase| (*phrase, ""));
        for (phrase, others) in always.chain(PHRASES_UNLESS.iter().map(|[phrase, others]| (*phrase, *others))) {
            for (sentence, range) in note.sentences.own_matches(phrase) {
                let after = &prose.text()[range.end..sentence.range.end];
                if others.split_ascii_whitespace().any(|other| after.starts_with(other)) {
                    continue;
                }
                let message = message!(
                    "`{phrase}` weakens the statement",
                    "`{phrase}` は弱い表現で、確かなことかどうかが読み手に伝わらない"
                );
                sink.report(prose.span(range), message);
            }
        }
    }
}
