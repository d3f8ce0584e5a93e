//! `redundant-expression`: a phrase that can be shortened without losing anything.

use std::ops::Range;

use crate::japanese::sentences;
use crate::japanese::sentences::letters::{is_hiragana, is_kanji, is_katakana};
use crate::lint::prelude::*;
use crate::{rows, words};

pub(crate) struct RedundantExpression;

rule!(RedundantExpression {
    summary: Text { en: "a wordy expression", ja: "冗長な表現" },
    aliases: &["ja-no-redundant-expression"],
    fix: Some(Applicability::Unsafe),
});

/// Wordy phrases and their short forms.
const PHRASES: &[[&str; 2]] = rows!("../words/wording.txt", "redundant");

/// Verbal nouns: `…を行う` is `…する`.
const VERBAL_NOUNS: &[&str] = words!("../words/wording.txt", "verbal_nouns");

/// Forms of 行う and of する.
const FORMS: &[(&str, &str)] = &[
    ("を行う", "する"),
    ("を行い", "し"),
    ("を行っ", "し"),
    ("を行わな", "しな"),
    ("を行える", "できる"),
    ("を行えま", "できま"),
];

impl Check for RedundantExpression {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for [long, short] in PHRASES {
            for (sentence, range) in note.sentences.own_matches(long) {
                let before = &prose.text()[sentence.range.start..range.start];
                // In `止めることも、消すことも可能` the phrase is one of several.
                if sentences::window_before(before).contains("ことも") {
                    continue;
                }
                // The fix is right only after a noun: `操作をすることができる` would have to be `操作ができる`.
                let edit = (long.starts_with("すること")
                    && short.starts_with('で')
                    && long.ends_with("でき")
                    && ends_in_noun(before))
                .then_some(range.start..range.end - "でき".len());
                report(note, range, short, edit.map(|range| (range, "")), sink);
            }
        }
        for (long, short) in FORMS {
            for (sentence, range) in note.sentences.own_matches(long) {
                let before = &prose.text()[sentence.range.start..range.start];
                let Some(noun) = VERBAL_NOUNS.iter().find(|noun| before.ends_with(**noun)) else { continue };
                let rest = &before[..before.len() - noun.len()];
                if rest
                    .unicode_trim_end()
                    .ends_with(|char: char| is_kanji(char) || is_katakana(char) || char.is_ascii_alphanumeric())
                {
                    continue;
                }
                if is_one_of_several(rest) {
                    continue;
                }
                let free = rest.is_empty() || rest.ends_with(['は', 'に', 'で', 'て', '、']);
                let edit = free.then(|| (range.clone(), *short));
                let right = format!("{noun}{short}");
                report(note, range.start - noun.len()..range.end, &right, edit, sink);
            }
        }
    }
}

fn report(note: &Note<'_>, range: Range<usize>, right: &str, edit: Option<(Range<usize>, &str)>, sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    let long = &prose.text()[range.clone()];
    let message = message!("`{long}` can be shortened to `{right}`", "`{long}` は `{right}` で足りる");
    let report = sink.report(prose.span(range.clone()), message);
    if let Some((edited, text)) = edit
        && let (Some(span), Some(_)) = (prose.verbatim(edited), prose.verbatim(range))
    {
        let title = message!("replace with `{right}`", "`{right}` に置き換える");
        report.fix(Applicability::Unsafe, Effect::Text, title, vec![Edit::replace(span, text)]);
    }
}

/// Whether the noun after `rest` is the last of several that share one verb: `データの保護と通信の監視を行う`.
fn is_one_of_several(rest: &str) -> bool {
    const AND: &[&str] = &["、", "と", "や", "・", "および", "及び", "または", "もしくは"];
    let of_noun =
        |char: char| is_kanji(char) || is_katakana(char) || char.is_ascii_alphanumeric() || " の".contains(char);
    let before = rest.trim_end_matches(of_noun);
    let mut firsts = AND.iter().filter_map(|and| before.strip_suffix(and));
    firsts.any(|first| VERBAL_NOUNS.iter().any(|noun| first.ends_with(noun)))
}

/// Whether `before` ends in a word without hiragana, which takes `する`.
fn ends_in_noun(before: &str) -> bool {
    before.chars().next_back().is_some_and(|char| char.is_alphanumeric() && !is_hiragana(char))
}
