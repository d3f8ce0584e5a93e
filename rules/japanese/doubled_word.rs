//! `doubled-word`: a word or particle written twice in a row by mistake.

use std::ops::Range;

use crate::japanese::sentences::letters::{is_hiragana, is_kanji, is_katakana};
use crate::lint::prelude::*;

pub(crate) struct DoubledWord;

rule!(DoubledWord {
    summary: Text { en: "a word written twice in a row", ja: "同じ語の重複" },
    aliases: &["ja-no-successive-word"],
    fix: Some(Applicability::Unsafe),
});

impl Check for DoubledWord {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for sentence in note.sentences.own() {
            let text = sentence.text(prose);
            for half in doubled_particles(text).into_iter().chain(doubled_nouns(text)) {
                let first = sentence.range.start + half.start..sentence.range.start + half.end;
                let second = first.end..first.end + half.len();
                let (Some(_), Some(span)) = (prose.verbatim(first.start..second.end), prose.verbatim(second.clone()))
                else {
                    continue;
                };
                if !note.sentences.are_own_words(sentence, &first) {
                    continue;
                }
                let word = &prose.text()[first.clone()];
                let message = message!("`{word}` is written twice in a row", "`{word}` が続けて 2 回書かれている");
                let title = message!("remove one `{word}`", "`{word}` を 1 つ削除する");
                let report = sink.report(prose.span(first.start..second.end), message);
                report.fix(Applicability::Unsafe, Effect::Text, title, vec![Edit::delete(span)]);
            }
        }
    }
}

/// The first of each pair of doubled particles between words without hiragana. `を` counts anywhere: it is only a particle.
fn doubled_particles(text: &str) -> Vec<Range<usize>> {
    let word = |char: Option<char>| char.is_some_and(|char| char.is_alphanumeric() && !is_hiragana(char));
    let mut found = Vec::new();
    for particle in ["を", "が", "に", "の", "は", "と", "で"] {
        let doubled = particle.repeat(2);
        for (at, _) in text.match_indices(&doubled) {
            let before = text[..at].chars().next_back();
            let after = text[at + doubled.len()..].chars().next();
            let katakana = before.is_some_and(|char| is_katakana(char) || char.is_ascii_alphanumeric());
            let is_slip = match particle {
                "を" => true,
                // Before these, the second `は` may start a word: `データははじめに`.
                "は" if katakana => !after.is_some_and(|char| "はじなーぁ".contains(char)),
                // What is quoted may end in `と` itself: `しないと` と思う.
                "と" if after.is_some_and(|char| "思言考感聞書".contains(char)) => false,
                "と" if text[..at].ends_with("ない") => word(after),
                _ => word(before) && word(after),
            };
            if is_slip {
                found.push(at..at + particle.len());
            }
        }
    }
    // `からから` alone is a word ("dry").
    for (at, _) in text.match_indices("だからから") {
        let start = at + "だ".len();
        found.push(start..start + "から".len());
    }
    found
}

/// The first halves of runs of kanji or katakana that repeat one word. Onomatopoeia (`ガンガン`) and reduplicated words
/// (`一歩一歩`) are left out.
fn doubled_nouns(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (is_part, least) in [(is_kanji as fn(char) -> bool, 2), (is_katakana, 3)] {
        let mut start = None;
        for (at, char) in text.char_indices().chain([(text.len(), ' ')]) {
            match (start, is_part(char)) {
                (None, true) => start = Some(at),
                (Some(from), false) => {
                    start = None;
                    let run = &text[from..at];
                    let (first, second) = run.split_at(run.floor_char_boundary(run.len() / 2));
                    let own_word = first.contains(['一', '々', '少', '度']) || first.ends_with(['ン', 'ッ', 'リ']);
                    if first == second && first.chars().count() >= least && !own_word {
                        found.push(from..from + first.len());
                    }
                }
                _ => {}
            }
        }
    }
    found
}
