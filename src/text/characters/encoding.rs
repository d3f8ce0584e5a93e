//! Mojibake: text that was decoded with the wrong encoding.

use std::ops::Range;

use encoding_rs::{SHIFT_JIS, WINDOWS_1252};

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
        let mut buffer = [0; 4];
        let (encoded, _, failed) = WINDOWS_1252.encode(char.encode_utf8(&mut buffer));
        if failed || encoded.len() != 1 || encoded[0] < 0x80 {
            return None;
        }
        bytes.extend_from_slice(&encoded);
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
        let (bytes, _, failed) = SHIFT_JIS.encode(run);
        let intended = (!failed).then(|| String::from_utf8(bytes.into_owned()).ok()).flatten();
        found.push(Misread { range, encoding: "Shift_JIS", intended });
    }
    found
}

#[cfg(test)]
mod tests {
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
