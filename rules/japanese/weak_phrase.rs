//! `weak-phrase`: a phrase that takes back what the sentence says: `かもしれない`, `と思います`.

use crate::lint::prelude::*;

pub(crate) struct WeakPhrase;

rule!(WeakPhrase {
    summary: Text { en: "a phrase that takes back what it says", ja: "弱い表現" },
    aliases: &["ja-no-weak-phrase"],
});

/// What is weak, and what may not follow: it would be another word.
const PHRASES: &[(&str, &[&str])] = &[
    ("かもしれない", &[]),
    ("かもしれません", &[]),
    ("かも知れない", &[]),
    ("かも知れません", &[]),
    ("と思います", &[]),
    ("と思う", &["よう", "存分"]),
    ("と思われ", &[]),
    ("と思っています", &[]),
    ("ような気がし", &[]),
];

impl Check for WeakPhrase {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for (phrase, others) in PHRASES {
            for (sentence, range) in note.sentences.own_matches(phrase) {
                let behind = &prose.text()[range.end..sentence.range.end];
                if others.iter().any(|other| behind.starts_with(other)) {
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
