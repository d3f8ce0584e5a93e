//! The text around a word, limited to its line and to a window, so that the cost stays bounded even on a line of 10 MB.

use crate::markdown::document::Document;

/// The size of the window on each side, in bytes.
const WINDOW: usize = 240;

/// The text before byte `at`, within its line and the window.
pub(super) fn before(text: &str, at: usize) -> &str {
    let start = floor(text, at.saturating_sub(WINDOW));
    let window = &text[start..at];
    &window[window.rfind('\n').map_or(0, |line| line + 1)..]
}

/// The text from byte `at`, within its line and the window.
pub(super) fn after(text: &str, at: usize) -> &str {
    let window = &text[at..floor(text, at + WINDOW).max(at)];
    &window[..window.find('\n').unwrap_or(window.len())]
}

/// The line of the source around byte `at`, within the window.
pub(super) fn line_around<'d>(document: &'d Document<'_>, at: usize) -> &'d str {
    let text = document.source().text();
    let before = &text[floor(text, at.saturating_sub(WINDOW))..at];
    let after = &text[at..floor(text, at + WINDOW).max(at)];
    let start = at - before.len() + before.rfind('\n').map_or(0, |line| line + 1);
    &text[start..at + after.find('\n').unwrap_or(after.len())]
}

/// The last character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}
