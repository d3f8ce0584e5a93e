//! `long-sentence`: a sentence that is longer than the limit.

use crate::japanese::sentences::Place;
use crate::japanese::sentences::letters::is_japanese;
use crate::lint::options::Count;
use crate::lint::prelude::*;
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) struct LongSentence {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// How many characters a sentence may have; a code span or an address counts as one.
    max: Count,
}

impl Default for Options {
    fn default() -> Self {
        Self { max: Count::of::<100>() }
    }
}

rule!(LongSentence {
    options: Options,
    summary: Text { en: "a sentence that is too long", ja: "一文が長すぎる" },
    aliases: &["sentence-length"],
});

impl Check for LongSentence {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let (prose, max) = (note.document.prose(), self.options.max.or_zero());
        let told = |place| matches!(place, Place::Body | Place::List);
        for sentence in note.sentences.own().filter(|sentence| told(sentence.place)) {
            let length = sentence.text(prose).chars().count();
            if length > max && is_prose(sentence.text(prose), length) {
                let message = message!(
                    "a sentence of {length} characters, more than {max}",
                    "一文が {length} 文字あり、{max} 文字を超えている"
                );
                sink.report(prose.span(sentence.range.clone()), message);
            }
        }
    }
}

/// Whether a third of `sentence`, which has `length` characters, is Japanese: else it is a log, a list of columns, a
/// command.
fn is_prose(sentence: &str, length: usize) -> bool {
    sentence.chars().filter(|char| is_japanese(*char)).count() * 3 >= length
}
