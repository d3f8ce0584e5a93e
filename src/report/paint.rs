//! Colours and links of a terminal.

use std::borrow::Cow;

use super::format::Style;
use crate::finding::Severity;

/// Codes of SGR (ECMA-48).
pub(super) const FAINT: &str = "2";
pub(super) const PATH: &str = "1;4";
pub(super) const LABEL: &str = "36";

/// The colour of a severity.
pub(super) const fn color(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "31",
        Severity::Warning => "33",
        Severity::Advice => "36",
    }
}

/// `text` in the look of `code`, where there are colours.
pub(super) fn paint<'a>(style: Style, code: &str, text: &'a str) -> Cow<'a, str> {
    if style.color && !text.is_empty() { Cow::Owned(format!("\x1b[{code}m{text}\x1b[0m")) } else { Cow::Borrowed(text) }
}

/// `text` as a link to `url` (OSC 8), where the terminal has links.
pub(super) fn link<'a>(style: Style, url: Option<&str>, text: Cow<'a, str>) -> Cow<'a, str> {
    match url.filter(|_| style.links) {
        Some(url) => Cow::Owned(format!("\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\")),
        None => text,
    }
}
