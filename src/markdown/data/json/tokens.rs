//! The tokens of JSON as notes show it: with comments, bare words and placeholders, and perhaps with mistakes.

use std::ops::Range;

use crate::text::slice::Slice as _;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `{` or `[`.
    Open(u8),
    /// `}` or `]`.
    Close(u8),
    Colon,
    Comma,
    /// A string that ends on its line.
    Text,
    /// A string that does not.
    Unclosed,
    /// A number, a keyword, a bare word or a placeholder such as `<name>` and `{{ name }}`.
    Word,
    /// A character that JSON does not have and that is in the place of `:` or `,`: `;`, `=` and the full-width forms.
    Other,
}

/// A token and its bytes.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
    /// The line, from 0.
    pub(super) line: usize,
    /// Whether it is the first token of its line.
    pub(super) first: bool,
}

/// The tokens of `text`, without comments.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let (mut tokens, mut at, mut line, mut first) = (Vec::new(), 0, 0, true);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\n' => (line, first) = (line + 1, true),
            b' ' | b'\t' | b'\r' => {}
            _ => {
                if let Some(length) = comment(text.tail(at)) {
                    line += text.part(at..at + length).matches('\n').count();
                    at += length;
                    continue;
                }
                let (kind, length) = token(text.tail(at));
                tokens.push(Token { kind, range: at..at + length, line, first });
                first = false;
                at += length;
                continue;
            }
        }
        at += 1;
    }
    tokens
}

/// The length of the comment at the start of `rest`.
fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") || rest.starts_with('#') {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    rest.starts_with("/*").then(|| rest.find("*/").map_or(rest.len(), |end| end + 2))
}

/// The token at the start of `rest`, which is not empty, and its length.
fn token(rest: &str) -> (TokenKind, usize) {
    if let Some(length) = placeholder(rest) {
        return (TokenKind::Word, length);
    }
    let Some(char) = rest.chars().next() else { return (TokenKind::Word, 0) };
    match char {
        '{' | '[' => (TokenKind::Open(rest.as_bytes()[0]), 1),
        '}' | ']' => (TokenKind::Close(rest.as_bytes()[0]), 1),
        ':' => (TokenKind::Colon, 1),
        ',' => (TokenKind::Comma, 1),
        '"' => string(rest),
        ';' | '=' | '：' | '，' | '、' | '；' => (TokenKind::Other, char.len_utf8()),
        _ => {
            let ends = |char: char| char.is_ascii_whitespace() || "{}[]:,\";=：，、；".contains(char);
            (TokenKind::Word, rest.find(ends).unwrap_or(rest.len()).max(char.len_utf8()))
        }
    }
}

/// The length of the placeholder at the start of `rest`: `{{ name }}`, `{NAME}`, `${name}`, `<name>`.
fn placeholder(rest: &str) -> Option<usize> {
    /// The longest placeholder, in bytes. It limits the time for a long line.
    const LONGEST: usize = 160;
    if !rest.starts_with(['{', '<', '$']) {
        return None;
    }
    let near = rest.head(rest.floor_char_boundary(LONGEST.min(rest.len())));
    let line = near.head(near.find('\n').unwrap_or(near.len()));
    if line.starts_with("{{") {
        return line.find("}}").map(|end| end + 2).filter(|end| !line.head(*end).contains(['"', ':']));
    }
    let (open, close) = match line.as_bytes() {
        [b'<', ..] => (1, '>'),
        [b'$', b'{', ..] => (2, '}'),
        [b'{', ..] => (1, '}'),
        _ => return None,
    };
    let end = line.find(close)?;
    let name = line.get(open..end)?;
    let is_name = !name.is_empty() && !name.contains(['"', '{', '[', ',']);
    let is_upper = |name: &str| name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    (is_name && (!line.starts_with('{') || is_upper(name))).then_some(end + 1)
}

/// The string at the start of `rest`.
fn string(rest: &str) -> (TokenKind, usize) {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            b'\n' => return (TokenKind::Unclosed, rest.head(at).trim_end_matches('\r').len()),
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return (TokenKind::Text, at + 1),
            _ => {}
        }
    }
    (TokenKind::Unclosed, rest.len())
}
