//! Numbers and letters at the start of a line that count items but are not list markers in Markdown: `１．`, `(1)`, `①`,
//! `1、`, `A.`, `ア）`.

/// How a line is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberFormat {
    /// `１．` or `1．`
    Stop,
    /// `１）` or `1）`
    Bracket,
    /// `（１）` or `(1)`
    Brackets,
    /// `1、` or `１、`
    Comma,
    /// `1　`, with a full-width space
    Space,
    /// `①`, and other circled numbers, by the code of the first
    Circle(char),
    /// `⑴`
    Set,
    /// A letter or kanji with punctuation, by the first of its series: `A.`, `a)`, `（ア）`, `一、`
    Letter(char, char),
}

impl NumberFormat {
    /// Whether the line can become a list item as it is: its number is decimal, and its punctuation alone is wrong.
    pub(crate) fn is_decimal(self) -> bool {
        matches!(self, Self::Stop | Self::Bracket | Self::Comma | Self::Space)
    }

    /// Whether a run of such lines must begin with the first of the series to count.
    pub(crate) fn begins_with_first(self) -> bool {
        matches!(self, Self::Comma | Self::Space | Self::Letter(..))
    }
}

/// The number at the head of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineNumber {
    pub(crate) style: NumberFormat,
    pub(crate) value: u32,
    /// Length in bytes, including its punctuation and the space after it.
    pub(crate) length: usize,
}

/// Circled numbers: the first and the last of each set, and the value of the first.
const CIRCLES: [(char, char, u32); 8] = [
    ('①', '⑳', 1),
    ('㉑', '㉟', 21),
    ('❶', '❿', 1),
    ('➀', '➉', 1),
    ('➊', '➓', 1),
    ('⓵', '⓾', 1),
    ('㊀', '㊉', 1),
    ('⓫', '⓴', 11),
];

/// Series that are not decimal numbers.
const SERIES: [&str; 6] =
    ["ABCDEFGHIJ", "abcdefghij", "ＡＢＣＤＥＦＧＨＩＪ", "アイウエオカキクケコ", "一二三四五六七八九十", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"];

/// The number that `text` starts with, if it is not a list marker in Markdown.
pub(crate) fn number(text: &str) -> Option<LineNumber> {
    let first = text.chars().next()?;
    let found = match first {
        '⑴'..='⒇' => Some((NumberFormat::Set, first as u32 - '⑴' as u32 + 1, first.len_utf8())),
        '(' | '（' => bracketed(text, first),
        '0'..='9' | '０'..='９' => decimal(text),
        _ => circled(first).or_else(|| letter(text, false)),
    };
    let (style, value, marks) = found?;
    let content = text[marks..].trim_start_matches([' ', '\t', '\u{3000}']);
    // `１．５` is a decimal number, `①②` a pair.
    let part = content.chars().next().is_none_or(char::is_numeric);
    (!part).then(|| LineNumber { style, value, length: text.len() - content.len() })
}

fn circled(first: char) -> Option<(NumberFormat, u32, usize)> {
    let (from, _, value) = CIRCLES.into_iter().find(|(from, to, _)| (*from..=*to).contains(&first))?;
    // `㉑` continues `⑳`, and `⓫` continues `❿`.
    let set = match from {
        '㉑' => '①',
        '⓫' => '❶',
        _ => from,
    };
    Some((NumberFormat::Circle(set), first as u32 - from as u32 + value, first.len_utf8()))
}

/// `(1)`, `（１）`, `(a)`, `（ア）`.
fn bracketed(text: &str, first: char) -> Option<(NumberFormat, u32, usize)> {
    let inner = &text[first.len_utf8()..];
    let Some((value, digits, _)) = digits(inner) else {
        let (style, value, length) = letter(inner, true)?;
        return Some((style, value, first.len_utf8() + length));
    };
    let close = inner[digits..].chars().next().filter(|char| matches!(char, ')' | '）'))?;
    Some((NumberFormat::Brackets, value, first.len_utf8() + digits + close.len_utf8()))
}

fn decimal(text: &str) -> Option<(NumberFormat, u32, usize)> {
    let (value, digits, full) = digits(text)?;
    let close = text[digits..].chars().next()?;
    let style = match close {
        '．' => NumberFormat::Stop,
        '）' => NumberFormat::Bracket,
        '、' => NumberFormat::Comma,
        '\u{3000}' => NumberFormat::Space,
        '.' if full => NumberFormat::Stop,
        ')' if full => NumberFormat::Bracket,
        _ => return None,
    };
    Some((style, value, digits + close.len_utf8()))
}

/// A letter of a series and the punctuation after it; with `bracket`, a closing bracket.
fn letter(text: &str, bracket: bool) -> Option<(NumberFormat, u32, usize)> {
    let first = text.chars().next()?;
    let close = text[first.len_utf8()..].chars().next()?;
    let length = first.len_utf8() + close.len_utf8();
    let rest = &text[length..];
    let kind = match close {
        ')' | '）' if bracket => '(',
        _ if bracket => return None,
        '.' | ')' if rest.starts_with(|char: char| char.is_ascii() && !matches!(char, ' ' | '\t')) => return None,
        '.' | '．' => '.',
        ')' | '）' => ')',
        // `A、B` are two letters.
        '、' if matches!(first, 'ア'..='コ' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十') => {
            '、'
        }
        _ => return None,
    };
    let (series, at) = SERIES.into_iter().find_map(|series| Some((series, series.find(first)?)))?;
    let value = u32::try_from(series[..at].chars().count()).ok()? + 1;
    Some((NumberFormat::Letter(series.chars().next()?, kind), value, length))
}

/// The number of at most two digits that `text` starts with, its length in bytes, and whether it has full-width digits.
fn digits(text: &str) -> Option<(u32, usize, bool)> {
    let (mut value, mut length, mut full) = (0, 0, false);
    for (count, char) in text.chars().enumerate() {
        let digit = match char {
            '0'..='9' => char as u32 - '0' as u32,
            '０'..='９' => char as u32 - '０' as u32,
            _ => break,
        };
        if count == 2 {
            return None;
        }
        full |= !char.is_ascii();
        value = value * 10 + digit;
        length += char.len_utf8();
    }
    (length > 0).then_some((value, length, full))
}
