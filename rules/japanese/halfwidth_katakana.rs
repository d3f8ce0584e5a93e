//! `halfwidth-katakana`: half-width katakana in body text.

use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;

use crate::lint::prelude::*;
use crate::markdown::regions::quotes_a_title;
use crate::text::characters::kana::{is_halfwidth, is_halfwidth_punctuation};
use crate::text::characters::{around, runs};

pub(crate) struct HalfwidthKatakana;

rule!(HalfwidthKatakana {
    summary: Text { en: "half-width katakana", ja: "半角カタカナ" },
    presets: &[Preset::Japanese.member()],
    fix: Some(Applicability::Safe),
});

/// A note without any of these characters is skipped.
const TRIGGERS: &[RangeInclusive<char>] = &['｡'..='､', 'ｦ'..='ﾟ'];

impl Check for HalfwidthKatakana {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        TRIGGERS
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        let text = prose.text();
        if !text.contains(is_halfwidth) && !text.contains(is_halfwidth_punctuation) {
            return;
        }
        for block in prose.blocks().iter().filter(|block| !is_about_characters(prose.block_text(block))) {
            // A middle dot between two words belongs to the run: `ｱｸｾｽ･ｷｰ`.
            let part = |char| is_halfwidth(char) || is_halfwidth_punctuation(char) || char == '･';
            for run in runs(text, block.range.clone(), part) {
                let found = &text[run.clone()];
                let span = prose.span(run.clone());
                let after = &text[run.end..block.range.end];
                if is_face(found, around(text, &run))
                    || is_aside(found, after)
                    || quotes_a_title(note.document.node_at(span.start as usize))
                {
                    continue;
                }
                let wide: String = found.nfkc().collect();
                let (shown, instead) = (excerpt(found), excerpt(&wide));
                let report =
                    sink.report(span, message!("`{shown}` is half-width", "`{shown}` が半角になっている")).note(
                        message!("a search for `{instead}` does not find it", "`{instead}` で検索しても見つからない"),
                    );
                if let Some(span) = prose.verbatim(run) {
                    let title = message!("replace with `{instead}`", "`{instead}` に置き換える");
                    report.fix(Applicability::Safe, Effect::Text, title, vec![Edit::replace(span, wide)]);
                }
            }
        }
    }
}

/// Whether `text` is about half-width characters, or shows garbled text, in which they are bytes of UTF-8 read as Shift JIS or the
/// like: `￣ﾁﾓ￣ﾂﾓ`.
fn is_about_characters(text: &str) -> bool {
    let is_byte = |char: char| matches!(char, '\u{ffe2}'..='\u{ffe9}');
    text.contains("半角") || text.contains("文字化け") || text.matches(is_byte).take(2).count() == 2
}

/// Whether the run ends with a verb, and `after` with dots or a mark: an aside that is written so on purpose, as `ｶﾞﾝﾊﾞﾘﾏｽ…`. What
/// is left of old data are nouns and names.
fn is_aside(run: &str, after: &str) -> bool {
    const VERBS: [&str; 8] = ["ﾏｽ", "ﾃﾞｽ", "ﾏｼﾀ", "ﾃﾞｼﾀ", "ﾏｾﾝ", "ﾀﾞﾖ", "ﾃﾞｽﾈ", "ﾃﾞｽﾖ"];
    const MARKS: [&str; 9] = ["...", "…", "・・", "･･", "!", "！", "ｗ", "w", "笑"];
    VERBS.iter().any(|verb| run.ends_with(verb)) && MARKS.iter().any(|mark| after.starts_with(mark))
}

/// Whether the run is part of an emoticon such as `(ﾟДﾟ)` or `ｷﾀ━`, or a middle dot alone.
fn is_face(run: &str, (before, after): (Option<char>, Option<char>)) -> bool {
    let letters = run.chars().filter(|char| matches!(char, 'ｦ'..='ﾝ')).count();
    let marks = run.chars().any(is_halfwidth_punctuation);
    let drawn = |char: Option<char>| {
        char.is_some_and(|char| {
            matches!(
                char,
                '━' | '─'
                    | '∀'
                    | 'Д'
                    | 'д'
                    | 'ω'
                    | '´'
                    | '`'
                    | '≡'
                    | '▽'
                    | '□'
                    | '⌒'
                    | '；'
                    | ';'
                    | '￣'
                    | '｀'
                    | '∇'
                    | 'Ｄ'
            )
        })
    };
    letters < 2 && !marks || drawn(before) || drawn(after)
}
