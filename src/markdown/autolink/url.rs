//! Extended autolinks with a scheme or `www.` (GFM 0.29 §6.9).

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::link::{Autolink, AutolinkKind, trimmed};
use crate::text::whitespace::is_unicode_space;

/// The links with a scheme or `www.` in `text`. A link that begins at a byte of `text` ends where `end` says.
pub(super) fn urls(text: &str, before: Option<char>, end: impl Fn(&str, usize) -> usize + Copy) -> Vec<Autolink> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut open_brackets = 0_usize;
    let mut at = 0;
    while at < bytes.len() {
        let link = match bytes[at] {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => {
                at += 2;
                continue;
            }
            b'[' => {
                open_brackets += 1;
                None
            }
            b']' => {
                open_brackets = open_brackets.saturating_sub(1);
                None
            }
            b':' if open_brackets == 0 => url(text, before, at, end),
            b'w' if open_brackets == 0 => www(text, before, at, end),
            _ => None,
        };
        let from = found.last().map_or(0, |link: &Autolink| link.range.end);
        let link = link.filter(|link| link.range.start >= from);
        at = link.as_ref().map_or(at + 1, |link| link.range.end);
        found.extend(link);
    }
    found
}

/// The link whose scheme ends before the colon at byte `colon`.
fn url(text: &str, before: Option<char>, colon: usize, end: impl Fn(&str, usize) -> usize) -> Option<Autolink> {
    let rest = text[colon..].strip_prefix("://")?;
    let scheme = scheme_before(&text[..colon])?;
    let start = colon - scheme.len();
    let is_longer = start == 0 && before.is_some_and(|char| char.is_ascii_alphabetic());
    let is_host = rest.starts_with(|char: char| !is_unicode_space(char) && !is_punctuation(char));
    if is_longer || !is_host || !domain(rest.as_bytes()).passes() {
        return None;
    }
    Some(Autolink { range: start..end(text, start), kind: AutolinkKind::Url })
}

/// The letters at the end of `text`, if they are a scheme that is linked.
fn scheme_before(text: &str) -> Option<&str> {
    const LONGEST: usize = "https".len();
    let letters = text.bytes().rev().take(LONGEST + 1).take_while(u8::is_ascii_alphabetic).count();
    let scheme = &text[text.len() - letters..];
    ["http", "https", "ftp"].iter().any(|known| scheme.eq_ignore_ascii_case(known)).then_some(scheme)
}

/// The link that begins with `www.` at `start`.
fn www(text: &str, before: Option<char>, start: usize, end: impl Fn(&str, usize) -> usize) -> Option<Autolink> {
    if !text[start..].starts_with("www.") {
        return None;
    }
    let before = text[..start].chars().next_back().or(before);
    if before.is_some_and(|char| !matches!(char, '*' | '_' | '~' | '(' | '\x0B') && !char.is_ascii_whitespace()) {
        return None;
    }
    let domain = domain(&text.as_bytes()[start..]);
    (domain.dots > 0 && domain.passes()).then(|| Autolink { range: start..end(text, start), kind: AutolinkKind::Www })
}

/// The domain at the start of a link, as far as it decides whether there is a link.
struct UrlDomain {
    dots: usize,
    /// Whether one of the last two labels has an underscore.
    has_late_underscore: bool,
}

impl UrlDomain {
    /// Whether this domain makes a link. From eleven dots on, underscores are allowed: cmark-gfm does so to stay
    /// linear.
    fn passes(&self) -> bool {
        const MANY_DOTS: usize = 10;
        !self.has_late_underscore || self.dots > MANY_DOTS
    }
}

/// Reads the domain at the start of `rest`, which extends to the end of the block. As in cmark-gfm, the first byte has
/// already been checked, the last byte of the block is never checked, and a domain ends at the first non-ASCII
/// character.
fn domain(rest: &[u8]) -> UrlDomain {
    let mut domain = UrlDomain { dots: 0, has_late_underscore: false };
    let (mut label_before, mut label) = (false, false);
    let mut at = 1;
    while at + 1 < rest.len() {
        match rest[at] {
            b'_' => label = true,
            b'.' => {
                (label_before, label) = (label, false);
                domain.dots += 1;
            }
            b'-' => {}
            byte if byte.is_ascii_punctuation() || is_space(byte) || !byte.is_ascii() => break,
            _ => {}
        }
        at += 1;
    }
    domain.has_late_underscore = label_before || label;
    domain
}

/// The end of the link that begins at byte `start`: before white space or `<`, and without trailing punctuation of the
/// sentence around it.
pub(super) fn link_end(text: &str, start: usize) -> usize {
    let bytes = &text.as_bytes()[start..];
    let run = bytes.iter().position(|&byte| is_space(byte) || byte == b'<').unwrap_or(bytes.len());
    start + trimmed(&text[start..start + run]).len()
}

/// Whether `byte` is white space in cmark, which includes the vertical tab.
fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'\x0B'
}

/// Whether `char` is punctuation: any ASCII punctuation, and otherwise Unicode's category P but not S, so that
/// `http://＜` is a link.
fn is_punctuation(char: char) -> bool {
    if char.is_ascii() {
        char.is_ascii_punctuation()
    } else {
        char.general_category_group() == GeneralCategoryGroup::Punctuation
    }
}
