//! `dropped-ra`: a potential form without its `ら` (`食べれる`), or with an extra `れ` (`書けれる`).

use std::ops::Range;

use crate::lint::prelude::*;
use crate::words;

pub(crate) struct DroppedRa;

rule!(DroppedRa {
    summary: Text {
        en: "a potential form without its `ら`, or with an extra `れ`", ja: "ら抜き言葉・れ足す言葉"
    },
    aliases: &["no-dropping-the-ra"],
    fix: Some(Applicability::Unsafe),
});

/// Stems of verbs whose potential form is `られる` (ichidan verbs, and 来).
const DROPPED: &[&str] = words!("../words/potential_forms.txt", "stems");

/// Potential forms of other verbs, which need no further `れ`.
const ADDED: &[&str] = words!("../words/potential_forms.txt", "complete");

impl Check for DroppedRa {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for (sentence, range) in note.sentences.own_matches("れ") {
            let text = note.document.prose().text();
            if is_inflected(&text[range.end..sentence.range.end]) {
                report(note, &text[sentence.range.start..range.start], range, sink);
            }
        }
    }
}

/// Reports the `れ` at `re` if the verb is in one of the lists; `before` is the sentence up to it.
fn report(note: &Note<'_>, before: &str, re: Range<usize>, sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    let longest =
        |stems: &[&'static str]| stems.iter().filter(|stem| before.ends_with(**stem)).max_by_key(|s| s.len()).copied();
    let editable = prose.verbatim(re.clone());
    if let Some(stem) = longest(ADDED) {
        let span = prose.span(re.start - stem.len()..re.end);
        let message = message!("`{stem}れる` has an extra `れ`", "`{stem}れる` は「れ」が余分（れ足す言葉）");
        let report = sink.report(span, message);
        if let Some(span) = editable {
            let title = message!("replace with `{stem}る`", "`{stem}る` に置き換える");
            report.fix(Applicability::Unsafe, Effect::Text, title, vec![Edit::delete(span)]);
        }
    } else if let Some(stem) = longest(DROPPED) {
        let span = prose.span(re.start - stem.len()..re.end);
        let message = message!(
            "`{stem}れる` is missing the `ら` of `{stem}られる`",
            "`{stem}れる` は `{stem}られる` の「ら」が抜けている"
        );
        let report = sink.report(span, message);
        if let Some(span) = editable {
            let title = message!("replace with `{stem}られる`", "`{stem}られる` に置き換える");
            report.fix(Applicability::Unsafe, Effect::Text, title, vec![Edit::insert(span.start as usize, "ら")]);
        }
    }
}

/// Whether `after`, the text after `れ`, continues a potential form. `れば` does not: it is the conditional of a verb in `る`.
fn is_inflected(after: &str) -> bool {
    const FORMS: &[&str] = &["る", "ます", "ました", "ません", "ない", "なか", "なく", "た", "て", "ず", "そう"];
    FORMS.iter().any(|form| after.starts_with(form))
}
