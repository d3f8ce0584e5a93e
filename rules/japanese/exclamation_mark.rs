//! `exclamation-mark`: `！` or `？` in text that is to be sober.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::finding::{Meta, Severity, Text};
use crate::lint::engine::Note;
use crate::lint::rule::{Check, Rule, Sink};
use crate::message;

/// See the page.
pub struct ExclamationMark {
    options: Options,
}

/// Options of `exclamation-mark`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Marks that may stand: `["？"]`.
    allow: Vec<char>,
}

impl Rule for ExclamationMark {
    const META: Meta = Meta {
        name: "exclamation-mark",
        group: "japanese",
        summary: Text { en: "an exclamation or question mark", ja: "感嘆符・疑問符" },
        aliases: &["no-exclamation-question-mark"],
        severity: Severity::Warning,
        presets: &[],
        fix: None,
        since: "0.1.0",
        page: include_str!("exclamation_mark.md"),
    };

    type Options = Options;

    fn check(options: Options) -> Box<dyn Check> {
        Box::new(ExclamationMark { options })
    }
}

impl Check for ExclamationMark {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for mark in ['！', '!', '？', '?'].into_iter().filter(|mark| !self.options.allow.contains(mark)) {
            for (sentence, range) in note.sentences.own_matches(mark.encode_utf8(&mut [0; 4])) {
                // Others are operators, as in the pattern `()?`, or part of an address.
                let said = sentence.unstopped(note.document.prose());
                let ends = said.len() <= range.start - sentence.range.start && !said.ends_with("()");
                if ends || !mark.is_ascii() {
                    let message = message!("`{mark}` in running text", "本文に `{mark}` が使われている");
                    sink.report(note.document.prose().span(range), message);
                }
            }
        }
    }
}
