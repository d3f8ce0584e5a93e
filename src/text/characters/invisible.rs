//! Invisible characters.

/// Whether `char` has no width, or none that a reader would notice.
pub fn is_invisible(char: char) -> bool {
    is_zero_width(char) || is_joiner(char) || is_control(char) || is_direction(char)
}

/// Whether `char` is a zero-width space, a soft hyphen, or U+FEFF (a byte order mark only at the start of a file).
pub fn is_zero_width(char: char) -> bool {
    matches!(char, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Whether `char` is a zero-width joiner or non-joiner. Some scripts and emoji need them.
pub fn is_joiner(char: char) -> bool {
    matches!(char, '\u{200c}' | '\u{200d}')
}

/// Whether `char` is a control character other than tab and line endings, or Unicode's line or paragraph separator.
pub fn is_control(char: char) -> bool {
    char.is_control() && !matches!(char, '\t' | '\n' | '\r') || is_separator(char)
}

/// Whether `char` ends a line in other programs: vertical tab, form feed, U+0085, U+2028, U+2029.
pub fn is_separator(char: char) -> bool {
    matches!(char, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether `char` changes the writing direction (UAX #9).
pub fn is_direction(char: char) -> bool {
    matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether `text` has letters of a right-to-left script, such as Hebrew or Arabic.
pub fn is_right_to_left(text: &str) -> bool {
    text.chars().any(|char| matches!(char, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

/// Whether a joiner next to `char` has no effect: Latin, kana, Chinese characters, Hangul, symbols.
pub fn needs_no_joiner(char: Option<char>) -> bool {
    char.is_none_or(|char| {
        char.is_ascii()
            || matches!(char, '\u{a0}'..='\u{24f}' | '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff00}'..='\u{ffef}')
    })
}

/// The character's name in English and Japanese.
pub fn name(char: char) -> (&'static str, &'static str) {
    match char {
        '\u{200b}' | '\u{2060}' | '\u{feff}' => ("zero-width space", "ゼロ幅スペース"),
        '\u{ad}' => ("soft hyphen", "ソフトハイフン"),
        _ if is_joiner(char) => ("zero-width joiner", "ゼロ幅接合子"),
        _ if is_separator(char) => ("line separator", "改行の代わりの制御文字"),
        _ if is_direction(char) => ("directional formatting character", "文字の向きを変える制御文字"),
        _ => ("control character", "制御文字"),
    }
}
