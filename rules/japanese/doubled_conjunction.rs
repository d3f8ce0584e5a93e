//! `doubled-conjunction`: two sentences in a row that begin with the same conjunction.

use crate::finding::{Meta, Severity, Text};
use crate::japanese::sentences::Sentence;
use crate::lint::engine::Note;
use crate::lint::rule::{Check, NoOptions, Rule, Sink};
use crate::message;

/// See the page.
pub struct DoubledConjunction;

impl Rule for DoubledConjunction {
    const META: Meta = Meta {
        name: "doubled-conjunction",
        group: "japanese",
        summary: Text {
            en: "two sentences in a row that begin alike", ja: "同じ接続詞で始まる文が続いている"
        },
        aliases: &["no-doubled-conjunction"],
        severity: Severity::Warning,
        presets: &[],
        fix: None,
        since: "0.1.0",
        page: include_str!("doubled_conjunction.md"),
    };

    type Options = NoOptions;

    fn check(_options: NoOptions) -> Box<dyn Check> {
        Box::new(DoubledConjunction)
    }
}

const CONJUNCTIONS: &[&str] = &[
    "しかし",
    "しかしながら",
    "また",
    "そのため",
    "このため",
    "したがって",
    "従って",
    "そして",
    "さらに",
    "更に",
    "ただし",
    "ただ",
    "なお",
    "つまり",
    "すなわち",
    "例えば",
    "たとえば",
    "ところが",
    "ところで",
    "一方",
    "一方で",
    "だから",
    "ですから",
    "なので",
    "それで",
    "そこで",
    "すると",
    "それから",
    "および",
    "そもそも",
    "ちなみに",
    "けれども",
    "でも",
    "次に",
    "まず",
];

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
                    "this sentence begins with `{word}` like the one before",
                    "前の文と同じ `{word}` で始まっている"
                );
                sink.report(prose.span(sentence.range.start..sentence.range.start + word.len()), message);
            }
            previous = found.map(|word| (sentence, *word));
        }
    }
}
