//! Whether the text between braces is an expression of JavaScript, and which variables it reads.
//!
//! This is not a JavaScript parser. It reads the expressions that people write in notes and those that they did not
//! mean to write; whatever it does not know (functions, JSX, regular expressions) may be right.

use super::lexer::{NoTokens, Token, tokens};

/// What an expression is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Script<'t> {
    /// Not JavaScript.
    Invalid,
    /// Something that is not read here.
    Unknown,
    /// Nothing, or only comments.
    Empty,
    /// An expression. When it is evaluated, these variables are read.
    Expression(Vec<&'t str>, Shape),
}

/// What a reader sees of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// An object, which React can't show.
    Object,
    /// Numbers only.
    Numbers,
    /// Something else.
    Other,
}

/// Reads `text`, the content of braces.
pub(super) fn read(text: &str) -> Script<'_> {
    let tokens = match tokens(text) {
        Ok(tokens) if tokens.is_empty() => return Script::Empty,
        Ok(tokens) => tokens,
        Err(NoTokens::Invalid) => return Script::Invalid,
        Err(NoTokens::Unknown) => return Script::Unknown,
    };
    let mut reader = Reader { tokens: &tokens, at: 0, depth: 0, certain: true, variables: Vec::new() };
    let read = reader.sequence();
    match read.and_then(|()| if reader.peek().is_none() { Ok(()) } else { Err(NoTokens::Invalid) }) {
        Err(NoTokens::Invalid) => Script::Invalid,
        Err(NoTokens::Unknown) => Script::Unknown,
        Ok(()) => {
            let numbers = tokens.iter().all(|token| matches!(token, Token::Literal | Token::Mark("," | "-")))
                && !text.contains(['"', '\'', '`']);
            let object = matching(&tokens) == Some(tokens.len() - 1) && tokens[0] == Token::Mark("{");
            let shape = match () {
                () if object => Shape::Object,
                () if numbers => Shape::Numbers,
                () => Shape::Other,
            };
            Script::Expression(reader.variables, shape)
        }
    }
}

/// The index of the bracket that closes the one at the start of `tokens`.
fn matching(tokens: &[Token<'_>]) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Mark("(" | "[" | "{") => depth += 1,
            Token::Mark(")" | "]" | "}") => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Maximum nesting of brackets. What is nested deeper is not read.
const MAX_DEPTH: usize = 40;

type Read = Result<(), NoTokens>;

struct Reader<'t, 'a> {
    tokens: &'a [Token<'t>],
    at: usize,
    depth: usize,
    /// Whether what is read at this point is evaluated in any case.
    certain: bool,
    variables: Vec<&'t str>,
}

impl<'t> Reader<'t, '_> {
    fn peek(&self) -> Option<Token<'t>> {
        self.tokens.get(self.at).copied()
    }

    /// Skips the operator or bracket `mark`, if it is next.
    fn eat(&mut self, mark: &str) -> bool {
        let found = self.peek() == Some(Token::Mark(mark));
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, mark: &str) -> Read {
        if self.eat(mark) { Ok(()) } else { Err(NoTokens::Invalid) }
    }

    /// Reads with `read` what may not be evaluated.
    fn perhaps(&mut self, read: fn(&mut Self) -> Read) -> Read {
        let certain = std::mem::replace(&mut self.certain, false);
        let result = read(self);
        self.certain = certain;
        result
    }

    /// Expressions separated by commas.
    fn sequence(&mut self) -> Read {
        self.assignment()?;
        while self.eat(",") {
            self.assignment()?;
        }
        Ok(())
    }

    fn assignment(&mut self) -> Read {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(NoTokens::Unknown);
        }
        let start = self.at;
        self.operands()?;
        if self.eat("?") {
            self.perhaps(Self::assignment)?;
            self.expect(":")?;
            self.perhaps(Self::assignment)?;
        } else if let Some(Token::Mark("=>")) = self.peek() {
            return Err(NoTokens::Unknown);
        } else if let Some(Token::Mark(mark)) = self.peek()
            && mark.ends_with('=')
            && !matches!(mark, "==" | "===" | "!=" | "!==" | "<=" | ">=")
        {
            // `1 = 2`; what else can be assigned to is not decided here.
            if self.at == start + 1 && self.tokens[start] == Token::Literal {
                return Err(NoTokens::Invalid);
            }
            self.at += 1;
            self.assignment()?;
        }
        self.depth -= 1;
        Ok(())
    }

    /// Operands with binary operators between them.
    fn operands(&mut self) -> Read {
        self.operand()?;
        loop {
            match self.peek() {
                Some(Token::Mark("&&" | "||" | "??")) => {
                    self.at += 1;
                    self.perhaps(Self::operand)?;
                }
                Some(Token::Mark(
                    "+" | "-" | "*" | "/" | "%" | "**" | "==" | "!=" | "===" | "!==" | "<" | ">" | "<=" | ">=" | "<<"
                    | ">>" | ">>>" | "&" | "|" | "^",
                ))
                | Some(Token::Word("in" | "instanceof")) => {
                    self.at += 1;
                    self.operand()?;
                }
                _ => return Ok(()),
            }
        }
    }

    fn operand(&mut self) -> Read {
        match self.peek() {
            Some(Token::Mark("+" | "-" | "!" | "~")) | Some(Token::Word("void")) => {
                self.at += 1;
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    return Err(NoTokens::Unknown);
                }
                self.operand()?;
                self.depth -= 1;
                Ok(())
            }
            Some(Token::Mark("++" | "--" | "<")) => Err(NoTokens::Unknown),
            _ => {
                self.primary()?;
                self.accesses()
            }
        }
    }

    fn primary(&mut self) -> Read {
        let Some(token) = self.peek() else { return Err(NoTokens::Invalid) };
        let start = self.at;
        self.at += 1;
        match token {
            Token::Literal => Ok(()),
            Token::Word("this" | "null" | "true" | "false") => Ok(()),
            Token::Word(
                "new" | "function" | "class" | "async" | "await" | "super" | "import" | "typeof" | "delete" | "get"
                | "set",
            ) => Err(NoTokens::Unknown),
            Token::Word(word) if is_reserved(word) => Err(NoTokens::Invalid),
            Token::Word(word) => {
                if self.certain {
                    self.variables.push(word);
                }
                Ok(())
            }
            Token::Mark("(") => {
                let rest = &self.tokens[start..];
                if matching(rest).and_then(|end| rest.get(end + 1)) == Some(&Token::Mark("=>")) {
                    return Err(NoTokens::Unknown);
                }
                self.sequence()?;
                self.expect(")")
            }
            Token::Mark("[") => self.elements("]"),
            Token::Mark("{") => self.properties(),
            Token::Mark(_) => Err(NoTokens::Invalid),
        }
    }

    /// The elements of an array or the arguments of a call, up to the bracket `end`.
    fn elements(&mut self, end: &str) -> Read {
        loop {
            while end == "]" && self.eat(",") {}
            if self.eat(end) {
                return Ok(());
            }
            self.eat("...");
            self.assignment()?;
            if !self.eat(",") {
                return self.expect(end);
            }
        }
    }

    /// The properties of an object.
    fn properties(&mut self) -> Read {
        loop {
            if self.eat("}") {
                return Ok(());
            }
            if self.eat("...") {
                self.assignment()?;
            } else {
                self.property()?;
            }
            if !self.eat(",") {
                return self.expect("}");
            }
        }
    }

    fn property(&mut self) -> Read {
        let Some(name) = self.peek() else { return Err(NoTokens::Invalid) };
        self.at += 1;
        let next = self.peek();
        match name {
            // A getter, a setter or a method.
            _ if next == Some(Token::Mark("(")) => return Err(NoTokens::Unknown),
            Token::Word("get" | "set" | "async" | "static") if !matches!(next, Some(Token::Mark(_))) => {
                return Err(NoTokens::Unknown);
            }
            Token::Word(_) if next == Some(Token::Mark("=")) => return Err(NoTokens::Unknown),
            Token::Mark("[" | "*") => return Err(NoTokens::Unknown),
            Token::Mark(_) => return Err(NoTokens::Invalid),
            Token::Word(word) if matches!(next, Some(Token::Mark("," | "}"))) => {
                if is_reserved(word) {
                    return Err(NoTokens::Invalid);
                }
                if self.certain {
                    self.variables.push(word);
                }
                return Ok(());
            }
            Token::Word(_) | Token::Literal => {}
        }
        self.expect(":")?;
        self.assignment()
    }

    /// Properties, calls and what else can follow an operand.
    fn accesses(&mut self) -> Read {
        loop {
            match self.peek() {
                Some(Token::Mark(".")) => {
                    self.at += 1;
                    let Some(Token::Word(_)) = self.peek() else { return Err(NoTokens::Invalid) };
                    self.at += 1;
                }
                Some(Token::Mark("?.")) => return Err(NoTokens::Unknown),
                Some(Token::Mark("[")) => {
                    self.at += 1;
                    self.sequence()?;
                    self.expect("]")?;
                }
                Some(Token::Mark("(")) => {
                    self.at += 1;
                    self.elements(")")?;
                }
                Some(Token::Mark("++" | "--")) => return Err(NoTokens::Unknown),
                _ => return Ok(()),
            }
        }
    }
}

/// Whether `word` can't be the name of a variable in a module.
fn is_reserved(word: &str) -> bool {
    const RESERVED: [&str; 36] = [
        "break",
        "case",
        "catch",
        "class",
        "const",
        "continue",
        "debugger",
        "default",
        "delete",
        "do",
        "else",
        "enum",
        "export",
        "extends",
        "finally",
        "for",
        "function",
        "if",
        "implements",
        "import",
        "in",
        "instanceof",
        "interface",
        "let",
        "new",
        "package",
        "private",
        "protected",
        "public",
        "return",
        "static",
        "switch",
        "throw",
        "try",
        "var",
        "while",
    ];
    RESERVED.contains(&word)
        || matches!(word, "with" | "super" | "typeof" | "void" | "this" | "null" | "true" | "false")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_invalid(text: &str) -> bool {
        read(text) == Script::Invalid
    }

    #[test]
    fn what_is_not_javascript() {
        for text in [
            "AWS::Region",
            "\"a\": 1",
            "a: 1",
            "#id",
            "user name",
            "バケット名 を",
            "5ms",
            "...",
            "a..b",
            "'",
            "a,",
            "if",
            "% raw %",
            "{ .Values.x }",
            "1,2,",
            "@x",
            "アカウント、リージョン",
            "a b",
            "",
            "2024-01-01",
            "[1",
            "a)",
            "=",
            "a=",
        ] {
            assert_eq!(is_invalid(text), !text.is_empty(), "{text}");
        }
    }

    #[test]
    fn what_may_be_javascript() {
        for text in [
            "a => b",
            "(a, b) => a",
            "() => {}",
            "<b>x</b>",
            "/x/.test(a)",
            "`${a}`",
            "function () {}",
            "new Date()",
            "async () => 1",
            "a?.b",
            "0x1f",
            "1_000",
        ] {
            assert_eq!(read(text), Script::Unknown, "{text}");
        }
    }

    #[test]
    fn variables_that_are_read_in_any_case() {
        let cases: [(&str, &[&str]); 9] = [
            ("region", &["region"]),
            ("バケット名", &["バケット名"]),
            ("a && b", &["a"]),
            ("a ? b : c", &["a"]),
            ("props.a[b].c(d)", &["props", "b", "d"]),
            ("{a, b: c}", &["a", "c"]),
            ("[a, ...b]", &["a", "b"]),
            ("'a' + 1", &[]),
            ("a/*b*/ + c // d", &["a", "c"]),
        ];
        for (text, expected) in cases {
            let Script::Expression(variables, _) = read(text) else { panic!("{text}") };
            assert_eq!(variables, expected, "{text}");
        }
    }

    #[test]
    fn what_readers_see() {
        let shape = |text| match read(text) {
            Script::Expression(_, shape) => shape,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(shape("{a: 1}"), Shape::Object);
        assert_eq!(shape("{}"), Shape::Object);
        assert_eq!(shape("{}.a"), Shape::Other);
        assert_eq!(shape("1,3"), Shape::Numbers);
        assert_eq!(shape("' '"), Shape::Other);
        assert_eq!(read(" /* x */ "), Script::Empty);
    }
}
