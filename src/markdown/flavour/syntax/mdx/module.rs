//! `import` and `export` in a note.

use super::lexer::{continues_word, starts_word};

/// A paragraph that begins with `import` or `export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Module {
    /// A module of this many bytes, or something that may be one.
    Valid(usize),
    /// Something else.
    Invalid,
}

/// Reads the module at the start of `text`. It ends at the first blank line at which it is complete.
pub(super) fn read(text: &str) -> Module {
    let first = end_of_paragraph(text, 0);
    let mut end = first;
    loop {
        match statements(&text[..end]) {
            Statements::Complete => return Module::Valid(end),
            Statements::Invalid => return Module::Invalid,
            Statements::Unfinished { export } if end >= text.len() => {
                return if export { Module::Valid(first) } else { Module::Invalid };
            }
            Statements::Unfinished { .. } => {
                let next = end + text[end..].len() - text[end..].trim_start().len();
                end = if next < text.len() { end_of_paragraph(text, next) } else { text.len() };
            }
        }
    }
}

/// The end of the last line before the first blank line after byte `from`.
fn end_of_paragraph(text: &str, from: usize) -> usize {
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    from + text[from..at].trim_end_matches(['\n', '\r']).len()
}

enum Statements {
    Complete,
    Invalid,
    /// More text could complete it.
    Unfinished {
        export: bool,
    },
}

fn statements(text: &str) -> Statements {
    let mut reader = Reader { text, at: 0 };
    loop {
        while reader.eat(";") {}
        if reader.rest().is_empty() {
            return Statements::Complete;
        }
        let export = match reader.word() {
            Some("import") => false,
            Some("export") => true,
            _ => return Statements::Invalid,
        };
        let read = if export { reader.export() } else { reader.import() };
        match read {
            Ok(()) => {}
            Err(()) if reader.rest().is_empty() => return Statements::Unfinished { export },
            Err(()) => return Statements::Invalid,
        }
    }
}

/// Reads statements. Its methods fail at the first thing that can't be there, or at the end.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    /// What follows white space and comments.
    fn rest(&mut self) -> &'t str {
        loop {
            let rest = &self.text[self.at..];
            let trimmed = rest.trim_start();
            let comment = match () {
                () if trimmed.starts_with("//") => trimmed.find('\n').unwrap_or(trimmed.len()),
                () if trimmed.starts_with("/*") => trimmed.find("*/").map_or(trimmed.len(), |end| end + 2),
                () => 0,
            };
            self.at += rest.len() - trimmed.len() + comment;
            if comment == 0 {
                return trimmed;
            }
        }
    }

    fn eat(&mut self, mark: &str) -> bool {
        let found = self.rest().starts_with(mark);
        self.at += if found { mark.len() } else { 0 };
        found
    }

    /// The next word, if there is one.
    fn word(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let length = rest.find(|char| !continues_word(char)).unwrap_or(rest.len());
        let word = rest.get(..length).filter(|word| word.starts_with(starts_word))?;
        self.at += length;
        Some(word)
    }

    fn string(&mut self) -> Result<(), ()> {
        let rest = self.rest();
        let quote = rest.chars().next().filter(|char| matches!(char, '"' | '\'')).ok_or(())?;
        let Some(length) = rest[1..].find([quote, '\n']).filter(|end| rest[1 + end..].starts_with(quote)) else {
            return Err(());
        };
        self.at += length + 2;
        Ok(())
    }

    /// What follows `import`.
    fn import(&mut self) -> Result<(), ()> {
        if !self.rest().starts_with(['"', '\'']) {
            if self.rest().starts_with(['{', '*']) {
                self.names()?;
            } else {
                self.word().ok_or(())?;
                if self.eat(",") {
                    self.names()?;
                }
            }
            if self.word() != Some("from") {
                // The end of the word is before what can't be there.
                self.at -= usize::from(self.at == self.text.len());
                return Err(());
            }
        }
        self.string()?;
        self.attributes()?;
        self.end()
    }

    /// `with { type: "json" }`
    fn attributes(&mut self) -> Result<(), ()> {
        let start = self.at;
        match self.word() {
            Some("with") => {
                let length = self.rest().find('}').ok_or(())?;
                self.at += length + 1;
                Ok(())
            }
            _ => {
                self.at = start;
                Ok(())
            }
        }
    }

    /// A statement ends with a semicolon or at the end of a line.
    fn end(&mut self) -> Result<(), ()> {
        let line = self.text[self.at..].lines().next().unwrap_or_default().trim();
        if line.is_empty() || line.starts_with([';', '/']) { Ok(()) } else { Err(()) }
    }

    /// `* as a` or `{a, b as c}`
    fn names(&mut self) -> Result<(), ()> {
        if self.eat("*") {
            return if self.word() == Some("as") && self.word().is_some() { Ok(()) } else { Err(()) };
        }
        if !self.eat("{") {
            return Err(());
        }
        while !self.eat("}") {
            if self.word().is_none() {
                self.string()?;
            }
            let start = self.at;
            if self.word() == Some("as") {
                if self.word().is_none() {
                    self.string()?;
                }
            } else {
                self.at = start;
            }
            if !self.eat(",") && !self.rest().starts_with('}') {
                return Err(());
            }
        }
        Ok(())
    }

    /// What follows `export`. What is exported is not read, only where it ends.
    fn export(&mut self) -> Result<(), ()> {
        if !self.rest().starts_with(['{', '*']) {
            match self.word() {
                Some("default" | "const" | "let" | "var" | "function" | "class" | "async") => {}
                _ => return Err(()),
            }
        }
        let mut depth = 0_usize;
        let mut quote: Option<char> = None;
        let mut escaped = false;
        for (at, char) in self.text[self.at..].char_indices() {
            let after = self.at + at + char.len_utf8();
            match (quote, char) {
                _ if escaped => escaped = false,
                (Some(_), '\\') => escaped = true,
                (Some(open), _) if char == open => quote = None,
                (Some('"' | '\''), '\n') => quote = None,
                (None, '"' | '\'' | '`') => quote = Some(char),
                (None, '(' | '[' | '{') => depth += 1,
                (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
                (None, '\n') if depth == 0 && begins_statement(&self.text[after..]) => {
                    self.at = after;
                    return Ok(());
                }
                _ => {}
            }
        }
        self.at = self.text.len();
        if depth == 0 && quote.is_none() { Ok(()) } else { Err(()) }
    }
}

fn begins_statement(text: &str) -> bool {
    ["import ", "export "].iter().any(|word| text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules() {
        for text in [
            "import a from 'b'",
            "import a from \"b\";",
            "import 'a.css'",
            "import * as a from 'b'",
            "import a, {b as c, default as d} from 'e' // f",
            "import {\n  a,\n\n  b\n} from 'c'",
            "import a from 'b'\nimport c from 'd'\nexport const e = 1",
            "import a from 'b' with { type: 'json' }",
            "export const a = () => {\n\n  return 1;\n};",
            "export default function A() { return <p>don't</p> }",
            "export {a} from 'b'",
            "export * from 'b'",
        ] {
            assert_eq!(read(text), Module::Valid(text.len()), "{text}");
        }
        assert_eq!(read("import a from 'b'\n\ntext"), Module::Valid(17));
    }

    #[test]
    fn what_is_not_a_module() {
        for text in [
            "import boto3",
            "import boto3\n\nboto3.client()",
            "import os, sys",
            "export AWS_REGION=ap-northeast-1",
            "export コマンドを使う",
            "import a from 'b'\ntext",
            "import a from b",
            "import the key from a file",
            "export the image",
            "import 'a' b",
        ] {
            assert_eq!(read(text), Module::Invalid, "{text}");
        }
    }
}
