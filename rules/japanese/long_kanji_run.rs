//! `long-kanji-run`: a run of kanji longer than the limit.

use std::ops::Range;

use crate::japanese::sentences::letters::is_kanji;
use crate::japanese::sentences::{Sentence, SentenceContext};
use crate::lint::options::{Maximum, TextList};
use crate::lint::prelude::*;
use crate::markdown::prose::Prose;
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) struct LongKanjiRun {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Words that do not count as part of a run, such as `情報処理推進機構`.
    allow: TextList,
    /// Maximum number of kanji in a row.
    max: Maximum,
}

impl Default for Options {
    fn default() -> Self {
        Self { allow: TextList::default(), max: Maximum::of::<6>() }
    }
}

rule!(LongKanjiRun {
    options: Options,
    summary: Text { en: "a run of kanji longer than the limit", ja: "漢字が続きすぎる" },
    aliases: &["max-kanji-continuous-len"],
});

impl Check for LongKanjiRun {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for sentence in note.sentences.all().iter().filter(|sentence| sentence.context != SentenceContext::Quote) {
            for run in runs(sentence.text(prose)) {
                let run = sentence.range.start + run.start..sentence.range.start + run.end;
                let text = &prose.text()[run.clone()];
                let (length, max) = (self.length(text), self.options.max.or_zero());
                // Across a line ending there are two runs, which the author sees separately.
                let Some(span) = prose.verbatim(run.clone()) else { continue };
                let broken = length > max && !is_address(text) && !is_term(prose, sentence, &run);
                if broken && note.sentences.are_own_words(sentence, &run) {
                    let message = message!(
                        "`{text}` has {length} kanji in a row (limit {max})",
                        "`{text}` は漢字が {length} 文字続いている（上限 {max} 文字）"
                    );
                    sink.report(span, message);
                }
            }
        }
    }
}

impl LongKanjiRun {
    /// The most kanji in a row in `run` once the allowed words are removed.
    fn length(&self, run: &str) -> usize {
        let allowed = self.options.allow.iter().filter(|word| !word.is_empty());
        let rest = allowed.fold(run.to_owned(), |rest, word| rest.replace(word.as_str(), " "));
        rest.split(' ').map(|part| part.chars().count()).max().unwrap_or(0)
    }
}

/// Whether `run` is a postal address, which can't be broken up: `東京都渋谷区道玄坂`.
fn is_address(run: &str) -> bool {
    let part = run.find(['都', '道', '府', '県', '市']).map(|at| &run[at..]);
    part.is_some_and(|part| part.chars().skip(1).any(|char| matches!(char, '区' | '市' | '郡' | '町')))
}

/// Whether the kanji at `run` are a term: nothing else is in the sentence, the words in brackets after it explain it, or the
/// note has it more than once. A term can't be broken up.
fn is_term(prose: &Prose, sentence: &Sentence, run: &Range<usize>) -> bool {
    let (text, term) = (prose.text(), &prose.text()[run.clone()]);
    let alone = sentence.range == *run;
    let explained = text[run.end..].starts_with(['(', '（']);
    let again = || text.match_indices(term).nth(1).is_some();
    alone || explained || again()
}

/// The runs of kanji in `text`.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, char) in text.char_indices().filter(|(_, char)| is_kanji(*char)) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += char.len_utf8(),
            _ => runs.push(at..at + char.len_utf8()),
        }
    }
    runs
}
