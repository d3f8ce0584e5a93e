//! Splits lines of code into commands and words, like a shell.
//!
//! The reader takes time linear in the code: it looks ahead on one line only, except for the end of a quoted word,
//! which it looks for a limited number of times.

use crate::markdown::commands::blocks::{Dialect, Line};
use crate::markdown::commands::built::Built;
use crate::markdown::commands::command::WordData;
use crate::markdown::commands::heredoc::Heredoc;
use crate::text::slice::Slice as _;

/// How deep `$(…)` may be nested. Anything deeper is text.
const DEPTH: u8 = 8;
/// How many lines a quoted word may have.
const QUOTED_LINES: usize = 100;
/// How often the end of a quoted word may be missing in a block. Its quotes are apostrophes then.
const UNCLOSED: u8 = 16;
/// How long a command in `"$(…)"` may be, in bytes.
const NESTED: usize = 500;
/// How long a placeholder may be, in bytes.
const PLACEHOLDER: usize = 60;

/// Reads the commands of a code block or code span.
#[derive(Debug)]
pub(super) struct Reader<'s> {
    source: &'s str,
    lines: &'s [Line],
    dialect: Dialect,
    /// The line that is read, the place on it, and the end of its text.
    line: usize,
    at: usize,
    end: usize,
    /// Whether the line is continued on the next one.
    continues: bool,
    heredocs: Vec<Heredoc>,
    found: Vec<Vec<WordData>>,
    unclosed: u8,
}

impl<'s> Reader<'s> {
    pub(super) fn new(source: &'s str, lines: &'s [Line], dialect: Dialect) -> Self {
        Self {
            source,
            lines,
            dialect,
            line: 0,
            at: 0,
            end: 0,
            continues: false,
            heredocs: Vec::new(),
            found: Vec::new(),
            unclosed: 0,
        }
    }

    /// Reads the commands that begin on the line with index `line`, from byte `at` on.
    pub(super) fn read(&mut self, line: usize, at: usize) {
        self.enter(line, at);
        self.commands(None, 0);
        self.line += 1;
        for heredoc in std::mem::take(&mut self.heredocs) {
            self.line = heredoc.end(self.source, self.lines, self.line);
        }
    }

    /// The line after the commands that were read.
    pub(super) fn next_line(&self) -> usize {
        self.line
    }

    /// The words of each command that was read.
    pub(super) fn take(&mut self) -> Vec<Vec<WordData>> {
        std::mem::take(&mut self.found)
    }

    /// Goes to byte `at` of the line with index `line`.
    fn enter(&mut self, line: usize, at: usize) {
        let end = self.lines.get(line).map_or(at, |line| line.end).max(at);
        let text = self.source.part(at..end);
        let trimmed = text.trim_end_matches([' ', '\t']);
        let continued = match self.dialect {
            Dialect::Posix => trimmed.strip_suffix('\\').filter(|before| !before.ends_with('\\')),
            Dialect::PowerShell => trimmed.strip_suffix('`').or_else(|| trimmed.strip_suffix(" \\")),
            Dialect::Batch => trimmed.strip_suffix('^').or_else(|| trimmed.strip_suffix(" \\")),
        };
        // Blocks without a language may be for any shell.
        let continued = continued.or_else(|| trimmed.strip_suffix(" ^")).or_else(|| trimmed.strip_suffix(" `"));
        (self.line, self.at) = (line, at);
        self.continues = continued.is_some() && line + 1 < self.lines.len();
        self.end = at + continued.map_or(text.len(), str::len);
    }

    /// Goes to the next line if this one is continued.
    fn follow(&mut self) -> bool {
        if self.at < self.end || !self.continues {
            return false;
        }
        self.enter_next();
        true
    }

    fn enter_next(&mut self) {
        let line = self.line + 1;
        let Some(Line { start, end }) = self.lines.get(line).copied() else { return };
        let text = self.source.part(start..end);
        let inner = text.trim_start_matches([' ', '\t']);
        // The prompt of a continued line.
        let command = inner.strip_prefix("> ").or_else(|| inner.strip_prefix(">> ")).unwrap_or(inner);
        self.enter(line, start + text.len() - command.len());
    }

    fn rest(&self) -> &'s str {
        self.source.part(self.at..self.end)
    }

    fn peek(&self) -> Option<char> {
        self.rest_char(0)
    }

    /// The character `bytes` after the place.
    fn rest_char(&self, bytes: usize) -> Option<char> {
        let at = self.at + bytes;
        if at >= self.end {
            return None;
        }
        self.source.get(at..self.end)?.chars().next()
    }

    fn skip(&mut self, char: char) {
        self.at += char.len_utf8();
    }

    /// Skips letters, digits and signs that mean nothing to a shell.
    fn skip_plain(&mut self) {
        let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_./:,=@".contains(byte);
        self.at += self.rest().bytes().take_while(|byte| is_plain(byte)).count();
    }

    fn skip_space(&mut self) {
        loop {
            self.at = self.end - self.rest().trim_start_matches([' ', '\t']).len();
            if !self.follow() {
                return;
            }
        }
    }

    /// Reads commands up to `until`, which is skipped, or to the end of the line.
    fn commands(&mut self, until: Option<char>, depth: u8) {
        let mut words = Vec::new();
        loop {
            self.skip_space();
            let Some(char) = self.peek() else { break };
            if Some(char) == until {
                self.skip(char);
                break;
            }
            match char {
                '&' if self.rest().starts_with("&>") => {
                    self.skip(char);
                    self.redirect(until, depth);
                }
                '|' | ';' | '&' | '(' | ')' => {
                    self.skip(char);
                    self.finish(&mut words);
                }
                '<' if self.placeholder().is_none() => self.redirect(until, depth),
                '>' => self.redirect(until, depth),
                '#' if self.dialect != Dialect::Batch => {
                    self.at = self.end;
                    self.continues = false;
                }
                _ => {
                    let word = self.word(until, depth);
                    let is_number = |word: &WordData| word.text(self.source).bytes().all(|byte| byte.is_ascii_digit());
                    // `2>`
                    let redirects = matches!(self.peek(), Some('>' | '<')) && word.span.end as usize == self.at;
                    if !(redirects && is_number(&word)) {
                        words.push(word);
                    }
                }
            }
        }
        self.finish(&mut words);
    }

    fn finish(&mut self, words: &mut Vec<WordData>) {
        if !words.is_empty() {
            self.found.push(std::mem::take(words));
        }
    }

    /// Skips a redirection and its target.
    fn redirect(&mut self, until: Option<char>, depth: u8) {
        let rest = self.rest();
        let operator = rest.trim_start_matches(['<', '>']);
        let heredoc = rest.starts_with("<<") && !rest.starts_with("<<<");
        let operator = if heredoc { operator.strip_prefix('-').unwrap_or(operator) } else { operator };
        let operator = operator.strip_prefix(['&', '|']).unwrap_or(operator);
        self.at += rest.len() - operator.len();
        self.at = self.end - self.rest().trim_start_matches([' ', '\t']).len();
        if self.peek().is_none_or(|char| Some(char) == until || matches!(char, '|' | ';' | '&' | '<' | '>')) {
            return;
        }
        let word = self.word(until, depth);
        if heredoc && depth == 0 {
            self.heredocs.push(Heredoc { delimiter: word.text(self.source).to_owned() });
        }
    }

    /// The length of the placeholder (`<name>`) that begins here.
    fn placeholder(&self) -> Option<usize> {
        let rest = self.rest();
        let inside = rest.strip_prefix('<')?;
        let inside = inside.head(inside.floor_char_boundary(PLACEHOLDER));
        let close = inside.find('>')?;
        let name = inside.head(close);
        let is_name = !name.is_empty() && !name.starts_with([' ', '(', '&', '/', '.', '<']) && !name.ends_with(' ');
        (is_name && !(name.contains(['|', ';']) && name.contains(' '))).then_some(close + 2)
    }

    fn word(&mut self, until: Option<char>, depth: u8) -> WordData {
        let start = self.at;
        let mut word = Built::at(start);
        let mut open = 0_usize;
        loop {
            self.skip_plain();
            let Some(char) = self.peek() else { break };
            if Some(char) == until || matches!(char, ' ' | '\t' | '|' | ';' | '&' | '>') {
                break;
            }
            match char {
                '<' => match self.placeholder() {
                    Some(length) => {
                        self.at += length;
                        word.varies = true;
                    }
                    None => break,
                },
                '\'' | '"' => self.quoted(char, &mut word, depth),
                '`' if self.dialect == Dialect::Posix && until != Some('`') => {
                    self.skip(char);
                    if depth < DEPTH && self.rest().contains('`') {
                        self.commands(Some('`'), depth + 1);
                        word.varies = true;
                    }
                }
                '$' => {
                    self.skip(char);
                    word.varies = true;
                    self.after_dollar(depth);
                }
                '\\' | '`' | '^' if self.is_escape(char) => {
                    word.flush(self.source, self.at);
                    self.skip(char);
                    word.from = self.at;
                    if let Some(escaped) = self.peek() {
                        self.skip(escaped);
                    }
                }
                ')' if open == 0 => break,
                '(' | ')' => {
                    open = if char == '(' { open + 1 } else { open - 1 };
                    self.skip(char);
                }
                _ => {
                    word.varies |= matches!(char, '[' | ']' | '{' | '}' | '*' | '%' | '…');
                    self.skip(char);
                }
            }
        }
        word.finish(self.source, start, self.at)
    }

    fn is_escape(&self, char: char) -> bool {
        let escape = match self.dialect {
            Dialect::Posix => '\\',
            Dialect::PowerShell => '`',
            Dialect::Batch => '^',
        };
        char == escape
    }

    /// Reads what follows `$`: `(…)` or `{…}`.
    fn after_dollar(&mut self, depth: u8) {
        match self.peek() {
            Some('(') if depth < DEPTH => {
                self.skip('(');
                self.commands(Some(')'), depth + 1);
            }
            Some('{') => {
                let rest = self.rest();
                let near = rest.head(rest.floor_char_boundary(200));
                self.at += near.find('}').map_or(1, |close| close + 1);
            }
            _ => {}
        }
    }

    /// Reads a part of `word` in quotes. Without the closing one, it is a character of the word.
    fn quoted(&mut self, quote: char, word: &mut Built, depth: u8) {
        let Some(last) = self.closing_line(quote) else {
            self.skip(quote);
            return;
        };
        word.flush(self.source, self.at);
        word.quoted = true;
        self.skip(quote);
        word.from = self.at;
        loop {
            self.skip_plain();
            let Some(char) = self.peek() else {
                // The text of the line ends before the sign that continues it.
                word.flush(self.source, self.at);
                if self.line >= last {
                    break;
                }
                word.push('\n');
                self.enter_next();
                word.from = self.at;
                continue;
            };
            match char {
                char if char == quote => {
                    word.flush(self.source, self.at);
                    self.skip(quote);
                    break;
                }
                '\\' | '`' if quote == '"' && self.is_escape(char) => {
                    word.flush(self.source, self.at);
                    self.skip(char);
                    word.from = self.at;
                    if let Some(escaped) = self.peek() {
                        self.skip(escaped);
                    }
                }
                '$' if quote == '"' => {
                    self.skip(char);
                    word.varies = true;
                    let near = || self.rest().head(self.rest().floor_char_boundary(NESTED));
                    if self.peek() == Some('(') && near().contains(')') {
                        self.after_dollar(depth);
                    }
                }
                _ => self.skip(char),
            }
        }
        word.from = self.at;
    }

    /// The line with the quote that closes the one here.
    fn closing_line(&mut self, quote: char) -> Option<usize> {
        let escapes = |before: &str| {
            let escape = if self.dialect == Dialect::PowerShell { '`' } else { '\\' };
            quote == '"' && (before.len() - before.trim_end_matches(escape).len()) % 2 == 1
        };
        let closes = |text: &str| {
            let unescaped = |at: &usize| !escapes(text.head(*at));
            text.match_indices(quote).map(|(at, _)| at).find(unescaped).is_some()
        };
        if closes(self.rest().tail(quote.len_utf8())) {
            return Some(self.line);
        }
        if self.unclosed >= UNCLOSED {
            return None;
        }
        let following = self.lines.get(self.line + 1..).unwrap_or_default().iter().take(QUOTED_LINES);
        let found = following.into_iter().position(|line| closes(self.source.part(line.start..line.end)));
        if found.is_none() {
            self.unclosed += 1;
        }
        found.map(|lines| self.line + 1 + lines)
    }
}
