//! Where an expression in braces ends.

use super::script::{self, Script};

/// Maximum length of a tag or an expression, in bytes.
pub(super) const MAX_LENGTH: usize = 16 * 1024;

/// How many closing braces are tried.
const MAX_TRIES: usize = 16;

/// What begins with `{`. Lengths are in bytes and include the braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Braces {
    /// An expression, or something that may be one.
    Expression(usize),
    /// Braces around something else.
    Invalid(usize),
    /// No brace closes it.
    Unclosed,
}

/// Reads what begins with the `{` at the start of `text`. Like MDX, it takes the first `}` that makes an expression.
pub(super) fn read(text: &str) -> Braces {
    let text = &text[..text.floor_char_boundary(MAX_LENGTH)];
    let is_script = |length: usize| script::read(&text[1..length - 1]) != Script::Invalid;
    let balanced = balanced(text);
    if let Some(length) = balanced.filter(|length| is_script(*length)) {
        return Braces::Expression(length);
    }
    let ends = || text.match_indices('}').map(|(at, _)| at + 1);
    match (ends().take(MAX_TRIES).find(|length| is_script(*length)), ends().next()) {
        (Some(length), _) => Braces::Expression(length),
        (None, Some(first)) => Braces::Invalid(balanced.unwrap_or(first)),
        (None, None) => Braces::Unclosed,
    }
}

/// The end of the braces at the start of `text`. Strings and comments in them may contain braces.
fn balanced(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut comment_ends = 0;
    for (at, char) in text.char_indices() {
        match (quote, char) {
            _ if at < comment_ends => {}
            (Some(open), _) if char == open && !text[..at].ends_with('\\') => quote = None,
            (None, '\'' | '"' | '`') => quote = Some(char),
            (Some('\'' | '"'), '\n') => quote = None,
            (None, '/') if text[at..].starts_with("/*") => comment_ends = at + text[at..].find("*/")? + 2,
            (None, '{') => depth += 1,
            (None, '}') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}
