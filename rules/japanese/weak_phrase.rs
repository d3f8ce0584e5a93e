//! `weak-phrase`: a phrase that takes back what the sentence says: `かもしれない`, `と思います`.

use crate::lint::prelude::*;
use crate::{rows, words};

pub(crate) struct WeakPhrase;

rule!(WeakPhrase {
    summary: Text { en: "a phrase that takes back what it says", ja: "弱い表現" },
    aliases: &["ja-no-weak-phrase"],
});

/// What is weak.
const PHRASES: &[&str] = words!("../words/wording.txt", "weak");

/// The same, and what may not follow, separated by spaces: it would be another word.
const PHRASES_UNLESS: &[[&str; 2]] = rows!("../words/wording.txt", "weak_unless");

impl Check for WeakPhrase {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        let always = PHRASES.iter().map(|phrase| (*phrase, ""));
        for (phrase, others) in always.chain(PHRASES_UNLESS.iter().map(|[phrase, others]| (*phrase, *others))) {
            for (sentence, range) in note.sentences.own_matches(phrase) {
                let behind = &prose.text()[range.end..sentence.range.end];
                if others.split_ascii_whitespace().any(|other| behind.starts_with(other)) {
                    continue;
                }
                let message = message!(
                    "`{phrase}` takes back what the sentence says",
                    "`{phrase}` は弱い表現で、断定してよいのか読み手に伝わらない"
                );
                sink.report(prose.span(range), message);
            }
        }
    }
}
