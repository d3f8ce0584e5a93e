//! `weak-phrase`: a phrase that takes back what the sentence says: `かもしれない`, `と思います`.

use crate::finding::{Meta, Severity, Text};
use crate::lint::engine::Note;
use crate::lint::rule::{Check, NoOptions, Rule, Sink};
use crate::message;

/// See the page.
pub struct WeakPhrase;

impl Rule for WeakPhrase {
    const META: Meta = Meta {
        name: "weak-phrase",
        group: "japanese",
        summary: Text { en: "a phrase that takes back what it says", ja: "弱い表現" },
        aliases: &["ja-no-weak-phrase"],
        severity: Severity::Warning,
        presets: &[],
        fix: None,
        since: "0.1.0",
        page: include_str!("weak_phrase.md"),
    };

    type Options = NoOptions;

    fn check(_options: NoOptions) -> Box<dyn Check> {
        Box::new(WeakPhrase)
    }
}

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
