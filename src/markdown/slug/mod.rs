//! The ids of headings, and thereby the anchors of links, as each host makes them. Each algorithm has a file.
//!
//! The algorithms take the text of a heading as the host reads it (`links/heading_text.rs`): hosts differ in whether
//! the description of an image, the number of a footnote or a tag counts.

mod docusaurus;
pub mod explicit;
mod github;
mod gitlab;
mod hugo;
mod kramdown;
mod obsidian;
mod pymdownx;
mod python_markdown;
mod qiita;
mod vitepress;
mod zenn;

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::profile::HeadingIds;

pub use obsidian::heading_text;

/// The prefix of every id in the HTML of GitHub and GitLab. A link may include it or leave it out.
const PREFIX: &str = "user-content-";

/// The id of the first heading with the text `heading`, as a link names it, not percent-encoded.
///
/// `heading` is the text without markers, with escapes and entities decoded. Where the ids are unknown, GitHub's.
#[must_use]
pub fn slug(ids: HeadingIds, heading: &str) -> String {
    match ids {
        HeadingIds::None => String::new(),
        HeadingIds::Unknown | HeadingIds::Github => github::slug(heading),
        HeadingIds::Docusaurus => docusaurus::slug(heading),
        HeadingIds::Gitlab => gitlab::slug(heading),
        HeadingIds::Zenn => zenn::slug(heading),
        HeadingIds::Vitepress => vitepress::slug(heading),
        HeadingIds::PythonMarkdown => python_markdown::ascii(heading),
        HeadingIds::PythonMarkdownUnicode => python_markdown::unicode(heading),
        HeadingIds::Pymdownx => pymdownx::slug(heading),
        HeadingIds::PymdownxLower => pymdownx::lower(heading),
        HeadingIds::Hugo => or(hugo::github(heading), "heading"),
        HeadingIds::HugoAscii => or(hugo::ascii(heading), "heading"),
        HeadingIds::HugoBlackfriday => or(hugo::blackfriday(heading), "heading"),
        HeadingIds::Kramdown => kramdown::slug(heading),
        HeadingIds::Obsidian => heading_text(heading),
        HeadingIds::Qiita => qiita::slug(heading),
    }
}

fn or(slug: String, empty: &str) -> String {
    if slug.is_empty() { empty.to_owned() } else { slug }
}

/// What a host does about headings with the same text. In the examples, the first `x` has the id `x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Repeats {
    /// The second `x` becomes `x-1`, or `x-2` if a heading named `x-1` exists, so all ids are different.
    Unused,
    /// The second `x` becomes `x-1`, even if a heading named `x-1` exists.
    Counted,
    /// The second `x` becomes `x_1`, or `x_2` if a heading named `x_1` exists, and the second `x_1` becomes `x_2`. A
    /// heading without an id becomes `_1`.
    Underscore,
    /// The second `x` is `x`, too: a link leads to the first.
    Same,
}

impl Repeats {
    const fn of(ids: HeadingIds) -> Self {
        match ids {
            HeadingIds::Kramdown | HeadingIds::Qiita => Self::Counted,
            HeadingIds::PythonMarkdown
            | HeadingIds::PythonMarkdownUnicode
            | HeadingIds::Pymdownx
            | HeadingIds::PymdownxLower => Self::Underscore,
            HeadingIds::Obsidian => Self::Same,
            _ => Self::Unused,
        }
    }
}

/// The character before the number of a repeated id.
#[must_use]
pub fn repeat_mark(ids: HeadingIds) -> char {
    if Repeats::of(ids) == Repeats::Underscore { '_' } else { '-' }
}

/// Assigns ids to the headings of one note, in the order of the text.
#[derive(Clone, Debug)]
pub struct Slugger {
    ids: HeadingIds,
    repeats: Repeats,
    /// The ids assigned, and those that headings and other elements set.
    used: FxHashSet<String>,
    /// The last number tried for each id that was repeated; with [`Repeats::Counted`], the number of repeats.
    last: FxHashMap<String, u32>,
}

impl Slugger {
    /// A slugger for a note of a host that makes `ids`.
    #[must_use]
    pub fn new(ids: HeadingIds) -> Self {
        Self { ids, repeats: Repeats::of(ids), used: FxHashSet::default(), last: FxHashMap::default() }
    }

    /// The id of the next heading, whose text is `heading`.
    pub fn add(&mut self, heading: &str) -> String {
        let base = slug(self.ids, heading);
        match self.repeats {
            Repeats::Same => base,
            Repeats::Counted if self.used.insert(base.clone()) => base,
            Repeats::Counted => {
                let count = self.last.entry(base.clone()).or_insert(0);
                *count += 1;
                format!("{base}-{count}")
            }
            Repeats::Unused => self.unused(base),
            Repeats::Underscore => self.underscored(base),
        }
    }

    /// Notes that a heading or another element sets `id`, which the ids of headings must not repeat.
    pub fn reserve(&mut self, id: &str) {
        self.used.insert(id.to_owned());
    }

    fn unused(&mut self, base: String) -> String {
        let id = if self.used.contains(&base) { self.free(&base, '-', 0) } else { base };
        self.used.insert(id.clone());
        id
    }

    fn underscored(&mut self, id: String) -> String {
        let is_free = !id.is_empty() && !self.used.contains(&id);
        let id = match numbered(&id) {
            _ if is_free => id,
            Some((base, count)) => self.free(base, '_', count),
            None => self.free(&id, '_', 0),
        };
        self.used.insert(id.clone());
        id
    }

    /// The first unused `base`, `mark`, number, with the number counted up from `from`.
    fn free(&mut self, base: &str, mark: char, from: u32) -> String {
        let last = self.last.get(base).copied().unwrap_or(0);
        // All numbers up to `last` are used.
        let mut number = if from <= last { last } else { from };
        let id = loop {
            number = number.saturating_add(1);
            let id = format!("{base}{mark}{number}");
            if number == u32::MAX || !self.used.contains(&id) {
                break id;
            }
        };
        if from <= last {
            self.last.insert(base.to_owned(), number);
        }
        id
    }
}

/// Splits `x_1` into `x` and 1.
fn numbered(id: &str) -> Option<(&str, u32)> {
    let (base, number) = id.rsplit_once('_')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    Some((base, number.parse().ok().filter(|_| is_number)?))
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
            assert_eq!(slug(HeadingIds::Github, heading), anchor, "{heading:?}");
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
            let mut slugger = Slugger::new(HeadingIds::Github);
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
