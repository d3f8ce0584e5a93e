//! Text for XML 1.0.

use crate::text::sanitize::sanitize;

/// `text` without the characters that XML does not allow even if they are escaped (XML 1.0, 2.2, `Char`). Control characters are
/// replaced by visible ones, as for a terminal.
fn characters(text: &str) -> String {
    sanitize(text).replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

/// `text` as the value of an attribute or as text, on one line.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in characters(text).chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            char => out.push(char),
        }
    }
    out
}
