//! `long-sentence`: a sentence longer than the limit.

use crate::japanese::sentences::SentenceContext;
use crate::japanese::sentences::letters::is_japanese;
use crate::lint::options::Maximum;
use crate::lint::prelude::*;
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) struct LongSentence {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Maximum number of characters in a sentence. A code span or URL counts as one.
    max: Maximum,
}

impl Default for Options {
    fn default() -> Self {
        Self { max: Maximum::of::<100>() }
    }
}

rule!(LongSentence {
    options: Options,
    summary: Text { en: "a sentence longer than the limit", ja: "一文が長すぎる" },
    aliases: &["sentence-length"],
});

impl Check for LongSentence {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let (prose, max) = (note.document.prose(), self.options.max.or_zero());
        let counts = |place| matches!(place, SentenceContext::Body | SentenceContext::List);
        for sentence in note.sentences.own().filter(|sentence| counts(sentence.context)) {
            let length = sentence.text(prose).chars().count();
            if length > max && is_prose(sentence.text(prose), length) {
                let message = message!(
                    "this sentence has {length} characters (limit {max})",
                    "一文が {length} 文字ある（上限 {max} 文字）"
                );
                sink.report(prose.span(sentence.range.clone()), message);
            }
        }
    }
}

/// Whether at least a third of the `length` characters of `sentence` are Japanese. Otherwise it is a log, a list of
/// columns or a command.
fn is_prose(sentence: &str, length: usize) -> bool {
    sentence.chars().filter(|char| is_japanese(*char)).count() * 3 >= length
}
