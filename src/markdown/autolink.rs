//! Extended autolinks: the bare URLs and e-mail addresses that GitHub turns into links (GFM 0.29 §6.9).
//!
//! The specification leaves much open; what is recognised here is what GitHub's own renderer, cmark-gfm 0.29.0.gfm.6, makes of a
//! text, held against it by a differential test. Some of it surprises:
//!
//! - A URL runs to ASCII white space or `<`. U+3000, `。` and `」` do not end it: see [`reading`](crate::links::reading::reading).
//! - `http://`, `https://` and `ftp://` may stand behind anything but an ASCII letter, `www.` only behind white space and `*_~(`.
//! - Behind a `[` that is still open nothing but an e-mail address is a link.
//! - Escapes and entities mean nothing inside a URL, but are resolved before e-mail addresses are looked for.

use std::borrow::Cow;
use std::ops::Range;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::text::whitespace::is_unicode_space;

/// How a link was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AutolinkKind {
    /// By `http://`, `https://` or `ftp://`.
    Url,
    /// By `www.`.
    Www,
    /// By `@`, with or without `mailto:` or `xmpp:` before it.
    Email,
}

/// A link without any mark-up.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Autolink {
    /// The link's bytes in the text searched.
    pub range: Range<usize>,
    /// How it was recognised.
    pub kind: AutolinkKind,
}

impl Autolink {
    /// Where the link leads, `text` being the text searched: with `http://` or `mailto:` added where it goes without saying.
    #[must_use]
    pub fn destination<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let shown = &text[self.range.clone()];
        match self.kind {
            AutolinkKind::Url => Cow::Borrowed(shown),
            AutolinkKind::Www => Cow::Owned(format!("http://{shown}")),
            // Only an address can hold an escape: in a URL a backslash is a backslash.
            AutolinkKind::Email if shown.contains(['\\', ':']) => {
                let scheme = if shown.contains(':') { "" } else { "mailto:" };
                Cow::Owned(format!("{scheme}{}", shown.replace('\\', "")))
            }
            AutolinkKind::Email => Cow::Owned(format!("mailto:{shown}")),
        }
    }
}

/// Whether there can be a link in `text`: a quick look that spares most texts the search.
pub fn possible(text: &str) -> bool {
    text.contains("://") || text.contains("www.") || text.contains('@')
}

/// Whether `<address>` is a link that leads where `address` does: not without a scheme, unless it is an e-mail address; a `>`
/// would end it, entities are decoded, and `|` may be escaped in a table.
pub fn is_pointed(address: &str) -> bool {
    let marks = |char: char| matches!(char, '<' | '>' | ';' | '\\' | '|') || char.is_ascii_whitespace();
    let email = is_email(address);
    (address.contains("://") || email) && !address.contains(marks)
}

/// Whether `address` is an email address as an autolink has it (`CommonMark` 0.31.2 §6.5). GitHub links more without the
/// marks: `a@.example`, `a@b_c.example`.
fn is_email(address: &str) -> bool {
    let is_label = |label: &str| {
        let ends = |at: Option<u8>| at.is_some_and(|byte| byte.is_ascii_alphanumeric());
        let inside = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        inside && label.len() <= 63 && ends(label.bytes().next()) && ends(label.bytes().next_back())
    };
    let local = |char: char| char.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(char);
    address
        .split_once('@')
        .is_some_and(|(name, domain)| !name.is_empty() && name.chars().all(local) && domain.split('.').all(is_label))
}

/// How far the link reaches that begins at the start of `text`, which runs to the end of its block: over the marks of
/// emphasis, code and footnotes too, since GitHub looks for links first. In bytes; looks at the first two thousand.
pub fn reach(text: &str) -> usize {
    link_end(&text[..text.floor_char_boundary(2048)], 0)
}

/// The links in `text`, in order: the raw source of one run of plain text, without code, HTML or other links, to the end of its
/// block. `before` is the character before it in its block.
///
/// Two things are out of sight: a `[` left open before `text`, and an entity inside an e-mail address (`a&#64;b.example`).
/// Takes time in proportion to the length of `text`, whatever stands in it.
pub fn autolinks(text: &str, before: Option<char>) -> impl Iterator<Item = Autolink> + '_ {
    let urls = if possible(text) { urls(text, before) } else { Vec::new() };
    let gap_ends: Vec<usize> = urls.iter().map(|url| url.range.start).chain([text.len()]).collect();
    let mut urls = urls.into_iter();
    let mut gap_start = 0;
    gap_ends.into_iter().flat_map(move |gap_end| {
        let emails = crate::markdown::email::emails(text, gap_start..gap_end);
        let url = urls.next();
        gap_start = url.as_ref().map_or(text.len(), |url| url.range.end);
        emails.into_iter().chain(url)
    })
}

/// The links by scheme or `www.` in `text`.
fn urls(text: &str, before: Option<char>) -> Vec<Autolink> {
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
            b':' if open_brackets == 0 => url(text, before, at),
            b'w' if open_brackets == 0 => www(text, before, at),
            _ => None,
        };
        at = link.as_ref().map_or(at + 1, |link| link.range.end);
        found.extend(link);
    }
    found
}

/// The link whose scheme ends at the colon at `colon`.
fn url(text: &str, before: Option<char>, colon: usize) -> Option<Autolink> {
    let rest = text[colon..].strip_prefix("://")?;
    let scheme = scheme_before(&text[..colon])?;
    let start = colon - scheme.len();
    let is_longer = start == 0 && before.is_some_and(|char| char.is_ascii_alphabetic());
    let is_host = rest.starts_with(|char: char| !is_unicode_space(char) && !is_punctuation(char));
    if is_longer || !is_host || !domain(rest.as_bytes()).passes() {
        return None;
    }
    Some(Autolink { range: start..link_end(text, start), kind: AutolinkKind::Url })
}

/// The letters at the end of `text`, if they are a scheme that makes a link.
fn scheme_before(text: &str) -> Option<&str> {
    const LONGEST: usize = "https".len();
    let letters = text.bytes().rev().take(LONGEST + 1).take_while(u8::is_ascii_alphabetic).count();
    let scheme = &text[text.len() - letters..];
    ["http", "https", "ftp"].iter().any(|known| scheme.eq_ignore_ascii_case(known)).then_some(scheme)
}

/// The link that begins with `www.` at `start`.
fn www(text: &str, before: Option<char>, start: usize) -> Option<Autolink> {
    if !text[start..].starts_with("www.") {
        return None;
    }
    let before = text[..start].chars().next_back().or(before);
    if before.is_some_and(|char| !matches!(char, '*' | '_' | '~' | '(' | '\x0B') && !char.is_ascii_whitespace()) {
        return None;
    }
    let domain = domain(&text.as_bytes()[start..]);
    (domain.dots > 0 && domain.passes())
        .then(|| Autolink { range: start..link_end(text, start), kind: AutolinkKind::Www })
}

/// What was counted in the domain that a link begins with.
struct Domain {
    dots: usize,
    /// Whether there is an underscore in one of the last two labels.
    has_late_underscore: bool,
}

impl Domain {
    /// Whether this makes a link. Underscores are forgiven from eleven dots on: cmark-gfm keeps its time linear in that way.
    fn passes(&self) -> bool {
        const MANY_DOTS: usize = 10;
        !self.has_late_underscore || self.dots > MANY_DOTS
    }
}

/// Reads the domain at the beginning of `rest`, which runs to the end of the block. Its first byte has been looked at; the last
/// one of the block is never looked at; and a domain ends at the first character beyond ASCII.
fn domain(rest: &[u8]) -> Domain {
    let mut domain = Domain { dots: 0, has_late_underscore: false };
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

/// Where the link that begins at `start` ends: before white space or `<`, and without what closes the sentence around it.
fn link_end(text: &str, start: usize) -> usize {
    let bytes = &text.as_bytes()[start..];
    let run = bytes.iter().position(|&byte| is_space(byte) || byte == b'<').unwrap_or(bytes.len());
    start + trimmed(&text[start..start + run]).len()
}

/// `link` without trailing punctuation, closing parentheses that were not opened in it, and an entity at its end.
pub(crate) fn trimmed(link: &str) -> &str {
    let count = |wanted| link.bytes().filter(|&byte| byte == wanted).count();
    let (opening, mut closing) = (count(b'('), count(b')'));
    let mut link = link;
    loop {
        link = match link.as_bytes().last() {
            Some(b'?' | b'!' | b'.' | b',' | b':' | b'*' | b'_' | b'~' | b'\'' | b'"') => &link[..link.len() - 1],
            Some(b')') if closing > opening => {
                closing -= 1;
                &link[..link.len() - 1]
            }
            Some(b';') => without_entity(&link[..link.len() - 1]),
            _ => return link,
        };
    }
}

/// `link`, which stood before a `;`, without the `&` and the letters of an entity.
fn without_entity(link: &str) -> &str {
    let name = link.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let before = &link[..link.len() - name];
    if name > 0 { before.strip_suffix('&').unwrap_or(link) } else { link }
}

/// Whether `byte` is white space to cmark, which counts the vertical tab.
fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'\x0B'
}

/// Whether `char` is punctuation: in ASCII any, beyond it Unicode's category P and not S, so that `http://＜` is a link.
fn is_punctuation(char: char) -> bool {
    if char.is_ascii() {
        char.is_ascii_punctuation()
    } else {
        char.general_category_group() == GeneralCategoryGroup::Punctuation
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    /// The links of `text` behind `before`, as the text shows them.
    fn shown(text: &str, before: Option<char>) -> Vec<&str> {
        autolinks(text, before).map(|link| &text[link.range]).collect()
    }

    #[test]
    fn urls_as_github_reads_them() {
        let cases: [(&str, &[&str]); 42] = [
            ("see http://example.com/a now", &["http://example.com/a"]),
            ("HTTPS://example.com", &["HTTPS://example.com"]),
            ("ftp://a/b", &["ftp://a/b"]),
            ("gopher://example.com", &[]),
            ("xhttp://example.com", &[]),
            ("1http://localhost", &["http://localhost"]),
            ("「http://example.com/」という話", &["http://example.com/」という話"]),
            ("http://example.com/　次", &["http://example.com/　次"]),
            ("http://example.com/。\n次", &["http://example.com/。"]),
            ("http://「a」", &[]),
            ("http://＜host＞/", &["http://＜host＞/"]),
            ("http://-a http://_a http:// http:///", &[]),
            ("http://[::1]/", &[]),
            ("http\\://example.com", &[]),
            ("http://example.com/<b", &["http://example.com/"]),
            ("http://a.b/?!.,:*_~'\" x", &["http://a.b/"]),
            ("http://a.b/\"x\"", &["http://a.b/\"x"]),
            ("(http://a.b/(c))", &["http://a.b/(c)"]),
            ("http://a.b/((c)", &["http://a.b/((c)"]),
            ("http://a.b/c).)", &["http://a.b/c"]),
            ("http://a.b/&amp;", &["http://a.b/"]),
            ("http://a.b/&copy&reg;", &["http://a.b/&copy"]),
            ("http://a.b/&#33;", &["http://a.b/&#33"]),
            ("http://a.b/&;", &["http://a.b/&"]),
            ("http://a_b.c/d", &[]),
            ("http://a.b_c/d", &[]),
            ("http://a_b.c.d/", &["http://a_b.c.d/"]),
            ("http://日_本.jp/", &["http://日_本.jp/"]),
            ("http://a\\_b", &["http://a\\_b"]),
            ("http://a.b/\\)", &["http://a.b/\\"]),
            ("www.example.com/a", &["www.example.com/a"]),
            ("WWW.example.com", &[]),
            ("(www.a.b) *www.c.d* ~www.e.f", &["www.a.b", "www.c.d", "www.e.f"]),
            ("「www.a.b」 -www.a.b　www.a.b", &[]),
            ("wwww.a.b www", &[]),
            ("www. x", &["www"]),
            ("[http://a.b]", &[]),
            ("[x http://a.b", &[]),
            ("[x] http://a.b", &["http://a.b"]),
            ("\\[http://a.b", &["http://a.b"]),
            ("http://a.b]c[d http://e.f", &["http://a.b]c[d", "http://e.f"]),
            ("http://a.b,http://c.d", &["http://a.b,http://c.d"]),
        ];
        for (text, links) in cases {
            assert_eq!(shown(text, None), links, "{text}");
        }
    }

    #[test]
    fn addresses_as_github_reads_them() {
        let cases: [(&str, &[&str]); 24] = [
            ("me@example.com", &["me@example.com"]),
            ("連絡先me+a.b-c_d@example.co.jp。", &["me+a.b-c_d@example.co.jp"]),
            ("「日本@example.com」", &[]),
            ("a@日本.jp", &[]),
            ("me@example", &[]),
            ("me@example.com.", &["me@example.com"]),
            ("me@example.com-", &[]),
            ("me@example.com_ x", &[]),
            ("me@example.c1", &[]),
            ("a@b@c.dd", &["b@c.dd"]),
            ("a/b@c.dd/e", &["b@c.dd"]),
            ("mailto:a@b.cc", &["mailto:a@b.cc"]),
            ("xmailto:a@b.cc", &["a@b.cc"]),
            ("MAILTO:a@b.cc", &["a@b.cc"]),
            ("xmpp:a@b.cc/d/e", &["xmpp:a@b.cc/d/e"]),
            ("@xmpp:a@b.cc", &["xmpp:a@b.cc"]),
            ("x+mailto:a@b.cc", &["x+mailto:a@b.cc"]),
            ("a\\_b@c.dd", &["a\\_b@c.dd"]),
            ("\\_a\\@b.cc\\_", &[]),
            ("\\*a\\@b.cc\\*", &["a\\@b.cc"]),
            ("[a@b.cc", &["a@b.cc"]),
            ("a@b.cc,d@e.ff http://g.h i@j.kk", &["a@b.cc", "d@e.ff", "http://g.h", "i@j.kk"]),
            ("http://a@b.cc", &["http://a@b.cc"]),
            ("@ a@ @b.cc", &[]),
        ];
        for (text, links) in cases {
            assert_eq!(shown(text, None), links, "{text}");
        }
    }

    #[test]
    fn what_stands_before_the_text_counts() {
        for (before, is_link) in [('(', true), ('*', true), ('\n', true), ('x', false), ('」', false), ('`', false)] {
            assert_eq!(!shown("www.a.b", Some(before)).is_empty(), is_link, "{before:?}");
        }
        assert!(shown("http://a.b", Some('x')).is_empty());
        assert_eq!(shown("http://a.b", Some('あ')), ["http://a.b"]);
    }

    #[test]
    fn a_destination_has_a_scheme() {
        let cases = [
            ("http://a.b/\\_c", "http://a.b/\\_c"),
            ("www.a.b", "http://www.a.b"),
            ("a\\_b@c.dd", "mailto:a_b@c.dd"),
            ("mailto:a@b.cc", "mailto:a@b.cc"),
            ("xmpp:a@b.cc", "xmpp:a@b.cc"),
        ];
        for (text, destination) in cases {
            let destinations: Vec<_> = autolinks(text, None).map(|link| link.destination(text)).collect();
            assert_eq!(destinations.first().map(AsRef::as_ref), Some(destination), "{text}");
        }
    }

    #[test]
    fn hostile_text_takes_no_longer() {
        const TIMES: usize = 100_000;
        let pieces = [
            "http://",
            "http://a<",
            "http://a_",
            "http://a_.",
            "http://a ",
            "www.",
            "_www.a",
            "www.a_ ",
            "www.a<",
            " www._",
            "a@",
            "@",
            "a@a.",
            "a@b.c1,",
            "a@b.cc ",
            "mailto:",
            "mailto:a@",
            "xmpp:a@b/",
            "\\@",
            "a\\_@b.",
            "a.",
            "&a;",
            "[",
            "w",
        ];
        let tails = ["(", ")", "()", ";", "&amp;", "?", "あ", "\\"];
        let texts = pieces.iter().map(|piece| piece.repeat(TIMES));
        let texts = texts.chain(tails.iter().map(|tail| format!("http://a/{}", tail.repeat(TIMES))));
        for text in texts {
            let start = Instant::now();
            let count = autolinks(&text, None).count();
            // Some 10 ms without optimisation; quadratic time would be minutes.
            assert!(start.elapsed() < Duration::from_secs(5), "{:?}…: {count} links", &text[..12]);
        }
    }
}
