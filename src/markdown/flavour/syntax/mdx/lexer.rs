//! Splits JavaScript into tokens, as far as an expression in a note needs it.

/// A token of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// An identifier or a keyword.
    Word(&'t str),
    /// A number, a string, or a template without substitutions.
    Literal,
    /// An operator or a bracket.
    Mark(&'t str),
    /// What follows is in no token.
    Broken(NoTokens),
}

/// Why a text has no more tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoTokens {
    /// It is not JavaScript.
    Invalid,
    /// It uses syntax that is not read here, so it may be JavaScript.
    Unknown,
}

/// Operators and brackets, longer ones first.
const MARKS: [&str; 56] = [
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=", "<=", ">=", "&&",
    "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**", "{", "}", "(", ")",
    "[", "]", ";", ",", "<", ">", "+", "-", "*", "%", "&", "|", "^", "!", "~", "?", ":", ".", "=",
];

/// The tokens of `text`, up to and including the first [`Token::Broken`].
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        match token(rest, char, tokens.last().copied()) {
            Ok((token, length)) => {
                tokens.extend(token);
                rest = &rest[length..];
            }
            Err(error) => {
                tokens.push(Token::Broken(error));
                break;
            }
        }
    }
    tokens
}

/// The token at the start of `text`, which starts with `first`, and its length. White space and comments are not tokens.
fn token<'t>(text: &'t str, first: char, last: Option<Token<'t>>) -> Result<(Option<Token<'t>>, usize), NoTokens> {
    let mark = |length: usize| Ok((Some(Token::Mark(&text[..length])), length));
    let literal = |length: usize| Ok((Some(Token::Literal), length));
    let digit = |at: usize| text[at..].starts_with(|next: char| next.is_ascii_digit());
    match first {
        _ if first.is_whitespace() || first == '\u{feff}' => Ok((None, first.len_utf8())),
        '/' if text.starts_with("/*") => text[2..].find("*/").map(|end| (None, end + 4)).ok_or(NoTokens::Invalid),
        '/' if text.starts_with("//") => Ok((None, text.find('\n').unwrap_or(text.len()))),
        // At the start of an operand it begins a regular expression.
        '/' if !ends_operand(last) => Err(NoTokens::Unknown),
        '/' => mark(if text.starts_with("/=") { 2 } else { 1 }),
        '"' | '\'' => literal(string(text, first)?),
        '`' => literal(template(text)?),
        '0'..='9' => literal(number(text)?),
        '.' if digit(1) => literal(number(text)?),
        _ if starts_word(first) => {
            let length = text.find(|char| !continues_word(char)).unwrap_or(text.len());
            Ok((Some(Token::Word(&text[..length])), length))
        }
        '\\' => Err(if text.starts_with("\\u") { NoTokens::Unknown } else { NoTokens::Invalid }),
        '?' if text.starts_with("?.") && digit(2) => mark(1),
        _ => match MARKS.iter().find(|mark| text.starts_with(**mark)) {
            Some(found) => mark(found.len()),
            None if is_foreign(first) => Err(NoTokens::Invalid),
            None => Err(NoTokens::Unknown),
        },
    }
}

/// Whether a character can start an identifier.
pub(super) fn starts_word(char: char) -> bool {
    char.is_alphabetic() || matches!(char, '_' | '$')
}

/// Whether a character can continue an identifier.
pub(super) fn continues_word(char: char) -> bool {
    starts_word(char)
        || char.is_numeric() && !is_foreign(char)
        || matches!(char, '\u{200c}' | '\u{200d}' | '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{ff3f}')
}

/// Whether a character is in no token of JavaScript: an ASCII mark that it does not use, or punctuation and symbols of
/// other languages.
fn is_foreign(char: char) -> bool {
    matches!(char, '#' | '@' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203e}' | '\u{2190}'..='\u{23ff}'
            | '\u{2460}'..='\u{24b5}' | '\u{2500}'..='\u{27bf}' | '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}'
            | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff3e}' | '\u{ff5b}'..='\u{ff64}'
            | '\u{1f300}'..='\u{1faff}')
}

/// Whether an operand can end with `last`, so that a slash after it divides.
fn ends_operand(last: Option<Token<'_>>) -> bool {
    matches!(last, Some(Token::Word(_) | Token::Literal | Token::Mark(")" | "]" | "}")))
}

/// The length of the string at the start of `text`.
fn string(text: &str, quote: char) -> Result<usize, NoTokens> {
    let mut chars = text.char_indices().skip(1);
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' => drop(chars.next()),
            '\n' | '\r' => return Err(NoTokens::Invalid),
            _ if char == quote => return Ok(at + 1),
            _ => {}
        }
    }
    Err(NoTokens::Invalid)
}

/// The length of the template at the start of `text`.
fn template(text: &str) -> Result<usize, NoTokens> {
    let mut chars = text.char_indices().skip(1);
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' => drop(chars.next()),
            '$' if text[at..].starts_with("${") => return Err(NoTokens::Unknown),
            '`' => return Ok(at + 1),
            _ => {}
        }
    }
    Err(NoTokens::Invalid)
}

/// The length of the number at the start of `text`.
fn number(text: &str) -> Result<usize, NoTokens> {
    let bytes = text.as_bytes();
    let digits =
        |from: usize| text[from..].find(|char: char| !char.is_ascii_digit()).map_or(text.len(), |end| from + end);
    if bytes[0] == b'0' && bytes.get(1).is_some_and(|next| next.is_ascii_alphabetic() || *next == b'_') {
        // `0x1f`, `0b1`, `0n`
        return Err(NoTokens::Unknown);
    }
    if bytes[0] == b'0' && bytes.get(1).is_some_and(u8::is_ascii_digit) {
        // Modules have no octal numbers such as `010`.
        return Err(NoTokens::Invalid);
    }
    let mut end = digits(0);
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1);
    }
    match text[end..].chars().next() {
        Some('e' | 'E' | 'n' | '_') => Err(NoTokens::Unknown),
        Some(char) if starts_word(char) => Err(NoTokens::Invalid),
        _ => Ok(end),
    }
}
