//! `misused-word`: a word confused with another that sounds or looks like it.

use std::ops::Range;

use crate::lint::prelude::*;
use crate::rows;

pub(crate) struct MisusedWord;

rule!(MisusedWord {
    summary: Text { en: "a word confused with another that sounds or looks like it", ja: "言葉の誤用" },
    aliases: &["ja-no-abusage"],
    fix: Some(Applicability::Unsafe),
});

/// Wrong words and the right ones.
const WORDS: &[[&str; 2]] = rows!("../words/wording.txt", "misused");

/// The same, and what may follow the wrong word to make it right, separated by spaces.
const WORDS_UNLESS: &[[&str; 3]] = rows!("../words/wording.txt", "misused_unless");

impl Check for MisusedWord {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        let always = WORDS.iter().map(|[wrong, right]| (*wrong, *right, ""));
        for (wrong, right, others) in
            always.chain(WORDS_UNLESS.iter().map(|[wrong, right, others]| (*wrong, *right, *others)))
        {
            for (sentence, range) in note.sentences.own_matches(wrong) {
                let after = &prose.text()[range.end..sentence.range.end];
                if !others.split_ascii_whitespace().any(|other| after.starts_with(other)) {
                    report(note, range, wrong, right, sink);
                }
            }
        }
    }
}

fn report(note: &Note<'_>, range: Range<usize>, wrong: &str, right: &str, sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    let message = message!("`{wrong}` should be `{right}`", "`{wrong}` は `{right}` の誤り");
    let report = sink.report(prose.span(range.clone()), message);
    if let Some(span) = prose.verbatim(range) {
        let title = message!("replace with `{right}`", "`{right}` に置き換える");
        report.fix(Applicability::Unsafe, Effect::Text, title, vec![Edit::replace(span, right)]);
    }
}
