//! Proper names with a fixed case. One automaton finds them in any case.

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashSet;

/// The names to search for.
#[derive(Debug, Default)]
pub struct ProperNames {
    automaton: Option<AhoCorasick>,
    names: Vec<String>,
}

/// A name in the wrong case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Miscased<'n> {
    /// The byte offset of its first byte.
    pub start: u32,
    /// The byte offset after its last byte.
    pub end: u32,
    /// The name in the right case.
    pub name: &'n str,
}

impl ProperNames {
    /// Builds the automaton for `names`. If the names are too many or too long for an automaton, [`find`](Self::find)
    /// finds nothing.
    pub fn new(names: &[String]) -> Self {
        let names: Vec<String> = names.iter().filter(|name| !name.is_empty()).cloned().collect();
        if names.is_empty() {
            return Self::default();
        }
        let automaton =
            AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::Standard).build(&names);
        Self { automaton: automaton.ok(), names }
    }

    /// Whether there are no names to search for.
    pub fn is_empty(&self) -> bool {
        self.automaton.is_none()
    }

    /// The names in `text` that match none of the given names exactly, in text order. Of overlapping names the longest
    /// wins, even if its case is right: `aws-vault` does not contain the name `AWS`.
    pub fn find(&self, text: &str, boundary: Boundary) -> Vec<Miscased<'_>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut matches: Vec<_> = (automaton.find_overlapping_iter(text))
            .filter(|found| boundary.holds(text, found.start(), found.end()))
            .collect();
        // Longest first; of equal length, the right case first.
        let is_right = |found: &aho_corasick::Match| text[found.range()] == self.names[found.pattern().as_usize()];
        matches.sort_by_key(|found| (std::cmp::Reverse(found.len()), !is_right(found), found.pattern(), found.start()));
        let mut taken: FxHashSet<usize> = FxHashSet::default();
        let mut found = Vec::new();
        for one in matches {
            // A shorter name that overlaps a longer one contains its first or last byte, or lies within it.
            if one.range().any(|at| taken.contains(&at)) {
                continue;
            }
            taken.extend(one.range());
            if !is_right(&one) {
                let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                let name = self.names[one.pattern().as_usize()].as_str();
                found.push(Miscased { start: offset(one.start()), end: offset(one.end()), name });
            }
        }
        found.sort_by_key(|found| found.start);
        found
    }
}

/// What must surround a name. Only a side on which the name has an ASCII letter or digit is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boundary {
    /// Anything but an ASCII letter or digit.
    Letter,
    /// The same, but skipping underscores: the name is not found in `lambda_handler`, which is one word, but it is in
    /// `_lambda_`.
    Identifier,
}

impl Boundary {
    fn holds(self, text: &str, start: usize, end: usize) -> bool {
        let (before, name, after) = (&text.as_bytes()[..start], &text.as_bytes()[start..end], &text.as_bytes()[end..]);
        let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        let is_mark = |byte: &u8| self == Self::Identifier && *byte == b'_';
        let joined = |inner: Option<&u8>, outer: Option<&u8>| is_letter(inner) && is_letter(outer);
        // Limits the scan, so that a long run of underscores is not read again for each name in it.
        let limit = 64;
        !joined(name.first(), before.iter().rev().take(limit).find(|byte| !is_mark(byte)))
            && !joined(name.last(), after.iter().take(limit).find(|byte| !is_mark(byte)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &[&str], text: &str) -> Vec<String> {
        found_by(Boundary::Letter, names, text)
    }

    fn found_by(boundary: Boundary, names: &[&str], text: &str) -> Vec<String> {
        let names = ProperNames::new(&names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
        names.find(text, boundary).iter().map(|one| format!("{}:{}", one.start, one.name)).collect()
    }

    #[test]
    fn the_longest_name_wins_and_words_are_whole() {
        let names = ["GitHub", "github.com", "AWS", "aws-vault", ".NET", "npm", "NPM"];
        assert_eq!(found(&names, "Github githubs github.com GITHUB.com"), ["0:GitHub", "26:github.com"]);
        assert_eq!(found(&names, "aws aws-vault Aws_x xaws awsは"), ["0:AWS", "14:AWS", "25:AWS"]);
        assert_eq!(found(&names, "a .net npm NPM Npm"), ["2:.NET", "15:npm"]);
        assert_eq!(found_by(Boundary::Identifier, &names, "aws_s3 _aws_ 1_aws aws"), ["8:AWS", "19:AWS"]);
    }
}
