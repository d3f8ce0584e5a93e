//! Characters that replace others when text is copied from a PDF with wrong glyph names.

use unicode_normalization::UnicodeNormalization;

/// The character that `char` replaces if it comes from a PDF, and whether that is certain.
pub fn intended(char: char) -> Option<(char, bool)> {
    radical(char).or_else(|| shifted(char).map(|meant| (meant, true)))
}

/// The kanji for a radical. Unicode encodes radicals separately, and they look the same as the kanji.
fn radical(char: char) -> Option<(char, bool)> {
    // Unicode maps only two characters of the Radicals Supplement block to a kanji. These are the others that are
    // complete kanji.
    const SUPPLEMENT: [(char, char); 15] = [
        ('⺠', '民'),
        ('⻁', '虎'),
        ('⻄', '西'),
        ('⻑', '長'),
        ('⻘', '青'),
        ('⻝', '食'),
        ('⻤', '鬼'),
        ('⻨', '麦'),
        ('⻩', '黄'),
        ('⻫', '斉'),
        ('⻭', '歯'),
        ('⻯', '竜'),
        ('⻲', '亀'),
        ('⺟', '母'),
        ('⻳', '龟'),
    ];
    match char {
        // Unicode maps these to the old forms of the kanji.
        '⼾' => Some(('戸', false)),
        '⿊' => Some(('黒', false)),
        '⿈' => Some(('黄', false)),
        '⾭' => Some(('青', false)),
        '\u{2f00}'..='\u{2fd5}' => std::iter::once(char).nfkc().next().map(|kanji| (kanji, true)),
        '\u{2e80}'..='\u{2eff}' => {
            let known = SUPPLEMENT.iter().find(|(radical, _)| *radical == char);
            known.map(|(_, kanji)| (*kanji, true))
        }
        _ => None,
    }
}

/// The kana, letter or symbol that a broken font table shifted to a rare kanji of Extension A. The distance is constant
/// within each block.
fn shifted(char: char) -> Option<char> {
    let distance = match char {
        '\u{46d1}'..='\u{4723}' => 0x1690,
        '\u{472f}'..='\u{4784}' | '\u{478a}' => 0x168e,
        '\u{3ecc}'..='\u{3f2a}' => 0x3eac,
        '䠄' => return Some('（'),
        '䠅' => return Some('）'),
        _ => return None,
    };
    char::from_u32(char as u32 - distance)
}

/// Whether `char` is one of the rare kanji that [`shifted`] maps back.
pub fn is_shifted(char: char) -> bool {
    shifted(char).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_copied_from_pdfs_are_recognized() {
        let correct =
            |text: &str| -> String { text.chars().map(|char| intended(char).map_or(char, |(to, _)| to)).collect() };
        assert_eq!(correct("2䛾倍数で䛿な䛟"), "2の倍数ではなく");
        assert_eq!(correct("䜾䝷䞁䝅䝑䝥年間䠄実員䠅"), "グランシップ年間（実員）");
        assert_eq!(correct("㻴㻞㻟㻌㻝㻘㻞㻥㻡"), "H23 1,295");
        assert_eq!(correct("⾼い⽔準の⻑⼾"), "高い水準の長戸");
        assert_eq!(intended('部'), None);
    }
}
