//! Katakana and what is mistaken for the long vowel mark `ー` (U+30FC).

/// A katakana letter; not the long vowel mark.
pub fn is_katakana(char: char) -> bool {
    matches!(char, 'ァ'..='ヺ')
}

/// A hiragana letter.
pub fn is_hiragana(char: char) -> bool {
    matches!(char, 'ぁ'..='ゖ')
}

/// A dash or sign that looks like the long vowel mark.
pub fn is_dash_like(char: char) -> bool {
    matches!(char, '－' | '―' | '‐' | '‑' | '–' | '—' | '─' | '━' | '−')
}

/// Whether a vowel may be long behind `char`: not behind the small tsu, nor behind n.
pub fn can_be_long(char: char) -> bool {
    is_katakana(char) && !matches!(char, 'ッ' | 'ン')
}

/// Half-width katakana and its marks.
pub fn is_halfwidth(char: char) -> bool {
    matches!(char, '\u{ff66}'..='\u{ff9f}')
}

/// Half-width Japanese punctuation, without the middle dot.
pub fn is_halfwidth_punctuation(char: char) -> bool {
    matches!(char, '｡' | '｢' | '｣' | '､')
}
