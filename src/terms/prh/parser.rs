//! Parses JavaScript regular expressions (ECMA-262, section 22.2.1, with the `u` flag).
//!
//! Unnecessary escapes and unescaped brackets, which the `u` flag forbids, are literal here. Otherwise a plain
//! `a-b` would fail, because prh itself escapes the hyphen.

use std::iter::Peekable;
use std::str::Chars;

use super::syntax::{CharClass, Item, PatternError, PatternNode};

/// The maximum nesting depth of brackets.
const MAX_DEPTH: usize = 60;

/// Parses the pattern `source`, without its slashes.
///
/// # Errors
/// The syntax error.
pub(super) fn parse(source: &str) -> Result<PatternNode, PatternError> {
    let names = group_names(source);
    let mut parser = PatternParser { rest: source.chars().peekable(), names: &names, depth: 0 };
    let node = parser.alternation()?;
    match parser.rest.next() {
        Some(_) => Err(PatternError::Close),
        None => Ok(node),
    }
}

/// The names of the capturing groups of `source`, in order. `None` for an unnamed group.
fn group_names(source: &str) -> Vec<Option<String>> {
    let mut names = Vec::new();
    let (mut in_class, mut escaped) = (false, false);
    for (at, char) in source.char_indices() {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => match source[at + 1..].strip_prefix('?') {
                None => names.push(None),
                Some(rest) => {
                    let name = rest.strip_prefix('<').filter(|name| !name.starts_with(['=', '!']));
                    names.extend(name.and_then(|name| name.split_once('>')).map(|(name, _)| Some(name.to_owned())));
                }
            },
            _ => {}
        }
    }
    names
}

struct PatternParser<'a> {
    rest: Peekable<Chars<'a>>,
    names: &'a [Option<String>],
    depth: usize,
}

impl PatternParser<'_> {
    fn eat(&mut self, char: char) -> bool {
        self.rest.next_if_eq(&char).is_some()
    }

    fn eat_all(&mut self, text: &str) -> bool {
        let mut ahead = self.rest.clone();
        let there = text.chars().all(|char| ahead.next() == Some(char));
        if there {
            self.rest = ahead;
        }
        there
    }

    fn alternation(&mut self) -> Result<PatternNode, PatternError> {
        let mut branches = vec![self.concat()?];
        while self.eat('|') {
            branches.push(self.concat()?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { PatternNode::Alternation(branches) })
    }

    fn concat(&mut self) -> Result<PatternNode, PatternError> {
        let mut nodes = Vec::new();
        while let Some(&next) = self.rest.peek() {
            if matches!(next, '|' | ')') {
                break;
            }
            let atom = self.atom()?;
            nodes.push(self.repeated(atom)?);
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { PatternNode::Concat(nodes) })
    }

    fn atom(&mut self) -> Result<PatternNode, PatternError> {
        match self.rest.next().unwrap_or_default() {
            '.' => Ok(PatternNode::Any),
            '^' => Ok(PatternNode::Start),
            '$' => Ok(PatternNode::End),
            '[' => self.class(),
            '(' => self.group(),
            '\\' => self.escape(),
            sign @ ('*' | '+' | '?') => Err(PatternError::NothingToRepeat(sign)),
            char => Ok(PatternNode::Char(char)),
        }
    }

    fn repeated(&mut self, node: PatternNode) -> Result<PatternNode, PatternError> {
        let Some(&sign) = self.rest.peek() else { return Ok(node) };
        let (min, max) = match sign {
            '*' => (0, None),
            '+' => (1, None),
            '?' => (0, Some(1)),
            '{' => match self.count()? {
                Some(count) => count,
                None => return Ok(node),
            },
            _ => return Ok(node),
        };
        if sign != '{' {
            self.rest.next();
        }
        if matches!(node, PatternNode::Start | PatternNode::End | PatternNode::Boundary(_) | PatternNode::Look { .. }) {
            return Err(PatternError::NothingToRepeat(sign));
        }
        if max.is_some_and(|max| max < min) {
            return Err(PatternError::Order);
        }
        let greedy = !self.eat('?');
        if let Some(sign @ ('*' | '+' | '?')) = self.rest.peek() {
            return Err(PatternError::NothingToRepeat(*sign));
        }
        Ok(PatternNode::Repeat { node: Box::new(node), min, max, greedy })
    }

    /// Parses `{2}`, `{2,}` or `{2,3}`. Returns `None` and consumes nothing if the brace is a literal.
    fn count(&mut self) -> Result<Option<(u32, Option<u32>)>, PatternError> {
        let text: String = self.rest.clone().skip(1).take_while(|char| *char != '}').collect();
        let (min, max) = text.split_once(',').map_or((&*text, None), |(min, max)| (min, Some(max)));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let closed = self.rest.clone().nth(text.chars().count() + 1) == Some('}');
        if min.is_empty() || !digits(min) || !max.is_none_or(digits) || !closed {
            return Ok(None);
        }
        let number = |text: &str| text.parse().map_err(|_| PatternError::Order);
        let count = (
            number(min)?,
            match max {
                None => Some(number(min)?),
                Some("") => None,
                Some(max) => Some(number(max)?),
            },
        );
        self.eat_all(&format!("{{{text}}}"));
        Ok(Some(count))
    }

    fn group(&mut self) -> Result<PatternNode, PatternError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(PatternError::TooDeep);
        }
        let look = [("?=", false, false), ("?!", false, true), ("?<=", true, false), ("?<!", true, true)];
        let found = look.into_iter().find(|(text, ..)| self.eat_all(text));
        let captures = found.is_none() && !self.eat_all("?:");
        if captures && self.eat('?') {
            if !self.eat('<') {
                return Err(PatternError::Unknown("(?".to_owned()));
            }
            while self.rest.next_if(|char| *char != '>').is_some() {}
            if !self.eat('>') {
                return Err(PatternError::Open('<'));
            }
        }
        let node = Box::new(self.alternation()?);
        if !self.eat(')') {
            return Err(PatternError::Open('('));
        }
        self.depth -= 1;
        Ok(match found {
            Some((_, is_behind, negative)) => PatternNode::Look { is_behind, negative, node },
            None => PatternNode::Group(captures, node),
        })
    }

    fn class(&mut self) -> Result<PatternNode, PatternError> {
        let negated = self.eat('^');
        let mut items = Vec::new();
        loop {
            if self.eat(']') {
                return Ok(PatternNode::CharClass(CharClass { negated, items }));
            }
            let first = self.class_atom()?;
            let is_range = || {
                let mut ahead = self.rest.clone();
                ahead.next() == Some('-') && ahead.next().is_some_and(|next| next != ']')
            };
            let Item::Range(from, _) = first else {
                items.push(first);
                continue;
            };
            if !is_range() {
                items.push(first);
                continue;
            }
            self.rest.next();
            let Item::Range(to, _) = self.class_atom()? else { return Err(PatternError::Order) };
            if to < from {
                return Err(PatternError::Order);
            }
            items.push(Item::Range(from, to));
        }
    }

    /// Parses a character or a character set inside a class.
    fn class_atom(&mut self) -> Result<Item, PatternError> {
        let one = |char| Item::Range(char, char);
        match self.rest.next() {
            None => Err(PatternError::Open('[')),
            Some('\\') if self.eat('b') => Ok(one('\u{8}')),
            Some('\\') => match self.escape()? {
                PatternNode::Char(char) => Ok(one(char)),
                PatternNode::CharClass(CharClass { mut items, .. }) if items.len() == 1 => Ok(items.remove(0)),
                _ => Err(PatternError::Unknown("\\".to_owned())),
            },
            Some(char) => Ok(one(char)),
        }
    }

    /// Parses an escape after its backslash.
    fn escape(&mut self) -> Result<PatternNode, PatternError> {
        let char = self.rest.next().ok_or_else(|| PatternError::Unknown("\\".to_owned()))?;
        let set = |item| Ok(PatternNode::CharClass(CharClass { negated: false, items: vec![item] }));
        match char {
            'd' | 'D' | 'w' | 'W' | 's' | 'S' => set(Item::Shorthand(char)),
            'p' | 'P' => {
                let name = self.braced().ok_or_else(|| PatternError::Unknown(format!("\\{char}")))?;
                set(Item::Property(name, char == 'P'))
            }
            'b' => Ok(PatternNode::Boundary(false)),
            'B' => Ok(PatternNode::Boundary(true)),
            'n' => Ok(PatternNode::Char('\n')),
            'r' => Ok(PatternNode::Char('\r')),
            't' => Ok(PatternNode::Char('\t')),
            'v' => Ok(PatternNode::Char('\u{b}')),
            'f' => Ok(PatternNode::Char('\u{c}')),
            '0' if !self.rest.peek().is_some_and(char::is_ascii_digit) => Ok(PatternNode::Char('\0')),
            'x' => self
                .hex(2)
                .and_then(char_of)
                .map(PatternNode::Char)
                .ok_or_else(|| PatternError::Unknown("\\x".to_owned())),
            'u' => self.unicode().map(PatternNode::Char).ok_or_else(|| PatternError::Unknown("\\u".to_owned())),
            '1'..='9' => self.numbered(char),
            'k' => self.named(),
            _ if char.is_ascii_alphanumeric() => Err(PatternError::Unknown(format!("\\{char}"))),
            _ => Ok(PatternNode::Char(char)),
        }
    }

    fn numbered(&mut self, first: char) -> Result<PatternNode, PatternError> {
        let mut digits = first.to_string();
        while let Some(digit) = self.rest.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        let group = digits.parse().ok().filter(|group| *group <= self.names.len());
        group.map(PatternNode::Back).ok_or(PatternError::NoGroup(digits))
    }

    fn named(&mut self) -> Result<PatternNode, PatternError> {
        if !self.eat('<') {
            return Err(PatternError::Unknown("\\k".to_owned()));
        }
        let mut name = String::new();
        while let Some(char) = self.rest.next_if(|char| *char != '>') {
            name.push(char);
        }
        self.eat('>');
        let at = self.names.iter().position(|known| known.as_ref() == Some(&name));
        at.map(|at| PatternNode::Back(at + 1)).ok_or(PatternError::NoGroup(name))
    }

    /// Parses a text in braces.
    fn braced(&mut self) -> Option<String> {
        if !self.eat('{') {
            return None;
        }
        let mut text = String::new();
        while let Some(char) = self.rest.next_if(|char| *char != '}') {
            text.push(char);
        }
        self.eat('}').then_some(text)
    }

    fn hex(&mut self, digits: usize) -> Option<u32> {
        let text: String = self.rest.clone().take(digits).collect();
        let number = u32::from_str_radix(&text, 16).ok().filter(|_| text.chars().count() == digits)?;
        self.eat_all(&text);
        Some(number)
    }

    /// Parses `\u3042`, `\u{20BB7}` or `\uD842\uDFB7` after the `\u`.
    fn unicode(&mut self) -> Option<char> {
        if self.rest.peek() == Some(&'{') {
            return char_of(u32::from_str_radix(&self.braced()?, 16).ok()?);
        }
        let high = self.hex(4)?;
        if !(0xD800..0xDC00).contains(&high) {
            return char_of(high);
        }
        let low = self.eat_all("\\u").then(|| self.hex(4))??;
        char_of(0x1_0000 + ((high - 0xD800) << 10) + low.checked_sub(0xDC00)?)
    }
}

fn char_of(number: u32) -> Option<char> {
    char::from_u32(number)
}
