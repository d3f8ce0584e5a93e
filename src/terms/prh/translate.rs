//! Translates JavaScript patterns to the syntax of the `regex` and `fancy_regex` crates.

use super::syntax::{CharClass, Flags, Item, PatternError, PatternNode};

/// The translated pattern, and whether it needs `fancy_regex`, which supports look-around and back references.
///
/// # Errors
/// If a Unicode property has an invalid name.
pub(super) fn translate(node: &PatternNode, flags: Flags) -> Result<(String, bool), PatternError> {
    let fancy = needs_steps_back(node);
    let flag_text = if flags.any_case { "(?mi)" } else { "(?m)" };
    let mut writer = Writer { text: flag_text.to_owned(), fancy, dot_all: flags.dot_all };
    writer.node(node)?;
    Ok((writer.text, fancy))
}

fn needs_steps_back(node: &PatternNode) -> bool {
    match node {
        PatternNode::Look { .. } | PatternNode::Back(_) => true,
        PatternNode::Group(_, node) | PatternNode::Repeat { node, .. } => needs_steps_back(node),
        PatternNode::Concat(nodes) | PatternNode::Alternation(nodes) => nodes.iter().any(needs_steps_back),
        _ => false,
    }
}

struct Writer {
    text: String,
    fancy: bool,
    dot_all: bool,
}

/// White space and line terminators of ECMA-262, sections 12.2 and 12.3.
const SPACES: &str = "\t\n\u{b}\u{c}\r \u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}\u{feff}";

impl Writer {
    fn node(&mut self, node: &PatternNode) -> Result<(), PatternError> {
        match node {
            PatternNode::Char(char) => self.char(*char),
            PatternNode::CharClass(class) => self.class(class)?,
            PatternNode::Any if self.dot_all => self.text.push_str("(?s:.)"),
            PatternNode::Any => self.text.push_str("[^\n\r\u{2028}\u{2029}]"),
            PatternNode::Group(captures, node) => self.within(if *captures { "(" } else { "(?:" }, node)?,
            PatternNode::Concat(nodes) => nodes.iter().try_for_each(|node| self.part(node))?,
            PatternNode::Alternation(nodes) => {
                for (index, node) in nodes.iter().enumerate() {
                    self.text.push_str(if index > 0 { "|" } else { "" });
                    self.node(node)?;
                }
            }
            PatternNode::Repeat { node, min, max, greedy } => {
                self.part(node)?;
                let max = max.map(|max| max.to_string()).unwrap_or_default();
                self.text.extend(["{", &*min.to_string(), ",", &*max, "}", if *greedy { "" } else { "?" }]);
            }
            PatternNode::Look { is_behind, negative, node } => {
                let open = match (is_behind, negative) {
                    (false, false) => "(?=",
                    (false, true) => "(?!",
                    (true, false) => "(?<=",
                    (true, true) => "(?<!",
                };
                self.within(open, node)?;
            }
            PatternNode::Start => self.text.push('^'),
            PatternNode::End => self.text.push('$'),
            PatternNode::Boundary(negated) => self.boundary(*negated),
            // In JavaScript, a group that did not take part matches the empty text.
            PatternNode::Back(group) => {
                let group = group.to_string();
                self.text.extend(["(?(", &*group, ")\\", &*group, "|)"]);
            }
        }
        Ok(())
    }

    fn within(&mut self, open: &str, node: &PatternNode) -> Result<(), PatternError> {
        self.text.push_str(open);
        self.node(node)?;
        self.text.push(')');
        Ok(())
    }

    /// Writes a node that has neighbours, in a group if necessary.
    fn part(&mut self, node: &PatternNode) -> Result<(), PatternError> {
        match node {
            PatternNode::Alternation(_) | PatternNode::Concat(_) | PatternNode::Repeat { .. } => {
                self.within("(?:", node)
            }
            _ => self.node(node),
        }
    }

    fn char(&mut self, char: char) {
        if r"\.+*?()|[]{}^$#".contains(char) {
            self.text.push('\\');
        }
        self.text.push(char);
    }

    /// `\b` uses ASCII word characters only: `s3` has boundaries in `とs3は`.
    fn boundary(&mut self, negated: bool) {
        const WORD: &str = "[0-9A-Za-z_]";
        let text = match (self.fancy, negated) {
            (false, false) => r"(?-u:\b)".to_owned(),
            (false, true) => r"(?-u:\B)".to_owned(),
            (true, false) => format!("(?:(?<={WORD})(?!{WORD})|(?<!{WORD})(?={WORD}))"),
            (true, true) => format!("(?:(?<={WORD})(?={WORD})|(?<!{WORD})(?!{WORD}))"),
        };
        self.text.push_str(&text);
    }

    fn class(&mut self, class: &CharClass) -> Result<(), PatternError> {
        if class.items.is_empty() {
            self.text.push_str(if class.negated { "(?s:.)" } else { "[a&&b]" });
            return Ok(());
        }
        self.text.push_str(if class.negated { "[^" } else { "[" });
        for item in &class.items {
            match item {
                Item::Range(from, to) => {
                    self.in_class(*from);
                    if from != to {
                        self.text.push('-');
                        self.in_class(*to);
                    }
                }
                Item::Shorthand('d') => self.text.push_str("0-9"),
                Item::Shorthand('D') => self.text.push_str("[^0-9]"),
                Item::Shorthand('w') => self.text.push_str("0-9A-Za-z_"),
                Item::Shorthand('W') => self.text.push_str("[^0-9A-Za-z_]"),
                Item::Shorthand('s') => self.text.push_str(SPACES),
                Item::Shorthand(_) => self.text.extend(["[^", SPACES, "]"]),
                Item::Property(name, negated) => {
                    let letter = if *negated { "P" } else { "p" };
                    let plain = |char: char| char.is_ascii_alphanumeric() || char == '_' || char == '=';
                    if name.is_empty() || !name.chars().all(plain) {
                        return Err(PatternError::Unknown(format!("\\{letter}{{{name}}}")));
                    }
                    self.text.extend(["\\", letter, "{", name, "}"]);
                }
            }
        }
        self.text.push(']');
        Ok(())
    }

    fn in_class(&mut self, char: char) {
        if r"\[]^-&~".contains(char) {
            self.text.push('\\');
        }
        self.text.push(char);
    }
}
