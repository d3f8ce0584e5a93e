//! The one token that keeps a text from being JSON.

use std::ops::Range;

use super::edit::TokenEdit;
use super::grammar::{self, Failure};
use super::tokens::{Token, TokenKind, tokens};
use crate::text::slice::Slice as _;
use crate::text::whitespace::Whitespace as _;

/// The longest text, in bytes, tokens and lines, whose mistakes are looked for: the time is proportional to the product of
/// tokens and lines.
const LONGEST: usize = 128 * 1024;
const TOKENS: usize = 4_000;
const LINES: usize = 600;
/// How many places for a quote are tried in a line.
const TRIED: usize = 40;

/// What is wrong with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonFaultKind {
    /// A comma is missing after it.
    MissingComma,
    /// A comma before the end of an object or array, or a second one.
    ExtraComma,
    /// A `:` is missing after it.
    MissingColon,
    /// A second `:`.
    ExtraColon,
    /// It is in the place of the character.
    InsteadOf(char),
    /// A quote is missing in it.
    MissingQuote,
    /// It has a quote too many.
    ExtraQuote,
    /// The bracket is not closed: the character is missing after it.
    MissingClose(char),
    /// The bracket `(open)` is missing before it.
    MissingOpen(char),
    /// It closes nothing.
    ExtraClose,
    /// A bracket whose content needs the other kind.
    WrongPair,
    /// A key without quotes.
    UnquotedKey,
    /// A key without a value.
    MissingValue,
}

/// The one mistake in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonFault {
    /// What is wrong.
    pub kind: JsonFaultKind,
    /// The bytes at fault.
    pub range: Range<usize>,
    /// For [`JsonFaultKind::MissingClose`]: the opening bracket.
    pub open: Option<Range<usize>>,
}

/// Whether `text` is JSON as notes show it; see [`grammar`].
fn is_json(text: &str) -> bool {
    let tokens = tokens(text);
    !tokens.is_empty() && grammar::read(tokens.iter().map(|token| token.kind), false, |_, _| ()).is_ok()
}

/// Whether `text` is meant as JSON, even with mistakes: an object or array with quoted keys whose other words are values
/// of JSON.
pub(crate) fn looks_like_json(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let tokens = tokens(text);
    let keys = tokens.windows(2).filter(|pair| pair[0].kind == TokenKind::Text && pair[1].kind == TokenKind::Colon);
    let is_literal = |token: &Token| {
        let word = text.part(token.range.clone());
        matches!(word, "true" | "false" | "null")
            || word.starts_with(|char: char| "<$-".contains(char) || char.is_ascii_digit())
    };
    let begins = tokens.first().is_some_and(|token| matches!(token.kind, TokenKind::Open(_)));
    let has_words = || tokens.iter().any(|token| token.kind == TokenKind::Word && !is_literal(token));
    begins && keys.count() > 1 && !has_words()
}

/// The one mistake in `text`; `None` if there is none or more than one. `trailing` allows commas before `}` and `]`. A text
/// that does not begin with a bracket or a string is not meant as JSON.
pub(crate) fn fault(text: &str, trailing: bool) -> Option<JsonFault> {
    if text.len() > LONGEST {
        return None;
    }
    let tokens = tokens(text);
    let lines = tokens.last()?.line + 1;
    let is_meant = matches!(tokens[0].kind, TokenKind::Open(_) | TokenKind::Text | TokenKind::Unclosed);
    if !is_meant || tokens.len() > TOKENS || lines > LINES {
        return None;
    }
    let failure = grammar::read(tokens.iter().map(|token| token.kind), trailing, |_, _| ()).err()?;
    let finder = Finder { text, tokens: &tokens, failure };
    match tokens.iter().position(|token| token.kind == TokenKind::Unclosed) {
        Some(unclosed) => finder.quote(unclosed),
        None => finder.near().or_else(|| finder.bracket()),
    }
}

struct Finder<'t> {
    text: &'t str,
    tokens: &'t [Token],
    failure: Failure,
}

impl Finder<'_> {
    fn found(&self, kind: JsonFaultKind, at: usize) -> Option<JsonFault> {
        let range = self.tokens.get(at)?.range.clone();
        Some(JsonFault { kind, range, open: None })
    }

    fn is_fixed_by(&self, edit: TokenEdit) -> bool {
        edit.makes_json(self.tokens)
    }

    /// The mistake at the token that is not accepted or at the one before it, brackets aside.
    fn near(&self) -> Option<JsonFault> {
        use JsonFaultKind::{ExtraColon, ExtraComma, InsteadOf, MissingColon, MissingComma, MissingValue, UnquotedKey};
        let at = self.failure.at;
        let here = self.tokens.get(at)?;
        let before = at.checked_sub(1);
        let kind_before = before.map(|before| self.tokens[before].kind);
        let before = before.unwrap_or_default();
        let changes: &[(TokenEdit, JsonFaultKind, usize)] = match here.kind {
            TokenKind::Other => &[
                (TokenEdit::Replace(at, TokenKind::Colon), InsteadOf(':'), at),
                (TokenEdit::Replace(at, TokenKind::Comma), InsteadOf(','), at),
            ],
            TokenKind::Close(_) if kind_before == Some(TokenKind::Comma) => {
                &[(TokenEdit::Delete(before), ExtraComma, before)]
            }
            TokenKind::Close(_) if kind_before == Some(TokenKind::Colon) => {
                &[(TokenEdit::Insert(at, TokenKind::Word), MissingValue, before.saturating_sub(1))]
            }
            TokenKind::Close(_) if kind_before == Some(TokenKind::Text) => {
                &[(TokenEdit::InsertValue(at), MissingValue, before)]
            }
            TokenKind::Comma => {
                let then = self.tokens.get(at + 1);
                let pair = then.is_some_and(|then| then.first).then(|| self.pair()).flatten();
                if pair.is_some() {
                    return pair;
                }
                &[
                    (TokenEdit::Replace(at, TokenKind::Colon), InsteadOf(':'), at),
                    (TokenEdit::Delete(at), ExtraComma, at),
                    (TokenEdit::InsertValue(at), MissingValue, before),
                ]
            }
            TokenKind::Colon => &[
                (TokenEdit::Delete(at), ExtraColon, at),
                (TokenEdit::Replace(at, TokenKind::Comma), InsteadOf(','), at),
            ],
            TokenKind::Word if self.is_key(at) => &[(TokenEdit::Replace(at, TokenKind::Text), UnquotedKey, at)],
            TokenKind::Text | TokenKind::Open(_) | TokenKind::Word => &[
                (TokenEdit::Insert(at, TokenKind::Comma), MissingComma, before),
                (TokenEdit::Insert(at, TokenKind::Colon), MissingColon, before),
            ],
            _ => &[],
        };
        let found = changes.iter().find(|(edit, ..)| self.is_fixed_by(*edit));
        found.and_then(|&(_, kind, at)| self.found(kind, at))
    }

    /// Whether the word with index `at` is a key among others that have quotes.
    fn is_key(&self, at: usize) -> bool {
        let is_colon = |at: usize| self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Colon);
        let is_name = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let quoted =
            self.tokens.windows(2).filter(|pair| pair[0].kind == TokenKind::Text && pair[1].kind == TokenKind::Colon);
        is_colon(at + 1) && is_name(self.text.part(self.tokens[at].range.clone())) && quoted.count() > 1
    }

    /// An object without keys or an array with keys, whose brackets should be the other kind.
    fn pair(&self) -> Option<JsonFault> {
        let open = *self.failure.open.last()?;
        // A single word is a placeholder for the content.
        if self.tokens.get(open + 1)?.kind == TokenKind::Word {
            return None;
        }
        let mut depth = 0_usize;
        let close = (open..self.tokens.len()).find(|&at| {
            match self.tokens[at].kind {
                TokenKind::Open(_) => depth += 1,
                TokenKind::Close(_) => depth -= 1,
                _ => {}
            }
            depth == 0
        })?;
        self.is_fixed_by(TokenEdit::SwapPair(open, close)).then(|| self.found(JsonFaultKind::WrongPair, open)).flatten()
    }

    /// The bracket that is missing, extra or of the wrong kind. Where several changes make the text JSON, the indentation
    /// decides.
    fn bracket(&self) -> Option<JsonFault> {
        if let Some(found) = self.pair() {
            return Some(found);
        }
        let mut indents = vec![0; self.tokens.last()?.line + 1];
        for token in self.tokens.iter().filter(|token| token.first) {
            let line = self.text.head(token.range.start);
            indents[token.line] = token.range.start - line.rfind('\n').map_or(0, |end| end + 1);
        }
        let fixes = self.bracket_edits().filter(|edit| self.is_fixed_by(*edit));
        let best = fixes.min_by_key(|edit| edit.contradictions(self.tokens, &indents))?;
        self.is_whole(best, &indents).then(|| self.named(best)).flatten()
    }

    /// Whether the text is more than an excerpt that was cut off in the middle, in which the bracket of `edit` is missing
    /// at the start or at the end.
    fn is_whole(&self, edit: TokenEdit, indents: &[usize]) -> bool {
        let (first, last) = (&self.tokens[0], &self.tokens[self.tokens.len() - 1]);
        match edit {
            TokenEdit::Delete(_) | TokenEdit::Insert(_, TokenKind::Open(_)) => matches!(first.kind, TokenKind::Open(_)),
            TokenEdit::Insert(_, TokenKind::Close(_)) => {
                matches!(last.kind, TokenKind::Close(_)) && indents[last.line] == indents[first.line]
            }
            _ => true,
        }
    }

    /// The changes of one bracket that could mend the text, the likeliest first.
    fn bracket_edits(&self) -> impl Iterator<Item = TokenEdit> {
        let (at, count) = (self.failure.at, self.tokens.len());
        let kind = |index: usize| self.tokens.get(index).map(|token| token.kind);
        let other = |bracket: u8| if bracket == b'}' { b']' } else { b'}' };
        let replaced = (0..count).filter_map(move |index| match kind(index) {
            Some(TokenKind::Close(bracket)) => Some(TokenEdit::Replace(index, TokenKind::Close(other(bracket)))),
            _ => None,
        });
        let deleted =
            (0..count).filter(move |&index| matches!(kind(index), Some(TokenKind::Close(_)))).map(TokenEdit::Delete);
        // A bracket is missing at the end of a line, before its comma or after it.
        let begins = move |index: usize| self.tokens.get(index).is_none_or(|token| token.first);
        let at_line = move |index: usize| {
            begins(index) || index == at || kind(index) == Some(TokenKind::Comma) && begins(index + 1)
        };
        let closed = (1..=count)
            .filter(move |&index| at_line(index))
            .flat_map(|index| [b'}', b']'].map(|bracket| TokenEdit::Insert(index, TokenKind::Close(bracket))));
        let line = self.tokens.get(at).map(|token| token.line);
        let in_line = move |index: &usize| self.tokens.get(*index).map(|token| token.line) == line;
        let near = [0].into_iter().chain((at.saturating_sub(8)..=at).filter(in_line));
        let opened =
            near.flat_map(|index| [b'{', b'['].map(|bracket| TokenEdit::Insert(index, TokenKind::Open(bracket))));
        replaced.chain(deleted).chain(closed).chain(opened)
    }

    /// The fault that `edit` mends.
    fn named(&self, edit: TokenEdit) -> Option<JsonFault> {
        match edit {
            TokenEdit::Replace(at, TokenKind::Close(bracket)) => {
                self.found(JsonFaultKind::InsteadOf(char::from(bracket)), at)
            }
            TokenEdit::Delete(at) => self.found(JsonFaultKind::ExtraClose, at),
            TokenEdit::Insert(at, TokenKind::Open(bracket)) => {
                self.found(JsonFaultKind::MissingOpen(char::from(bracket)), at)
            }
            TokenEdit::Insert(at, TokenKind::Close(bracket)) => {
                let found = self.found(JsonFaultKind::MissingClose(char::from(bracket)), at.checked_sub(1)?)?;
                Some(JsonFault { open: self.opening(at), ..found })
            }
            _ => None,
        }
    }

    /// The bytes of the innermost bracket that is open before the token with index `end`.
    fn opening(&self, end: usize) -> Option<Range<usize>> {
        let mut open = Vec::new();
        for token in &self.tokens[..end] {
            match token.kind {
                TokenKind::Open(_) => open.push(token.range.clone()),
                TokenKind::Close(_) => drop(open.pop()),
                _ => {}
            }
        }
        open.pop()
    }

    /// The mistake in the line of the string with index `unclosed`, where a quote is missing or one too many.
    fn quote(&self, unclosed: usize) -> Option<JsonFault> {
        let at = self.tokens[unclosed].range.start;
        let start = self.text.head(at).rfind('\n').map_or(0, |end| end + 1);
        let end = self.tokens[unclosed].range.end;
        let line = self.text.part(start..end);
        let content = line.md_trim();
        let lead = line.len() - line.md_trim_start().len();
        let range = start + lead..start + lead + content.len();
        let is_json = |changed: String| is_json(&changed);
        let insert = |at: usize| format!("{}\"{}", self.text.head(at), self.text.tail(at));
        if boundaries(content).any(|at| is_json(insert(range.start + at))) {
            return Some(JsonFault { kind: JsonFaultKind::MissingQuote, range, open: None });
        }
        let delete = |at: usize| format!("{}{}", self.text.head(at), self.text.tail(at + 1));
        let mut quotes = content.match_indices('"').map(|(at, _)| range.start + at).take(TRIED);
        let extra = quotes.find(|&at| is_json(delete(at)))?;
        Some(JsonFault { kind: JsonFaultKind::ExtraQuote, range: extra..extra + 1, open: None })
    }
}

/// The offsets in a line at which a quote may be missing: the ends of its words.
fn boundaries(line: &str) -> impl Iterator<Item = usize> {
    let is_mark = |char: char| char.is_ascii_whitespace() || ":,{}[]\"".contains(char);
    let mut before = true;
    let inner = line.char_indices().filter_map(move |(at, char)| {
        let mark = is_mark(char);
        let is_boundary = mark != before || mark;
        before = mark;
        is_boundary.then_some(at)
    });
    inner.chain([line.len()]).take(TRIED)
}
