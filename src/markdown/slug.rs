//! The anchors of headings on GitHub.
//!
//! GitHub lower-cases the heading's text, removes all characters except word characters, hyphens and spaces, and
//! replaces each space with a hyphen. A second heading with the same result gets the suffix `-1`, a third `-2`. There
//! is no normalization, no trimming, and repeated hyphens stay.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;

/// The prefix of every anchor in GitHub's HTML. A link may include it or leave it out.
const PREFIX: &str = "user-content-";

/// The anchor of the first heading with the visible text `heading`.
///
/// `heading` is the text without markers, with escapes and entities decoded.
#[must_use]
pub fn slug(heading: &str) -> String {
    let mut slug = heading.to_lowercase();
    if !slug.bytes().all(|byte| byte == b'-' || byte == b'_' || byte.is_ascii_alphanumeric()) {
        slug = slug.chars().filter(|&char| is_kept(char)).map(|char| if char == ' ' { '-' } else { char }).collect();
    }
    slug
}

/// Whether an anchor keeps `char`. Unicode's word characters (UTS #18, Annex C) include the two joiners, but GitHub's
/// don't, so all of a family emoji is removed. The full-width space U+3000 is not a word character and is removed too.
fn is_kept(char: char) -> bool {
    let is_joiner = matches!(char, '\u{200C}' | '\u{200D}');
    char == '-' || char == ' ' || regex_syntax::is_word_character(char) && !is_joiner
}

/// Assigns anchors to the headings of one note, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Slugger {
    /// Each anchor assigned, with the last suffix tried for it.
    given: FxHashMap<String, u32>,
}

impl Slugger {
    /// The anchor of the next heading, whose visible text is `heading`. All anchors are different: if a heading named
    /// `x-1` exists, a second `x` becomes `x-2`.
    pub fn add(&mut self, heading: &str) -> String {
        let base = slug(heading);
        let anchor = match self.given.get(&base) {
            None => base,
            Some(&last) => {
                let (number, anchor) = self.free(&base, last);
                self.given.insert(base, number);
                anchor
            }
        };
        self.given.insert(anchor.clone(), 0);
        anchor
    }

    /// The first unused `base-n`, with n counted up from `last`.
    fn free(&self, base: &str, last: u32) -> (u32, String) {
        let mut number = last;
        loop {
            number += 1;
            let anchor = format!("{base}-{number}");
            if !self.given.contains_key(&anchor) {
                return (number, anchor);
            }
        }
    }
}

/// The anchor that a link's `fragment` (after `#`) names: percent-decoded, unless the result is not UTF-8.
#[must_use]
pub fn decode_fragment(fragment: &str) -> Cow<'_, str> {
    percent_decode_str(fragment).decode_utf8().unwrap_or(Cow::Borrowed(fragment))
}

/// Whether a link to `#fragment` leads to the heading with `anchor`.
#[must_use]
pub fn fragment_matches(fragment: &str, anchor: &str) -> bool {
    let name = decode_fragment(fragment);
    name == anchor || name.strip_prefix(PREFIX) == Some(anchor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_becomes_its_anchor() {
        let cases = [
            ("", ""),
            ("Amazon EC2", "amazon-ec2"),
            ("already-fine_1", "already-fine_1"),
            ("a - b", "a---b"),
            ("a  b", "a--b"),
            (" a ", "-a-"),
            ("-a-", "-a-"),
            ("_x_", "_x_"),
            ("C++", "c"),
            ("C#", "c"),
            (".NET", "net"),
            ("What's new?", "whats-new"),
            ("S3 (Simple Storage Service)", "s3-simple-storage-service"),
            ("1.2.3 & later", "123--later"),
            ("tab\there", "tabhere"),
            ("line\nbreak", "linebreak"),
            ("no\u{A0}break", "nobreak"),
            ("ÀÉÎ straße", "àéî-straße"),
            ("İ", "i\u{307}"),
            ("Привет, мир", "привет-мир"),
            ("概要", "概要"),
            ("クラウド・コンピューティング", "クラウドコンピューティング"),
            ("サーバー", "サーバー"),
            ("全角　空白", "全角空白"),
            ("「EC2」とは？", "ec2とは"),
            ("メリット／デメリット", "メリットデメリット"),
            ("１．はじめに", "１はじめに"),
            ("ＡＷＳ", "ａｗｓ"),
            ("ｶﾞｲﾄﾞ", "ｶﾞｲﾄﾞ"),
            ("か\u{3099}", "か\u{3099}"),
            ("人々〆切〇", "人々〆切〇"),
            ("第Ⅳ章", "第ⅳ章"),
            ("①手順", "手順"),
            ("x² ½", "x-"),
            ("波〜線～", "波線"),
            ("𠮷野家", "𠮷野家"),
            ("🚀 Launch", "-launch"),
            ("❤\u{FE0F} AWS", "\u{FE0F}-aws"),
            ("👨\u{200D}👩\u{200D}👧", ""),
            ("क\u{94D}\u{200D}ष", "क\u{94D}ष"),
            ("한국어 제목", "한국어-제목"),
            ("a‿b—c–d", "a‿bcd"),
        ];
        for (heading, anchor) in cases {
            assert_eq!(slug(heading), anchor, "{heading:?}");
        }
    }

    #[test]
    fn no_two_headings_share_an_anchor() {
        let cases: [(&[&str], &[&str]); 6] = [
            (&["a", "a", "A"], &["a", "a-1", "a-2"]),
            (&["a", "a-1", "a", "a"], &["a", "a-1", "a-2", "a-3"]),
            (&["a", "a", "a-1", "a-1"], &["a", "a-1", "a-1-1", "a-1-2"]),
            (&["a-1", "a", "a", "a-1"], &["a-1", "a", "a-2", "a-1-1"]),
            (&["🚀", "！", "?"], &["", "-1", "-2"]),
            (&["概要", "概要　"], &["概要", "概要-1"]),
        ];
        for (headings, anchors) in cases {
            let mut slugger = Slugger::default();
            let given: Vec<_> = headings.iter().map(|heading| slugger.add(heading)).collect();
            assert_eq!(given, anchors, "{headings:?}");
        }
    }

    #[test]
    fn a_fragment_matches_its_anchor() {
        let cases = [
            ("概要", "概要", true),
            ("%E6%A6%82%e8%a6%81", "概要", true),
            ("user-content-a", "a", true),
            ("user-content-a", "user-content-a", true),
            ("a", "user-content-a", false),
            ("%FF", "%FF", true),
            ("%FF", "\u{FFFD}", false),
            ("A", "a", false),
            ("a%2", "a%2", true),
        ];
        for (fragment, anchor, matches) in cases {
            assert_eq!(fragment_matches(fragment, anchor), matches, "{fragment} {anchor}");
        }
    }
}
