//! `space-in-japanese`: a space between Japanese words, where none belongs.

use std::ops::Range;

use crate::japanese::sentences::letters::is_japanese;
use crate::lint::prelude::*;

pub(crate) struct SpaceInJapanese;

rule!(SpaceInJapanese {
    summary: Text { en: "a space inside a Japanese sentence", ja: "日本語の文中の半角スペース" },
    aliases: &["ja-no-space-between-full-width", "ja-no-space-around-parentheses"],
    fix: Some(Applicability::Safe),
});

impl Check for SpaceInJapanese {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for (sentence, space) in note.sentences.own_matches(" ") {
            let text = prose.text();
            let (before, after) = (&text[sentence.range.start..space.start], &text[space.end..sentence.range.end]);
            if !is_slip(before, after) {
                continue;
            }
            // Next to an emphasis marker the space may be needed for the emphasis to work.
            let around = around(before, after, &space);
            let (Some(_), Some(span)) = (prose.verbatim(around.clone()), prose.verbatim(space)) else { continue };
            let written = &text[around];
            let message = message!("unneeded space in `{written}`", "`{written}` に不要な半角スペースがある");
            let title = message!("remove the space", "半角スペースを削除する");
            sink.report(span, message).fix(Applicability::Safe, Effect::Text, title, vec![Edit::delete(span)]);
        }
    }
}

/// Whether the space between `before` and `after` separates nothing: it is next to a particle or a full-width bracket.
/// Between two nouns it may be intended.
fn is_slip(before: &str, after: &str) -> bool {
    const PARTICLES: &str = "はがをに";
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return false };
    let particle =
        PARTICLES.contains(last) && is_japanese(first) && before.chars().rev().nth(1).is_some_and(is_japanese);
    let before_particle = PARTICLES.contains(first)
        && is_japanese(last)
        && after.chars().nth(1).is_some_and(|char| is_japanese(char) || char == '、');
    let bracket = is_japanese(last) && matches!(first, '（' | '）' | '」' | '、' | '。')
        || is_japanese(first) && matches!(last, '（' | '「');
    particle || before_particle || bracket
}

/// The space with two characters on either side, to be shown in the message.
fn around(before: &str, after: &str, space: &Range<usize>) -> Range<usize> {
    let left: usize = before.chars().rev().take(2).map(char::len_utf8).sum();
    let right: usize = after.chars().take(2).map(char::len_utf8).sum();
    space.start - left..space.end + right
}
