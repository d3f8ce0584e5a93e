//! Where a suppression comment is being written.

use super::line::Line;
use super::place::{Context, Kind};
use crate::text::whitespace::{Whitespace as _, is_unicode_space};

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";
const PREFIX: &str = "notelint-";

/// The text of the comment that is not closed before the position; `None` if there is none. A comment that begins on a line
/// above counts only if it is HTML (`in_html`): it may be text in code.
pub(super) fn inside<'l>(line: &Line<'l>, in_html: bool) -> Option<&'l str> {
    let before = if in_html { &line.text[..line.start + line.before.len()] } else { line.before };
    let open = before.rfind(OPEN)? + OPEN.len();
    let inside = &before[open..];
    (!inside.contains(CLOSE)).then_some(inside)
}

/// What is to be completed after the text `inside` of a comment.
pub(super) fn context(line: &Line<'_>, inside: &str) -> Option<Context> {
    let text = inside.unicode_trim_start().strip_prefix(PREFIX)?;
    let is_part = |char: char| char.is_ascii_alphanumeric() || char == '-';
    let is_border = |char: char| is_unicode_space(char) || char == ',';
    let word = text.rsplit(is_border).next().unwrap_or_default();
    let is_first = word.len() == text.len();
    if !word.chars().all(is_part) || text.rsplit(is_border).skip(1).any(|word| word == "--") || word.starts_with("--") {
        return None;
    }
    let from = line.before.len().checked_sub(word.len())?;
    // In `disable-->`, the dashes are the end of the comment.
    let after = line.after.find(CLOSE).map_or(line.after, |close| &line.after[..close]);
    let end = after.len() - after.trim_start_matches(is_part).len();
    let kind = if is_first { Kind::Directive } else { Kind::Rule };
    Some(Context::new(line, kind, from, line.before.len() + end))
}
