//! `long-sentence`: a sentence that is longer than the limit.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::finding::{Meta, Severity, Text};
use crate::japanese::sentences::Place;
use crate::japanese::sentences::letters::is_japanese;
use crate::lint::engine::Note;
use crate::lint::options::Count;
use crate::lint::rule::{Check, Rule, Sink};
use crate::message;

/// See the page.
pub struct LongSentence {
    options: Options,
}

/// Options of `long-sentence`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// How many characters a sentence may have; a code span or an address counts as one.
    max: Count,
}

impl Default for Options {
    fn default() -> Self {
        Self { max: Count::of::<100>() }
    }
}

impl Rule for LongSentence {
    const META: Meta = Meta {
        name: "long-sentence",
        group: "japanese",
        summary: Text { en: "a sentence that is too long", ja: "一文が長すぎる" },
        aliases: &["sentence-length"],
        severity: Severity::Warning,
        presets: &[],
        fix: None,
        since: "0.1.0",
        page: include_str!("long_sentence.md"),
    };

    type Options = Options;

    fn check(options: Options) -> Box<dyn Check> {
        Box::new(LongSentence { options })
    }
}

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
