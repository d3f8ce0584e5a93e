//! Guesses the encoding of a file that is not UTF-8, so that the message can say what to convert it from.

use std::str::from_utf8;

/// Maximum number of bytes to inspect. 64 KiB are enough to decide, and limit the cost of a stray video.
const LIMIT: usize = 64 * 1024;

/// Data with more than one control character per this many bytes is binary.
const CONTROL_RATIO: usize = 100;

/// Damaged UTF-8 has at least this many complete multi-byte characters per broken sequence. Text in other encodings has
/// far fewer by chance.
const UTF8_RATIO: usize = 8;

/// What `bytes`, which are not UTF-8 or contain NUL, look like: the name of an encoding (`Shift_JIS`, `UTF-16 LE`),
/// `damaged UTF-8`, `UTF-8 with NUL characters` or `binary data`. Inspects the first 64 KiB.
#[must_use]
pub fn looks_like(bytes: &[u8]) -> &'static str {
    let head = &bytes[..bytes.len().min(LIMIT)];
    let is_whole = head.len() == bytes.len();
    let is_binary = is_binary(head);
    if let Some(name) = marked(head) {
        name
    } else if let Some(name) = nearly_utf8(head, is_whole).filter(|_| !is_binary) {
        name
    } else if let Some(name) = wide(head) {
        name
    } else if is_binary {
        "binary data"
    } else {
        guessed(head, is_whole)
    }
}

/// The most likely of the encodings for single languages.
#[cfg(not(all(feature = "slim", not(feature = "cli"))))]
fn guessed(head: &[u8], is_whole: bool) -> &'static str {
    use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, is_whole);
    detector.guess(None, Utf8Detection::Deny).name()
}

/// A web page has text, not bytes, so there is nothing to guess, and no need for the tables of all encodings.
#[cfg(all(feature = "slim", not(feature = "cli")))]
fn guessed(_head: &[u8], _is_whole: bool) -> &'static str {
    "an unknown encoding"
}

/// UTF-16 or UTF-32, recognized by its byte order mark.
fn marked(head: &[u8]) -> Option<&'static str> {
    // The mark of UTF-32 LE begins with that of UTF-16 LE, so the longer ones come first (Unicode 16, table 23-6).
    let marks: [(&[u8], _); 4] = [
        (b"\xFF\xFE\0\0", "UTF-32 LE"),
        (b"\0\0\xFE\xFF", "UTF-32 BE"),
        (b"\xFF\xFE", "UTF-16 LE"),
        (b"\xFE\xFF", "UTF-16 BE"),
    ];
    marks.iter().find(|(mark, _)| head.starts_with(mark)).map(|&(_, name)| name)
}

/// UTF-16 or UTF-32 without a byte order mark, recognized by whether all its code units decode to text.
fn wide(head: &[u8]) -> Option<&'static str> {
    if !head.contains(&0) {
        // Shift_JIS bytes decode to plausible Chinese as UTF-16. Only an ASCII character (even a line feed), which has
        // a NUL byte in UTF-16, tells them apart.
        return None;
    }
    let utf32 = |read: fn([u8; 4]) -> u32| {
        let (units, _) = head.as_chunks::<4>();
        !units.is_empty() && units.iter().all(|&unit| char::from_u32(read(unit)).is_some_and(is_textual))
    };
    let utf16 = |read: fn([u8; 2]) -> u16| {
        let (units, _) = head.as_chunks::<2>();
        let cut = usize::from(units.last().is_some_and(|&unit| (0xD800..0xDC00).contains(&read(unit))));
        let units = &units[..units.len() - cut];
        let mut chars = char::decode_utf16(units.iter().map(|&unit| read(unit)));
        !units.is_empty() && chars.all(|char| char.is_ok_and(is_textual))
    };
    if utf32(u32::from_le_bytes) {
        Some("UTF-32 LE")
    } else if utf32(u32::from_be_bytes) {
        Some("UTF-32 BE")
    } else if utf16(u16::from_le_bytes) {
        Some("UTF-16 LE")
    } else if utf16(u16::from_be_bytes) {
        Some("UTF-16 BE")
    } else {
        None
    }
}

/// Whether `char` can be in a text. A line feed or carriage return read in the wrong byte order becomes U+0A00 or
/// U+0D00, which rules that byte order out; U+FFFE and U+FFFF are noncharacters.
fn is_textual(char: char) -> bool {
    !(is_control(char) || matches!(char, '\u{A00}' | '\u{D00}' | '\u{FFFE}' | '\u{FFFF}'))
}

/// Whether `char` is a control character that texts do not contain. Old texts use form feeds as page breaks, and
/// ISO-2022-JP uses ESC.
fn is_control(char: char) -> bool {
    char.is_ascii_control() && !matches!(char, '\t' | '\n' | '\r' | '\x0B' | '\x0C' | '\x1B')
}

/// Whether `head` has too many control characters to be text.
fn is_binary(head: &[u8]) -> bool {
    let controls = head.iter().filter(|&&byte| is_control(char::from(byte))).count();
    controls * CONTROL_RATIO > head.len()
}

/// Whether all bytes are ASCII and an escape sequence selects JIS X 0208-1978 or -1983 (RFC 1468).
fn is_iso_2022_jp(head: &[u8]) -> bool {
    head.is_ascii() && head.windows(3).any(|bytes| matches!(bytes, b"\x1B$@" | b"\x1B$B"))
}

/// ISO-2022-JP, or UTF-8 that contains NUL or a few broken sequences.
fn nearly_utf8(head: &[u8], is_whole: bool) -> Option<&'static str> {
    match from_utf8(head) {
        Ok(_) if is_iso_2022_jp(head) => return Some("ISO-2022-JP"),
        Ok(_) if head.contains(&0) => return Some("UTF-8 with NUL characters"),
        // The invalid bytes come after the first 64 KiB.
        Ok(_) => return Some("damaged UTF-8"),
        Err(error) if !is_whole && error.error_len().is_none() => return Some("damaged UTF-8"),
        Err(_) => {}
    }
    let (mut whole, mut broken) = (0, 0);
    for chunk in head.utf8_chunks() {
        whole += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    (whole >= broken * UTF8_RATIO).then_some("damaged UTF-8")
}

#[cfg(test)]
mod tests {
    use encoding_rs::{EUC_JP, EUC_KR, Encoding, GBK, ISO_2022_JP, SHIFT_JIS};

    use super::*;

    const JAPANESE: [&str; 4] = [
        "# 概要\n\nこのサービスは、サーバーを管理せずにコードを実行できます。\n",
        "- EC2 はインスタンスタイプごとに料金が異なる。\n- S3 はオブジェクトストレージである。\n",
        "カタカナ・ひらがな・漢字がまじったふつうの文章です。「括弧」も（かっこ）もあります。\r\n",
        "## 料金\r\n東京リージョンでは、1 時間あたりの料金が発生します。\r\n",
    ];

    fn encode(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        let (bytes, _, lossy) = encoding.encode(text);
        assert!(!lossy, "{text}");
        bytes.into_owned()
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn utf32(text: &str, bytes: fn(u32) -> [u8; 4]) -> Vec<u8> {
        text.chars().flat_map(|char| bytes(u32::from(char))).collect()
    }

    #[test]
    fn legacy_japanese_encodings() {
        for text in JAPANESE {
            assert_eq!(looks_like(&encode(SHIFT_JIS, text)), "Shift_JIS", "{text}");
            assert_eq!(looks_like(&encode(EUC_JP, text)), "EUC-JP", "{text}");
            assert_eq!(looks_like(&encode(ISO_2022_JP, text)), "ISO-2022-JP", "{text}");
        }
    }

    #[test]
    fn utf16_and_utf32_with_and_without_a_byte_order_mark() {
        for text in JAPANESE.into_iter().chain(["# Notes\n\nPlain English.\n", "𠮷野家 🚀\n"]) {
            for mark in ["", "\u{FEFF}"] {
                let text = format!("{mark}{text}");
                assert_eq!(looks_like(&utf16(&text, u16::to_le_bytes)), "UTF-16 LE", "{text}");
                assert_eq!(looks_like(&utf16(&text, u16::to_be_bytes)), "UTF-16 BE", "{text}");
                assert_eq!(looks_like(&utf32(&text, u32::to_le_bytes)), "UTF-32 LE", "{text}");
                assert_eq!(looks_like(&utf32(&text, u32::to_be_bytes)), "UTF-32 BE", "{text}");
            }
        }
    }

    #[test]
    fn other_encodings() {
        let chinese = "# 概述\n\n这个服务让您无需管理服务器即可运行代码，并按使用量付费。\n";
        assert_eq!(looks_like(&encode(GBK, chinese)), "GBK");
        let korean = "# 개요\n\n이 서비스는 서버를 관리하지 않고 코드를 실행할 수 있습니다.\n";
        assert_eq!(looks_like(&encode(EUC_KR, korean)), "EUC-KR");
        assert_eq!(looks_like(b"# R\xE9sum\xE9\n\nLe caf\xE9 est d\xE9j\xE0 ferm\xE9.\n"), "windows-1252");
        assert_eq!(looks_like(b"It\x92s a \x93note\x94 \x97 nothing more.\n"), "windows-1252");
    }

    #[test]
    fn binary_data() {
        assert_eq!(
            looks_like(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0\x5C\x72\xA8\x66"),
            "binary data"
        );
        assert_eq!(looks_like(b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0"), "binary data");
        assert_eq!(looks_like(&[0; 100]), "binary data");
        let mut state = 1_u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        })
        .take(5000)
        .collect();
        assert_eq!(looks_like(&noise), "binary data");
    }

    #[test]
    fn damaged_utf8() {
        let mut text = JAPANESE.concat().into_bytes();
        text[100] = b'\xFF';
        assert_eq!(looks_like(&text), "damaged UTF-8");
        let mut long = JAPANESE[0].repeat(2000).into_bytes();
        long.push(b'\xFF');
        assert_eq!(looks_like(&long), "damaged UTF-8");
        assert_eq!(looks_like(format!("{}\0", JAPANESE[0].repeat(3)).as_bytes()), "UTF-8 with NUL characters");
    }

    #[test]
    fn the_inspected_part_may_end_inside_a_character() {
        for shift in ["", "a"] {
            let long = format!("{shift}{}", JAPANESE.concat().repeat(1000));
            assert_eq!(looks_like(&encode(SHIFT_JIS, &long)), "Shift_JIS");
            assert_eq!(looks_like(&encode(EUC_JP, &long)), "EUC-JP");
            assert_eq!(looks_like(&utf16(&long, u16::to_le_bytes)), "UTF-16 LE");
        }
    }
}
