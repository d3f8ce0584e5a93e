//! `too-many-commas`: more commas in one sentence than the limit.

use crate::japanese::sentences::SentenceContext;
use crate::japanese::sentences::letters::is_hiragana;
use crate::lint::options::Maximum;
use crate::lint::prelude::*;
use crate::text::characters::OBJECT;
use crate::text::whitespace::is_unicode_space;
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) struct TooManyCommas {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Maximum number of commas in a sentence. Commas in a list of nouns and in brackets do not count.
    max: Maximum,
}

impl Default for Options {
    fn default() -> Self {
        Self { max: Maximum::of::<3>() }
    }
}

rule!(TooManyCommas {
    options: Options,
    summary: Text { en: "more commas in one sentence than the limit", ja: "一文の読点が多すぎる" },
    aliases: &["max-ten", "max-comma"],
});

impl Check for TooManyCommas {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let (prose, max) = (note.document.prose(), self.options.max.or_zero());
        let counts = |place| matches!(place, SentenceContext::Body | SentenceContext::List);
        for sentence in note.sentences.own().filter(|sentence| counts(sentence.context)) {
            let commas = commas(sentence.text(prose));
            let count = commas.len();
            if let Some((at, comma)) = commas.get(max) {
                let start = sentence.range.start + at;
                let message = message!(
                    "{count} commas in one sentence (limit {max})",
                    "一文に読点が {count} 個ある（上限 {max} 個）"
                );
                sink.report(prose.span(start..start + comma.len_utf8()), message);
            }
        }
    }
}

/// The commas of `sentence` that separate clauses, not those in a list of nouns or in brackets.
fn commas(sentence: &str) -> Vec<(usize, char)> {
    let mut open = 0;
    let mut commas = Vec::new();
    for (at, char) in sentence.char_indices() {
        match char {
            '（' | '(' | '「' | '『' | '【' => open += 1,
            '）' | ')' | '」' | '』' | '】' => open -= 1,
            '、' | '，' if open <= 0 => {
                let (before, after) = (&sentence[..at], &sentence[at + char.len_utf8()..]);
                let noun = |char: Option<char>| {
                    char.is_some_and(|char| {
                        !is_hiragana(char) && (char.is_alphanumeric() || char == OBJECT || "」』）)\"”".contains(char))
                    })
                };
                if !(noun(before.chars().next_back()) && noun_follows(after)) {
                    commas.push((at, char));
                }
            }
            _ => {}
        }
    }
    commas
}

/// Whether `after` starts with a character other than hiragana, or with a conjunction that continues a list.
fn noun_follows(after: &str) -> bool {
    const AND: &[&str] = &["または", "あるいは", "もしくは", "および", "ならびに", "その他", "そのほか"];
    if AND.iter().any(|and| after.unicode_trim_start().starts_with(and)) {
        return true;
    }
    after
        .chars()
        .find(|char| !is_unicode_space(*char) && !"「『（(\"“".contains(*char))
        .is_some_and(|char| !is_hiragana(char))
}
