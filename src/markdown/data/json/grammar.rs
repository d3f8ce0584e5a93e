//! Which sequences of tokens are JSON as notes show it.
//!
//! Besides JSON values these are accepted, because they are excerpts and not mistakes: several values in a row, with or
//! without commas, members without the braces around them, and any word as a value.

use super::tokens::TokenKind;

/// What may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expect {
    /// At the top level: a value or a member.
    Start,
    /// At the top level, after a string: its `:`, or the next value.
    StartColon,
    /// After `[`: a value or `]`.
    FirstValue,
    /// After `,` in an array or after `:`: a value.
    Value,
    /// After `{`: a key or `}`.
    FirstKey,
    /// After `,` in an object: a key.
    Key,
    /// After a key: `:`.
    Colon,
    /// After a value in an array or object: `,` or the end.
    Comma,
}

/// Where a sequence of tokens stops being JSON.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Failure {
    /// The index of the token that is not accepted; the number of tokens if more are needed.
    pub(super) at: usize,
    /// The indices of the brackets that are open there.
    pub(super) open: Vec<usize>,
}

/// Reads `tokens`. Calls `pair` with the indices of the brackets of each pair. `trailing` allows a comma after the last
/// value of an array or object.
pub(super) fn read(
    tokens: impl Iterator<Item = TokenKind>,
    trailing: bool,
    mut pair: impl FnMut(usize, usize),
) -> Result<(), Failure> {
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut expect = Expect::Start;
    let mut count = 0;
    for (at, token) in tokens.enumerate() {
        count = at + 1;
        let after_value = || match (expect, open.is_empty()) {
            (Expect::Start | Expect::StartColon | Expect::FirstValue | Expect::Value, true) => Some(Expect::Start),
            (Expect::FirstValue | Expect::Value, false) => Some(Expect::Comma),
            _ => None,
        };
        let next = match token {
            TokenKind::Open(bracket) => after_value().map(|_| {
                open.push((at, bracket));
                if bracket == b'{' { Expect::FirstKey } else { Expect::FirstValue }
            }),
            TokenKind::Close(bracket) => {
                let ends = match expect {
                    Expect::Comma | Expect::FirstKey | Expect::FirstValue => true,
                    Expect::Key => trailing,
                    // After a comma in an array, as opposed to after a colon.
                    Expect::Value => trailing && open.last().is_some_and(|(_, bracket)| *bracket == b'['),
                    _ => false,
                };
                match open.last() {
                    Some(&(opening, kind)) if ends && closes(kind, bracket) => {
                        open.pop();
                        pair(opening, at);
                        Some(if open.is_empty() { Expect::Start } else { Expect::Comma })
                    }
                    _ => None,
                }
            }
            TokenKind::Text => match expect {
                Expect::FirstKey | Expect::Key => Some(Expect::Colon),
                Expect::Start | Expect::StartColon => Some(Expect::StartColon),
                _ => after_value(),
            },
            TokenKind::Word => after_value(),
            TokenKind::Colon => match expect {
                Expect::StartColon | Expect::Colon => Some(Expect::Value),
                _ => None,
            },
            TokenKind::Comma => match (expect, open.last()) {
                (Expect::Comma, Some((_, b'{'))) => Some(Expect::Key),
                (Expect::Comma, Some(_)) => Some(Expect::Value),
                (Expect::Start | Expect::StartColon, None) if at > 0 => Some(Expect::Start),
                _ => None,
            },
            TokenKind::Unclosed | TokenKind::Other => None,
        };
        match next {
            Some(next) => expect = next,
            None => return Err(Failure { at, open: open.iter().map(|(at, _)| *at).collect() }),
        }
    }
    let is_complete = open.is_empty() && matches!(expect, Expect::Start | Expect::StartColon);
    let failure = || Failure { at: count, open: open.iter().map(|(at, _)| *at).collect() };
    if is_complete { Ok(()) } else { Err(failure()) }
}

/// Whether the bracket `close` ends what `open` began.
fn closes(open: u8, close: u8) -> bool {
    matches!((open, close), (b'{', b'}') | (b'[', b']'))
}
