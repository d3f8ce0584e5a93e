//! Matches a pattern: simple ones character by character, others with a regular expression.

use std::ops::Range;
use std::sync::OnceLock;

use super::syntax::{CharClass, Flags, Item, PatternError, PatternNode};
use super::translate;

use crate::text::whitespace::{Whitespace as _, is_unicode_space};

/// The maximum number of backtracking steps of a pattern with look-around in one block of text.
const BACKTRACKS: usize = 200_000;

/// A pattern that is ready to match.
#[derive(Debug)]
pub(super) struct PatternMatcher {
    how: How,
}

#[derive(Debug)]
enum How {
    /// The first sequence that matches wins. Most patterns are this simple and need no compilation.
    Sequences(Vec<Vec<Step>>),
    /// Compiled on first use, or at once if compilation may fail.
    Regex { text: String, fancy: bool, built: OnceLock<Option<Built>> },
}

#[derive(Debug)]
enum Step {
    Char(char),
    Class(CharClass),
    /// `\b`, or `\B` if true.
    Boundary(bool),
}

#[derive(Debug)]
enum Built {
    Linear(regex::Regex),
    Fancy(Box<fancy_regex::Regex>),
}

/// A match: its range and those of its groups in bytes. The first item is group 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PatternMatch {
    pub(super) range: Range<usize>,
    pub(super) groups: Vec<Option<Range<usize>>>,
}

/// A pattern took too many steps in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GaveUp;

impl PatternMatcher {
    /// Builds the matcher for `node`.
    ///
    /// # Errors
    /// If the regular expression engine rejects the pattern.
    pub(super) fn new(node: &PatternNode, flags: Flags) -> Result<Self, PatternError> {
        if let Some(sequences) = sequences(node).filter(|_| !flags.any_case) {
            return Ok(Self { how: How::Sequences(sequences) });
        }
        let (text, fancy) = translate::translate(node, flags)?;
        let built = OnceLock::new();
        if !is_sure(node) {
            let _ = built.set(Some(build(&text, fancy)?));
        }
        Ok(Self { how: How::Regex { text, fancy, built } })
    }

    /// All non-overlapping matches in `text`, in order. Empty matches are left out.
    pub(super) fn find(&self, text: &str) -> Result<Vec<PatternMatch>, GaveUp> {
        match &self.how {
            How::Sequences(sequences) => Ok(find_sequences(sequences, text)),
            How::Regex { text: pattern, fancy, built } => {
                let built = built.get_or_init(|| build(pattern, *fancy).ok());
                built.as_ref().ok_or(GaveUp)?.find(text)
            }
        }
    }
}

fn build(text: &str, fancy: bool) -> Result<Built, PatternError> {
    if !fancy {
        return regex::Regex::new(text).map(Built::Linear).map_err(|error| PatternError::Engine(last_line(&error)));
    }
    let mut builder = fancy_regex::RegexBuilder::new(text);
    let built = builder.backtrack_limit(BACKTRACKS).build();
    built.map(Box::new).map(Built::Fancy).map_err(|error| PatternError::Engine(last_line(&error)))
}

/// The last line of an engine's message. The lines before it show the translated pattern, which the user did not write.
fn last_line(error: &impl ToString) -> String {
    let text = error.to_string();
    let line = text.printed_lines().last().unwrap_or_default();
    line.trim_start_matches("error: ").to_owned()
}

impl Built {
    fn find(&self, text: &str) -> Result<Vec<PatternMatch>, GaveUp> {
        let mut found = Vec::new();
        match self {
            Self::Linear(regex) => {
                for captures in regex.captures_iter(text) {
                    let range = |at| captures.get(at).map(|group| group.range());
                    found.extend(
                        range(0)
                            .map(|all| PatternMatch { range: all, groups: (1..captures.len()).map(range).collect() }),
                    );
                }
            }
            Self::Fancy(regex) => {
                for captures in regex.captures_iter(text) {
                    let captures = captures.map_err(|_| GaveUp)?;
                    let range = |at| captures.get(at).map(|group| group.range());
                    found.extend(
                        range(0)
                            .map(|all| PatternMatch { range: all, groups: (1..captures.len()).map(range).collect() }),
                    );
                }
            }
        }
        found.retain(|found| !found.range.is_empty());
        Ok(found)
    }
}

/// Whether no engine can reject `node`, so that compilation can wait until first use.
fn is_sure(node: &PatternNode) -> bool {
    match node {
        PatternNode::Char(_) | PatternNode::Any | PatternNode::Start | PatternNode::End | PatternNode::Boundary(_) => {
            true
        }
        PatternNode::CharClass(class) => !class.items.iter().any(|item| matches!(item, Item::Property(..))),
        PatternNode::Group(_, node) => is_sure(node),
        PatternNode::Concat(nodes) | PatternNode::Alternation(nodes) => nodes.iter().all(is_sure),
        PatternNode::Repeat { node, min, max, .. } => *min < 2 && max.is_none_or(|max| max < 4) && is_sure(node),
        PatternNode::Look { is_behind, node, .. } => (!is_behind || sequences(node).is_some()) && is_sure(node),
        PatternNode::Back(_) => false,
    }
}

/// The character sequences that `node` is a choice of, if it is that simple.
fn sequences(node: &PatternNode) -> Option<Vec<Vec<Step>>> {
    let of_one = |node: &PatternNode| -> Option<Vec<Step>> {
        let nodes = if let PatternNode::Concat(nodes) = node { nodes } else { std::slice::from_ref(node) };
        let steps: Vec<_> = nodes.iter().map(step).collect::<Option<_>>()?;
        steps.iter().any(|step| !matches!(step, Step::Boundary(_))).then_some(steps)
    };
    match node {
        PatternNode::Group(false, node) => sequences(node),
        PatternNode::Alternation(nodes) => nodes.iter().map(of_one).collect(),
        node => Some(vec![of_one(node)?]),
    }
}

fn step(node: &PatternNode) -> Option<Step> {
    match node {
        PatternNode::Char(char) => Some(Step::Char(*char)),
        PatternNode::CharClass(class) if !class.items.iter().any(|item| matches!(item, Item::Property(..))) => {
            Some(Step::Class(class.clone()))
        }
        PatternNode::Boundary(negated) => Some(Step::Boundary(*negated)),
        _ => None,
    }
}

fn find_sequences(sequences: &[Vec<Step>], text: &str) -> Vec<PatternMatch> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, _) in text.char_indices() {
        if at < from {
            continue;
        }
        if let Some(end) = sequences.iter().find_map(|steps| end_of(steps, text, at)) {
            found.push(PatternMatch { range: at..end, groups: Vec::new() });
            from = end;
        }
    }
    found
}

/// The end of the match of `steps` at byte `at`, or `None`.
fn end_of(steps: &[Step], text: &str, mut at: usize) -> Option<usize> {
    for step in steps {
        let next = text[at..].chars().next();
        let matches = match step {
            Step::Char(char) => next == Some(*char),
            Step::Class(class) => next.is_some_and(|next| class.contains(next)),
            Step::Boundary(negated) => {
                let word = |char: Option<char>| char.is_some_and(is_word);
                if (word(text[..at].chars().next_back()) != word(next)) == *negated {
                    return None;
                }
                continue;
            }
        };
        at += next.filter(|_| matches)?.len_utf8();
    }
    Some(at)
}

/// Whether `\w` matches `char`.
fn is_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_'
}

/// Whether `\s` matches `char`: white space and line terminators of ECMA-262, sections 12.2 and 12.3.
fn is_space(char: char) -> bool {
    char == '\u{feff}' || is_unicode_space(char) && char != '\u{85}'
}

impl CharClass {
    /// Whether `char` is in the set. Sets with Unicode properties never get here; a regular expression matches them.
    fn contains(&self, char: char) -> bool {
        let within = |item: &Item| match item {
            Item::Range(from, to) => (*from..=*to).contains(&char),
            Item::Shorthand('d') => char.is_ascii_digit(),
            Item::Shorthand('D') => !char.is_ascii_digit(),
            Item::Shorthand('w') => is_word(char),
            Item::Shorthand('W') => !is_word(char),
            Item::Shorthand('s') => is_space(char),
            Item::Shorthand(_) => !is_space(char),
            Item::Property(..) => false,
        };
        self.items.iter().any(within) != self.negated
    }
}

#[cfg(test)]
mod tests {
    use super::super::parser::parse;
    use super::*;

    fn found(pattern: &str, text: &str) -> Vec<String> {
        let matcher = PatternMatcher::new(&parse(pattern).unwrap(), Flags::default()).unwrap();
        let found = matcher.find(text).unwrap();
        found.into_iter().map(|found| text[found.range].to_owned()).collect()
    }

    #[test]
    fn ascii_words_have_boundaries_next_to_japanese() {
        for pattern in [r"\b[Jj][Ss]\b", r"\b(?:[Jj])[Ss]\b", r"(?<!x)\b[Jj][Ss]\b"] {
            assert_eq!(found(pattern, "今日もJS祭り altJS js"), ["JS", "js"], "{pattern}");
        }
    }

    #[test]
    fn classes_match_as_in_javascript() {
        assert_eq!(found(r"\d+|\w", "１2é_"), ["2", "_"]);
        assert_eq!(found(r"a\sb", "a\u{3000}b a\u{feff}b a\u{85}b").len(), 2);
        assert_eq!(found(r"(?:a\sb)+", "a\u{3000}b a\u{feff}b a\u{85}b").len(), 2);
        assert_eq!(found(r"a[^]b|[]", "a\nb"), ["a\nb"]);
        assert_eq!(found(r"a.+", "a\u{2028}ab"), ["ab"]);
        assert_eq!(found(r"[[&&a\]-]+", "[&]a-b"), ["[&]a-"]);
        assert_eq!(found(r"^b$", "a\nb\nc"), ["b"]);
    }

    #[test]
    fn look_around_and_references() {
        assert_eq!(found("サーバ(?!ー)", "サーバーとサーバ"), ["サーバ"]);
        assert_eq!(found(r"(?<!ま)でで(?!(きる|す))", "までで、ででは"), ["でで"]);
        assert_eq!(found(r"(?<=a+)b", "aab b"), ["b"]);
        assert_eq!(found(r"(a)?b\1", "aba b"), ["aba", "b"]);
        assert_eq!(found(r"(?<x>[あい])\k<x>", "ああいう"), ["ああ"]);
        assert_eq!(found(r"\u3042|\u{20BB7}|\x41", "あ𠮷A").len(), 3);
        assert_eq!(found(r"\p{Script=Hiragana}+", "漢字かな"), ["かな"]);
        assert_eq!(found(r"\b\.js\b|[+*]", "x.js+"), [".js", "+"]);
    }

    #[test]
    fn a_pattern_with_too_many_steps_gives_up() {
        let matcher = PatternMatcher::new(&parse("(?=(a*)*b)a").unwrap(), Flags::default()).unwrap();
        assert_eq!(matcher.find(&"a".repeat(5_000)).ok().map(|found| found.len()).unwrap_or_default(), 0);
        let matcher = PatternMatcher::new(&parse(r"(a*)*\1c").unwrap(), Flags::default()).unwrap();
        assert_eq!(matcher.find(&"a".repeat(60)), Err(GaveUp));
    }
}
