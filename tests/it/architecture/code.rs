//! Source files as tokens. Comments are left out, macros are read like other code, and code after a test module is
//! found.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A path in a source file, such as `crate::text::source::Span`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedPath {
    /// The line, from 1.
    pub(super) line: usize,
    /// The path as written, with `use` groups expanded; a glob is `*`.
    pub(super) path: Vec<String>,
    /// The inline modules that contain it.
    pub(super) scope: Vec<String>,
    /// The name it gets from `pub use`.
    pub(super) exported_as: Option<String>,
}

/// What a file declares and uses.
#[derive(Debug, Default)]
pub(super) struct Code {
    pub(super) named: Vec<NamedPath>,
    /// `mod x;`, and whether it is only for tests.
    pub(super) children: Vec<(String, bool)>,
    /// Macros exported to the crate root.
    pub(super) macros: Vec<String>,
    /// Identifiers outside `use`.
    pub(super) idents: BTreeSet<String>,
    /// All tokens outside tests, in order.
    pub(super) tokens: Vec<String>,
}

impl Code {
    /// Parses `text`, a Rust source file.
    pub(super) fn of(text: &str) -> Self {
        let stream: TokenStream = text.parse().expect("a source file is Rust");
        let mut code = Self::default();
        code.read(stream, &[], false);
        code
    }

    /// Whether the code outside tests contains `needle`, compared token by token.
    pub(super) fn has(&self, needle: &str) -> bool {
        let needle = split(needle);
        self.tokens.windows(needle.len()).any(|tokens| tokens == needle)
    }

    fn read(&mut self, stream: TokenStream, scope: &[String], mut in_test: bool) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let around = in_test;
        let mut at = 0;
        while at < tokens.len() {
            in_test |= is_test_attribute(&tokens[at..]);
            match &tokens[at] {
                TokenTree::Ident(word) if word == "use" && !is_punct(tokens.get(at + 1), '<') => {
                    let end = (at..tokens.len()).find(|&at| is_punct(tokens.get(at), ';')).unwrap_or(tokens.len());
                    let exports = is_exported(&tokens[..at]);
                    self.take_use(&tokens[at + 1..end], &[], scope, exports);
                    if !in_test {
                        self.tokens.extend(tokens[at..end].iter().map(ToString::to_string));
                    }
                    at = end;
                    continue;
                }
                TokenTree::Ident(word) if word == "mod" => match (tokens.get(at + 1), tokens.get(at + 2)) {
                    (Some(TokenTree::Ident(name)), Some(TokenTree::Group(body))) => {
                        let scope = [scope, &[name.to_string()]].concat();
                        self.read(body.stream(), &scope, in_test);
                        in_test = around;
                        at += 3;
                        continue;
                    }
                    (Some(TokenTree::Ident(name)), next) if is_punct(next, ';') => {
                        self.children.push((name.to_string(), in_test));
                    }
                    _ => {}
                },
                // `pub(in crate::layer)` is not a use of the layer.
                TokenTree::Ident(_) if at == 1 && is_word(&tokens[0], "in") => {}
                TokenTree::Ident(first) if at == 0 || !ends_path(&tokens[..at]) => {
                    let path = path_at(&tokens[at..]);
                    if path.len() > 1 {
                        let line = first.span().start().line;
                        self.named.push(NamedPath { line, path, scope: scope.to_vec(), exported_as: None });
                    }
                    if first == "macro_rules" && is_exported_macro(&tokens[..at]) {
                        self.macros.extend(tokens.get(at + 2).map(ToString::to_string));
                    }
                }
                _ => {}
            }
            self.take_token(&tokens[at], in_test);
            if let TokenTree::Group(group) = &tokens[at] {
                self.read_group(group.stream(), group.delimiter(), scope, in_test);
            }
            // An attribute applies up to a `;` or a body in braces.
            let braces = matches!(&tokens[at], TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
            if braces || is_punct(tokens.get(at), ';') {
                in_test = around;
            }
            at += 1;
        }
    }

    fn read_group(&mut self, stream: TokenStream, delimiter: Delimiter, scope: &[String], in_test: bool) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::None => ("«", "»"),
        };
        if !in_test {
            self.tokens.push(open.to_owned());
        }
        self.read(stream, scope, in_test);
        if !in_test {
            self.tokens.push(close.to_owned());
        }
    }

    fn take_token(&mut self, token: &TokenTree, in_test: bool) {
        match token {
            TokenTree::Group(_) => return,
            TokenTree::Ident(word) => drop(self.idents.insert(word.to_string())),
            _ => {}
        }
        if !in_test {
            self.tokens.push(token.to_string());
        }
    }

    /// Expands a `use` tree: `a::{b, c as d, e::*}`.
    fn take_use(&mut self, tokens: &[TokenTree], before: &[String], scope: &[String], exports: bool) {
        let mut path = before.to_vec();
        let mut line = 0;
        let mut name = None;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Ident(word) if word == "as" => {
                    name = tokens.get(at + 1).map(ToString::to_string);
                    at += 1;
                }
                TokenTree::Ident(word) => {
                    line = word.span().start().line;
                    path.push(word.to_string());
                }
                TokenTree::Punct(mark) if mark.as_char() == '*' => {
                    line = mark.span().start().line;
                    path.push("*".to_owned());
                }
                TokenTree::Group(group) => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    for item in inner.split(|token| is_punct(Some(token), ',')) {
                        self.take_use(item, &path, scope, exports);
                    }
                    return;
                }
                _ => {}
            }
            at += 1;
        }
        if path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        if path.len() > before.len().min(1) && line > 0 {
            let exported_as = name.or(path.last().cloned()).filter(|_| exports);
            self.named.push(NamedPath { line, path, scope: scope.to_vec(), exported_as });
        }
    }
}

/// `needle` as tokens: words, string literals, single punctuation characters.
fn split(needle: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = needle;
    while let Some(first) = rest.chars().next() {
        let is_word = |char: char| char.is_alphanumeric() || char == '_';
        let length = match first {
            '"' => rest[1..].find('"').map_or(rest.len(), |end| end + 2),
            first if is_word(first) => rest.find(|char| !is_word(char)).unwrap_or(rest.len()),
            first => first.len_utf8(),
        };
        tokens.push(rest[..length].to_owned());
        rest = rest[length..].trim_start();
    }
    tokens
}

fn is_punct(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

/// Whether the next word continues a path, because `::` precedes it.
fn ends_path(before: &[TokenTree]) -> bool {
    before.len() > 1 && is_punct(before.last(), ':') && is_punct(before.get(before.len() - 2), ':')
}

/// The words of the path at the start of `tokens`.
fn path_at(tokens: &[TokenTree]) -> Vec<String> {
    let mut path = Vec::new();
    let mut at = 0;
    while let Some(TokenTree::Ident(word)) = tokens.get(at) {
        path.push(word.to_string());
        if !(is_punct(tokens.get(at + 1), ':') && is_punct(tokens.get(at + 2), ':')) {
            break;
        }
        at += 3;
    }
    path
}

/// Whether `tokens` start with `#[cfg(test)]` or `#[test]`.
fn is_test_attribute(tokens: &[TokenTree]) -> bool {
    let [TokenTree::Punct(hash), TokenTree::Group(group), ..] = tokens else { return false };
    let attribute = group.stream().to_string().replace(' ', "");
    hash.as_char() == '#' && (attribute == "cfg(test)" || attribute == "test" || attribute.starts_with("cfg(all(test,"))
}

/// Whether the item after `before` is `pub`, with any visibility.
fn is_exported(before: &[TokenTree]) -> bool {
    let is_pub = |token: Option<&TokenTree>| token.is_some_and(|token| is_word(token, "pub"));
    match before.last() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
            is_pub(before.len().checked_sub(2).and_then(|at| before.get(at)))
        }
        last => is_pub(last),
    }
}

fn is_exported_macro(before: &[TokenTree]) -> bool {
    let attribute = before.iter().rev().take_while(|token| !is_punct(Some(token), ';'));
    let mut groups = attribute.filter_map(|token| match token {
        TokenTree::Group(group) => Some(group),
        _ => None,
    });
    groups.next().is_some_and(|group| {
        let mut words = group.stream().into_iter();
        words.next().is_some_and(|word| is_word(&word, "macro_export"))
    })
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}
