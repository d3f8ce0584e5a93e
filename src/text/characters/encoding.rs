//! Mojibake: text that was decoded with the wrong encoding.

use std::ops::Range;

use self::encodings::{shift_jis, windows_1252};

/// A range of mojibake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The encoding that was wrongly used.
    pub encoding: &'static str,
    /// The original text; `None` where characters were lost.
    pub intended: Option<String>,
}

/// The ranges of `text` that are UTF-8 decoded as Windows-1252 (`ã‚¢` for `ア`, `â€¢` for `•`) or as `Shift_JIS` (`縺ゅ＞`
/// for `あい`).
pub fn misread(text: &str) -> Vec<Misread> {
    let mut found = Vec::new();
    if text.contains(is_lead) {
        found.extend(as_windows_1252(text));
    }
    if text.contains(['縺', '繧', '繝']) {
        found.extend(as_shift_jis(text));
    }
    found.sort_by_key(|misread| misread.range.start);
    found
}

/// Whether `char` is the Windows-1252 reading of the first byte of a multi-byte UTF-8 character.
fn is_lead(char: char) -> bool {
    matches!(char, 'Â' | 'Ã' | 'â'..='ï' | 'ð')
}

fn as_windows_1252(text: &str) -> Vec<Misread> {
    let mut found: Vec<Misread> = Vec::new();
    let mut rest = 0;
    while let Some(at) = text[rest..].find(is_lead) {
        let start = rest + at;
        let intended = decode(&text[start..]);
        let Some((length, char)) = intended else {
            rest = start + text[start..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        rest = start + length;
        if let Some(last) = found.last_mut().filter(|last| last.range.end == start) {
            last.range.end = rest;
            last.intended.get_or_insert_default().push(char);
        } else {
            let intended = Some(char.to_string());
            found.push(Misread { range: start..rest, encoding: "Windows-1252", intended });
        }
    }
    found
}

/// Decodes the character at the start of `text`, each of whose UTF-8 bytes was read as Windows-1252. Returns it with
/// the number of bytes of `text` that it takes.
fn decode(text: &str) -> Option<(usize, char)> {
    let mut bytes = Vec::new();
    for (at, char) in text.char_indices().take(4) {
        bytes.push(windows_1252(char).filter(|byte| *byte >= 0x80)?);
        if let Ok(decoded) = std::str::from_utf8(&bytes) {
            return Some((at + char.len_utf8(), decoded.chars().next()?));
        }
    }
    None
}

/// Runs of non-ASCII characters that contain several of the three rare characters that kana become when UTF-8 is read
/// as `Shift_JIS`.
fn as_shift_jis(text: &str) -> Vec<Misread> {
    let mut found = Vec::new();
    for range in super::runs(text, 0..text.len(), |char| !char.is_ascii()) {
        let run = &text[range.clone()];
        if run.chars().filter(|char| matches!(char, '縺' | '繧' | '繝')).count() < 2 {
            continue;
        }
        let intended = shift_jis(run).and_then(|bytes| String::from_utf8(bytes).ok());
        found.push(Misread { range, encoding: "Shift_JIS", intended });
    }
    found
}

/// The two encodings.
#[cfg(not(all(feature = "slim", not(feature = "cli"))))]
mod encodings {
    use encoding_rs::{SHIFT_JIS, WINDOWS_1252};

    /// The byte of `char` in Windows-1252.
    pub(super) fn windows_1252(char: char) -> Option<u8> {
        let mut buffer = [0; 4];
        let (encoded, _, failed) = WINDOWS_1252.encode(char.encode_utf8(&mut buffer));
        if failed { None } else { encoded.first().copied() }
    }

    /// The bytes of `text` in `Shift_JIS`.
    pub(super) fn shift_jis(text: &str) -> Option<Vec<u8>> {
        let (bytes, _, failed) = SHIFT_JIS.encode(text);
        (!failed).then(|| bytes.into_owned())
    }
}

/// The two encodings. The library `encoding_rs` comes with the tables of all encodings, which are larger than anything else in a
/// web page.
#[cfg(all(feature = "slim", not(feature = "cli")))]
mod encodings {
    use crate::text::provided::{DataFile, entry};

    /// The characters of Windows-1252 from 0x80 to 0x9F. After them, it is Latin-1.
    const WINDOWS_1252: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];

    /// The byte of `char` in Windows-1252.
    pub(super) fn windows_1252(char: char) -> Option<u8> {
        match char {
            '\u{80}'..='\u{9F}' | '\u{100}'.. => {
                u8::try_from(0x80 + WINDOWS_1252.iter().position(|known| *known == char)?).ok()
            }
            _ => u8::try_from(char).ok(),
        }
    }

    /// The bytes of `text` in `Shift_JIS`.
    pub(super) fn shift_jis(text: &str) -> Option<Vec<u8>> {
        let (rows, _) = entry(DataFile::Encodings, "shift_jis.bin")?.as_chunks::<4>();
        let mut encoded = Vec::new();
        for char in text.chars() {
            if char.is_ascii() {
                encoded.push(u8::try_from(char).ok()?);
                continue;
            }
            let code = u16::try_from(u32::from(char)).ok()?.to_be_bytes();
            let row = rows.binary_search_by_key(&code, |[high, low, ..]| [*high, *low]).ok()?;
            let [_, _, lead, trail] = *rows.get(row)?;
            encoded.extend((lead != 0).then_some(lead).into_iter().chain([trail]));
        }
        Some(encoded)
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::SHIFT_JIS;

    use super::*;

    fn intended(text: &str) -> Vec<Option<String>> {
        misread(text).into_iter().map(|misread| misread.intended).collect()
    }

    #[test]
    fn utf_8_decoded_with_another_encoding() {
        assert_eq!(
            intended("The â€¢ and ã‚¢ã‚¤ is cafÃ©"),
            [Some("•".to_owned()), Some("アイ".to_owned()), Some("é".to_owned())]
        );
        let (garbled, ..) = SHIFT_JIS.decode("テストです".as_bytes());
        assert!(garbled.contains('縺'), "{garbled}");
        assert_eq!(misread(&garbled).len(), 1);
    }

    #[test]
    fn accented_letters_are_not_mojibake() {
        for text in ["São Paulo, SÃO PAULO, château, «à», naïve", "Größe", "縺れる", "繝"] {
            assert_eq!(misread(text), [], "{text}");
        }
    }
}
