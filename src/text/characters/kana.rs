//! Katakana, and the characters that are mistaken for the long vowel mark `ー` (U+30FC).

/// Whether `char` is a katakana letter. The long vowel mark is not one.
pub fn is_katakana(char: char) -> bool {
    matches!(char, 'ァ'..='ヺ')
}

/// Whether `char` is a hiragana letter.
pub fn is_hiragana(char: char) -> bool {
    matches!(char, 'ぁ'..='ゖ')
}

/// Whether `char` is a dash or symbol that looks like the long vowel mark.
pub fn is_dash_like(char: char) -> bool {
    matches!(char, '－' | '―' | '‐' | '‑' | '–' | '—' | '─' | '━' | '−')
}

/// Whether a long vowel mark can follow `char`: not after the small tsu or n.
pub fn can_be_long(char: char) -> bool {
    is_katakana(char) && !matches!(char, 'ッ' | 'ン')
}

/// Whether `char` is half-width katakana or one of its marks.
pub fn is_halfwidth(char: char) -> bool {
    matches!(char, '\u{ff66}'..='\u{ff9f}')
}

/// Whether `char` is half-width Japanese punctuation. The middle dot does not count.
pub fn is_halfwidth_punctuation(char: char) -> bool {
    matches!(char, '｡' | '｢' | '｣' | '､')
}
