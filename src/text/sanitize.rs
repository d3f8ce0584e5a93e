//! Makes text from notes and file names safe for terminals: replaces characters that move the cursor, change colours,
//! or reorder the text around them.

use std::borrow::Cow;

/// `text` in a form that is safe to print on one line of a terminal: control characters and characters that break or
/// reorder lines are replaced by visible ones. Borrows if there are none, which is the usual case.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    let plain = |byte: &u8| matches!(byte, b' '..=b'~');
    if !text.as_bytes().iter().all(plain) && text.chars().any(|char| replacement_for(char).is_some()) {
        Cow::Owned(text.chars().map(|char| replacement_for(char).unwrap_or(char)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The visible character, one column wide, that replaces a character with an effect on terminals. `None` for all other
/// characters.
pub(crate) fn replacement_for(char: char) -> Option<char> {
    match char {
        // The Control Pictures block is in the order of the control characters.
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(char)),
        '\x7F' => Some('␡'),
        '\u{80}'..='\u{9F}'
        | '\u{61C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        // Noncharacters: `report::window` uses them internally.
        | '\u{FDD0}'..='\u{FDEF}' => Some(char::REPLACEMENT_CHARACTER),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_in_any_script_is_borrowed() {
        for text in ["", "a b", "節「概要」が空", "👨\u{200D}👩", "e\u{301}", "\u{3000}"] {
            assert!(matches!(sanitize(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    #[test]
    fn characters_with_an_effect_on_terminals_become_visible() {
        assert_eq!(sanitize("\x1b[31mred\x07\x7f"), "␛[31mred␇␡");
        assert_eq!(sanitize("a\tb\r\nc\0"), "a␉b␍␊c␀");
        assert_eq!(sanitize("\u{9b}2J\u{85}"), "\u{FFFD}2J\u{FFFD}");
        assert_eq!(sanitize("\u{fdd0}"), "�");
        assert_eq!(sanitize("a\u{202e}b\u{2066}c\u{200f}d\u{2028}e\u{61c}"), "a�b�c�d�e�");
    }
}
