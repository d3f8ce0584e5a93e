//! The tags of JSX.

use std::ops::Range;

use super::braces::{self, Braces};
use super::lexer::{continues_word, starts_word};

/// What begins with `<`.
#[derive(Debug)]
pub(super) enum Start<'t> {
    /// Text, as in `a < b`.
    Text,
    /// A tag.
    Tag(Tag<'t>),
    /// Neither: MDX does not compile it because of what is at this byte. `None` if the text ends within the tag.
    Broken(Option<usize>),
}

/// A tag. Positions are bytes from its start.
#[derive(Debug)]
pub(super) struct Tag<'t> {
    /// Its name; empty for a fragment.
    pub(super) name: &'t str,
    pub(super) length: usize,
    /// Whether it closes an element.
    pub(super) closes: bool,
    /// Whether it ends with `/>`.
    pub(super) empty: bool,
    /// Whether it has attributes.
    pub(super) attributes: bool,
    /// The value of its attribute `style`, if that is a string.
    pub(super) style: Option<Range<usize>>,
    /// The expressions in it, with their braces, and the first that is not JavaScript.
    pub(super) expressions: Vec<Range<usize>>,
    /// An expression that is not JavaScript.
    pub(super) invalid: Option<Range<usize>>,
}

/// Reads what begins with the `<` at the start of `text`.
pub(super) fn read(text: &str) -> Start<'_> {
    if text[1..].starts_with([' ', '\t', '\n', '\r']) || text.len() == 1 {
        // At the end of a paragraph, MDX finds no name.
        return if text.len() == 1 { Start::Broken(None) } else { Start::Text };
    }
    let mut reader = Reader { text, at: 1 };
    let mut tag = Tag {
        name: "",
        length: 0,
        closes: false,
        empty: false,
        attributes: false,
        style: None,
        expressions: Vec::new(),
        invalid: None,
    };
    match reader.tag(&mut tag) {
        Ok(()) => Start::Tag(Tag { length: reader.at, ..tag }),
        Err(Stop) => Start::Broken((reader.at < text.len()).then_some(reader.at)),
    }
}

/// The reader is at a character that can't be there, or at the end.
struct Stop;

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn eat(&mut self, char: char) -> bool {
        let found = self.peek() == Some(char);
        self.at += if found { char.len_utf8() } else { 0 };
        found
    }

    fn space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches(|char: char| char.is_whitespace() || char == '\u{feff}').len();
    }

    fn tag(&mut self, tag: &mut Tag<'t>) -> Result<(), Stop> {
        self.space();
        if self.eat('/') {
            tag.closes = true;
            self.space();
        }
        if self.eat('>') {
            return Ok(());
        }
        tag.name = self.name()?;
        loop {
            self.space();
            if self.eat('>') {
                return Ok(());
            }
            if self.eat('/') {
                tag.empty = true;
                self.space();
                return if self.eat('>') { Ok(()) } else { Err(Stop) };
            }
            tag.attributes = true;
            if self.peek() == Some('{') {
                self.expression(tag)?;
            } else {
                self.attribute(tag)?;
            }
        }
    }

    /// A name with members (`a.b`) or a prefix (`a:b`).
    fn name(&mut self) -> Result<&'t str, Stop> {
        let start = self.at;
        self.word()?;
        let mut end = self.at;
        self.space();
        if self.eat(':') {
            self.space();
            self.word()?;
            end = self.at;
        } else {
            while self.eat('.') {
                self.space();
                self.word()?;
                end = self.at;
                self.space();
            }
        }
        Ok(&self.text[start..end])
    }

    fn word(&mut self) -> Result<(), Stop> {
        let rest = &self.text[self.at..];
        if !rest.starts_with(starts_word) {
            return Err(Stop);
        }
        self.at += rest.find(|char| !(continues_word(char) || char == '-')).unwrap_or(rest.len());
        match self.peek() {
            None => Err(Stop),
            Some(char) if matches!(char, '.' | '/' | ':' | '>' | '{' | '=') || char.is_whitespace() => Ok(()),
            Some(_) => Err(Stop),
        }
    }

    fn attribute(&mut self, tag: &mut Tag<'t>) -> Result<(), Stop> {
        let name = self.name()?;
        self.space();
        if !self.eat('=') {
            return Ok(());
        }
        self.space();
        let start = self.at;
        match self.peek() {
            Some(quote @ ('"' | '\'')) => {
                let Some(length) = self.text[start + 1..].find(quote) else {
                    self.at = self.text.len();
                    return Err(Stop);
                };
                self.at = start + length + 2;
                if name == "style" {
                    tag.style = Some(start..self.at);
                }
                Ok(())
            }
            Some('{') => self.expression(tag),
            _ => Err(Stop),
        }
    }

    fn expression(&mut self, tag: &mut Tag<'t>) -> Result<(), Stop> {
        let start = self.at;
        let (length, valid) = match braces::read(&self.text[start..]) {
            Braces::Unclosed => {
                self.at = self.text.len();
                return Err(Stop);
            }
            Braces::Invalid(length) => (length, self.text[start..].starts_with("{...")),
            Braces::Expression(length) => (length, true),
        };
        self.at = start + length;
        if !valid && tag.invalid.is_none() {
            tag.invalid = Some(start..self.at);
        }
        tag.expressions.push(start..self.at);
        Ok(())
    }
}
