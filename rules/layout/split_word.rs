//! `split-word`: a word that a line break cuts in two.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lint::prelude::*;
use crate::markdown::split_words::split_words;
use crate::words;

pub(crate) struct SplitWord;

rule!(SplitWord {
    summary: Text { en: "a word that a line break cuts in two", ja: "改行で 2 つに切れた単語" },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    fix: Some(Applicability::Unsafe),
    about_text: true,
});

/// Words in katakana. The note's own words are known too.
static KATAKANA: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words!("../words/katakana.txt", "words").iter().copied().collect());

impl Check for SplitWord {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for word in split_words(note.document.prose(), &KATAKANA) {
            let [left, right] = &word.halves;
            let (left, right, host) = (excerpt(left), excerpt(right), note.document.profile().title);
            sink.report(
                word.span,
                message!("a line break cuts `{left}{right}` in two", "`{left}{right}` が改行で 2 つに切れている"),
            )
            .note(message!(
                "{host} shows `{left} {right}`, and a search for the word does not find it",
                "{host} では `{left} {right}` と表示され、この単語で検索しても見つからない"
            ))
            .fix(
                Applicability::Unsafe,
                Effect::Structure,
                message!("join the lines", "行をつなげる"),
                vec![Edit::delete(word.gap)],
            );
        }
    }
}
