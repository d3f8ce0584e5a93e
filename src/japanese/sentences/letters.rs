//! The scripts of Japanese, character by character.

/// Hiragana.
pub fn is_hiragana(char: char) -> bool {
    matches!(char, 'ぁ'..='ゖ')
}

/// Full-width katakana, the long vowel mark included.
pub fn is_katakana(char: char) -> bool {
    matches!(char, 'ァ'..='ヺ' | 'ー')
}

/// Kanji, the iteration mark included.
pub fn is_kanji(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '々')
}

/// Hiragana, katakana or kanji.
pub fn is_japanese(char: char) -> bool {
    is_hiragana(char) || is_katakana(char) || is_kanji(char)
}

/// Whether `text` has hiragana or katakana: it is Japanese then, and not Chinese.
pub fn has_kana(text: &str) -> bool {
    text.chars().any(|char| is_hiragana(char) || is_katakana(char))
}
