//! `double-negative`: a double negative, such as `ないことはない`.

use crate::lint::prelude::*;

pub(crate) struct DoubleNegative;

rule!(DoubleNegative {
    summary: Text { en: "a double negative", ja: "二重否定" },
    aliases: &["no-double-negative-ja"],
});

const HEADS: &[&str] = &["なくは", "なくも", "ないことは", "ないことも", "ないわけでは", "ないでは", "ないでも"];
const TAILS: &[&str] = &["ない", "ありません", "なかった"];

/// Stems of adjectives that end in `ない` without being negative: 少ない, 危ない, 切ない.
const OTHERS: &[&str] = &["少", "危", "切", "汚", "すく", "あぶ", "せつ", "きた", "はか"];

impl Check for DoubleNegative {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for head in HEADS {
            for (sentence, range) in note.sentences.own_matches(head) {
                let before = &prose.text()[sentence.range.start..range.start];
                let after = &prose.text()[range.end..sentence.range.end];
                let Some(tail) = TAILS.iter().find(|tail| after.starts_with(**tail)) else { continue };
                let asks = after[tail.len()..].starts_with('か');
                if asks || OTHERS.iter().any(|other| before.ends_with(other)) {
                    continue;
                }
                let range = range.start..range.end + tail.len();
                let written = &prose.text()[range.clone()];
                let message = message!("`{written}` is a double negative", "`{written}` は二重否定になっている");
                sink.report(prose.span(range), message);
            }
        }
    }
}
