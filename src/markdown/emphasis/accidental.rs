//! Text that a host strikes out although its single tildes are not meant for that: ranges, home folders, subtitles.

use crate::markdown::document::{Document, Kind, Kinds, Node};
use crate::text::source::Span;
use crate::text::whitespace::{Whitespace as _, is_unicode_space};

/// How much of the line before and after a strikethrough is read, in bytes.
const NEAR: usize = 160;

/// What single tildes were meant as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TildeUse {
    /// From one number or day to another: `10~12時、13~15時`.
    Range,
    /// The home folder: `~/a:~/b`.
    HomeFolder,
    /// Part of a word: `1.2~rc1~build`.
    Word,
    /// At the start of a constraint on a version: `~> 1.5`.
    Constraint,
    /// Around a subtitle: `第2章 ~概要~`.
    Subtitle,
    /// Around a subscript: `H~2~O`.
    Subscript,
}

/// Text that is struck out by accident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccidentalStrike {
    /// From the first tilde to the second.
    pub span: Span,
    /// What the tildes were meant as.
    pub meant: TildeUse,
}

/// The texts in `document` that are struck out by accident, in the order of the text.
pub fn accidental_strikes(document: &Document<'_>) -> Vec<AccidentalStrike> {
    let text = document.source().text();
    let single = document.of_kind(Kind::Strikethrough).filter(|node| {
        let source = node.source();
        source.starts_with('~') && !source.starts_with("~~") && source.len() > 2
    });
    let strike = |node: Node<'_>| {
        let span = node.span();
        meant(node, text).map(|meant| AccidentalStrike { span, meant })
    };
    single.filter_map(strike).collect()
}

/// What the tildes of `node` were meant as, if not as strikethrough.
fn meant(node: Node<'_>, text: &str) -> Option<TildeUse> {
    let source = node.source();
    let inner = &source[1..source.len() - 1];
    let span = node.span().range();
    let before = &text[text.floor_char_boundary(span.start.saturating_sub(NEAR))..span.start];
    let before = &before[before.rfind(['\n', '\r']).map_or(0, |at| at + 1)..];
    let after = &text[span.end..text.ceil_char_boundary((span.end + NEAR).min(text.len()))];
    let after = &after[..after.find(['\n', '\r']).unwrap_or(after.len())];
    let word = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
    let (left, right) = (before.chars().next_back(), after.chars().next());
    let (first, last) = (inner.chars().next(), inner.chars().next_back());
    if inner.starts_with('>') && after.starts_with('>') {
        let counted = |text: &str| text.md_trim_start().starts_with(|char: char| char.is_ascii_digit());
        return (counted(&inner[1..]) && counted(&after[1..])).then_some(TildeUse::Constraint);
    }
    let numbered = before.ends_with(|char: char| char.is_ascii_digit());
    if [left, first, last, right].into_iter().all(word) && (!numbered || is_in_version(before, inner, right)) {
        let is_subscript = inner.len() <= 2 && inner.bytes().all(|byte| byte.is_ascii_digit());
        return Some(if is_subscript { TildeUse::Subscript } else { TildeUse::Word });
    }
    let letter = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
    let is_glued = letter(left) && letter(last) && (letter(right) || is_start_of_value(after));
    // `は~100円~200円` may be a price and its successor.
    if is_glued && is_end_of_value(before) && is_start_of_value(inner) {
        return Some(TildeUse::Range);
    }
    if inner.starts_with('/') || after.starts_with('/') && !letter(left) {
        return Some(TildeUse::HomeFolder);
    }
    is_subtitle(node, before, inner, after).then_some(TildeUse::Subtitle)
}

/// Whether `before` ends with a version to which `inner` and what begins with `right` are added: `18.03.0~ce-0~ubuntu`.
fn is_in_version(before: &str, inner: &str, right: Option<char>) -> bool {
    let number = before.rsplit(|char: char| !(char.is_ascii_digit() || char == '.')).next().unwrap_or_default();
    let letter = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphabetic());
    number.trim_start_matches('.').contains('.')
        && letter(inner.chars().next())
        && letter(right)
        && inner.chars().all(|char| char.is_ascii_graphic())
}

/// Whether `text` ends with a number, perhaps with a unit, or with a day of the week: `10`, `12時`, `月`.
fn is_end_of_value(text: &str) -> bool {
    let unit = |char: char| char.is_alphabetic() || matches!(char, '%' | '％' | '℃');
    let mut rest = text;
    for _ in 0..3 {
        rest = rest.strip_suffix(unit).unwrap_or(rest);
    }
    rest.ends_with(is_digit) || text.ends_with(is_day) && !text.trim_end_matches(is_day).ends_with(is_kanji)
}

/// Whether `text` starts with a number, perhaps with a currency sign, or with a day of the week.
fn is_start_of_value(text: &str) -> bool {
    let number = text.strip_prefix(['$', '¥', '￥', '＄', '第', '約', '-']).unwrap_or(text);
    number.starts_with(is_digit) || text.starts_with(is_day) && !text.trim_start_matches(is_day).starts_with(is_kanji)
}

fn is_digit(char: char) -> bool {
    char.is_ascii_digit() || matches!(char, '０'..='９')
}

fn is_day(char: char) -> bool {
    matches!(char, '月' | '火' | '水' | '木' | '金' | '土' | '日')
}

fn is_kanji(char: char) -> bool {
    matches!(char, '\u{4e00}'..='\u{9fff}')
}

/// Whether `inner` is the subtitle of the title in front of it: at the end of a heading, of a bold line or of a numbered title,
/// in the text of a link, or before the name of the site.
fn is_subtitle(node: Node<'_>, before: &str, inner: &str, after: &str) -> bool {
    const SCOPES: Kinds = Kinds::of(&[Kind::Heading, Kind::Link, Kind::Strong, Kind::Paragraph]);
    let Some(scope) = node.parent().filter(|scope| SCOPES.contains(scope.kind())) else { return false };
    let title = match scope.kind() {
        Kind::Heading => before.trim_start_matches('#'),
        Kind::Link => scope.source()[..(node.span().start - scope.span().start) as usize].trim_start_matches('['),
        _ => before.trim_start_matches(['*', '_']),
    };
    let opens = title.chars().next_back().is_some_and(|char| is_unicode_space(char) || scope.kind() == Kind::Link);
    let is_titled = title.chars().filter(|char| char.is_alphanumeric()).nth(1).is_some();
    let site = [" - ", " | ", " – ", "｜"].iter().any(|mark| after.starts_with(mark));
    let ends = match scope.kind() {
        Kind::Heading => after.md_trim().trim_start_matches('#').is_empty(),
        Kind::Link => !after.starts_with(char::is_alphanumeric),
        Kind::Strong => matches!(after.md_trim_end(), "**" | "__"),
        _ => after.is_blank() && is_numbered(title) && inner.contains(char::is_alphabetic),
    };
    opens && is_titled && (ends || site) && inner.len() < 2 * NEAR && !inner.contains('。')
}

/// Whether `title` ends with its number: `第2章`, `vol.17`, `(1)`.
fn is_numbered(title: &str) -> bool {
    let title = title.unicode_trim_end();
    let number = title.strip_suffix(['章', '回', '部', '節', '話', '編', '巻', ')', '）']).unwrap_or(title);
    let counted =
        number.len() < title.len() && number.ends_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let is_part = title.ends_with(|char: char| !char.is_ascii_digit())
        || title.contains(" #")
        || title.to_lowercase().contains("vol");
    number.ends_with(is_digit) && is_part || counted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    fn found(text: &str) -> Vec<TildeUse> {
        let source = Source::new(text.to_owned()).unwrap();
        accidental_strikes(&Document::parse(&source)).iter().map(|strike| strike.meant).collect()
    }

    #[test]
    fn ranges() {
        for text in [
            "10~12時、13~15時",
            "月~金、土~日は休み",
            "第1~3章と第5~7章",
            "9時~17時（受付10時~16時）",
            "3~5分で10~20%",
            "¥100~¥200、¥300~¥400",
        ] {
            assert_eq!(found(text), [TildeUse::Range], "{text}");
        }
        assert_eq!(found("価格は~100円~200円です、~旧料金~を参照"), [], "a price and its successor");
    }

    #[test]
    fn words_and_titles() {
        assert_eq!(found("foo=~/bar:~/rod"), [TildeUse::HomeFolder]);
        assert_eq!(found("docker-ce=18.03.a~ce-0~ubuntu"), [TildeUse::Word]);
        assert_eq!(found("docker-ce=18.03.0~ce-0~ubuntu"), [TildeUse::Word]);
        assert_eq!(found("- json (~> 1.8)\n- rack (~> 1.0)"), []);
        assert_eq!(found("json (~> 1.8), rack (~> 1.0)"), [TildeUse::Constraint]);
        assert_eq!(found("json (~> 1.8)\nrack (~> 1.0)"), [TildeUse::Constraint]);
        assert_eq!(found("H~2~O"), [TildeUse::Subscript]);
        assert_eq!(found("## 第2章 ~概要~"), [TildeUse::Subtitle]);
        assert_eq!(found("[設計の話 ~原則~](https://a.example)"), [TildeUse::Subtitle]);
        assert_eq!(found("設計の話 ~原則~ - Qiita"), [TildeUse::Subtitle]);
        assert_eq!(found("第2章 ~概要~"), [TildeUse::Subtitle]);
        assert_eq!(found("- 勉強会 vol.17 ~次の世代~"), [TildeUse::Subtitle]);
        assert_eq!(found("**設計の話 ~原則~**"), [TildeUse::Subtitle]);
    }

    #[test]
    fn what_is_meant_as_struck_out() {
        for text in [
            "これは ~古い~ です",
            "## ~旧~ 新しい手順",
            "- 料金 ~100円~",
            "- 料金 100 ~150円~",
            "- 料金 1.5 ~旧価格~",
            "~~10~~12時",
            "[~旧~](a.md)",
            "x ~1~ y",
            "版 1.5 は~古い~です",
            "容量 1.50~旧~新",
            "(~>a~>b",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
