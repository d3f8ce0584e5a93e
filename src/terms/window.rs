//! The text around a word, on its line and no further than a window: a line of 10 MB costs no more than its words.

use crate::markdown::document::Document;

/// How far the text around a word is looked at, in bytes on each side.
const WINDOW: usize = 240;

/// The text before byte `at`, on its line and within the window.
pub(super) fn before(text: &str, at: usize) -> &str {
    let start = floor(text, at.saturating_sub(WINDOW));
    let window = &text[start..at];
    &window[window.rfind('\n').map_or(0, |line| line + 1)..]
}

/// The text from byte `at` on, on its line and within the window.
pub(super) fn after(text: &str, at: usize) -> &str {
    let window = &text[at..floor(text, at + WINDOW).max(at)];
    &window[..window.find('\n').unwrap_or(window.len())]
}

/// The line of the note's source around byte `at`, within the window.
pub(super) fn line_around<'d>(document: &'d Document<'_>, at: usize) -> &'d str {
    let text = document.source().text();
    let before = &text[floor(text, at.saturating_sub(WINDOW))..at];
    let after = &text[at..floor(text, at + WINDOW).max(at)];
    let start = at - before.len() + before.rfind('\n').map_or(0, |line| line + 1);
    &text[start..at + after.find('\n').unwrap_or(after.len())]
}

/// The last character boundary up to `at`.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}
