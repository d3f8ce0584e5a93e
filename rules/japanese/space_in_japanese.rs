//! `space-in-japanese`: a space between Japanese words, which takes none.

use std::ops::Range;

use crate::japanese::sentences::letters::is_japanese;
use crate::lint::prelude::*;

pub(crate) struct SpaceInJapanese;

rule!(SpaceInJapanese {
    summary: Text { en: "a space within a Japanese sentence", ja: "日本語の文中の半角スペース" },
    aliases: &["ja-no-space-between-full-width", "ja-no-space-around-parentheses"],
    fix: Some(Applicability::Safe),
});

impl Check for SpaceInJapanese {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for (sentence, space) in note.sentences.own_matches(" ") {
            let text = prose.text();
            let (before, behind) = (&text[sentence.range.start..space.start], &text[space.end..sentence.range.end]);
            if !is_slip(before, behind) {
                continue;
            }
            // At a mark of emphasis the space may be what makes it one.
            let around = around(before, behind, &space);
            let (Some(_), Some(span)) = (prose.verbatim(around.clone()), prose.verbatim(space)) else { continue };
            let written = &text[around];
            let message = message!("a space in `{written}`", "`{written}` に不要な半角スペースがある");
            let title = message!("remove the space", "半角スペースを削除する");
            sink.report(span, message).fix(Applicability::Safe, Effect::Text, title, vec![Edit::delete(span)]);
        }
    }
}

/// Whether the space between `before` and `behind` parts nothing: it stands at a particle, or at a full-width bracket.
/// Between two nouns it may be meant.
fn is_slip(before: &str, behind: &str) -> bool {
    const PARTICLES: &str = "はがをに";
    let (Some(last), Some(first)) = (before.chars().next_back(), behind.chars().next()) else { return false };
    let particle =
        PARTICLES.contains(last) && is_japanese(first) && before.chars().rev().nth(1).is_some_and(is_japanese);
    let before_particle = PARTICLES.contains(first)
        && is_japanese(last)
        && behind.chars().nth(1).is_some_and(|char| is_japanese(char) || char == '、');
    let bracket = is_japanese(last) && matches!(first, '（' | '）' | '」' | '、' | '。')
        || is_japanese(first) && matches!(last, '（' | '「');
    particle || before_particle || bracket
}

/// The space with two characters on either side.
fn around(before: &str, behind: &str, space: &Range<usize>) -> Range<usize> {
    let left: usize = before.chars().rev().take(2).map(char::len_utf8).sum();
    let right: usize = behind.chars().take(2).map(char::len_utf8).sum();
    space.start - left..space.end + right
}
