//! Errors of the TOML, JSON and glob parsers in plain words and both languages. The parsers report in English only, and
//! partly in the terms of Rust (`unknown variant`, `invalid type: map, expected i64`).

use crate::finding::config_error::did_you_mean;
use crate::finding::{Lang, Text};
use crate::message;
use crate::text::whitespace::Whitespace as _;

/// A parser's error in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    /// What is wrong.
    pub message: String,
    /// What to write instead, if known.
    pub help: Option<String>,
}

/// Rewrites `reported`, an error of a TOML, JSON or glob parser, or of serde.
pub fn plain(reported: &str, lang: Lang) -> Plain {
    let reported = reported.unicode_trim_end();
    let first = reported.printed_lines().next().unwrap_or_default();
    // toml writes what it expected on a second line.
    let expected = reported.printed_lines().nth(1).and_then(|line| line.strip_prefix("expected "));
    let (what, expected) = match (expected, first.split_once(", expected ")) {
        (Some(expected), _) => (first, Some(expected)),
        (None, Some((what, expected))) => (what, Some(expected)),
        (None, None) => (first, None),
    };
    let quoted = |prefix: &str| what.strip_prefix(prefix)?.strip_suffix('`');
    if let Some(name) = quoted("unknown field `") {
        let message = message!("unknown key `{name}`", "`{name}` というキーはない").text(lang);
        return Plain { message, help: expected.and_then(|names| instead(name, names, lang)) };
    }
    if let Some(name) = quoted("unknown variant `") {
        let message = message!("unknown value `{name}`", "`{name}` という値はない").text(lang);
        return Plain { message, help: expected.and_then(|names| instead(name, names, lang)) };
    }
    let message = if let Some(name) = quoted("missing field `") {
        message!("`{name}` is missing", "`{name}` がない").text(lang)
    } else if let Some(name) = quoted("duplicate field `") {
        message!("duplicate key `{name}`", "`{name}` が 2 回ある").text(lang)
    } else if let (Some(found), Some(expected)) = (found(what, lang), expected) {
        let expected = kind(expected, lang);
        message!("expected {expected}, found {found}", "{expected}を書く（{found}になっている）").text(lang)
    } else {
        bounds(reported, lang).unwrap_or_else(|| syntax(what, expected, lang))
    };
    Plain { message, help: None }
}

/// The suggestion for the unknown `name`. `names` is serde's list of known names. Example: "one of `a`, `b`".
fn instead(name: &str, names: &str, lang: Lang) -> Option<String> {
    let names: Vec<&str> = names.split('`').skip(1).step_by(2).collect();
    if let Some(meant) = did_you_mean(name, names.iter().copied()) {
        return Some(message!("did you mean `{meant}`?", "もしかして: `{meant}`").text(lang));
    }
    let all = names.join(", ");
    (!names.is_empty()).then(|| message!("available: {all}", "使えるもの: {all}").text(lang))
}

/// The value that serde found. Example: "a list" for `invalid type: sequence`.
fn found(what: &str, lang: Lang) -> Option<String> {
    let found = what.strip_prefix("invalid type: ").or_else(|| what.strip_prefix("invalid value: "))?;
    let value = |prefix: &str| found.strip_prefix(prefix).map(|value| value.trim_matches(['`', '"']));
    Some(match found {
        "sequence" => Text { en: "a list", ja: "リスト" }.get(lang).to_owned(),
        "map" => Text { en: "a table", ja: "テーブル" }.get(lang).to_owned(),
        "null" | "unit value" => Text { en: "nothing", ja: "空" }.get(lang).to_owned(),
        _ => {
            if let Some(text) = value("string ") {
                message!("the text `{text}`", "文字列 `{text}` ").text(lang)
            } else if let Some(value) =
                value("boolean ").or_else(|| value("integer ")).or_else(|| value("floating point "))
            {
                message!("`{value}`", "`{value}` ").text(lang)
            } else {
                return None;
            }
        }
    })
}

/// The kind of value that serde expected. Example: "a whole number" for `i64`.
fn kind(expected: &str, lang: Lang) -> String {
    let known = match expected {
        "a string" | "string" | "a borrowed string" => Text { en: "text", ja: "文字列" },
        "a boolean" | "bool" => Text { en: "`true` or `false`", ja: "`true` か `false` " },
        "a sequence" | "an array" => Text { en: "a list", ja: "リスト" },
        "a map" | "map" => Text { en: "a table", ja: "テーブル" },
        "string or table" => Text { en: "a name", ja: "名前" },
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => Text { en: "a whole number", ja: "整数" },
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => {
            Text { en: "a whole number, 0 or more", ja: "0 以上の整数" }
        }
        "f32" | "f64" => Text { en: "a number", ja: "数" },
        _ if expected.starts_with("struct ") => Text { en: "a table", ja: "テーブル" },
        _ if expected.starts_with("enum ") => Text { en: "a name", ja: "名前" },
        other => return other.to_owned(),
    };
    known.get(lang).to_owned()
}

/// The Japanese text of an error in `lint/options.rs` about a value out of bounds.
fn bounds(reported: &str, lang: Lang) -> Option<String> {
    if lang == Lang::En {
        return None;
    }
    if let Some((number, bounds)) = reported.split_once(" is out of bounds: expected a number from ") {
        let (least, most) = bounds.split_once(" to ")?;
        return Some(format!("{number} は範囲外。{least} から {most} までの数を書く"));
    }
    let (what, most) = reported.split_once(" is too long: expected ")?;
    let most = most.strip_suffix(" or fewer")?;
    if let Some(count) = what.strip_prefix("a list of ") {
        return Some(format!("リストが長すぎる（{count} 件）。{most} 件までにする"));
    }
    let count = what.strip_prefix("a text of ")?.strip_suffix(" characters")?;
    Some(format!("文字列が長すぎる（{count} 文字）。{most} 文字までにする"))
}

/// A syntax error. The parser's English is plain enough to keep; the most common errors are translated into Japanese.
fn syntax(what: &str, expected: Option<&str>, lang: Lang) -> String {
    let what = match what {
        "wanted string or table" => return message!("expected a name", "名前を書く").text(lang),
        "integer number overflowed" | "floating-point number overflowed" | "number out of range" => {
            return message!("the number is too large", "数が大きすぎる").text(lang);
        }
        _ if what.starts_with("data did not match any variant") => {
            return message!("unexpected kind of value", "値の種類が正しくない").text(lang);
        }
        what => what,
    };
    if lang == Lang::En {
        return expected.map_or_else(|| what.to_owned(), |expected| format!("{what}, expected {expected}"));
    }
    let known = SYNTAX.iter().find(|(en, _)| *en == what).map_or(what, |(_, ja)| ja);
    let Some(expected) = expected else { return known.to_owned() };
    // Only literals are in backquotes; the rest are English nouns.
    let literals: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    if literals.is_empty() {
        known.to_owned()
    } else {
        format!("{known}（`{}` が必要）", literals.join("` または `"))
    }
}

/// Syntax errors of the TOML, JSON and glob parsers, with their Japanese texts.
const SYNTAX: [(&str, &str); 48] = [
    ("duplicate key", "同じキーが 2 回ある"),
    ("key with no value", "キーに値がない"),
    ("missing value for key", "キーに値がない"),
    ("missing value", "値がない"),
    ("invalid key", "キーの書き方が正しくない"),
    ("invalid unquoted key", "キーの書き方が正しくない"),
    ("unquoted keys cannot be empty", "キーが空になっている"),
    ("string values must be quoted", "文字列を引用符で囲む"),
    ("invalid string", "文字列の書き方が正しくない"),
    ("invalid basic string", "文字列の書き方が正しくない"),
    ("invalid literal string", "文字列の書き方が正しくない"),
    ("invalid value", "値の書き方が正しくない"),
    ("invalid key-value pair", "「キー = 値」の形になっていない"),
    ("missing assignment between key-value pairs", "`=` がない"),
    ("extra assignment between key-value pairs", "余分な `=` がある"),
    ("extra `=`", "余分な `=` がある"),
    ("unexpected `=` in array", "リストの中に `=` がある"),
    ("unexpected key or value", "余分なキーまたは値がある"),
    ("unexpected content", "余分な文字がある"),
    ("unclosed table", "テーブルの見出しが閉じていない"),
    ("unclosed array table", "テーブルの配列の見出しが閉じていない"),
    ("unclosed array", "リストの `]` がない"),
    ("unclosed inline table", "インラインテーブルの `}` がない"),
    ("invalid table", "テーブルの見出しが正しくない"),
    ("missing comma between array elements", "リストの項目の間に `,` がない"),
    ("missing comma between key-value pairs", "テーブルの項目の間に `,` がない"),
    ("extra comma in array", "余分な `,` がある"),
    ("extra comma in inline table", "余分な `,` がある"),
    ("missing escaped value", "`\\` の後の文字が正しくない"),
    ("carriage return must be followed by newline", "改行コードが CR だけになっている"),
    ("invalid integer number", "整数の書き方が正しくない"),
    ("invalid float", "小数の書き方が正しくない"),
    ("invalid boolean", "`true` または `false` と書く"),
    ("invalid date-time", "日時の書き方が正しくない"),
    ("expected colon after the string or word in object property", "キーの後に `:` がない"),
    ("expected value after colon in object property", "`:` の後に値がない"),
    ("expected string for object property", "キーを文字列で書く"),
    ("expected comma", "`,` がない"),
    ("unexpected word", "余分な語がある"),
    ("unexpected token", "余分な文字がある"),
    ("unexpected comma", "余分な `,` がある"),
    ("unterminated array", "リストの `]` がない"),
    ("unterminated object", "オブジェクトの `}` がない"),
    ("there is no content", "内容がない"),
    ("unclosed character class; missing ']'", "`[` が閉じていない"),
    ("unopened alternate group; missing '{' (maybe escape '}' with '[}]'?)", "`}` に対応する `{` がない"),
    ("unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)", "`{` が閉じていない"),
    ("dangling '\\'", "末尾に `\\` がある"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_do_not_use_the_terms_of_rust() {
        for (reported, en, ja, help) in [
            (
                "unknown variant `dahs`, expected one of `dash`, `asterisk`, `plus`",
                "unknown value `dahs`",
                "`dahs` という値はない",
                Some("did you mean `dash`?"),
            ),
            (
                "unknown field `q`, expected `a` or `b`",
                "unknown key `q`",
                "`q` というキーはない",
                Some("available: a, b"),
            ),
            ("missing field `source`", "`source` is missing", "`source` がない", None),
            (
                "invalid type: string \"x\", expected i64",
                "expected a whole number, found the text `x`",
                "整数を書く（文字列 `x` になっている）",
                None,
            ),
            (
                "invalid type: sequence, expected f64",
                "expected a number, found a list",
                "数を書く（リストになっている）",
                None,
            ),
            (
                "invalid type: boolean `true`, expected a string",
                "expected text, found `true`",
                "文字列を書く（`true` になっている）",
                None,
            ),
            (
                "65 is out of bounds: expected a number from 0 to 64",
                "65 is out of bounds: expected a number from 0 to 64",
                "65 は範囲外。0 から 64 までの数を書く",
                None,
            ),
            (
                "key with no value\nexpected `=`",
                "key with no value, expected `=`",
                "キーに値がない（`=` が必要）",
                None,
            ),
            (
                "unclosed character class; missing ']'",
                "unclosed character class; missing ']'",
                "`[` が閉じていない",
                None,
            ),
        ] {
            let parsed = plain(reported, Lang::En);
            assert_eq!((parsed.message.as_str(), parsed.help.as_deref()), (en, help));
            assert_eq!(plain(reported, Lang::Ja).message, ja);
        }
    }

    #[test]
    fn errors_of_toml_have_japanese_texts() {
        for broken in
            ["[x", "a", "a = ", "a = b", "a = \"b", "a = [1", "a = 1\na = 2", "= 1", "a = [1 2]", "a = {b = 1 c = 2}"]
        {
            let error = toml::de::DeTable::parse(broken).unwrap_err();
            let parsed = plain(error.message(), Lang::Ja).message;
            assert!(!parsed.contains(|char: char| char.is_ascii_lowercase()), "{broken}: {parsed}");
        }
    }
}
