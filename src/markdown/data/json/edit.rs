//! A change of one token, to find out whether it makes a text JSON.

use super::grammar;
use super::tokens::{Token, TokenKind};

/// A change of one token, or of both brackets of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenEdit {
    /// A token before the one with this index.
    Insert(usize, TokenKind),
    Delete(usize),
    Replace(usize, TokenKind),
    /// Makes an array of an object or the other way round.
    SwapPair(usize, usize),
    /// A colon and a value before the token with this index.
    InsertValue(usize),
}

impl TokenEdit {
    /// The kinds of `tokens` after the change, each with its index if it was there before.
    fn applied(self, tokens: &[Token]) -> impl Iterator<Item = (Option<usize>, TokenKind)> {
        let last = match self {
            Self::Insert(at, kind) if at == tokens.len() => [Some((None, kind)), None],
            Self::InsertValue(at) if at == tokens.len() => {
                [Some((None, TokenKind::Colon)), Some((None, TokenKind::Word))]
            }
            _ => [None, None],
        };
        let each = tokens.iter().enumerate().flat_map(move |(index, token)| {
            let here = Some((Some(index), token.kind));
            match self {
                Self::Insert(at, kind) if at == index => [Some((None, kind)), None, here],
                Self::InsertValue(at) if at == index => {
                    [Some((None, TokenKind::Colon)), Some((None, TokenKind::Word)), here]
                }
                Self::Delete(at) if at == index => [None, None, None],
                Self::Replace(at, kind) if at == index => [None, None, Some((Some(index), kind))],
                Self::SwapPair(open, close) if open == index || close == index => {
                    [None, None, Some((Some(index), swapped(token.kind)))]
                }
                _ => [None, None, here],
            }
        });
        each.chain(last).flatten()
    }

    /// Whether `tokens` are JSON after the change.
    pub(super) fn makes_json(self, tokens: &[Token]) -> bool {
        grammar::read(self.applied(tokens).map(|(_, kind)| kind), false, |_, _| ()).is_ok()
    }

    /// In how many places the indentation of the lines contradicts the brackets after the change.
    pub(super) fn contradictions(self, tokens: &[Token], indents: &[usize]) -> usize {
        let mut open: Vec<Option<usize>> = Vec::new();
        let mut count = 0;
        for (index, kind) in self.applied(tokens) {
            let token = index.map(|index| &tokens[index]);
            let first = token.filter(|token| token.first);
            let indent = |line: usize| indents.get(line).copied().unwrap_or_default();
            match kind {
                TokenKind::Close(_) => {
                    if let (Some(Some(opening)), Some(token)) = (open.pop(), first) {
                        count += usize::from(indent(tokens[opening].line) != indent(token.line));
                    }
                }
                _ => {
                    if let (Some(Some(opening)), Some(token)) = (open.last(), first) {
                        count += usize::from(indent(tokens[*opening].line) >= indent(token.line));
                    }
                }
            }
            if matches!(kind, TokenKind::Open(_)) {
                open.push(index);
            }
        }
        count
    }
}

fn swapped(kind: TokenKind) -> TokenKind {
    match kind {
        TokenKind::Open(b'{') => TokenKind::Open(b'['),
        TokenKind::Open(_) => TokenKind::Open(b'{'),
        TokenKind::Close(b'}') => TokenKind::Close(b']'),
        TokenKind::Close(_) => TokenKind::Close(b'}'),
        other => other,
    }
}
