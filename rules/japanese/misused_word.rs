//! `misused-word`: a word in the place of another that sounds or looks like it.

use std::ops::Range;

use crate::lint::prelude::*;
use crate::rows;

pub(crate) struct MisusedWord;

rule!(MisusedWord {
    summary: Text { en: "a word in the place of another that sounds like it", ja: "言葉の誤用" },
    aliases: &["ja-no-abusage"],
    fix: Some(Applicability::Unsafe),
});

/// What is wrong, and what is right.
const WORDS: &[[&str; 2]] = rows!("../words/wording.txt", "misused");

/// What is wrong, what is right, and what may follow the wrong word, separated by spaces: it is right then.
const WORDS_UNLESS: &[[&str; 3]] = rows!("../words/wording.txt", "misused_unless");

impl Check for MisusedWord {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        let always = WORDS.iter().map(|[wrong, right]| (*wrong, *right, ""));
        for (wrong, right, others) in
            always.chain(WORDS_UNLESS.iter().map(|[wrong, right, others]| (*wrong, *right, *others)))
        {
            for (sentence, range) in note.sentences.own_matches(wrong) {
                let behind = &prose.text()[range.end..sentence.range.end];
                if !others.split_ascii_whitespace().any(|other| behind.starts_with(other)) {
                    report(note, range, wrong, right, sink);
                }
            }
        }
    }
}

fn report(note: &Note<'_>, range: Range<usize>, wrong: &str, right: &str, sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    let message = message!("`{wrong}` where `{right}` is meant", "`{wrong}` は `{right}` の誤り");
    let report = sink.report(prose.span(range.clone()), message);
    if let Some(span) = prose.verbatim(range) {
        let title = message!("write `{right}`", "`{right}` に直す");
        report.fix(Applicability::Unsafe, Effect::Text, title, vec![Edit::replace(span, right)]);
    }
}
