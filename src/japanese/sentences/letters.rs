//! Character classes of Japanese scripts.

/// Whether `char` is hiragana.
pub fn is_hiragana(char: char) -> bool {
    matches!(char, 'ぁ'..='ゖ')
}

/// Whether `char` is full-width katakana, including the long vowel mark `ー`.
pub fn is_katakana(char: char) -> bool {
    matches!(char, 'ァ'..='ヺ' | 'ー')
}

/// Whether `char` is kanji, including the iteration mark `々`.
pub fn is_kanji(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '々')
}

/// Whether `char` is hiragana, katakana or kanji.
pub fn is_japanese(char: char) -> bool {
    is_hiragana(char) || is_katakana(char) || is_kanji(char)
}

/// Whether `text` contains hiragana or katakana. Such text is Japanese, not Chinese.
pub fn has_kana(text: &str) -> bool {
    text.chars().any(|char| is_hiragana(char) || is_katakana(char))
}
