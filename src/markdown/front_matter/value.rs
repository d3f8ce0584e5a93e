//! Strings of the front matter: what they say, where they are, and how they are quoted.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::text::source::Span;

/// A string in the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterString {
    /// Its bytes in the note, without quotation marks. For an alias (`*x`), those of the node that the anchor (`&x`) is on.
    pub span: Span,
    /// What it says: escapes decoded, folded lines joined.
    pub text: String,
    /// How it is written.
    pub style: QuotingStyle,
}

/// How a string is written, as far as another one may be written over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuotingStyle {
    /// YAML's plain style, without quotes (YAML 1.2.2 §7.3.3).
    Plain {
        /// Whether it is in a flow collection, `[a, b]`, where brackets, braces and commas end it.
        flow: bool,
    },
    /// In `'…'`, of YAML or TOML.
    SingleQuoted,
    /// In `"…"`, of YAML, TOML or JSON.
    DoubleQuoted,
    /// With escapes, over several lines, or in a block (`|`, `>`, `"""`): its bytes are not those of what it says.
    Encoded,
}

impl QuotingStyle {
    /// Whether `text` can be written over the bytes of such a string and is then read as `text`. `false` in doubt.
    ///
    /// `a: b.md` becomes neither `a: [b].md` (a list) nor `a: b #1.md` (a comment).
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

/// Whether YAML reads `text`, without quotes, as the string `text` (YAML 1.2.2 §7.3.3).
fn is_plain(text: &str, flow: bool) -> bool {
    let indicators = ['-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`'];
    let ends = text.ends_with(':') || text.trim_matches([' ', '\t']) != text;
    let inside = text.contains(": ") || text.contains(" #") || text.contains('\t');
    let in_flow = flow && text.contains([',', '[', ']', '{', '}', ':']);
    !text.starts_with(indicators) && !ends && !inside && !in_flow && ScalarType::of(text) == ScalarType::String
}

/// What a plain scalar is by its form (YAML 1.2.2 §10.3.2, the core schema).
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
        // What Rust reads beyond the schema are words: `inf`, `nan`, `infinity`.
        let is_float =
            unsigned.starts_with(|char: char| char.is_ascii_digit() || char == '.') && unsigned.parse::<f64>().is_ok();
        if is_special || is_octal || is_hex || is_float { Self::BooleanOrNumber } else { Self::String }
    }
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) key: String,
    /// Whether it is in a table or an object, not at the top level.
    pub(super) nested: bool,
    /// Whether the value is more than nothing, `null` or an empty string.
    pub(super) has_value: bool,
    /// The string, or those in the list, in the order of the text.
    pub(super) strings: Rc<[FrontMatterString]>,
    /// Of YAML: which anchor the value has or is an alias of; 0 for none.
    pub(super) anchor: usize,
}

/// The string that is written, quotation marks included, at `start..start + raw.len()` and says `text`.
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
    fn plain_scalars_are_strings_unless_their_form_says_otherwise() {
        for text in ["a.md", "2024-01-01", "1.md", "inf", "nan", "yes", "1_000", "0b1", ".", "..", "+", "e5", "null.md"]
        {
            assert_eq!(ScalarType::of(text), ScalarType::String, "{text}");
        }
        for text in ["1", "-1.5", "1e5", ".5", "0o17", "0xFF", ".inf", "-.INF", ".nan", "True", "1."] {
            assert_eq!(ScalarType::of(text), ScalarType::BooleanOrNumber, "{text}");
        }
    }

    #[test]
    fn what_can_be_written_over_a_string() {
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
