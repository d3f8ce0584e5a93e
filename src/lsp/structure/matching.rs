//! Finding headings by a few characters of them.

use unicode_normalization::UnicodeNormalization as _;

use crate::facts::heading::heading_key;

/// What a user typed to find a heading.
#[derive(Clone, Debug)]
pub(super) struct Query {
    /// Folded, as a heading has it.
    text: String,
    /// Without spaces.
    chars: Vec<char>,
}

/// How well a heading matches; the least is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Score {
    how: How,
    /// The number of characters from the first to the last one that matches.
    spread: usize,
    /// The number of characters of the heading.
    length: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    Equal,
    AtStart,
    AtWord,
    Within,
    Scattered,
}

impl Query {
    /// The query that the user typed as `text`.
    pub(super) fn new(text: &str) -> Self {
        let text = fold(&heading_key(&fold(text)));
        let chars = text.chars().filter(|char| *char != ' ').collect();
        Self { text, chars }
    }

    /// How well the heading with `key` (see [`heading_key`]) matches; `None` if it does not have all characters of the query in
    /// their order. An empty query matches everything.
    pub(super) fn score(&self, key: &str) -> Option<Score> {
        let key = fold(key);
        let length = key.chars().count();
        let score = |how, spread| Some(Score { how, spread, length });
        if let Some(at) = key.find(&self.text) {
            let how = match at {
                0 if key.len() == self.text.len() => How::Equal,
                0 => How::AtStart,
                _ if key[..at].ends_with(|char: char| !char.is_alphanumeric()) => How::AtWord,
                _ => How::Within,
            };
            return score(how, self.chars.len());
        }
        let (mut wanted, mut first) = (self.chars.iter().peekable(), None);
        for (at, char) in key.chars().enumerate() {
            if wanted.next_if(|wanted| **wanted == char).is_some() {
                let first = *first.get_or_insert(at);
                if wanted.peek().is_none() {
                    return score(How::Scattered, at + 1 - first);
                }
            }
        }
        None
    }
}

/// `text` in a form in which half-width and full-width characters, lower and upper case, hiragana and katakana are the same.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkc().flat_map(char::to_lowercase).map(as_hiragana).collect()
}

fn as_hiragana(char: char) -> char {
    let distance = u32::from('ァ') - u32::from('ぁ');
    if matches!(char, 'ァ'..='ヶ') { char::from_u32(u32::from(char) - distance).unwrap_or(char) } else { char }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best<'k>(query: &str, keys: &[&'k str]) -> Vec<&'k str> {
        let query = Query::new(query);
        let mut found: Vec<_> = keys.iter().filter_map(|key| Some((query.score(&heading_key(key))?, *key))).collect();
        found.sort();
        found.into_iter().map(|(_, key)| key).collect()
    }

    #[test]
    fn the_best_match_comes_first() {
        let keys = ["Versioned bucket", "Buckets", "bucket", "S3 bucket", "b u c k e t", "ebucket"];
        let expected = ["bucket", "Buckets", "S3 bucket", "Versioned bucket", "ebucket", "b u c k e t"];
        assert_eq!(best("Bucket", &keys), expected);
        assert_eq!(best("vbk", &keys), ["Versioned bucket"]);
        assert_eq!(best("zz", &keys), [""; 0]);
        assert_eq!(best("", &["b", "a"]), ["a", "b"]);
    }

    #[test]
    fn forms_of_characters_are_the_same() {
        let keys = ["ガイド", "ｶﾞｲﾄﾞ", "か\u{3099}いと\u{3099}", "Ｓ３ のガイド", "ヴァージョン"];
        assert_eq!(best("がいど", &keys).len(), 4);
        assert_eq!(best("s3ガイド", &keys), ["Ｓ３ のガイド"]);
        assert_eq!(best("ゔぁ", &keys), ["ヴァージョン"]);
    }

    #[test]
    fn punctuation_does_not_count() {
        assert_eq!(best("what's new", &["S3: What's *new*?"]), ["S3: What's *new*?"]);
        assert_eq!(best("s3:new", &["S3: What's *new*?"]), ["S3: What's *new*?"]);
    }
}
