//! Strings in front matter: their text, their position, and how they are quoted.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::text::source::Span;

/// A string in the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterString {
    /// Its bytes in the note, without quotation marks. For an alias (`*x`), those of the node with the anchor (`&x`).
    pub span: Span,
    /// Its text, with escapes decoded and folded lines joined.
    pub text: String,
    /// How it is quoted.
    pub style: QuotingStyle,
}

/// How a string is quoted, as far as it matters for replacing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuotingStyle {
    /// YAML's plain style, without quotes (YAML 1.2.2 §7.3.3).
    Plain {
        /// Whether it is in a flow collection, `[a, b]`, where brackets, braces and commas end it.
        flow: bool,
    },
    /// In `'…'`, in YAML or TOML.
    SingleQuoted,
    /// In `"…"`, in YAML, TOML or JSON.
    DoubleQuoted,
    /// With escapes, over several lines, or in a block (`|`, `>`, `"""`): its bytes differ from its text.
    Encoded,
}

impl QuotingStyle {
    /// Whether `text` can replace the bytes of a string in this style and is then read back as `text`. `false` if in
    /// doubt.
    ///
    /// `a: b.md` can't become `a: [b].md` (a list) or `a: b #1.md` (a comment).
    pub fn can_hold(self, text: &str) -> bool {
        let one_line = !text.chars().any(char::is_control) && !text.contains(['\u{2028}', '\u{2029}', '\u{feff}']);
        let fits = match self {
            Self::Plain { flow } => is_plain(text, flow),
            Self::SingleQuoted => !text.contains('\''),
            Self::DoubleQuoted => !text.contains(['"', '\\']),
            Self::Encoded => false,
        };
        one_line && fits
    }
}

/// Whether YAML reads `text` without quotes as the string `text` (YAML 1.2.2 §7.3.3).
fn is_plain(text: &str, flow: bool) -> bool {
    let indicators = ['-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`'];
    let ends = text.ends_with(':') || text.trim_matches([' ', '\t']) != text;
    let inside = text.contains(": ") || text.contains(" #") || text.contains('\t');
    let in_flow = flow && text.contains([',', '[', ']', '{', '}', ':']);
    !text.starts_with(indicators) && !ends && !inside && !in_flow && ScalarType::of(text) == ScalarType::String
}

/// The type of a plain scalar, resolved from its text (YAML 1.2.2 §10.3.2, the core schema).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScalarType {
    Null,
    BooleanOrNumber,
    String,
}

impl ScalarType {
    pub(super) fn of(plain: &str) -> Self {
        match plain {
            "" | "~" | "null" | "Null" | "NULL" => return Self::Null,
            "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => return Self::BooleanOrNumber,
            _ => {}
        }
        let unsigned = plain.strip_prefix(['+', '-']).unwrap_or(plain);
        let is_digits = |digits: &str, radix| !digits.is_empty() && digits.chars().all(|char| char.is_digit(radix));
        let is_special = matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(plain, ".nan" | ".NaN" | ".NAN");
        let is_octal = plain.strip_prefix("0o").is_some_and(|digits| is_digits(digits, 8));
        let is_hex = plain.strip_prefix("0x").is_some_and(|digits| is_digits(digits, 16));
        // Words that Rust parses as floats but the core schema does not: `inf`, `nan`, `infinity`.
        let is_float =
            unsigned.starts_with(|char: char| char.is_ascii_digit() || char == '.') && unsigned.parse::<f64>().is_ok();
        if is_special || is_octal || is_hex || is_float { Self::BooleanOrNumber } else { Self::String }
    }
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) key: String,
    /// Whether it is in a table or an object instead of at the top level.
    pub(super) nested: bool,
    /// Whether the value is neither missing, `null` nor an empty string.
    pub(super) has_value: bool,
    /// The string, or the strings in the list, in the order of the text.
    pub(super) strings: Rc<[FrontMatterString]>,
    /// In YAML, the id of the anchor that the value has or is an alias of; 0 for none.
    pub(super) anchor: usize,
}

/// The string with the value `text` that is written as `raw`, including quotation marks, at byte `start`.
pub(super) fn quoted(raw: &str, start: usize, text: String) -> FrontMatterString {
    let inside = raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default();
    let style = match raw.bytes().next() {
        Some(b'\'') if inside == text => QuotingStyle::SingleQuoted,
        Some(b'"') if inside == text => QuotingStyle::DoubleQuoted,
        _ => QuotingStyle::Encoded,
    };
    FrontMatterString { span: Span::new(start + 1, start + 1 + inside.len()), text, style }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_are_strings_unless_they_match_another_type() {
        for text in ["a.md", "2024-01-01", "1.md", "inf", "nan", "yes", "1_000", "0b1", ".", "..", "+", "e5", "null.md"]
        {
            assert_eq!(ScalarType::of(text), ScalarType::String, "{text}");
        }
        for text in ["1", "-1.5", "1e5", ".5", "0o17", "0xFF", ".inf", "-.INF", ".nan", "True", "1."] {
            assert_eq!(ScalarType::of(text), ScalarType::BooleanOrNumber, "{text}");
        }
    }

    #[test]
    fn texts_that_can_replace_a_string() {
        let block = QuotingStyle::Plain { flow: false };
        for text in ["b.md", "../b c.md", "a#b", "a:b", "概要.md", "a, b.md", "a'b"] {
            assert!(block.can_hold(text), "{text}");
        }
        for text in ["", " a", "a: b", "a #b", "#a", "a:", "- a", "[a]", "*a", "true", "12", "a\nb", "\"a"] {
            assert!(!block.can_hold(text), "{text}");
        }
        assert!(!QuotingStyle::Plain { flow: true }.can_hold("a,b.md"));
        assert!(QuotingStyle::SingleQuoted.can_hold("a: \"b\\c\"") && !QuotingStyle::SingleQuoted.can_hold("it's.md"));
        assert!(QuotingStyle::DoubleQuoted.can_hold("it's: #1") && !QuotingStyle::DoubleQuoted.can_hold("a\\b"));
        assert!(!QuotingStyle::Encoded.can_hold("a"));
    }
}
