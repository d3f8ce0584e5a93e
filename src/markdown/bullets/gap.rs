//! The character after a list marker. Only a space or a tab makes a list marker valid (`CommonMark` 0.31 §5.2); no
//! other character is white space there (§2.1).

use crate::finding::Text;
use crate::text::characters::invisible;

/// What follows a would-be list marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// A space or a tab: the marker is valid.
    Plain,
    /// Text, with no space before it.
    None,
    /// A full-width space (U+3000).
    Fullwidth,
    /// A no-break space or another Unicode space.
    Other(char),
}

impl Gap {
    /// The gap at the start of `rest`, the text after a marker, and its length in bytes.
    pub(crate) fn of(rest: &str) -> (Self, usize) {
        let length = rest.len() - rest.trim_start_matches(is_space).len();
        let gap = match rest.chars().next().filter(|_| length > 0) {
            None => Self::None,
            Some(' ' | '\t') => Self::Plain,
            Some('\u{3000}') => Self::Fullwidth,
            Some(char) => Self::Other(char),
        };
        (gap, length)
    }
}

/// Whether `char` looks like a space or is invisible.
///
/// Examples: U+0020, U+00A0, U+2003, U+3000, U+200B; but not a line ending.
pub(crate) fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\u{3000}') || is_other_space(char)
}

/// Whether `char` is a Unicode space that is neither ASCII nor full-width, or a zero-width space.
pub(crate) fn is_other_space(char: char) -> bool {
    matches!(char, '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{feff}')
}

/// The name of a space character.
pub(crate) fn space_name(char: char) -> Text {
    match char {
        '\u{a0}' | '\u{202f}' => Text { en: "a no-break space", ja: "ノーブレークスペース" },
        '\u{3000}' => Text { en: "a full-width space", ja: "全角スペース" },
        '\u{2002}' => Text { en: "an en space", ja: "エンスペース" },
        '\u{2003}' => Text { en: "an em space", ja: "エムスペース" },
        _ if invisible::is_zero_width(char) => Text { en: "a zero-width space", ja: "ゼロ幅スペース" },
        _ => Text { en: "an unusual space", ja: "特殊な空白" },
    }
}
