//! The ending of a Japanese sentence: polite (です・ます), plain (だ・である) or neither, such as a noun.

use super::is_stop;
use super::letters::{is_hiragana, is_kanji};

use crate::text::whitespace::Whitespace as _;

/// The style of a sentence's ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Politeness {
    /// です, ます, ください.
    Polite,
    /// だ, である, a verb or an adjective.
    Plain,
}

const POLITE: &[&str] =
    &["です", "ます", "でした", "ました", "ません", "ましょう", "でしょう", "ください", "下さい", "ませ", "まして"];

/// The kanji before `ます` in plain verbs that end like the polite form: `済ます`, `励ます`.
const MASU_VERBS: &str = "済励悩覚冷澄騙";

const PLAIN: &[&str] = &[
    "である",
    "であった",
    "であろう",
    "だった",
    "だろう",
    "ない",
    "なかった",
    "しい",
    "たい",
    "やすい",
    "にくい",
    "よい",
    "良い",
    "多い",
    "高い",
    "低い",
    "長い",
    "短い",
    "早い",
    "速い",
    "近い",
    "遠い",
    "強い",
    "弱い",
    "べきだ",
];

/// Kanji that are directly followed by the past tense `た`: `見た`, `来た`.
const PAST_STEMS: &str = "見出来得着寝似経居";

/// The style of the end of `sentence`, with or without its full stop. `None` for a noun and for an ambiguous ending.
/// Example: `Polite` for `起動します。`, `Plain` for `起動する`, `None` for `起動`.
pub fn politeness(sentence: &str) -> Option<Politeness> {
    let sentence = core(sentence);
    let bare = sentence.trim_end_matches(['か', 'ね', 'よ']);
    if POLITE.iter().any(|end| bare.ends_with(end)) {
        let stem = bare.strip_suffix("ます").and_then(|stem| stem.chars().next_back());
        let plain = stem.is_some_and(|char| MASU_VERBS.contains(char));
        return (!plain).then_some(Politeness::Polite);
    }
    is_plain(sentence).then_some(Politeness::Plain)
}

/// `sentence` without what follows its last word: the full stop and a remark in brackets. Example: `必要です` for
/// `必要です（東京のみ）。`.
pub fn core(sentence: &str) -> &str {
    let mut sentence = sentence.unicode_trim_end().trim_end_matches(is_stop);
    while let Some((close, open)) = [('）', '（'), (')', '(')].into_iter().find(|(close, _)| sentence.ends_with(*close))
    {
        let rest = sentence.rfind(open).map(|at| sentence[..at].unicode_trim_end().trim_end_matches(is_stop));
        match rest {
            Some(rest) if !rest.is_empty() && !sentence[rest.len()..].trim_end_matches(close).contains(close) => {
                sentence = rest;
            }
            _ => break,
        }
    }
    sentence
}

/// Whether `text` ends with a plain verb, adjective or copula. False for nouns that look similar (`あなた`, `使い`).
fn is_plain(text: &str) -> bool {
    if PLAIN.iter().any(|end| text.ends_with(end)) {
        return true;
    }
    let mut chars = text.chars().rev();
    let (Some(last), Some(before)) = (chars.next(), chars.next()) else { return false };
    match last {
        'る' => is_hiragana(before) || is_kanji(before),
        'う' | 'く' | 'ぐ' | 'す' | 'つ' | 'ぶ' | 'む' => is_kanji(before) && !text.ends_with("全く"),
        'た' => "しっえれせきけめねいびみちりぎじてでべげ".contains(before) || PAST_STEMS.contains(before),
        'だ' => {
            "んい".contains(before)
                || is_kanji(before)
                || before.is_ascii_alphanumeric()
                || "ーりきとの".contains(before)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_polite_plain_or_neither() {
        for text in
            ["起動します。", "必要です（東京のみ）。", "可能でしょうか？", "選んでください", "できませんでした。"]
        {
            assert_eq!(politeness(text), Some(Politeness::Polite), "{text}");
        }
        for text in
            ["起動する。", "必要だ。", "リージョンである（例外あり）", "止まった。", "使えない", "含む。", "読んだ。"]
        {
            assert_eq!(politeness(text), Some(Politeness::Plain), "{text}");
        }
        for text in ["起動", "あなた", "使い方。", "設定のため。", "すばやく", "注意！", "（東京のみ）", ""]
        {
            assert_eq!(politeness(text), None, "{text}");
        }
    }
}
