//! `exclamation-mark`: `！` or `？` in body text.

use crate::lint::prelude::*;
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) struct ExclamationMark {
    options: Options,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Marks to allow, such as `？`.
    allow: Vec<char>,
}

rule!(ExclamationMark {
    options: Options,
    summary: Text { en: "an exclamation or question mark", ja: "感嘆符・疑問符" },
    aliases: &["no-exclamation-question-mark"],
});

impl Check for ExclamationMark {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for mark in ['！', '!', '？', '?'].into_iter().filter(|mark| !self.options.allow.contains(mark)) {
            for (sentence, range) in note.sentences.own_matches(mark.encode_utf8(&mut [0; 4])) {
                // Elsewhere, ASCII marks are operators (`a != b`), patterns (`()?`) or part of a URL.
                let text = sentence.unstopped(note.document.prose());
                let ends = text.len() <= range.start - sentence.range.start && !text.ends_with("()");
                if ends || !mark.is_ascii() {
                    let message = message!("`{mark}` in body text", "本文に `{mark}` が使われている");
                    sink.report(note.document.prose().span(range), message);
                }
            }
        }
    }
}
