//! `dropped-ra`: a potential verb without its `ら`, `食べれる`, or with a `れ` too many, `書けれる`.

use std::ops::Range;

use crate::lint::prelude::*;
use crate::words;

pub(crate) struct DroppedRa;

rule!(DroppedRa {
    summary: Text {
        en: "a potential form without its `ら`, or with a `れ` too many", ja: "ら抜き言葉・れ足す言葉"
    },
    aliases: &["no-dropping-the-ra"],
    fix: Some(Applicability::Unsafe),
});

/// Stems of verbs whose potential form is `られる` (ichidan verbs, and 来).
const DROPPED: &[&str] = words!("../words/potential_forms.txt", "stems");

/// Potential forms of other verbs, which have all they need.
const ADDED: &[&str] = words!("../words/potential_forms.txt", "complete");

impl Check for DroppedRa {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for (sentence, range) in note.sentences.own_matches("れ") {
            let text = note.document.prose().text();
            if goes_on(&text[range.end..sentence.range.end]) {
                report(note, &text[sentence.range.start..range.start], range, sink);
            }
        }
    }
}

/// `re` is the `れ`; `before` stands before it in the sentence.
fn report(note: &Note<'_>, before: &str, re: Range<usize>, sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    let longest =
        |stems: &[&'static str]| stems.iter().filter(|stem| before.ends_with(**stem)).max_by_key(|s| s.len()).copied();
    let editable = prose.verbatim(re.clone());
    if let Some(stem) = longest(ADDED) {
        let span = prose.span(re.start - stem.len()..re.end);
        let message = message!("`{stem}れる` has a `れ` too many", "`{stem}れる` は「れ」が余分（れ足す言葉）");
        let report = sink.report(span, message);
        if let Some(span) = editable {
            let title = message!("write `{stem}る`", "`{stem}る` に直す");
            report.fix(Applicability::Unsafe, Effect::Text, title, vec![Edit::delete(span)]);
        }
    } else if let Some(stem) = longest(DROPPED) {
        let span = prose.span(re.start - stem.len()..re.end);
        let message = message!(
            "`{stem}れる` lacks the `ら` of `{stem}られる`",
            "`{stem}れる` は `{stem}られる` の「ら」が抜けている"
        );
        let report = sink.report(span, message);
        if let Some(span) = editable {
            let title = message!("write `{stem}られる`", "`{stem}られる` に直す");
            report.fix(Applicability::Unsafe, Effect::Text, title, vec![Edit::insert(span.start as usize, "ら")]);
        }
    }
}

/// Whether a verb's form goes on behind `れ`; `れば` is the condition of a verb in `る`.
fn goes_on(after: &str) -> bool {
    const FORMS: &[&str] = &["る", "ます", "ました", "ません", "ない", "なか", "なく", "た", "て", "ず", "そう"];
    FORMS.iter().any(|form| after.starts_with(form))
}
